//! The address below which an API lives.

use std::fmt;
use std::sync::Arc;
#[cfg(feature = "reqwest-transport")]
use std::sync::OnceLock;

use bytes::Bytes;
use http::Uri;
use http::uri::{Authority, Parts, PathAndQuery, Scheme};
#[cfg(feature = "reqwest-transport")]
use reqwest::Url;

/// How many bytes an address may have.
const LONGEST: usize = 65_000;

pub(crate) const ILLEGAL_ADDRESS: &str = "the address is not legal";

/// The address below which an API lives; its path and query are kept, with or without a slash at the end.
// Shared, as a request has it with it.
#[derive(Clone)]
pub struct BaseUrl(Arc<Inner>);

struct Inner {
    scheme: Scheme,
    authority: Authority,
    /// Without the slash at the end: every operation's path brings its own.
    path: String,
    query: String,
    /// Scheme and authority as reqwest has them: a host takes longer to read than all the rest.
    #[cfg(feature = "reqwest-transport")]
    root: OnceLock<Option<Url>>,
}

impl BaseUrl {
    /// Reads an absolute `http` or `https` address.
    ///
    /// # Errors
    /// When it is something else, or carries a user and password: credentials belong to a scheme.
    pub fn parse(text: &str) -> Result<Self, BaseUrlError> {
        let uri: Uri = text.trim().parse().map_err(|_| BaseUrlError::Malformed)?;
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
            return Err(BaseUrlError::Relative);
        };
        if *scheme != Scheme::HTTP && *scheme != Scheme::HTTPS {
            return Err(BaseUrlError::Scheme);
        }
        if authority.as_str().contains('@') {
            return Err(BaseUrlError::Credentials);
        }
        let path = uri.path().strip_suffix('/').unwrap_or(uri.path());
        Ok(Self::of(
            scheme.clone(),
            authority.clone(),
            path,
            uri.query().unwrap_or_default(),
        ))
    }

    fn of(scheme: Scheme, authority: Authority, path: &str, query: &str) -> Self {
        Self(Arc::new(Inner {
            scheme,
            authority,
            path: path.to_owned(),
            query: query.to_owned(),
            #[cfg(feature = "reqwest-transport")]
            root: OnceLock::new(),
        }))
    }

    /// Reads an address that is called as it is: a slash at its end stays.
    pub(crate) fn parse_whole(text: &str) -> Result<Self, BaseUrlError> {
        let base = Self::parse(text)?;
        let path = text.trim().split(['?', '#']).next().unwrap_or_default();
        if !path.ends_with('/') {
            return Ok(base);
        }
        let Inner {
            scheme,
            authority,
            path,
            query,
            ..
        } = &*base.0;
        Ok(Self::of(scheme.clone(), authority.clone(), &format!("{path}/"), query))
    }

    /// The address of another server, which may be no more than a path on the same host.
    pub(crate) fn beside(&self, server: &str) -> Option<Self> {
        if server.contains("://") {
            return Self::parse(server).ok();
        }
        Self::parse(&format!("{}/{}", self.origin(), server.trim_start_matches('/'))).ok()
    }

    fn origin(&self) -> String {
        format!("{}://{}", self.0.scheme, self.0.authority)
    }

    /// Puts its path and its query before those of an operation, both encoded; in an address that is called as it is, its path is
    /// the whole. Gives whether that is short enough to be sent.
    #[inline]
    pub(crate) fn complete(&self, is_whole: bool, path: &mut String, query: &mut String) -> bool {
        let own = &*self.0;
        if is_whole {
            path.clone_from(&own.path);
        }
        if !path.starts_with('/') {
            path.insert(0, '/');
        }
        if !(is_whole || own.path.is_empty()) {
            path.insert_str(0, &own.path);
        }
        if !own.query.is_empty() {
            let gap = if query.is_empty() { "" } else { "&" };
            query.insert_str(0, gap);
            query.insert_str(0, &own.query);
        }
        let mark = usize::from(!query.is_empty());
        // Longer than any server reads; `http` counts bytes of an address in 16 bits.
        own.authority.as_str().len() + path.len() + mark + query.len() <= LONGEST
    }

    /// The address of a path and a query, which are complete and legal: what becomes part of them is encoded, or was checked where
    /// it came from.
    pub(crate) fn to_uri(&self, path: &str, query: &str) -> Option<Uri> {
        let Inner { scheme, authority, .. } = &*self.0;
        let mark = if query.is_empty() { "" } else { "?" };
        let target = [path, mark, query].concat();
        let mut parts = Parts::default();
        parts.scheme = Some(scheme.clone());
        parts.authority = Some(authority.clone());
        parts.path_and_query = Some(PathAndQuery::from_maybe_shared(Bytes::from(target)).ok()?);
        Uri::from_parts(parts).ok()
    }

    /// The same as reqwest has it.
    #[cfg(feature = "reqwest-transport")]
    #[inline]
    pub(crate) fn to_url(&self, path: &str, query: &str) -> Option<Url> {
        let root = || Url::parse(&self.origin()).ok();
        let mut url = self.0.root.get_or_init(root).clone()?;
        url.set_path(path);
        if !query.is_empty() {
            url.set_query(Some(query));
        }
        Some(url)
    }

    /// Without TLS.
    #[cfg(all(feature = "reqwest-transport", not(target_arch = "wasm32")))]
    pub(crate) fn is_plain(&self) -> bool {
        self.0.scheme == Scheme::HTTP
    }

    /// The path that all addresses begin with, without a slash at the end.
    #[cfg(feature = "mock")]
    pub(crate) fn path(&self) -> &str {
        &self.0.path
    }

    /// The address behind a reference (RFC 3986, section 4.2): a whole one, or a path below the same origin.
    pub(crate) fn resolve(&self, reference: &str) -> Option<Uri> {
        let text = match reference {
            whole if whole.contains("://") => whole.to_owned(),
            path if path.starts_with('/') && !path.starts_with("//") => format!("{}{path}", self.origin()),
            relative => format!("{self}/{relative}"),
        };
        let uri: Uri = text.parse().ok()?;
        matches!(uri.scheme_str(), Some("http" | "https")).then_some(uri)
    }
}

