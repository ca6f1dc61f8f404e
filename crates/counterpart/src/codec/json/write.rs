//! JSON is written without blanks, properties in the order of the description.

use serde_json::Value;

use super::escape;
use crate::codec::{Failed, Field, Sink, Slot, Table, View, WriteError, tag_value};

/// Writes a value as JSON.
///
/// # Errors
/// When a number is not finite.
pub fn to_vec(value: &dyn Slot) -> Result<Vec<u8>, WriteError> {
    let mut writer = Writer {
        out: Vec::with_capacity(256),
        error: None,
    };
    match value.show(&mut writer) {
        Ok(()) => Ok(writer.out),
        Err(_) => Err(WriteError::new(
            writer.error.unwrap_or("the value cannot be written as JSON"),
        )),
    }
}

/// Writes a value as JSON.
///
/// # Errors
/// When a number is not finite.
pub fn to_string(value: &dyn Slot) -> Result<String, WriteError> {
    String::from_utf8(to_vec(value)?).map_err(|error| WriteError::new(error.to_string()))
}

struct Writer {
    out: Vec<u8>,
    error: Option<&'static str>,
}

impl Sink for Writer {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        let (mut integer, mut float) = (itoa::Buffer::new(), zmij::Buffer::new());
        // Each gives the text that ends it: there is one place that writes it.
        let end = match view {
            View::Absent | View::Null => "null",
            View::Bool(true) => "true",
            View::Bool(false) => "false",
            View::I64(value) => integer.format(value),
            View::U64(value) => integer.format(value),
            View::F64(value) if value.is_finite() => float.format_finite(value),
            View::F32(value) if value.is_finite() => float.format_finite(value),
            View::F64(_) | View::F32(_) => {
                return Err(self.refuse("a number that is not finite cannot be written as JSON"));
            }
            View::Digits(digits) => digits,
            View::Str(text) => {
                self.open_string(text);
                "\""
            }
            View::File(file) => {
                self.open_string(&file.load_text());
                "\""
            }
            View::Body(_) => return Err(self.refuse("a body cannot be written inside of JSON")),
            View::Seq(elements) => {
                self.out.push(b'[');
                elements.show_each(&mut Elements(self))?;
                "]"
            }
            View::Record(table, slots) => {
                self.out.push(b'{');
                self.fields(table, slots, None)?;
                "}"
            }
            // Named by what it is carried in, see `codec::event`.
            View::Tagged("", _, value) => return value.show(self),
            View::Map(_) | View::Tagged(..) => {
                self.out.push(b'{');
                self.entries(view, None)?;
                "}"
            }
            View::Json(value) => {
                self.json(value);
                ""
            }
            View::Checked(_, view) => return self.accept(*view),
        };
        self.raw(end);
        Ok(())
    }
}

impl Writer {
    #[inline]
    fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    #[cold]
    fn refuse(&mut self, why: &'static str) -> Failed {
        self.error = Some(why);
        Failed::NOTED
    }

    #[inline]
    fn field_key(&mut self, field: &Field) {
        let Some(key) = field.key.text() else {
            return self.key(field.name);
        };
        let is_first = self.out.last() == Some(&b'{');
        self.raw(if is_first {
            key.get(1..).unwrap_or_default()
        } else {
            key
        });
    }

    #[inline]
    fn key(&mut self, name: &str) {
        let is_first = self.out.last() == Some(&b'{');
        self.out.extend_from_slice(if is_first { b"\"" } else { b",\"" });
        self.inside_quotes(name.as_bytes());
        self.out.extend_from_slice(b"\":");
    }

    /// Writes the entries of an object that is already open; a tag that was written before is left out.
    fn entries(&mut self, view: View<'_>, without: Option<&str>) -> Result<(), Failed> {
        match view {
            View::Record(table, slots) => self.fields(table, slots, without),
            View::Map(entries) => {
                for (key, value) in (0..).map_while(|index| entries.at(index)) {
                    if Some(key) != without {
                        self.key(key);
                        value.show(self)?;
                    }
                }
                Ok(())
            }
            View::Tagged(tag, values, object) => {
                self.key(tag);
                self.string(tag_value(tag, values, object));
                object.show(&mut Inner {
                    writer: self,
                    without: Some(tag),
                })
            }
            _ => Err(self.refuse("a tag can only be written into an object")),
        }
    }

    fn fields(&mut self, table: &'static Table, slots: &[&dyn Slot], without: Option<&str>) -> Result<(), Failed> {
        for (field, slot) in table.written(slots) {
            if without.is_none_or(|tag| tag != field.name) {
                self.field_key(field);
                slot.show(self)?;
            }
        }
        match table.rest_slot(slots) {
            Some(rest) => rest.show(&mut Inner { writer: self, without }),
            None => Ok(()),
        }
    }

    /// Writes a JSON value; its numbers are finite by construction.
    fn json(&mut self, value: &Value) {
        match value {
            Value::Null => self.raw("null"),
            Value::Bool(true) => self.raw("true"),
            Value::Bool(false) => self.raw("false"),
            Value::Number(number) => self.number(number),
            Value::String(text) => self.string(text),
            Value::Array(elements) => {
                let mut before = b'[';
                for element in elements {
                    self.out.push(before);
                    self.json(element);
                    before = b',';
                }
                self.raw(if elements.is_empty() { "[]" } else { "]" });
            }
            Value::Object(object) => {
                self.out.push(b'{');
                for (key, value) in object {
                    self.key(key);
                    self.json(value);
                }
                self.out.push(b'}');
            }
        }
    }

    fn number(&mut self, number: &serde_json::Number) {
        if let Some(value) = number.as_i64() {
            self.raw(itoa::Buffer::new().format(value));
        } else if let Some(value) = number.as_u64() {
            self.raw(itoa::Buffer::new().format(value));
        } else {
            self.raw(zmij::Buffer::new().format(number.as_f64().unwrap_or_default()));
        }
    }

    /// Writes a string in quotes, in runs of what needs no escape.
    fn string(&mut self, text: &str) {
        self.open_string(text);
        self.out.push(b'"');
    }

    /// As [`Writer::string`], without the last quote.
    #[inline]
    fn open_string(&mut self, text: &str) {
        self.out.push(b'"');
        self.inside_quotes(text.as_bytes());
    }

    #[inline]
    fn inside_quotes(&mut self, text: &[u8]) {
        if escape::is_plain_text(text) {
            self.out.extend_from_slice(text);
        } else {
            self.escaped(text);
        }
    }

    fn escaped(&mut self, mut rest: &[u8]) {
        while let Some((plain, special, after)) = escape::next(rest) {
            self.out.extend_from_slice(plain);
            self.escape(special);
            rest = after;
        }
        self.out.extend_from_slice(rest);
    }

    fn escape(&mut self, byte: u8) {
        let short = match byte {
            b'"' | b'\\' => byte,
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0x08 => b'b',
            0x0c => b'f',
            _ => {
                self.raw(&format!("\\u00{byte:02x}"));
                return;
            }
        };
        self.out.extend_from_slice(&[b'\\', short]);
    }
}

/// Writes the elements of an array that is already open.
struct Elements<'w>(&'w mut Writer);

impl Sink for Elements<'_> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        if self.0.out.last() != Some(&b'[') {
            self.0.out.push(b',');
        }
        self.0.accept(view)
    }
}

/// Writes the entries of an object into one that is already open.
struct Inner<'w> {
    writer: &'w mut Writer,
    without: Option<&'w str>,
}

impl Sink for Inner<'_> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        self.writer.entries(view, self.without)
    }
}
