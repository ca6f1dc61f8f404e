//! Generates both sides of the documents whose requests are looked at on the wire.

fn main() -> counterpart_build::Result<()> {
    for document in [
        "styles",
        "query-string",
        "collections",
        "request-bodies",
        "callbacks",
        "webhooks",
        "servers",
        "tags",
        "access",
        "equivalent-paths",
        "inherited-security",
        "security",
    ] {
        let file = format!("{}/../../specs/{document}.yaml", env!("CARGO_MANIFEST_DIR"));
        // What a document shows that is not supported is a finding, and the subject of other tests.
        let allowed = [
            "unsupported-xml",
            "unsupported-encoding",
            "missing-operation-id",
            "equivalent-paths",
            "unsupported-security-scheme",
        ];
        let configuration = allowed
            .iter()
            .fold(counterpart_build::configure(), |all, code| all.allow(*code));
        configuration.compile(file)?;
    }
    // What the document asks of callers, changed for its webhooks.
    let open = counterpart_build::configure().module("open_webhooks");
    let open = open.overlay(concat!(env!("CARGO_MANIFEST_DIR"), "/open-webhooks.overlay.yaml"));
    open.compile(format!(
        "{}/../../specs/inherited-security.yaml",
        env!("CARGO_MANIFEST_DIR")
    ))?;
    // A part, by a tag that is not the first of its operation.
    let part = counterpart_build::configure().module("tags_part");
    let part = part.include("tag:pets").exclude("op:pets_list");
    part.compile(format!("{}/../../specs/tags.yaml", env!("CARGO_MANIFEST_DIR")))
}
