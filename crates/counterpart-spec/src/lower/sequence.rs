//! Bodies that are a sequence of values (OpenAPI 3.2, 4.14.3).

use crate::api::{StringFormat, Syntax, Type, Value};
use crate::document::Node;

use super::Lowering;
use super::spot::Spot;

/// The syntax of a media type whose values come one after the other.
pub(super) fn sequence(media_type: &str) -> Option<Syntax> {
    let (_, subtype) = media_type.split_once('/')?;
    match subtype {
        "event-stream" => Some(Syntax::Events),
        "jsonl" | "x-jsonl" | "jsonlines" | "x-jsonlines" | "json-lines" | "ndjson" | "x-ndjson" | "x-json-stream"
        | "stream+json" | "json-seq" => Some(Syntax::Items),
        subtype if subtype.ends_with("+json-seq") => Some(Syntax::Items),
        _ => None,
    }
}

impl<'d> Lowering<'d, '_> {
    /// One value of a sequence: `itemSchema`, or else what `schema` describes: an array is the whole, anything else an item.
    /// Events that are described whole may have one name alone.
    pub(super) fn item(&mut self, content: &'d Node, syntax: Syntax, at: &Spot<'_>) -> (Value, Option<String>) {
        match content.get("itemSchema") {
            Some(schema) if syntax == Syntax::Events => self.event_data(schema, &at.key("itemSchema")),
            Some(schema) => (self.value(schema, &at.key("itemSchema")), None),
            None => (self.item_of_whole(content, syntax, at), None),
        }
    }

    fn item_of_whole(&mut self, content: &'d Node, syntax: Syntax, at: &Spot<'_>) -> Value {
        let Some(schema) = content.get("schema") else {
            return Value::new(match syntax {
                Syntax::Events => Type::String(StringFormat::Text),
                _ => Type::Any,
            });
        };
        let whole = self.value(schema, &at.key("schema"));
        match self.behind_aliases(&whole.ty) {
            Type::Array(item) => (**item).clone(),
            // Swagger and the early versions of OpenAPI have nothing better to say for bytes that are no JSON.
            Type::String(StringFormat::Binary) if syntax == Syntax::Items => Value::new(Type::Any),
            Type::String(StringFormat::Binary) => Value::new(Type::String(StringFormat::Text)),
            _ => whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_of_sequences() {
        assert_eq!(sequence("text/event-stream"), Some(Syntax::Events));
        for items in ["application/jsonl", "application/x-ndjson", "application/geo+json-seq"] {
            assert_eq!(sequence(items), Some(Syntax::Items), "{items}");
        }
        assert_eq!(sequence("application/json"), None);
        assert_eq!(sequence("json"), None);
    }
}
