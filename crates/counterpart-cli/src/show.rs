//! `counterpart show`.

use counterpart_rust::{Options, TypeName, names};
use counterpart_spec::api::{Api, Operation, Schema, SchemaName, Shape};

use crate::Exit;
use crate::arguments::Reading;
use crate::lint::read;
use crate::table::Table;
use crate::terminal::Terminal;

pub(crate) fn run(reading: Reading, terminal: &Terminal) -> Exit {
    match read(reading, terminal) {
        Ok(api) => {
            terminal.result(&listing(&api));
            Exit::Done
        }
        Err(exit) => exit,
    }
}

fn listing(api: &Api) -> String {
    let names = names(api, &Options::default());
    let operations = api.operations.iter().zip(&names.methods);
    let operations = Table::new(operations.map(|(operation, method)| operation_row(api, operation, method))).render();
    let types = api.schemas.iter().zip(&names.types);
    let types = Table::new(types.map(|(schema, name)| type_row(schema, name.as_ref()))).render();
    format!(
        "{} {}\n\nOperations ({})\n{operations}\nTypes ({})\n{types}",
        api.title,
        api.version,
        api.operations.len(),
        api.schemas.len()
    )
}

fn operation_row(api: &Api, operation: &Operation, method: &str) -> [String; 4] {
    let tags = operation
        .tags
        .iter()
        .filter_map(|&index| api.tags.get(index))
        .map(|tag| tag.name.as_str());
    [
        operation.method.as_str().to_owned(),
        operation.path.text.clone(),
        named(&operation.id, method),
        tags.collect::<Vec<_>>().join(", "),
    ]
}

fn type_row(schema: &Schema, output: Option<&TypeName>) -> [String; 3] {
    let name = match (&schema.name, output) {
        (SchemaName::Component(name) | SchemaName::Title(name), Some(output)) => named(name, &output.ty),
        (SchemaName::Component(name) | SchemaName::Title(name), None) => name.clone(),
        // The document has no name for it.
        (SchemaName::Place(_), Some(output)) => output.ty.clone(),
        (SchemaName::Place(words), None) => words.join(" "),
    };
    let write = output.and_then(|output| output.of_requests.as_ref());
    let name = match write {
        Some(write) => format!("{name}, {write}"),
        None => name,
    };
    [name, shape(&schema.shape), schema.pointer.clone()]
}

/// A name of the document, and that of the output where it is another.
fn named(name: &str, output: &str) -> String {
    match name == output {
        true => name.to_owned(),
        false => format!("{name} as {output}"),
    }
}

fn shape(shape: &Shape) -> String {
    match shape {
        Shape::Object(object) => format!(
            "object of {}",
            counted(object.properties.len(), "property", "properties")
        ),
        Shape::StringEnum(strings) => format!("enum of {}", counted(strings.values.len(), "string", "strings")),
        Shape::IntegerEnum(integers) => format!("enum of {}", counted(integers.values.len(), "integer", "integers")),
        Shape::JsonEnum(values) => format!("enum of {}", counted(values.values.len(), "value", "values")),
        Shape::Union(union) => format!("union of {}", counted(union.variants.len(), "variant", "variants")),
        Shape::Alias(_) => "alias".to_owned(),
    }
}

/// `1 operation`, `2 operations`.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
