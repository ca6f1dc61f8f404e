//! Small documents and what becomes of them, in a short notation: `name?: type|null <rules>` is an optional property
//! that may be null.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use counterpart_spec::api::{
    Access, Additional, Api, Operation, Parameter, Property, Schema, SchemaName, Shape, Type, Value,
};
use counterpart_spec::{Input, Outcome, read};

fn outcome(body: &str) -> Outcome {
    let text = format!("openapi: 3.0.3\ninfo: {{title: Test, version: '1'}}\n{body}");
    read(&Input::Text {
        name: "test.yaml".to_owned(),
        text,
    })
}

/// The schemas of a document that has nothing else and nothing wrong.
fn schemas(yaml: &str) -> String {
    let (api, codes) = warned(yaml);
    assert_eq!(codes, Vec::<&str>::new());
    show_schemas(&api)
}

/// The same with the codes of what was found.
fn warned(yaml: &str) -> (Api, Vec<&'static str>) {
    let indented: String = yaml.lines().map(|line| format!("    {line}\n")).collect();
    let outcome = outcome(&format!("paths: {{}}\ncomponents:\n  schemas:\n{indented}"));
    let codes = outcome.findings.iter().map(|finding| finding.code.id).collect();
    (outcome.api.unwrap(), codes)
}

fn show_schemas(api: &Api) -> String {
    api.schemas
        .iter()
        .map(|schema| format!("{}: {}\n", name(schema), shape(api, &schema.shape)))
        .collect()
}

fn name(schema: &Schema) -> String {
    match &schema.name {
        SchemaName::Component(name) => name.clone(),
        SchemaName::Title(title) => format!("'{title}'"),
        SchemaName::Place(words) => format!("({})", words.join(" ")),
    }
}

fn shape(api: &Api, shape: &Shape) -> String {
    match shape {
        Shape::Object(object) => {
            let mut parts: Vec<String> = object.properties.iter().map(|part| property(api, part)).collect();
            match &object.additional {
                Additional::Unmentioned => {}
                Additional::Denied => parts.push("no others".to_owned()),
                Additional::Values(other) => parts.push(format!("others: {}", value(api, other))),
            }
            format!("{{{}}}{}", parts.join(", "), rules(&object.constraints))
        }
        Shape::StringEnum(list) => list
            .values
            .iter()
            .map(|value| format!("{:?}", value.value))
            .collect::<Vec<_>>()
            .join(" | "),
        Shape::IntegerEnum(list) => list
            .values
            .iter()
            .map(|value| value.value.to_string())
            .collect::<Vec<_>>()
            .join(" | "),
        Shape::Union(union) => {
            let variants = union.variants.iter();
            let variants: Vec<_> = variants
                .map(|variant| format!("{} => {}", variant.tags.join("/"), name(api.schema(variant.schema))))
                .collect();
            format!("by {}: {}", union.tag, variants.join(", "))
        }
        Shape::Alias(alias) => format!("= {}", value(api, &alias.value)),
    }
}

fn property(api: &Api, property: &Property) -> String {
    let mark = if property.required { "" } else { "?" };
    let access = match property.access {
        Access::ReadWrite => "",
        Access::ReadOnly => "readonly ",
        Access::WriteOnly => "writeonly ",
    };
    let default = property
        .default
        .as_ref()
        .map(|default| format!(" = {default}"))
        .unwrap_or_default();
    format!(
        "{access}{}{mark}: {}{default}",
        property.wire_name,
        value(api, &property.value)
    )
}

fn value(api: &Api, value: &Value) -> String {
    let null = if value.nullable { "|null" } else { "" };
    format!("{}{null}{}", ty(api, &value.ty), rules(&value.constraints))
}

fn ty(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Any => "any".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Integer(format) => format!("{format:?}").to_lowercase(),
        Type::Number(format) => format!("{format:?}").to_lowercase(),
        Type::String(format) => format!("{format:?}").to_lowercase(),
        Type::Array(items) => format!("[{}]", value(api, items)),
        Type::Map(values) => format!("map of {}", value(api, values)),
        Type::Named(id) => name(api.schema(*id)),
    }
}

fn rules(rules: &[counterpart_spec::api::Constraint]) -> String {
    if rules.is_empty() {
        String::new()
    } else {
        format!(
            " <{}>",
            rules
                .iter()
                .map(|rule| format!("{rule:?}"))
                .collect::<Vec<_>>()
                .join(", ")
        )
    }
}