impl PartialEq for BaseUrl {
    fn eq(&self, other: &Self) -> bool {
        let (one, other) = (&*self.0, &*other.0);
        let is_same_origin = one.scheme == other.scheme && one.authority == other.authority;
        is_same_origin && one.path == other.path && one.query == other.query
    }
}

impl Eq for BaseUrl {}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner {
            scheme,
            authority,
            path,
            ..
        } = &*self.0;
        write!(f, "{scheme}://{authority}{path}")
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The query may hold a key.
        write!(f, "BaseUrl({self})")
    }
}

/// Why an address cannot be the base of an API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BaseUrlError {
    /// Not an address.
    Malformed,
    /// Without scheme and host.
    Relative,
    /// Neither `http` nor `https`.
    Scheme,
    /// With a user or password in it.
    Credentials,
}

impl fmt::Display for BaseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "the base URL is not a legal address",
            Self::Relative => "the base URL needs a scheme and a host, such as `https://id.example/api/v3`",
            Self::Scheme => "the base URL must begin with `http://` or `https://`",
            Self::Credentials => {
                "the base URL must not carry a user or password; set them with the scheme's builder method"
            }
        })
    }
}

impl std::error::Error for BaseUrlError {}

#[cfg(test)]
#[cfg(feature = "reqwest-transport")]
mod tests {
    use super::*;
    use crate::http_layer::path::encode_literal;
    use crate::params::percent;

    /// An address in both forms.
    fn address(base: &BaseUrl, is_whole: bool, path: &str, query: &str) -> (Uri, Url) {
        let (mut path, mut query) = (path.to_owned(), query.to_owned());
        assert!(base.complete(is_whole, &mut path, &mut query));
        let (uri, url) = (base.to_uri(&path, &query), base.to_url(&path, &query));
        uri.zip(url).unwrap()
    }

    #[test]
    fn what_is_encoded_is_legal_and_stays_where_it_is() {
        let base = BaseUrl::parse("https://api.example/v1").unwrap();
        for char in ('\0'..='\u{100}').chain(['日', '\u{10ffff}']) {
            let text = format!("a{char}b");
            let literal = encode_literal(&text).to_string();
            let segments = [
                percent::encode(&text).into_owned(),
                percent::encode_reserved(&text, &['/', '?']),
            ];
            let queries = [
                percent::encode(&text).into_owned(),
                percent::encode_reserved(&text, &[]),
            ];
            for path in segments
                .into_iter()
                .chain([literal])
                .map(|segment| format!("/{segment}"))
            {
                for query in &queries {
                    let (uri, url) = address(&base, false, &path, query);
                    assert_eq!((uri.path(), uri.query()), (&*format!("/v1{path}"), Some(&**query)));
                    assert_eq!((url.fragment(), url.query().is_some()), (None, true), "{path}?{query}");
                }
            }
        }
    }

    #[test]
    fn addresses_are_the_same_however_they_are_had() {
        let bases = [
            "http://127.0.0.1:8080",
            "https://API.example",
            "http://[::1]/api/v3/",
            "https://xn--bcher-kva.example:443/a%2Fb?key=c%20d",
        ];
        let paths = ["", "/", "/a/%2e%2E/b", "/a/./b", "//x", "/a%2Fb;c=d,e", "a/"];
        let queries = ["", "b=c%20d&e=%F0%9F%98%80", "b='|x", "?"];
        for base in bases.map(|base| BaseUrl::parse(base).unwrap()) {
            for (path, query) in paths.iter().flat_map(|path| queries.map(|query| (path, query))) {
                for is_whole in [false, true] {
                    let (uri, url) = address(&base, is_whole, path, query);
                    assert_eq!(
                        url,
                        Url::parse(&uri.to_string()).unwrap(),
                        "{path} {query} below {base}"
                    );
                }
            }
        }
    }
}
