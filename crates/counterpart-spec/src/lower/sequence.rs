//! Bodies that are a sequence of values (OpenAPI 3.2, 4.14.3).

use crate::api::{StringFormat, Syntax, Type, Value};
use crate::document::Node;
use crate::form::SchemaForm;

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
    pub(super) fn item(&mut self, content: &'d Node, syntax: Syntax, at: &Spot<'_>) -> Value {
        if let Some(schema) = content.get("itemSchema") {
            let at = at.key("itemSchema");
            return match syntax {
                Syntax::Events => self.event_data(schema, &at),
                _ => self.value(schema, &at),
            };
        }
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

    /// The name that events have by their description: a constant, or the only value of an enumeration.
    pub(super) fn event_name(&mut self, content: &'d Node) -> Option<String> {
        let (event, _) = self.resolver.follow(content.get("itemSchema")?).ok()?;
        let name = event.get("properties")?.get("event")?;
        match SchemaForm::of(name)?.listed()? {
            [only] => only.as_str().map(str::to_owned),
            _ => None,
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
