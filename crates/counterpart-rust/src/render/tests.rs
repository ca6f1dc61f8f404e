use counterpart_spec::api::{Api, Docs, ParameterLocation, Property, Status};
use counterpart_spec::diagnostic::Findings;
use proc_macro2::{TokenStream, TokenTree};

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
        examples: Vec::new(),
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
            is_workspace: true,
        },
    ];
    for (path, contents) in layouts.into_iter().flat_map(generated) {
        if path.ends_with(".rs") {
            syn::parse_file(&contents).unwrap_or_else(|error| panic!("{path}: {error}\n{contents}"));
        }
    }
}

#[test]
fn no_text_of_a_document_becomes_code() {
    const EVIL: &str = "*/ \n\"] } pub fn evil() {} #[doc = r#\"\u{202e}\r\n```";
    let mut operation = operation(EVIL);
    operation.docs = Docs {
        title: Some(EVIL.to_owned()),
        ..described(EVIL)
    };
    operation.path.text = EVIL.to_owned();
    operation.parameters = vec![parameter(EVIL, ParameterLocation::Query, false, named(1))];
    operation.responses = vec![response(Status::Code(200), Some(named(0)))];
    let property = Property {
        docs: described(EVIL),
        ..required(EVIL, text())
    };
    let mut api = api(
        vec![object(EVIL, vec![property]), strings(EVIL, &[EVIL])],
        vec![operation],
    );
    api.title = EVIL.to_owned();
    api.servers[0].url = EVIL.to_owned();
    for file in generate(&api, &Options::default(), &mut Findings::default()).files {
        let tokens = file.contents.parse().unwrap();
        assert!(!has_word(tokens, "evil"), "{}", file.contents);
    }
}

fn has_word(tokens: TokenStream, word: &str) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Group(group) => has_word(group.stream(), word),
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
