//! One value out of a JSON body, without reading the rest of it into memory.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// What stands at a pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Picked {
    /// Nothing, or something that says as much: null, an empty text, 0, false, an object.
    Nothing,
    /// A text or a number.
    Text(String),
    /// An array of so many items.
    Array(u64),
}

/// Looks a JSON Pointer (RFC 6901) up.
pub(super) fn pick(body: &[u8], pointer: &str) -> Picked {
    let tokens: Vec<String> = pointer
        .split('/')
        .skip(1)
        .map(|token| token.replace("~1", "/").replace("~0", "~"))
        .collect();
    let mut json = serde_json::Deserializer::from_slice(body);
    Seed(&tokens).deserialize(&mut json).unwrap_or(Picked::Nothing)
}

struct Seed<'p>(&'p [String]);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Picked;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Picked, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Seed<'_> {
    /// A scalar counts where the pointer ends.
    fn scalar(&self, text: String) -> Picked {
        let says_nothing = matches!(text.as_str(), "" | "0");
        match self.0.is_empty() && !says_nothing {
            true => Picked::Text(text),
            false => Picked::Nothing,
        }
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Picked;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_str<E>(self, text: &str) -> Result<Picked, E> {
        Ok(self.scalar(text.to_owned()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Picked, E> {
        Ok(self.scalar(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Picked, E> {
        Ok(self.scalar(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Picked, E> {
        Ok(self.scalar(number.to_string()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Picked, E> {
        Ok(Picked::Nothing)
    }

    fn visit_unit<E>(self) -> Result<Picked, E> {
        Ok(Picked::Nothing)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Picked, A::Error> {
        let mut found = Picked::Nothing;
        while let Some(key) = map.next_key::<String>()? {
            match self.0.split_first() {
                Some((token, rest)) if *token == key => found = map.next_value_seed(Seed(rest))?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(found)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Picked, A::Error> {
        let wanted = self
            .0
            .split_first()
            .and_then(|(token, rest)| Some((token.parse::<u64>().ok()?, rest)));
        let (mut found, mut count) = (Picked::Nothing, 0);
        loop {
            let more = match wanted {
                Some((index, rest)) if index == count => match items.next_element_seed(Seed(rest))? {
                    Some(picked) => {
                        found = picked;
                        true
                    }
                    None => false,
                },
                _ => items.next_element::<IgnoredAny>()?.is_some(),
            };
            if !more {
                break;
            }
            count += 1;
        }
        Ok(if self.0.is_empty() { Picked::Array(count) } else { found })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_leads_to_a_value() {
        let body = br#"{"a/b":{"next":3,"none":0,"text":"x y","empty":"","no":null},"list":[{"id":7},2,3]}"#;
        let of = |pointer| pick(body, pointer);
        assert_eq!(of("/a~1b/next"), Picked::Text("3".into()));
        assert_eq!(of("/a~1b/text"), Picked::Text("x y".into()));
        assert_eq!(of("/list"), Picked::Array(3));
        assert_eq!(of("/list/0/id"), Picked::Text("7".into()));
        for nothing in [
            "/a~1b/none",
            "/a~1b/empty",
            "/a~1b/no",
            "/a~1b",
            "/missing/x",
            "/list/9",
            "",
        ] {
            assert_eq!(of(nothing), Picked::Nothing, "{nothing}");
        }
        assert_eq!(pick(b"[1,2]", ""), Picked::Array(2));
        assert_eq!(pick(b"no json", "/x"), Picked::Nothing);
    }
}
