//! The address below which an API lives.

use std::fmt;

use bytes::Bytes;
use http::Uri;
use http::uri::{Authority, Parts, PathAndQuery, Scheme};

/// How many bytes an address may have.
const LONGEST: usize = 65_000;

/// The address below which an API lives; its path and query are kept, with or without a slash at the end.
#[derive(Clone, PartialEq, Eq)]
pub struct BaseUrl {
    scheme: Scheme,
    authority: Authority,
    /// Without the slash at the end: every operation's path brings its own.
    path: String,
    query: Option<String>,
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
        Ok(Self {
            scheme: scheme.clone(),
            authority: authority.clone(),
            path: uri.path().strip_suffix('/').unwrap_or(uri.path()).to_owned(),
            query: uri.query().filter(|query| !query.is_empty()).map(str::to_owned),
        })
    }

    /// Reads an address that is called as it is: a slash at its end stays.
    pub(crate) fn parse_whole(text: &str) -> Result<Self, BaseUrlError> {
        let base = Self::parse(text)?;
        let path = text.trim().split(['?', '#']).next().unwrap_or_default();
        let slash = if path.ends_with('/') { "/" } else { "" };
        Ok(Self {
            path: base.path + slash,
            ..base
        })
    }

    /// The address of another server, which may be no more than a path on the same host.
    pub(crate) fn beside(&self, server: &str) -> Option<Self> {
        if server.contains("://") {
            return Self::parse(server).ok();
        }
        Self::parse(&format!("{}/{}", self.origin(), server.trim_start_matches('/'))).ok()
    }

    fn origin(&self) -> String {
        format!("{}://{}", self.scheme, self.authority)
    }

    /// The address of an operation, from its encoded path and query.
    pub(crate) fn join(&self, path: &str, query: &str) -> Option<Uri> {
        let slash = if path.starts_with('/') { "" } else { "/" };
        self.at([&self.path, slash, path], query)
    }

    /// The address itself, with a query behind its own.
    pub(crate) fn called(&self, query: &str) -> Option<Uri> {
        let slash = if self.path.is_empty() { "/" } else { "" };
        self.at([&self.path, slash, ""], query)
    }

    /// Scheme and authority stay as they were read.
    fn at(&self, path: [&str; 3], query: &str) -> Option<Uri> {
        let own = self.query.as_deref().unwrap_or("");
        let length = path.iter().map(|part| part.len()).sum::<usize>() + own.len() + query.len() + 2;
        // Longer than any server reads; `http` counts bytes of an address in 16 bits.
        if length + self.authority.as_str().len() > LONGEST {
            return None;
        }
        let mut text = String::with_capacity(length);
        text.extend(path);
        let mut mark = '?';
        for part in [own, query] {
            if !part.is_empty() {
                text.push(mark);
                text.push_str(part);
                mark = '&';
            }
        }
        let mut parts = Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(PathAndQuery::from_maybe_shared(Bytes::from(text)).ok()?);
        Uri::from_parts(parts).ok()
    }

    /// Without TLS.
    #[cfg(all(feature = "reqwest-transport", not(target_arch = "wasm32")))]
    pub(crate) fn is_plain(&self) -> bool {
        self.scheme == Scheme::HTTP
    }

    /// The path that all addresses begin with, without a slash at the end.
    #[cfg(feature = "mock")]
    pub(crate) fn path(&self) -> &str {
        &self.path
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

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.path)
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
