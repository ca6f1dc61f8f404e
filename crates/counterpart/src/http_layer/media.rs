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

#[cfg(all(test, feature = "client", feature = "server"))]
mod tests {
    use super::*;

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
