//! Media types, compared the way servers and clients of the wild need it.

/// The type without its parameters.
pub(crate) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or(media_type).trim()
}

/// The value of a parameter, such as `boundary`, without its quotes.
#[cfg(feature = "server")]
pub(crate) fn parameter<'m>(media_type: &'m str, name: &str) -> Option<&'m str> {
    media_type.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.trim().trim_matches('"'))
    })
}

/// `application/json`, or anything that says it is written in JSON.
#[cfg(feature = "client")]
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type).as_bytes();
    let ends_in = |suffix: &[u8]| {
        let start = essence.len().checked_sub(suffix.len());
        start
            .and_then(|start| essence.get(start..))
            .is_some_and(|end| end.eq_ignore_ascii_case(suffix))
    };
    essence.eq_ignore_ascii_case(b"application/json") || ends_in(b"+json")
}

/// Whether a media type is this one, without its parameters.
#[cfg(feature = "client")]
pub(crate) fn is(name: &str, found: &str) -> bool {
    // Most say exactly that, and there is nothing to take apart.
    name == found || essence(found).eq_ignore_ascii_case(name)
}

/// Whether a media type is the documented one, which may be a range such as `image/*`.
pub(crate) fn matches(documented: &str, found: &str) -> bool {
    if documented == found {
        return true;
    }
    let (documented, found) = (essence(documented), essence(found));
    if documented == "*/*" {
        return true;
    }
    if let Some((kind, suffix)) = documented.split_once("/*+") {
        // `application/*+json`
        let is_of = |(found, subtype): (&str, &str)| {
            let tail = subtype.rsplit_once('+').map_or("", |(_, tail)| tail);
            found.eq_ignore_ascii_case(kind) && tail.eq_ignore_ascii_case(suffix)
        };
        return found.split_once('/').is_some_and(is_of);
    }
    match documented.strip_suffix("/*") {
        Some(kind) => found
            .split('/')
            .next()
            .is_some_and(|found| found.eq_ignore_ascii_case(kind)),
        None => documented.eq_ignore_ascii_case(found),
    }
}

/// How much a caller wants a documented media type, by its `Accept` (RFC 9110, 12.5.1), in thousandths: the most specific range
/// decides, and 0 is not at all.
#[cfg(feature = "server")]
pub(crate) fn quality(accept: &str, documented: &str) -> u16 {
    let ranges = accept.split(',').filter_map(|range| {
        let kind = essence(range);
        let specificity = match kind {
            "" => return None,
            "*/*" | "*" => 0,
            _ if kind.ends_with("/*") => 1,
            _ => 2,
        };
        // What is documented as a range stands for whatever the caller wants of it.
        let suits = kind == "*" || matches(kind, documented) || matches(documented, kind);
        suits.then(|| (specificity, weight(range)))
    });
    ranges
        .max_by_key(|(specificity, _)| *specificity)
        .map_or(0, |(_, weight)| weight)
}

/// `q=0.5` in thousandths.
#[cfg(feature = "server")]
fn weight(range: &str) -> u16 {
    let given = parameter(range, "q").filter(|q| q.parse().is_ok_and(|q: f32| (0.0..1.0).contains(&q)));
    let Some(given) = given else { return 1000 };
    let fraction = given.split_once('.').map_or("", |(_, fraction)| fraction);
    let digits = fraction.chars().chain("000".chars()).take(3);
    digits.fold(0, |sum, digit| sum * 10 + digit.to_digit(10).unwrap_or(0) as u16)
}

#[cfg(all(test, feature = "client", feature = "server"))]
mod tests {
    use super::*;

    #[test]
    fn the_most_specific_range_decides() {
        assert_eq!(quality("text/html, */*;q=0.1", "application/json"), 100);
        assert_eq!(quality("*", "application/json"), 1000);
        assert_eq!(quality("application/*", "application/json"), 1000);
        assert_eq!(quality("Application/JSON; charset=utf-8", "application/json"), 1000);
        assert_eq!(quality("image/png", "image/*"), 1000);
        assert_eq!(quality("text/html, image/*", "application/json"), 0);
        assert_eq!(quality("*/*, application/json;q=0", "application/json"), 0);
        assert_eq!(quality("application/json;q=0.0", "application/json"), 0);
    }

    #[test]
    fn weights_are_thousandths() {
        let of = |q: &str| quality(&format!("text/csv;q={q}"), "text/csv");
        assert_eq!((of("0.5"), of("0.25"), of("0.9999"), of(".7")), (500, 250, 999, 700));
        // What is no weight is none that was given.
        assert_eq!(
            (of("1"), of("1.0"), of("2"), of("x"), of("-1"), of("NaN")),
            (1000, 1000, 1000, 1000, 1000, 1000)
        );
    }

    #[test]
    fn types_are_compared_without_parameters_and_case() {
        assert!(matches("application/json", "Application/JSON; charset=utf-8"));
        assert!(matches("image/*", "image/png"));
        assert!(matches("*/*", "text/plain"));
        assert!(matches("application/*+json", "application/a+JSON"));
        assert!(!matches("application/*+json", "application/json"));
        assert!(!matches("application/json", "text/json"));
        assert!(is_json("application/problem+json; charset=utf-8"));
        assert!(!is_json("application/jsonp"));
        assert_eq!(
            parameter("multipart/form-data; boundary=\"a b\"", "Boundary"),
            Some("a b")
        );
    }
}
