//! Which of several media types a caller would rather have (RFC 9110, 12.5.1).

use http::HeaderMap;
use http::header::ACCEPT;

/// How much a caller wants a media type, from 0 (not at all) to 1000.
pub(crate) fn quality(headers: &HeaderMap, media_type: &str) -> u16 {
    let lines = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let ranges: Vec<_> = lines
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .filter(|range| !range.is_empty())
        .collect();
    if ranges.is_empty() {
        return 1000;
    }
    let fitting = ranges.iter().filter_map(|range| {
        let (range, parameters) = range.split_once(';').unwrap_or((range, ""));
        Some((specificity(range.trim(), media_type)?, weight(parameters)))
    });
    // The most specific range decides, whatever a wider one says.
    fitting
        .max_by_key(|(specificity, _)| *specificity)
        .map_or(0, |(_, weight)| weight)
}

/// The first media type of a documented range that a caller names.
pub(crate) fn named(headers: &HeaderMap, documented: &str) -> Option<String> {
    let lines = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let mut names = lines.flat_map(|line| line.split(',')).map(|range| {
        let name = range.split(';').next().unwrap_or_default();
        name.trim().to_ascii_lowercase()
    });
    names.find(|name| !name.contains('*') && specificity(name, documented).is_some())
}

fn specificity(range: &str, media_type: &str) -> Option<u8> {
    let (kind, subtype) = range.split_once('/')?;
    let (own, own_subtype) = media_type.split_once('/').unwrap_or((media_type, ""));
    match (kind, subtype) {
        ("*", "*") => Some(0),
        // A documented range stands for whatever the caller wants of it.
        _ if own == "*" => Some(1),
        (kind, "*") if kind.eq_ignore_ascii_case(own) => Some(1),
        (kind, _) if kind.eq_ignore_ascii_case(own) && own_subtype == "*" => Some(1),
        (kind, subtype) if kind.eq_ignore_ascii_case(own) && subtype.eq_ignore_ascii_case(own_subtype) => Some(2),
        _ => None,
    }
}

/// `q=0.5` in thousandths.
fn weight(parameters: &str) -> u16 {
    let quality = parameters.split(';').find_map(|one| one.trim().strip_prefix("q="));
    let Some(quality) = quality else { return 1000 };
    let (whole, fraction) = quality.split_once('.').unwrap_or((quality, ""));
    let thousandths: u16 = format!("{fraction:0<3}")
        .get(..3)
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0);
    if whole == "0" { thousandths } else { 1000 }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn the_most_specific_range_decides() {
        let accept = |line| HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(line))]);
        assert_eq!(quality(&HeaderMap::new(), "application/json"), 1000);
        assert_eq!(quality(&accept("text/plain;q=0.5, */*;q=0.1"), "text/plain"), 500);
        assert_eq!(quality(&accept("text/*;q=0.25, */*"), "application/json"), 1000);
        assert_eq!(quality(&accept("*/*, application/json;q=0"), "application/json"), 0);
        assert_eq!(quality(&accept("image/png"), "image/*"), 1000);
        assert_eq!(quality(&accept("image/png"), "application/json"), 0);
    }
}
