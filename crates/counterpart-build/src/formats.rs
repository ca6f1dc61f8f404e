//! The types of formats, as they are named at a door.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::{Deserialize, Deserializer};

/// A format and its type: `date-time=jiff`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatChoice {
    /// The format as documents name it.
    pub format: String,
    /// What it becomes; [`Formats::choose`](counterpart_rust::Formats::choose) lists what there is.
    pub ty: String,
}

impl FromStr for FormatChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, ty) = text
            .split_once('=')
            .ok_or_else(|| format!("`{text}` is not FORMAT=TYPE, such as `date-time=jiff`"))?;
        Ok(Self {
            format: format.to_owned(),
            ty: ty.to_owned(),
        })
    }
}

/// Reads the table of a configuration file.
pub(crate) fn of_table<'de, D: Deserializer<'de>>(table: D) -> Result<Vec<FormatChoice>, D::Error> {
    let table = BTreeMap::deserialize(table)?;
    let choices = table.into_iter().map(|(format, ty)| FormatChoice { format, ty });
    Ok(choices.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_a_format_and_a_type() {
        let choice: FormatChoice = "id=crate::Id".parse().unwrap();
        assert_eq!((choice.format.as_str(), choice.ty.as_str()), ("id", "crate::Id"));
        assert_eq!(
            "jiff".parse::<FormatChoice>().unwrap_err(),
            "`jiff` is not FORMAT=TYPE, such as `date-time=jiff`"
        );
    }
}
