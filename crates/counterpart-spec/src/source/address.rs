//! Addresses of documents: URI references (RFC 3986), of which one without a scheme is the path of a file.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What a path must not have where it is read as a URI.
const NOT_IN_PATHS: &AsciiSet = &CONTROLS.add(b'%').add(b'#').add(b'?');

/// The address of a file.
pub(crate) fn of_path(path: &Path) -> String {
    utf8_percent_encode(&path.to_string_lossy(), NOT_IN_PATHS).to_string()
}

/// The file behind an address without a scheme.
pub(crate) fn to_path(address: &str) -> PathBuf {
    let path = address.strip_prefix("file://").unwrap_or(address);
    PathBuf::from(percent_decode_str(path).decode_utf8_lossy().into_owned())
}

/// Does the address lead over the network, or to nothing that can be fetched at all?
pub(crate) fn is_remote(address: &str) -> bool {
    scheme(address).is_some_and(|scheme| scheme != "file")
}

/// A reference without its fragment, and the fragment.
pub(crate) fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// The address that a reference (without a fragment) means where `base` is the address of its document.
pub(crate) fn join(base: &str, reference: &str) -> String {
    if reference.is_empty() {
        return base.to_owned();
    }
    if scheme(reference).is_some() {
        return reference.to_owned();
    }
    let (origin, path) = cut_origin(base);
    if reference.starts_with("//") {
        let scheme = scheme(base).map_or(String::new(), |scheme| format!("{scheme}:"));
        return format!("{scheme}{reference}");
    }
    if reference.starts_with('/') {
        return format!("{origin}{}", without_dots(reference));
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    match (folder, path.starts_with('/')) {
        // A host without a path.
        ("", false) if !origin.is_empty() => format!("{origin}/{}", without_dots(reference)),
        ("", false) => without_dots(reference),
        _ => format!("{origin}{}", without_dots(&format!("{folder}/{reference}"))),
    }
}

/// The name of a file without its folders and endings.
pub(crate) fn stem(address: &str) -> String {
    let path = percent_decode_str(address).decode_utf8_lossy();
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').find(|part| !part.is_empty()).unwrap_or(name);
    stem.to_owned()
}

fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let mut characters = scheme.chars();
    // A single letter is a drive.
    let is_scheme = scheme.len() > 1
        && characters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && characters.all(|next| next.is_ascii_alphanumeric() || matches!(next, '+' | '-' | '.'));
    is_scheme.then_some(scheme)
}

/// `https://host` and `/path`.
fn cut_origin(address: &str) -> (&str, &str) {
    let Some(scheme) = scheme(address) else {
        return ("", address);
    };
    let rest = address.get(scheme.len() + 1..).unwrap_or_default();
    let length = match rest.strip_prefix("//") {
        Some(authority) => 2 + authority.find('/').unwrap_or(authority.len()),
        None => 0,
    };
    address.split_at(scheme.len() + 1 + length)
}

/// RFC 3986, 5.2.4; a relative path may still begin with `..`.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." if kept.last().is_some_and(|last| !matches!(*last, "" | "..")) => drop(kept.pop()),
            ".." if kept.len() == 1 && kept.first() == Some(&"") => {}
            other => kept.push(other),
        }
    }
    kept.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_joined_to_their_base() {
        for (base, reference, address) in [
            ("specs/a.yaml", "b.yaml", "specs/b.yaml"),
            ("a.yaml", "./b.yaml", "b.yaml"),
            ("specs/a.yaml", "../common/./c.json", "common/c.json"),
            ("a.yaml", "../c.json", "../c.json"),
            ("../x/a.yaml", "../c.json", "../c.json"),
            ("/specs/a.yaml", "../../../c.json", "/c.json"),
            ("https://example.com/a/b", "c", "https://example.com/a/c"),
            ("https://example.com/a/b", "/c", "https://example.com/c"),
            ("https://example.com", "c", "https://example.com/c"),
            ("specs/a.yaml", "https://example.com/c", "https://example.com/c"),
            ("specs/a.yaml", "", "specs/a.yaml"),
        ] {
            assert_eq!(join(base, reference), address, "{base} {reference}");
        }
    }

    #[test]
    fn files_and_their_addresses() {
        let path = Path::new("a b/50%#1.yaml");
        assert_eq!(to_path(&of_path(path)), path);
        assert_eq!(stem("schemas/Pet.v1.yaml"), "Pet");
        assert!(is_remote("https://example.com/a") && is_remote("urn:x") && !is_remote("C:/a.yaml"));
    }
}
