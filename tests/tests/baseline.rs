//! One API, written in every version of the specification, gives the same files.

use std::path::Path;

use counterpart_rust::{Layout, Options, generate};
use counterpart_spec::diagnostic::Style;
use counterpart_spec::{Input, read};

fn files(version: &str) -> Vec<(String, String)> {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/baseline");
    let mut outcome = read(&Input::File(specs.join(format!("{version}.yaml"))));
    let options = Options {
        layout: Layout::Modules,
        ..Options::default()
    };
    let output = generate(&outcome.api.expect("an API"), &options, &mut outcome.findings);
    let said = outcome.findings.render(Style { color: false });
    assert!(said.is_empty(), "{version}:\n{said}");
    let files = output.files.into_iter();
    files
        .map(|file| (file.path.display().to_string(), file.contents))
        .collect()
}

#[test]
fn the_baseline_gives_the_same_files_in_every_version() {
    let baseline = files("openapi-3.0");
    assert!(baseline.iter().any(|(_, text)| text.contains("pets_photo_put")));
    for version in ["swagger-2.0", "openapi-3.1", "openapi-3.2"] {
        for ((name, text), (same, expected)) in files(version).iter().zip(&baseline) {
            assert_eq!(name, same, "{version}");
            assert_eq!(text, expected, "{version}: {name}");
        }
        assert_eq!(files(version).len(), baseline.len(), "{version}");
    }
}
