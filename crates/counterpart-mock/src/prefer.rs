//! What a caller asks a mock for: `Prefer: code=404, example=cat` (RFC 7240).

use counterpart::Problem;
use http::HeaderMap;

/// The preferences of a request.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Preferences {
    /// The status of the answer.
    pub(crate) code: Option<u16>,
    /// The name of a documented example.
    pub(crate) example: Option<String>,
}

impl Preferences {
    /// Reads all `Prefer` headers; of two of a name the first counts, and what is not known is passed over.
    ///
    /// # Errors
    /// 400 where the code is no status.
    pub(crate) fn of(headers: &HeaderMap) -> Result<Self, Problem> {
        let mut preferences = Self::default();
        let lines = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
        for (name, value) in lines.flat_map(|line| line.split([',', ';'])).filter_map(pair) {
            match name.to_ascii_lowercase().as_str() {
                "code" if preferences.code.is_none() => preferences.code = Some(code(value)?),
                "example" if preferences.example.is_none() => preferences.example = Some(value.to_owned()),
                _ => {}
            }
        }
        Ok(preferences)
    }
}

fn pair(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once('=')?;
    Some((name.trim(), value.trim().trim_matches('"')))
}

fn code(text: &str) -> Result<u16, Problem> {
    let code = text.parse().ok().filter(|code| (200..=599).contains(code));
    code.ok_or_else(|| Problem::bad_request().detail("`Prefer: code=` needs a status from 200 to 599"))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn preferences(lines: &[&'static str]) -> Result<Preferences, Problem> {
        let headers = lines
            .iter()
            .map(|line| (http::HeaderName::from_static("prefer"), HeaderValue::from_static(line)));
        Preferences::of(&headers.collect())
    }

    #[test]
    fn both_preferences_stand_in_one_line_or_in_several() {
        let wanted = Preferences {
            code: Some(404),
            example: Some("a cat".to_owned()),
        };
        assert_eq!(
            preferences(&["code=404, example=\"a cat\""]).ok().as_ref(),
            Some(&wanted)
        );
        assert_eq!(
            preferences(&["respond-async; Code=404", "example=a cat, code=500"]).ok(),
            Some(wanted)
        );
        assert_eq!(preferences(&[]).ok(), Some(Preferences::default()));
        assert!(preferences(&["code=99"]).is_err());
    }
}
