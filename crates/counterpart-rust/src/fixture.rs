//! Small APIs made by hand, for unit tests.

use counterpart_spec::api::{
    Access, Additional, Api, Content, Dispatch, Docs, EnumValue, IntegerEnum, IntegerFormat, Method, Object, Operation,
    Parameter, ParameterLocation, PathSegment, PathTemplate, Property, RequestBody, Response, Schema, SchemaId,
    SchemaName, Server, Shape, Status, StringEnum, StringFormat, Style, Syntax, Type, Union, Value, Variant,
};

pub(crate) fn api(schemas: Vec<Schema>, operations: Vec<Operation>) -> Api {
    Api {
        title: "Test".to_owned(),
        version: "1".to_owned(),
        description: None,
        servers: vec![Server {
            url: "/api/".to_owned(),
            template: "/api/".to_owned(),
            variables: Vec::new(),
            name: None,
            description: None,
        }],
        tags: Vec::new(),
        security_schemes: Vec::new(),
        schemas,
        operations,
        webhooks: Vec::new(),
        callbacks: Vec::new(),
        occasions: Vec::new(),
    }
}

pub(crate) fn value(ty: Type) -> Value {
    Value {
        ty,
        nullable: false,
        constraints: Vec::new(),
    }
}

pub(crate) fn text() -> Value {
    value(Type::String(StringFormat::Text))
}

pub(crate) fn integer() -> Value {
    value(Type::Integer(IntegerFormat::I64))
}

pub(crate) fn named(at: usize) -> Value {
    value(Type::Named(SchemaId::from_index(at)))
}

pub(crate) fn nullable(value: Value) -> Value {
    Value {
        nullable: true,
        ..value
    }
}

pub(crate) fn list(item: Value) -> Value {
    value(Type::Array(Box::new(item)))
}

pub(crate) fn described(text: &str) -> Docs {
    Docs {
        description: Some(text.to_owned()),
        ..Docs::default()
    }
}

fn component(name: &str, shape: Shape) -> Schema {
    Schema {
        name: SchemaName::Component(name.to_owned()),
        pointer: format!("/components/schemas/{name}"),
        docs: Docs::default(),
        shape,
    }
}

pub(crate) fn object(name: &str, properties: Vec<Property>) -> Schema {
    let object = Object {
        properties,
        patterns: Vec::new(),
        additional: Additional::Unmentioned,
        constraints: Vec::new(),
    };
    component(name, Shape::Object(object))
}

pub(crate) fn strings(name: &str, values: &[&str]) -> Schema {
    let value = |value: &&str| EnumValue {
        value: (*value).to_owned(),
        name: None,
        description: None,
    };
    component(
        name,
        Shape::StringEnum(StringEnum {
            values: values.iter().map(value).collect(),
        }),
    )
}

pub(crate) fn integers(name: &str, values: &[i64]) -> Schema {
    let value = |value: &i64| EnumValue {
        value: *value,
        name: None,
        description: None,
    };
    component(
        name,
        Shape::IntegerEnum(IntegerEnum {
            values: values.iter().map(value).collect(),
        }),
    )
}

pub(crate) fn union(name: &str, variants: &[(&str, usize)]) -> Schema {
    let variant = |(tag, at): &(&str, usize)| Variant {
        tags: vec![(*tag).to_owned()],
        name: None,
        value: value(Type::Named(SchemaId::from_index(*at))),
        evidence: Vec::new(),
    };
    component(
        name,
        Shape::Union(Union {
            dispatch: Dispatch::Tag("kind".to_owned()),
            variants: variants.iter().map(variant).collect(),
        }),
    )
}

pub(crate) fn property(wire_name: &str, value: Value, required: bool) -> Property {
    Property {
        wire_name: wire_name.to_owned(),
        value,
        required,
        access: Access::ReadWrite,
        default: None,
        docs: Docs::default(),
    }
}

pub(crate) fn required(name: &str, value: Value) -> Property {
    property(name, value, true)
}

pub(crate) fn optional(name: &str, value: Value) -> Property {
    property(name, value, false)
}

pub(crate) fn operation(id: &str) -> Operation {
    Operation {
        id: id.to_owned(),
        pointer: format!("/paths/~1{id}/post"),
        method: Method::Post,
        path: PathTemplate {
            text: format!("/{id}"),
            segments: vec![PathSegment::Literal(format!("/{id}"))],
        },
        server: None,
        tags: Vec::new(),
        docs: Docs::default(),
        parameters: Vec::new(),
        body: None,
        responses: Vec::new(),
        security: Vec::new(),
    }
}

pub(crate) fn parameter(wire_name: &str, location: ParameterLocation, required: bool, value: Value) -> Parameter {
    let in_query = matches!(location, ParameterLocation::Query | ParameterLocation::Cookie);
    Parameter {
        wire_name: wire_name.to_owned(),
        location,
        part: None,
        style: if in_query { Style::Form } else { Style::Simple },
        explode: in_query,
        reserved: false,
        may_be_empty: false,
        required,
        value,
        encodings: Vec::new(),
        default: None,
        docs: Docs::default(),
    }
}

pub(crate) fn json(value: Value) -> Content {
    Content {
        media_type: "application/json".to_owned(),
        syntax: Syntax::Json,
        value,
        event: None,
        aliases: Vec::new(),
        encodings: Vec::new(),
        examples: Vec::new(),
    }
}

pub(crate) fn body(value: Value, required: bool) -> RequestBody {
    RequestBody {
        required,
        contents: vec![json(value)],
        docs: Docs::default(),
    }
}

pub(crate) fn response(status: Status, value: Option<Value>) -> Response {
    Response {
        status,
        docs: Docs::default(),
        headers: Vec::new(),
        contents: value.map(json).into_iter().collect(),
    }
}
