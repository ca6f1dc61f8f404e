use counterpart_spec::api::{Access, Api, Docs, ParameterLocation, Property, Status};
use counterpart_spec::diagnostic::Findings;

use crate::fixture::*;
use crate::{Layout, Options, RuntimeDependency, generate};

fn kitchen() -> Api {
    let mut pet = object(
        "Pet",
        vec![
            required("id", integer()),
            required("name", text()),
            optional("nick-name", nullable(text())),
            required("parent", nullable(named(0))),
            optional("kind", named(1)),
            Property {
                docs: described("Levels.\n\nSee https://x.example."),
                ..optional("levels", list(named(2)))
            },
        ],
    );
    pet.docs.title = Some("A pet".to_owned());
    let mut update = operation("pets_update");
    update.docs = Docs {
        title: Some("Updates a pet".to_owned()),
        description: Some("At once.".to_owned()),
        deprecated: true,
    };
    update.parameters = vec![
        parameter("id", ParameterLocation::Path, true, integer()),
        parameter("id", ParameterLocation::Query, false, text()),
    ];
    update.body = Some(body(named(0), true));
    update.responses = vec![
        response(Status::Code(200), Some(named(0))),
        response(Status::Range(4), Some(named(3))),
        response(Status::Default, None),
    ];
    let schemas = vec![
        pet,
        strings("Kind", &["cat", "dog", "Unknown"]),
        integers("Level", &[10, -1]),
        union("Problem", &[("pet", 0)]),
    ];
    api(schemas, vec![update, operation("nothing")])
}

fn generated(layout: Layout) -> Vec<(String, String)> {
    let options = Options {
        layout,
        ..Options::default()
    };
    let output = generate(&kitchen(), &options, &mut Findings::default());
    output
        .files
        .into_iter()
        .map(|file| (file.path.display().to_string(), file.contents))
        .collect()
}

#[test]
fn every_layout_is_rust() {
    let runtime = RuntimeDependency::Version("0.1".to_owned());
    let layouts = [
        Layout::Modules,
        Layout::SingleFile {
            name: "kitchen".to_owned(),
        },
        Layout::Crate {
            name: "kitchen".to_owned(),
            runtime,
        },
    ];
    for (path, contents) in layouts.into_iter().flat_map(generated) {
        if std::env::var("SHOW").is_ok() {
            println!("=== {path}\n{contents}");
        }
        if path.ends_with(".rs") {
            syn::parse_file(&contents).unwrap_or_else(|error| panic!("{path}: {error}\n{contents}"));
        }
    }
}

#[test]
#[ignore]
fn speed() {
    let mut schemas = Vec::new();
    let d = |p: Property| Property {
        docs: described("Some words on the property that is described here"),
        ..p
    };
    for i in 0..640 {
        let mut properties: Vec<_> = (0..8)
            .map(|p| d(optional(&format!("property_number_{p}"), text())))
            .collect();
        properties.push(required("the_id", integer()));
        properties.push(required("other", named((i * 7) % 640)));
        schemas.push(object(&format!("SchemaNumber{i}"), properties));
    }
    let operations = (0..875)
        .map(|i| {
            let mut op = operation(&format!("operation_number_{i}_do"));
            op.docs = Docs {
                title: Some("Updates a thing".to_owned()),
                description: Some("At once and forever.".to_owned()),
                deprecated: false,
            };
            op.parameters = (0..5)
                .map(|p| parameter(&format!("param_{p}"), ParameterLocation::Query, p == 0, text()))
                .collect();
            op.body = Some(body(named(i % 640), true));
            op.responses = vec![
                response(Status::Code(200), Some(named(i % 640))),
                response(Status::Code(400), Some(named(0))),
                response(Status::Code(403), Some(named(0))),
            ];
            op
        })
        .collect();
    let api = api(schemas, operations);
    for _ in 0..3 {
        let start = std::time::Instant::now();
        let mut findings = Findings::default();
        let options = Options::default();
        let ground = crate::plan::Ground::survey(&api, &options, &mut findings);
        let plan = crate::plan::plan(&api, &ground, &options, &mut findings);
        let planned = start.elapsed();
        let chunks: Vec<_> = crate::emit::models(&plan)
            .chain(crate::emit::operations(&plan))
            .chain(crate::emit::client(&plan))
            .chain(crate::emit::server(&plan))
            .collect();
        let emitted = start.elapsed();
        let mut out = String::new();
        super::print_chunks(chunks.into_iter(), &mut out);
        println!(
            "plan {planned:?} emit {:?} render {:?} lines {}",
            emitted - planned,
            start.elapsed() - emitted,
            out.lines().count()
        );
    }
}
