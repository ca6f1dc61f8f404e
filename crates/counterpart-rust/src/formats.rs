//! Which Rust types the formats of a description become.

use std::collections::BTreeMap;
use std::fmt;

use crate::name::is_path;

/// The formats that are dates and times.
const DATES: &[&str] = &["date-time", "date", "time", "duration"];

/// What was chosen for formats; the others have their usual types.
///
/// ```
/// let mut formats = counterpart_rust::Formats::default();
/// formats.choose("date-time", "jiff")?;
/// formats.choose("order-number", "crate::ids::OrderNumber")?;
/// assert!(formats.choose("uuid", "jiff").is_err());
/// # Ok::<(), counterpart_rust::UnknownFormatType>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Formats(BTreeMap<String, RustFormat>);

/// What a format becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RustFormat {
    /// The types of a crate for dates and times.
    Dates(DateTypes),
    /// Text.
    String,
    /// `rust_decimal::Decimal`.
    Decimal,
    /// `url::Url`.
    Url,
    /// A type of the user's own.
    Path(String),
}

/// A crate for dates and times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DateTypes {
    Chrono,
    Jiff,
    Time,
}

impl Formats {
    /// Gives a format a type: `chrono`, `jiff` or `time` for dates and times, `decimal` for `decimal`, `url` for `uri`,
    /// `string` for any, or the path of a type of the user's own, such as `crate::ids::Id`.
    ///
    /// # Errors
    /// If the format cannot have that type, or it is no path of Rust.
    pub fn choose(&mut self, format: &str, ty: &str) -> Result<(), UnknownFormatType> {
        let is_date = DATES.contains(&format);
        let chosen = match ty {
            "chrono" if is_date => RustFormat::Dates(DateTypes::Chrono),
            "jiff" if is_date => RustFormat::Dates(DateTypes::Jiff),
            "time" if is_date => RustFormat::Dates(DateTypes::Time),
            "decimal" if format == "decimal" => RustFormat::Decimal,
            "url" if format == "uri" => RustFormat::Url,
            "string" if format != "binary" => RustFormat::String,
            path if path.contains("::") && is_path(path) => RustFormat::Path(path.to_owned()),
            _ => {
                return Err(UnknownFormatType {
                    format: format.to_owned(),
                    ty: ty.to_owned(),
                });
            }
        };
        self.0.insert(format.to_owned(), chosen);
        Ok(())
    }

    /// What was chosen for a format.
    pub(crate) fn chosen(&self, format: &str) -> Option<&RustFormat> {
        self.0.get(format)
    }
}

/// A type that a format cannot have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownFormatType {
    format: String,
    ty: String,
}

impl fmt::Display for UnknownFormatType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { format, ty } = self;
        let own = match format.as_str() {
            format if DATES.contains(&format) => "`chrono`, `jiff`, `time`, `string`, ",
            "decimal" => "`decimal`, `string`, ",
            "uri" => "`url`, `string`, ",
            "binary" => "",
            _ => "`string`, ",
        };
        write!(
            f,
            "the format `{format}` cannot be `{ty}`: it can be {own}or the path of a type (`crate::ids::Id`)"
        )
    }
}

impl std::error::Error for UnknownFormatType {}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(format: &str, ty: &str) -> String {
        Formats::default().choose(format, ty).unwrap_err().to_string()
    }

    #[test]
    fn only_paths_of_rust_get_into_the_output() {
        for hostile in [
            "a::b<c>",
            "a::{b}",
            "a::b; fn evil() {}",
            "a:: b",
            "::",
            "a::1",
            "a::self",
            "",
        ] {
            assert!(Formats::default().choose("id", hostile).is_err(), "{hostile}");
        }
        for path in ["crate::Id", "::ids::Id", "ids::r#type::Id", "super::super::Id"] {
            assert!(Formats::default().choose("id", path).is_ok(), "{path}");
        }
    }

    #[test]
    fn a_refusal_names_what_can_be_chosen() {
        assert_eq!(
            refusal("date", "url"),
            "the format `date` cannot be `url`: it can be `chrono`, `jiff`, `time`, `string`, or the path of a type (`crate::ids::Id`)"
        );
        assert_eq!(
            refusal("id", "Id"),
            "the format `id` cannot be `Id`: it can be `string`, or the path of a type (`crate::ids::Id`)"
        );
    }
}
