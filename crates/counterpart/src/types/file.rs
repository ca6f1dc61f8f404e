use std::borrow::Cow;
use std::io;
use std::sync::Arc;

use bytes::Bytes;

#[cfg(feature = "server")]
use super::spool::Spool;
use super::{Body, BodyError};

/// A file: the part of a multipart form.
///
/// ```
/// use counterpart::types::File;
///
/// let picture = File::named("rex.png", "bytes, or a stream of them").with_content_type("image/png");
/// assert_eq!(picture.length(), Some(26));
/// ```
///
/// It is made of whatever becomes a [`Body`]. A stream is sent once; clones share it. On a server a file that is larger than
/// a few pages of memory lies in a temporary file until it is dropped.
#[derive(Clone, Default)]
pub struct File {
    /// The name it was sent with.
    pub name: Option<String>,
    /// Its media type.
    pub content_type: Option<String>,
    content: Content,
}

/// What is in a file.
#[derive(Clone)]
enum Content {
    Body(Arc<Body>),
    #[cfg(feature = "server")]
    Spooled(Arc<Spool>),
}

impl Default for Content {
    fn default() -> Self {
        Self::Body(Arc::default())
    }
}

impl File {
    /// A file with a name.
    #[must_use]
    pub fn named(name: impl Into<String>, content: impl Into<Body>) -> Self {
        Self {
            name: Some(name.into()),
            ..Self::from(content)
        }
    }

    /// Sets the media type.
    #[must_use]
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// How many bytes it has, where that is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match &self.content {
            Content::Body(body) => body.length(),
            #[cfg(feature = "server")]
            Content::Spooled(spool) => Some(spool.length()),
        }
    }

    /// The bytes, where they are in memory.
    #[must_use]
    pub fn ready_bytes(&self) -> Option<Bytes> {
        match &self.content {
            Content::Body(body) => body.ready_bytes(),
            #[cfg(feature = "server")]
            Content::Spooled(_) => None,
        }
    }

    /// What is in it, as a stream of bytes.
    #[must_use]
    pub fn into_body(self) -> Body {
        self.body().unwrap_or_else(Body::gone)
    }

    /// Reads what is in it.
    ///
    /// # Errors
    /// [`BodyError::TooLarge`] beyond `limit` bytes, which are not read; [`BodyError::Broken`] where a stream fails.
    pub async fn bytes(self, limit: usize) -> Result<Bytes, BodyError> {
        self.into_body().bytes(limit).await
    }

    /// What is in it, to be sent; none where it is a stream that was sent before.
    pub(crate) fn body(&self) -> Option<Body> {
        match &self.content {
            Content::Body(body) => body.take(),
            #[cfg(feature = "server")]
            Content::Spooled(spool) => Some(Spool::body(spool)),
        }
    }

    /// What is in it, for whoever cannot wait for it: from memory or from the disk.
    ///
    /// # Errors
    /// Where it is a stream, and those of the disk.
    pub(crate) fn load(&self) -> io::Result<Bytes> {
        match &self.content {
            Content::Body(body) => body
                .ready_bytes()
                .ok_or_else(|| io::Error::other("the file is a stream")),
            #[cfg(feature = "server")]
            Content::Spooled(spool) => spool.read(),
        }
    }

    /// The same as text, with what is no text replaced.
    pub(crate) fn load_text(&self) -> String {
        let bytes = self.load().unwrap_or_default();
        match String::from_utf8_lossy(&bytes) {
            Cow::Borrowed(text) => text.to_owned(),
            Cow::Owned(text) => text,
        }
    }

    /// A file whose content lies on the disk.
    #[cfg(feature = "server")]
    pub(crate) fn spooled(spool: Spool) -> Self {
        Self {
            content: Content::Spooled(Arc::new(spool)),
            ..Self::default()
        }
    }

    /// What a comparison looks at: bytes where they can be had, else which stream it is.
    fn identity(&self) -> (Option<Bytes>, usize) {
        let at = match &self.content {
            Content::Body(body) => Arc::as_ptr(body).addr(),
            #[cfg(feature = "server")]
            Content::Spooled(spool) => Arc::as_ptr(spool).addr(),
        };
        match self.load() {
            Ok(bytes) => (Some(bytes), 0),
            Err(_) => (None, at),
        }
    }
}

impl<B: Into<Body>> From<B> for File {
    fn from(content: B) -> Self {
        let body = content.into();
        Self {
            name: None,
            content_type: body.media_type().map(str::to_owned),
            content: Content::Body(Arc::new(body)),
        }
    }
}

impl PartialEq for File {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.content_type) == (&other.name, &other.content_type) && self.identity() == other.identity()
    }
}

impl Eq for File {}

impl std::hash::Hash for File {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.name, &self.content_type, self.identity()).hash(state);
    }
}

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let size = match self.length() {
            Some(length) => format!("{length} bytes"),
            None => "a stream".to_owned(),
        };
        f.debug_struct("File")
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("bytes", &format_args!("{size}"))
            .finish()
    }
}

crate::serde_through_codec!(File);
