//! What to do about each kind of finding, and where the rule is written. `counterpart explain` shows it.

/// The remedy for a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Advice {
    /// The id of the code.
    pub code: &'static str,
    /// What to change, in the document or in the call.
    pub remedy: &'static str,
    /// The specification and its section.
    pub section: &'static str,
}

macro_rules! advice {
    ($($code:literal $section:literal $remedy:literal)*) => {
        /// The remedies for the codes of this crate.
        pub static ADVICE: &[Advice] = &[$(Advice { code: $code, remedy: $remedy, section: $section }),*];
    };
}

advice! {
    // The input as a text.
    "unreadable-input" "none; this is about the file"
        "Check the name (it is relative to the current directory) and the file's permissions. What is at an address is saved to a file first, or piped: `curl -s 'URL' | counterpart lint -`."
    "not-utf8" "OpenAPI 3.0, 4.3 (Format); RFC 8259, 8.1"
        "Save the file as UTF-8: `iconv -f latin1 -t utf-8 old.yaml > new.yaml`, with the encoding that it really has."
    "broken-json" "RFC 8259, 2"
        "Look at the place shown and just ahead of it: remove a trailing comma, close a quote or a bracket, or fetch the file again if it ends too early."
    "broken-yaml" "YAML 1.2"
        "Look at the place shown and a line or two above it: indent with spaces, close brackets and quotes, and quote texts that contain `: ` or ` #`."
    "too-deep" "RFC 8259, 9 (limits are allowed)"
        "Flatten the part that is nested so deeply, or move it into components that refer to each other."
    "too-many-aliases" "YAML 1.2, 7.1"
        "Write what is repeated as a component and refer to it with `$ref`; do not repeat an alias inside of what another alias repeats."
    "strange-key" "OpenAPI 3.0, 4.3 (Format)"
        "Make the key a string. `? [x, y]` and a line that begins with `- ` or `{` by mistake are the usual reasons."
    "several-documents" "YAML 1.2, 9.2 (Streams)"
        "Put each description into a file of its own; remove the line `---` if what follows belongs to the first."
    "duplicate-key" "YAML 1.2, 3.2.1.3; RFC 8259, 4"
        "Decide which of the two values is meant and remove the other; merge them if both are."

    // Documentation pages.
    "broken-front-matter" "Docusaurus OpenAPI plugin; no specification"
        "Give the page of one operation, unchanged from the site's sources. Its front matter has a line that begins with `api: `."
    "broken-base64" "RFC 4648, 4"
        "Take the page from its source again: a line break or a character was lost on the way."
    "broken-zlib" "RFC 1950"
        "Take the page from its source again, or build it with `docusaurus-plugin-openapi-docs`, which packs in this form."
    "broken-page" "Docusaurus OpenAPI plugin; no specification"
        "Take the page from its source again, or give the OpenAPI document from which the site was built."
    "page-too-large" "none; a limit of ours"
        "Give the OpenAPI document from which the page was built instead of the page."

    // The document as OpenAPI.
    "not-openapi" "OpenAPI 3.0, 4.7.1 (OpenAPI Object)"
        "Begin the document with its version, such as `openapi: 3.0.3`. If it is something else (a JSON Schema, AsyncAPI, Postman), convert it first."
    "unsupported-dialect" "OpenAPI 3.0, 4.7.1 (OpenAPI Object)"
        "Name a version that is supported (2.0, 3.0, 3.1 or 3.2), if the document follows it; otherwise convert it to one."
    "wrong-type" "OpenAPI 3.0, 4.7 (Schema)"
        "Write the value in the type that the message asks for: numbers and booleans without quotes, one schema as an object, several as an array."
    "missing-member" "OpenAPI 3.0, 4.7 (Schema)"
        "Add the member that the message names."
    "missing-paths" "OpenAPI 3.0, 4.7.1 (OpenAPI Object)"
        "Add `paths: {}` if the document really has no operations, or give the document of which this is a part. OpenAPI 3.1 does without `paths`."
    "excluding-members" "OpenAPI 3.0, 4.7 (Schema)"
        "Remove one of the two members that the message names."
    "unused-member" "OpenAPI 3.0, 4.7 (Schema)"
        "Nothing must be done; remove the member if it is there by mistake."

    // Overlays.
    "broken-overlay" "Overlay 1.1, Action Object"
        "Correct the part shown. An action has a `target` and one of `update`, `remove: true` and `copy`; an object is updated by an object, an array by an item to append."
    "broken-target" "RFC 9535, 2"
        "Write the path as RFC 9535 asks: begin with `$`, put names with special characters into brackets and quotes, write filters as `[?@.in == 'query']`."
    "unmatched-target" "Overlay 1.1, Action Object"
        "Compare the path with the document (`counterpart dump --stage document` prints it after the overlays). If the action need not match, add `x-counterpart-optional: true` to it."

    // Selection.
    "unmatched-selector" "none; this is about `--include` and `--exclude`"
        "Take the name from `counterpart show`. Names are compared exactly, upper and lower case included; `*` stands for any text and `?` for one character."
    "empty-selection" "none; this is about `--include` and `--exclude`"
        "Look at what each selector picks with `counterpart show DOCUMENT --include SELECTOR`, and remove the one that takes too much. If no operations are what you want, `--allow empty-selection`."
    "excluded-schema" "none; this is about `--exclude`"
        "Exclude the operations that need the schema too, or do not exclude the schema. If any JSON value is what you want there, `--allow excluded-schema`."

    // References.
    "dangling-reference" "OpenAPI 3.0, 4.7.23 (Reference Object); RFC 6901"
        "Correct the name, or add what it should lead to. Names are case-sensitive; `/` in a name is written `~1` and `~` is written `~0`."
    "reference-cycle" "OpenAPI 3.0, 4.7.23 (Reference Object)"
        "Let one of the references in the circle lead to a definition with content."
    "unreadable-reference" "OpenAPI 3.0, 4.7.23 (Reference Object); RFC 3986, 5"
        "Correct the name (it is relative to the file that holds the reference), or put the file there. A symbolic link may not lead out of the document's folder unless that is allowed."
    "remote-reference" "OpenAPI 3.0, 4.7.23 (Reference Object)"
        "Let the command fetch it once with `--allow-remote ORIGIN`: the text is kept in `counterpart.lock` beside the document, and builds need no network. Or save it beside yours and refer to the file."
    "unused-lock" "none; this is about `counterpart.lock`"
        "Nothing must be done. To be rid of it, delete `counterpart.lock` and fetch again with `--allow-remote ORIGIN` for each document in the folder."
    "unknown-schema-dialect" "OpenAPI 3.1, 4.8.24.7 (Specifying Schema Dialects); JSON Schema 2020-12 Core, 8.1.1"
        "Nothing must be done if the keywords mean what they mean in JSON Schema 2020-12; else rewrite the schemas in a dialect that is known."
    "dynamic-reference" "JSON Schema 2020-12 Core, 8.2.3.2 and 7.7"
        "Nothing must be done if the schema that is taken is the one you mean; else refer to the one you mean with `$ref`."
    "misspelt-member" "OpenAPI 3.1, 4.9 (Specification Extensions)"
        "Correct the spelling; if the member is your own, let its name begin with `x-`."
    "misplaced-member" "OpenAPI 3.0, 4.7 (Schema)"
        "Move the member to where the help of the finding says; remove it if it says nothing new."
    "wrong-reference" "OpenAPI 3.0, 4.7.23 (Reference Object)"
        "Refer to an object of the kind that the place asks for: a response under `components.responses`, a schema under `components.schemas`, and so on."

    // Schemas.
    "unchecked-keyword" "JSON Schema 2020-12 Core and Validation"
        "Nothing must be done: the types are right, only this rule is not checked. Express it with keywords that are, or check it in your own code."
    "unsupported-union" "JSON Schema 2020-12 Core, 10.2.1"
        "Split the schema: give each union a property of its own, or list the combinations that really occur in one `oneOf`."
    "ambiguous-union" "OpenAPI 3.0, 4.7.25 (Discriminator Object)"
        "Add a `discriminator`, or make a property required, or constant, that only one of the two variants has. If a value may be both, write `anyOf`."
    "broken-discriminator" "OpenAPI 3.0, 4.7.25 (Discriminator Object)"
        "Let each variant be a reference to an object that has the property, with a tag of its own in `mapping` or as a constant; or remove the discriminator."
    "contradiction" "JSON Schema 2020-12 Core, 10.2.1.1 (allOf)"
        "Look at the parts that the message names: one of them asks for what another forbids. `anyOf` is often meant where `allOf` is written."
    "misfit-value" "JSON Schema 2020-12 Validation, 6.1.2 (enum)"
        "Quote the value if a string is meant (`'1.0'`, `'on'`), correct it, or correct `type`."
    "duplicate-value" "JSON Schema 2020-12 Validation, 6.1.2 (enum)"
        "Remove one of the two; names and descriptions that belong to values (`x-enum-varnames`) move up with what follows."
    "impossible-default" "JSON Schema 2020-12 Validation, 9.2 (default)"
        "Correct the default, or the schema that refuses it."
    "unknown-required" "OpenAPI 3.0, 4.7.24 (Schema Object)"
        "Correct the name, declare the property, or take the name out of `required`."
    "schema-too-deep" "none; a limit of ours"
        "Give inner schemas a name under `components.schemas` and refer to them."
    "broken-mapping" "OpenAPI 3.0, 4.7.25 (Discriminator Object)"
        "Correct the name or reference in `mapping`, or add the schema to `oneOf` or `anyOf`."

    // Operations.
    "invalid-path" "OpenAPI 3.0, 4.7.8 (Paths Object)"
        "Begin the path with `/`, and write each placeholder as `{name}` with both braces."
    "missing-operation-id" "OpenAPI 3.0, 4.7.10 (Operation Object)"
        "Add an `operationId`, in the document or in an overlay: method and type names come from it."
    "duplicate-operation-id" "OpenAPI 3.0, 4.7.10 (Operation Object)"
        "Give one of the two operations another `operationId`, in the document or in an overlay."
    "missing-path-parameter" "OpenAPI 3.0, 4.7.8.1 (Path Templating)"
        "Declare the parameter with `in: path` and `required: true`, at the operation or at its path."
    "unknown-path-parameter" "OpenAPI 3.0, 4.7.8.1 (Path Templating)"
        "Correct the parameter's name or the placeholder's, or remove the parameter; `in: query` is meant if it is sent behind `?`."
    "optional-path-parameter" "OpenAPI 3.0, 4.7.12 (Parameter Object)"
        "Add `required: true` to the parameter. If the path works without it, describe that path as one of its own."
    "equivalent-paths" "OpenAPI 3.0, 4.7.8 (Paths Object)"
        "Put the operations of both under one path, with one set of placeholders."
    "empty-responses" "OpenAPI 3.0, 4.7.16 (Responses Object)"
        "Describe at least the answer of success, such as `'204': {description: Done.}`."
    "unsupported-method" "OpenAPI 3.2, 4.9 (Path Item Object); RFC 9110, 9"
        "Correct the method's name, or call such an operation without generated code."
    "duplicate-parameter" "OpenAPI 3.0, 4.7.10 (Operation Object)"
        "Remove one of the two, or give one the location (`in`) that is meant."
    "ignored-header" "OpenAPI 3.0, 4.7.12 (Parameter Object)"
        "Describe what the header says where OpenAPI expects it: `Content-Type` and `Accept` by media types under `content`, `Authorization` by a security scheme. Then remove the parameter."
    "unsupported-style" "OpenAPI 3.0, 4.7.12.3 (Style Values)"
        "Name a style that the location allows: `matrix`, `label` and `simple` in a path, `form`, `spaceDelimited`, `pipeDelimited` and `deepObject` in a query, `simple` in a header, `form` in a cookie."
    "parameter-content" "OpenAPI 3.0, 4.7.12 (Parameter Object)"
        "Nothing must be done: write and read the inner syntax yourself. A parameter in `application/json`, or described by `schema` and `style`, gets a type."
    "invalid-status" "OpenAPI 3.0, 4.7.16 (Responses Object)"
        "Key the response by a code from 100 to 599, a range such as `4XX`, or `default`."
    "unsupported-media-type" "OpenAPI 3.0, 4.7.14 (Media Type Object)"
        "Nothing must be done if bytes or text are what you want; else offer the body as JSON too, or describe it as `type: string`."
    "invalid-media-type" "OpenAPI 3.0, 4.7.14 (Media Type Object); RFC 6838, 4.2"
        "Write the media type as `type/subtype`, such as `application/json`."
    "unsupported-item-schema" "OpenAPI 3.2, 4.14 (Media Type Object)"
        "Use `text/event-stream`, `application/jsonl` or `application/json-seq` for a stream of values; otherwise nothing must be done, and the body is raw."
    "unsupported-encoding" "OpenAPI 3.0, 4.7.15 (Encoding Object)"
        "Nothing must be done if the usual way will do: items one by one, objects in JSON. Else name a style of queries, or send what differs from part to part in a property of its own."
    "unsupported-xml" "OpenAPI 3.0, 4.7.26 (XML Object)"
        "Nothing must be done: offer the body as JSON too, or write and read the XML yourself; beside JSON give it the schema `type: string` in an overlay to have it as text."
    "unsupported-collection-format" "Swagger 2.0, Parameter Object and Items Object"
        "Nothing must be done if you join and split the items yourself; else use a format that the location allows."
    "unsupported-member" "OpenAPI 3.0, 4.7.10 (Operation Object)"
        "Nothing must be done if you can do without. What is called back in turn can be described as a webhook of its own."

    // Security.
    "unsupported-security-scheme" "OpenAPI 3.0, 4.7.27 (Security Scheme Object)"
        "Send and check the credential yourself (a header on the client, a layer around the router), or declare a scheme that is supported."
    "undeclared-security-scheme" "OpenAPI 3.0, 4.7.30 (Security Requirement Object)"
        "Correct the name, or declare the scheme under `components.securitySchemes`."
    "inherited-security" "OpenAPI 3.0, 4.7.10 (Operation Object)"
        "Give each webhook and callback the `security` that its callers can meet, in the document or by an overlay: `target: $.webhooks.*[?@.responses]` with `update: {security: []}` asks for nothing. Where they do prove themselves with that credential, nothing must be done."
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::CODES;

    #[test]
    fn each_code_has_its_advice_and_each_advice_its_code() {
        let known: Vec<_> = CODES.iter().map(|code| code.id).collect();
        let advised: Vec<_> = ADVICE.iter().map(|advice| advice.code).collect();
        let missing: Vec<_> = known.iter().filter(|id| !advised.contains(id)).collect();
        let stale: Vec<_> = advised.iter().filter(|id| !known.contains(id)).collect();
        assert!(missing.is_empty(), "add to the table of advice.rs: {missing:?}");
        assert!(stale.is_empty(), "no such codes: {stale:?}");
    }
}
