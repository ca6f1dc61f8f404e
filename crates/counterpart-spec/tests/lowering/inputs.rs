//! What a description says of parameters and bodies beyond their schemas.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use counterpart_spec::api::{Encoding, Operation, ParameterLocation, Style, Syntax};

use crate::notation::*;

/// The one operation of a document, and the codes of its findings.
fn operation(head: &str, body: &str) -> (Operation, Vec<&'static str>) {
    let outcome = text(format!(
        "{head}\ninfo: {{title: T, version: '1'}}\npaths:\n  /a:\n    post:\n      operationId: a\n      responses: {{'204': {{description: Done}}}}\n{body}"
    ));
    let codes = outcome.findings.iter().map(|finding| finding.code.id).collect();
    (outcome.api.unwrap().operations.remove(0), codes)
}

#[test]
fn parameters_say_how_they_are_written() {
    let (operation, codes) = operation(
        "openapi: 3.2.0",
        "      parameters:
      - {name: a, in: cookie, style: cookie, schema: {type: string}}
      - {name: b, in: header, content: {application/json: {schema: {type: integer, default: 3}}}}
      - {name: c, in: querystring, content: {application/x-www-form-urlencoded: {schema: {type: object}}}}
      - {name: d, in: header, content: {text/plain: {schema: {type: integer}}}, allowReserved: true}
",
    );
    assert_eq!(codes, Vec::<&str>::new());
    let shown: Vec<_> = operation
        .parameters
        .iter()
        .map(|one| (one.location, one.style, one.explode))
        .collect();
    assert_eq!(
        shown,
        [
            (ParameterLocation::Cookie, Style::Cookie, true),
            (ParameterLocation::Header, Style::Content(Syntax::Json), false),
            (ParameterLocation::QueryString, Style::Content(Syntax::Form), false),
            (ParameterLocation::Header, Style::Simple, false),
        ]
    );
    assert_eq!(operation.parameters[1].default, Some(3.into()));
    // Nothing is encoded in a header, so nothing can be left as it is.
    assert!(!operation.parameters[3].reserved);
}

#[test]
fn flags_and_defaults_of_parameters() {
    let (operation, codes) = operation(
        "openapi: 3.0.3",
        "      parameters:
      - {name: a, in: query, allowReserved: true, allowEmptyValue: true, schema: {type: boolean}}
      - {name: b, in: header, allowEmptyValue: true, schema: {type: boolean, default: true}}
      - {name: c, in: query, schema: {type: integer, maximum: 2, default: 3}}
",
    );
    let [a, b, c] = operation.parameters.as_slice() else {
        panic!()
    };
    assert!(a.reserved && a.may_be_empty && !b.may_be_empty);
    assert_eq!((b.default.clone(), c.default.clone()), (Some(true.into()), None));
    assert_eq!(codes, ["impossible-default"]);
}

#[test]
fn json_under_all_its_names_is_one_body() {
    let (operation, _) = operation(
        "openapi: 3.0.3",
        "      requestBody:
        content:
          text/json: {schema: {type: string}}
          application/merge-patch+json: {schema: {type: string}}
          application/json: {schema: {type: string}}
          application/*+json: {schema: {type: string}}
",
    );
    let contents = operation.body.unwrap().contents;
    let names: Vec<_> = contents
        .iter()
        .map(|content| (content.media_type.as_str(), content.aliases.join(" ")))
        .collect();
    assert_eq!(
        names,
        [
            ("application/json", "text/json application/*+json".to_owned()),
            ("application/merge-patch+json", String::new())
        ]
    );
}

fn encodings(media_type: &str, encoding: &str) -> (Vec<Encoding>, Vec<&'static str>) {
    let (operation, codes) = operation(
        "openapi: 3.1.0",
        &format!(
            "      requestBody:
        content:
          {media_type}:
            schema: {{type: object, properties: {{list: {{type: array, items: {{type: string}}}}, o: {{type: object, properties: {{x: {{type: string}}}}}}}}}}
            encoding: {{{encoding}}}
"
        ),
    );
    let content = operation.body.unwrap().contents.remove(0);
    (content.encodings, codes)
}

#[test]
fn encodings_of_forms() {
    let styles = |encoding: &str| {
        let (all, codes) = encodings("application/x-www-form-urlencoded", encoding);
        let shown: Vec<_> = all
            .into_iter()
            .map(|one| (one.property, one.style, one.reserved))
            .collect();
        (shown, codes)
    };
    let list = || "list".to_owned();
    assert_eq!(
        styles("list: {explode: false}").0,
        [(list(), Some((Style::Form, false)), false)]
    );
    assert_eq!(
        styles("list: {style: pipeDelimited, allowReserved: true}").0,
        [(list(), Some((Style::PipeDelimited, false)), true)]
    );
    assert_eq!(
        styles("o: {style: deepObject}").0,
        [("o".to_owned(), Some((Style::DeepObject, true)), false)]
    );
    // What is said is what is done anyway.
    assert_eq!(styles("list: {style: form, explode: true}"), (vec![], vec![]));
    assert_eq!(styles("o: {style: form}"), (vec![], vec!["unsupported-encoding"]));
    assert_eq!(styles("list: {style: simple}"), (vec![], vec!["unsupported-encoding"]));
}

#[test]
fn encodings_of_parts() {
    let (all, codes) = encodings(
        "multipart/form-data",
        "list: {contentType: 'image/png, image/jpeg', headers: {X-A: {schema: {const: b}}, X-C: {schema: {type: string}}}}",
    );
    assert_eq!(codes, ["unsupported-encoding"]);
    assert_eq!(all[0].content_types, ["image/png", "image/jpeg"]);
    assert_eq!(
        (all[0].headers[0].name.as_str(), all[0].headers[0].value.as_str()),
        ("X-A", "b")
    );
    // OpenAPI 3.1, 4.8.15.1.2
    let (all, _) = encodings("multipart/form-data", "list: {contentType: text/plain, explode: false}");
    assert!(all[0].content_types.is_empty());
}