#[test]
fn scalars_and_their_formats() {
    let shown = schemas(
        "A: {type: object, properties: {a: {type: string, format: uuid}, b: {type: string, format: what}, \
         c: {type: integer, format: int32}, d: {type: integer, minimum: 0, maximum: 18446744073709551615}, \
         e: {type: number, format: float}, f: {type: boolean}, g: {}, h: {type: string, format: date-time, nullable: true}}}",
    );
    let rules = "<Minimum(Bound { value: Number(0), exclusive: false }), \
                 Maximum(Bound { value: Number(18446744073709551615), exclusive: false })>";
    assert_eq!(
        shown,
        format!("A: {{a?: uuid, b?: text, c?: i32, d?: u64 {rules}, e?: f32, f?: bool, g?: any, h?: datetime|null}}\n")
    );
}

#[test]
fn required_access_defaults_and_other_properties() {
    let shown = schemas(
        "A: {type: object, required: [b], properties: {a: {type: string, readOnly: true, default: x}, \
         b: {type: string, writeOnly: true, nullable: true, maxLength: 3}}, additionalProperties: {type: integer}}\n\
         B: {properties: {a: {type: string}}, additionalProperties: false, minProperties: 1}\n\
         C: {type: object, additionalProperties: {}}\nD: {type: object}\nE: {type: object, additionalProperties: false}",
    );
    assert_eq!(
        shown,
        "A: {readonly a?: text = \"x\", writeonly b: text|null <MaxLength(3)>, others: i64}\n\
         B: {a?: text, no others} <MinProperties(1)>\nC: = map of any\nD: = map of any\nE: {no others}\n"
    );
}

#[test]
fn null_of_a_component_belongs_to_its_uses() {
    let shown = schemas(
        "Use: {type: object, properties: {a: {$ref: '#/components/schemas/Kind'}, b: {$ref: '#/components/schemas/Alias'}, \
         c: {allOf: [{$ref: '#/components/schemas/Plain'}], nullable: true}}}\n\
         Kind: {type: string, enum: [x, null]}\nAlias: {$ref: '#/components/schemas/Kind'}\nPlain: {type: string}",
    );
    assert_eq!(
        shown,
        "Use: {a?: Kind|null, b?: Alias|null, c?: Plain|null}\nKind: \"x\"\nAlias: = Kind\nPlain: = text\n"
    );
}

#[test]
fn inline_schemas_are_named_by_title_or_place_and_shared_when_equal() {
    let shown = schemas(
        "A: {type: object, properties: {one: {type: object, properties: {x: {type: string, enum: [u, v]}}}, \
         two: {type: array, items: {type: object, title: Two, properties: {y: {type: integer}}}}}}\n\
         B: {type: object, properties: {other: {type: object, readOnly: true, properties: {x: {type: string, enum: [u, v]}}}, \
         two: {type: object, title: Two, properties: {y: {type: string}}}}}",
    );
    assert_eq!(
        shown,
        "A: {one?: (A one), two?: ['Two']}\nB: {readonly other?: (A one), two?: 'Two'}\n(A one): {x?: (A one x)}\n\
         (A one x): \"u\" | \"v\"\n'Two': {y?: i64}\n'Two': {y?: text}\n"
    );
}

#[test]
fn all_of_puts_objects_together() {
    let shown = schemas(
        "Base: {type: object, required: [id], properties: {id: {type: string}, kind: {type: string}}}\n\
         Pet:\n  allOf:\n  - $ref: '#/components/schemas/Base'\n  - {type: object, required: [kind], properties: {kind: {type: string, \
         enum: [pet]}, age: {type: integer}}}\n\
         Twice: {allOf: [{$ref: '#/components/schemas/Pet'}, {required: [age]}]}\n\
         Only: {allOf: [{$ref: '#/components/schemas/Pet'}], description: The same.}",
    );
    assert_eq!(
        shown,
        "Base: {id: text, kind?: text}\nPet: {id: text, kind: (Pet kind), age?: i64}\n\
         Twice: {id: text, kind: (Pet kind), age: i64}\nOnly: = Pet\n(Pet kind): \"pet\"\n"
    );
}

#[test]
fn all_of_joins_what_several_parts_say_of_a_property() {
    let shown = schemas(
        "A: {allOf: [{type: object, properties: {p: {type: object, properties: {x: {type: string}}}}}, \
         {type: object, properties: {p: {type: object, required: [x], properties: {y: {type: integer}}}}}]}\n\
         Rules: {allOf: [{type: string, minLength: 1}, {maxLength: 5}]}",
    );
    assert_eq!(
        shown,
        "A: {p?: (A p)}\nRules: = text <MinLength(1), MaxLength(5)>\n(A p): {x: text, y?: i64}\n"
    );
}

