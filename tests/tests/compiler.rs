//! What the compiler says of generated code to those who leave something out: the remedy, and little else.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, helpers included")]

use std::path::Path;
use std::process::Command;

use counterpart_rust::Options;
use counterpart_spec::Input;
use counterpart_tests::root;

const DOCUMENT: &str = r##"
openapi: 3.0.3
info: {title: Shop, version: "1"}
servers: [{url: "https://shop.example"}]
paths:
  /pets:
    get:
      operationId: pet_list
      tags: [pets]
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses:
        "200": {description: "", content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}}}}
  /orders:
    post:
      operationId: order_create
      tags: [orders]
      responses: {"204": {description: ""}}
      callbacks:
        shipped:
          "{$request.query.to}":
            post: {responses: {"204": {description: ""}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
"##;

/// A program whose module `api` is generated in a folder of its own.
struct Program {
    folder: tempfile::TempDir,
}

impl Program {
    fn new(main: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let document = folder.path().join("openapi.yaml");
        std::fs::create_dir(folder.path().join("src")).unwrap();
        std::fs::write(&document, DOCUMENT).unwrap();
        let outcome = counterpart_spec::read(&Input::File(document));
        let mut findings = outcome.findings;
        let output = counterpart_rust::generate(&outcome.api.unwrap(), &Options::default(), &mut findings);
        counterpart_rust::write::write(&output, &folder.path().join("src/api")).unwrap();
        std::fs::write(folder.path().join("src/main.rs"), main).unwrap();
        // The versions that everything else here is built with.
        std::fs::copy(root().join("Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();
        Self { folder }
    }

    /// What the compiler says where the runtime has these features.
    fn check(&self, features: &[&str]) -> String {
        let runtime = root().join("crates/counterpart");
        let manifest = format!(
            "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
             counterpart = {{ path = {runtime:?}, features = {features:?} }}\n"
        );
        std::fs::write(self.folder.path().join("Cargo.toml"), manifest).unwrap();
        let output = Command::new(env!("CARGO"))
            .args(["check", "--quiet", "--offline"])
            .env("CARGO_TARGET_DIR", target())
            .env_remove("RUSTFLAGS")
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        String::from_utf8(output.stderr).unwrap()
    }
}

/// One for all tests of this file, which wait for each other; beside the target of the workspace, which is locked.
fn target() -> &'static Path {
    Path::new(concat!(env!("CARGO_TARGET_TMPDIR"), "/compiler"))
}

/// The first line of each error.
fn errors(said: &str) -> Vec<&str> {
    said.lines().filter(|line| line.starts_with("error")).collect()
}

/// Whether the compiler says nothing but that the features are missing, once a module that needs one.
fn names_only(said: &str, features: &[&str]) -> bool {
    let errors = errors(said);
    let Some((last, needs)) = errors.split_last() else {
        return false;
    };
    let names = |error: &&str, feature: &&str| {
        let [need, builder, flag] = [
            format!("need the feature `{feature}` of the crate `counterpart`"),
            format!("`.{feature}(false)`"),
            format!("`--{feature}=false`"),
        ];
        error.contains(&need) && error.contains(&builder) && error.contains(&flag)
    };
    last.contains("could not compile")
        && needs
            .iter()
            .all(|error| features.iter().any(|feature| names(error, feature)))
        && features
            .iter()
            .all(|feature| needs.iter().any(|error| names(error, feature)))
}

#[test]
fn a_feature_that_is_off_is_one_error_a_module() {
    let program = Program::new("mod api;\nfn main() {}\n");
    for (on, off) in [
        (&["client"][..], &["server"][..]),
        (&["server"], &["client"]),
        (&[], &["client", "server"]),
    ] {
        let said = program.check(on);
        assert!(names_only(&said, off), "{said}");
    }
}

#[test]
fn a_private_module_of_which_nothing_is_used_has_no_warnings() {
    let program = Program::new("mod api;\nfn main() {}\n");
    assert_eq!(program.check(&["client", "server"]), "");
}

#[test]
fn mistakes_are_told_with_their_remedy() {
    let program = Program::new(
        "mod api;\n\
         use api::server::Router;\n\
         struct App;\n\
         fn pages(client: &api::client::Client) {\n\
             let _ = client.pet_list().pages();\n\
             let _ = client.pet_list().items();\n\
         }\n\
         fn main() {\n\
             let _ = (Router::new(App), pages);\n\
         }\n",
    );
    let said = program.check(&["client", "server"]);
    let remedies = [
        ("declare it under `[[pagination]]` in `counterpart.toml`", 2),
        ("an empty `impl PetsHandler for App {}` answers 501", 1),
        ("an empty `impl OrdersHandler for App {}` answers 501", 1),
    ];
    for (remedy, times) in remedies {
        assert_eq!(said.matches(remedy).count(), times, "{remedy}: {said}");
    }
    assert_eq!(errors(&said).len(), 5, "{said}");
}

#[test]
fn an_api_that_no_build_script_wrote_is_an_error_that_tells_names() {
    let program = Program::new("mod pets { counterpart::include_api!(\"pets\"); }\nfn main() {}\n");
    let said = program.check(&[]);
    assert!(
        said.starts_with("error: the build script wrote no API `pets`: ") && said.contains(".module(\"pets\")"),
        "{said}"
    );
}
