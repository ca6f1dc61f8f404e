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
    let essence = essence(media_type).to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}

/// Whether a media type is the documented one, which may be a range such as `image/*`.
pub(crate) fn matches(documented: &str, found: &str) -> bool {
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

/// Whether a caller takes a documented media type, by its `Accept` (RFC 9110, 12.5.1): the most specific range decides.
#[cfg(feature = "server")]
pub(crate) fn is_accepted(accept: &str, documented: &str) -> bool {
    let ranges = accept.split(',').filter_map(|range| {
        let kind = essence(range);
        let refused = parameter(range, "q")
            .and_then(|q| q.parse::<f32>().ok())
            .is_some_and(|q| q <= 0.0);
        let specificity = match kind {
            "" => return None,
            "*/*" | "*" => 0,
            _ if kind.ends_with("/*") => 1,
            _ => 2,
        };
        // What is documented as a range stands for whatever the caller wants of it.
        (matches(kind, documented) || matches(documented, kind)).then_some((specificity, !refused))
    });
    ranges
        .max_by_key(|(specificity, _)| *specificity)
        .is_some_and(|(_, takes)| takes)
}

#[cfg(all(test, feature = "client", feature = "server"))]
mod tests {
    use super::*;

    #[test]
    fn the_most_specific_range_decides() {
        assert!(is_accepted("text/html, */*;q=0.1", "application/json"));
        assert!(is_accepted("application/*", "application/json"));
        assert!(is_accepted("Application/JSON; charset=utf-8", "application/json"));
        assert!(is_accepted("image/png", "image/*"));
        assert!(!is_accepted("text/html, image/*", "application/json"));
        assert!(!is_accepted("*/*, application/json;q=0", "application/json"));
        assert!(!is_accepted("application/json;q=0.0", "application/json"));
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