#[test]
fn unions_take_their_tags_from_mapping_or_name() {
    let shown = schemas(
        "Animal:\n  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]\n  discriminator: \
         {propertyName: kind, mapping: {dog: '#/components/schemas/Dog', hound: Dog}}\n\
         Cat: {type: object, properties: {kind: {type: string}}}\nDog: {allOf: [{$ref: '#/components/schemas/Cat'}, {type: object, \
         properties: {tricks: {type: integer}}}]}",
    );
    assert_eq!(
        shown,
        "Animal: by kind: Cat => Cat, dog/hound => Dog\nCat: {kind?: text}\nDog: {kind?: text, tricks?: i64}\n"
    );
}

#[test]
fn a_union_with_nothing_but_null_beside_one_schema_is_that_schema() {
    let shown = schemas("A: {type: object, properties: {a: {anyOf: [{type: integer}, {enum: [null]}]}}}");
    assert_eq!(shown, "A: {a?: i64|null}\n");
}

#[test]
fn null_in_a_union_belongs_to_its_uses_too() {
    let shown = schemas(
        "Maybe: {oneOf: [{$ref: '#/components/schemas/Kind'}, {enum: [null]}]}\nKind: {type: string, enum: [x]}\n\
         Use: {type: object, properties: {a: {$ref: '#/components/schemas/Maybe'}}}",
    );
    assert_eq!(shown, "Maybe: = Kind\nKind: \"x\"\nUse: {a?: Maybe|null}\n");
}

#[test]
fn schemas_that_contain_each_other_many_times_are_looked_at_once() {
    let mut yaml = String::new();
    for level in 0..200 {
        for keyword in ["oneOf", "allOf"] {
            let next = format!("{{$ref: '#/components/schemas/{keyword}{}'}}", (level + 1) % 200);
            yaml.push_str(&format!(
                "{keyword}{level}: {{{keyword}: [{next}, {{nullable: true, {keyword}: [{next}, {next}]}}, {next}]}}\n"
            ));
        }
    }
    let (api, _) = warned(&yaml);
    assert_eq!(api.schemas.len(), 400);
}

#[test]
fn recursion_is_kept_where_it_ends_and_cut_where_it_does_not() {
    let tree =
        "Tree: {type: object, properties: {children: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}";
    assert_eq!(schemas(tree), "Tree: {children?: [Tree]}\n");
    let (api, codes) =
        warned("A: {type: array, items: {$ref: '#/components/schemas/B'}}\nB: {$ref: '#/components/schemas/A'}");
    assert_eq!(
        (show_schemas(&api).as_str(), codes),
        ("A: = [B]\nB: = any\n", vec!["reference-cycle"])
    );
    let (api, codes) =
        warned("A: {allOf: [{$ref: '#/components/schemas/A'}, {type: object, properties: {a: {type: string}}}]}");
    assert_eq!(
        (show_schemas(&api).as_str(), codes),
        ("A: {a?: text}\n", vec!["reference-cycle"])
    );
}

#[test]
fn references_into_the_middle_of_schemas() {
    let shown = schemas(
        "A: {$ref: '#/components/schemas/B/properties/inner%20one'}\n\
         B: {type: object, properties: {inner one: {type: object, properties: {again: {$ref: '#/components/schemas/B/properties/inner one'}}}}}",
    );
    assert_eq!(
        shown,
        "A: = (B inner one)\nB: {inner one?: (B inner one)}\n(B inner one): {again?: (B inner one)}\n"
    );
}

#[test]
fn enums_of_integers_and_their_names() {
    let (api, codes) = warned("Level: {type: integer, enum: [1, 2, 2], x-enum-varnames: [LOW, HIGH]}");
    assert_eq!((show_schemas(&api).as_str(), codes), ("Level: 1 | 2\n", vec![]));
    let Shape::IntegerEnum(list) = &api.schemas[0].shape else {
        unreachable!()
    };
    assert_eq!(list.values[1].name.as_deref(), Some("HIGH"));
}

fn operation(body: &str) -> (Api, Operation, Vec<&'static str>) {
    let outcome = outcome(body);
    let codes = outcome.findings.iter().map(|finding| finding.code.id).collect();
    let api = outcome.api.unwrap();
    let operation = api.operations[0].clone();
    (api, operation, codes)
}

fn show_parameter(api: &Api, parameter: &Parameter) -> String {
    let Parameter {
        wire_name,
        location,
        style,
        explode,
        required,
        value: held,
        ..
    } = parameter;
    let mark = if *required { "" } else { "?" };
    let explode = if *explode { " explode" } else { "" };
    format!(
        "{location:?} {style:?}{explode} {wire_name}{mark}: {}",
        value(api, held)
    )
}

#[test]
fn parameters_are_merged_and_agree_with_the_path() {
    let (api, operation, codes) = operation(
        "paths:
  /a/{id}/{other}:
    parameters:
    - {name: id, in: path, required: true, schema: {type: string}}
    - {name: limit, in: query, schema: {type: string}}
    get:
      operationId: list
      parameters:
      - {name: limit, in: query, explode: false, schema: {type: array, items: {type: string, enum: [x]}}}
      - {name: X-Trace, in: header, schema: {type: string}}
      - {name: gone, in: path, required: true, schema: {type: string}}
",
    );
    let shown: Vec<_> = operation
        .parameters
        .iter()
        .map(|parameter| show_parameter(&api, parameter))
        .collect();
    assert_eq!(
        shown,
        [
            "Path Simple id: text",
            "Query Form limit?: [(list limit items)]",
            "Header Simple X-Trace?: text",
            "Path Simple other: text"
        ]
    );
    assert_eq!(codes, ["unknown-path-parameter", "missing-path-parameter"]);
}

#[test]
fn bodies_and_responses() {
    let (api, operation, codes) = operation(
        "paths:
  /a:
    post:
      operationId: send
      requestBody:
        required: true
        content:
          multipart/form-data: {schema: {type: object, properties: {file: {type: string, format: binary}}}}
          application/json; charset=utf-8: {schema: {type: object, properties: {x: {type: string}}}}
      responses:
        '200': {description: Fine., content: {application/octet-stream: {schema: {type: string, format: binary}}}}
        5XX: {description: Bad., content: {text/plain: {schema: {type: string}}, '*/*': {schema: {type: integer}}}}
        default: {description: ''}
",
    );
    let body = operation.body.unwrap();
    let show = |contents: &[counterpart_spec::api::Content]| -> Vec<String> {
        contents
            .iter()
            .map(|one| format!("{} {:?} {}", one.media_type, one.syntax, value(&api, &one.value)))
            .collect()
    };
    assert_eq!(
        show(&body.contents),
        [
            "application/json Json (send request)",
            "multipart/form-data Multipart (send request)"
        ]
    );
    let responses: Vec<_> = operation
        .responses
        .iter()
        .map(|one| format!("{:?} {:?}", one.status, show(&one.contents)))
        .collect();
    assert_eq!(
        responses,
        [
            "Code(200) [\"application/octet-stream Binary binary\"]",
            "Range(5) [\"*/* Json i64\", \"text/plain Text text\"]",
            "Default []"
        ]
    );
    assert_eq!(codes, Vec::<&str>::new());
}

#[test]
fn security_tags_servers_and_made_names() {
    let (api, operation, codes) = operation(
        "servers: [{url: 'https://{host}/v1', variables: {host: {default: a.example}}}]
security: [{key: []}, {}]
tags: [{name: unused}, {name: second}]
paths:
  /a/{id}/b:
    get: {tags: [first, second], security: [{nobody: [x]}]}
    delete: {}
components:
  securitySchemes: {key: {type: apiKey, in: cookie, name: sid}}
",
    );
    assert_eq!(operation.id, "get_a_id_b");
    assert_eq!(api.servers[0].url, "https://a.example/v1");
    let tags: Vec<_> = api.tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!((tags, operation.tags), (vec!["second", "first"], vec![1, 0]));
    let scheme = &api.security_schemes[operation.security[0].parts[0].scheme.index()];
    assert_eq!(
        (scheme.name.as_str(), &scheme.kind),
        ("nobody", &counterpart_spec::api::SecuritySchemeKind::Unsupported)
    );
    let inherited = &api.operations[1].security;
    assert_eq!((inherited.len(), inherited[1].parts.len()), (2, 0));
    assert!(codes.contains(&"undeclared-security-scheme") && codes.contains(&"missing-operation-id"));
}

#[test]
fn findings_come_in_the_order_of_the_document() {
    let outcome = outcome(
        "paths:\n  /a: {get: {responses: {'204': {description: ''}}}}\ncomponents:\n  schemas:\n    A: {type: array}\n    B: {$ref: x.yaml}\n",
    );
    let codes: Vec<_> = outcome.findings.iter().map(|finding| finding.code.id).collect();
    assert_eq!(codes, ["missing-operation-id", "missing-member", "external-reference"]);
}
