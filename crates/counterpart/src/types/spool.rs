//! What is too large for memory, in a temporary file.

use std::fs;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::{Body, BodyError};

/// How much is read at once.
const CHUNK: usize = 64 * 1024;

/// A temporary file without a name; the system removes it when it is dropped.
///
/// It is written and read without waiting for the disk by other means than the system's own buffers: pieces are small, and
/// handing each to another thread costs more than it spares.
pub(crate) struct Spool {
    file: Mutex<fs::File>,
    length: u64,
}

impl Spool {
    /// An empty file.
    ///
    /// # Errors
    /// Those of the disk.
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self {
            file: Mutex::new(tempfile::tempfile()?),
            length: 0,
        })
    }

    /// Appends a piece.
    ///
    /// # Errors
    /// Those of the disk.
    pub(crate) fn push(&mut self, piece: &[u8]) -> io::Result<()> {
        let file = self.file.get_mut().unwrap_or_else(PoisonError::into_inner);
        file.write_all(piece)?;
        self.length += piece.len() as u64;
        Ok(())
    }

    /// How many bytes it has.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// All of it.
    ///
    /// # Errors
    /// Those of the disk.
    pub(crate) fn read(&self) -> io::Result<Bytes> {
        let length = usize::try_from(self.length).map_err(io::Error::other)?;
        self.piece(0, length)
    }

    /// A stream of it, which can be had as often as it is wanted.
    pub(crate) fn body(this: &Arc<Self>) -> Body {
        let length = this.length;
        let pieces = Pieces {
            spool: Arc::clone(this),
            at: 0,
        };
        Body::stream(pieces).with_length(length)
    }

    fn piece(&self, at: u64, length: usize) -> io::Result<Bytes> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(at))?;
        let mut piece = vec![0; length];
        file.read_exact(&mut piece)?;
        Ok(piece.into())
    }
}

/// The pieces of a file, in order.
struct Pieces {
    spool: Arc<Spool>,
    at: u64,
}

impl Stream for Pieces {
    type Item = Result<Bytes, BodyError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let left = self.spool.length - self.at;
        let length = usize::try_from(left).map_or(CHUNK, |left| left.min(CHUNK));
        if length == 0 {
            return Poll::Ready(None);
        }
        let piece = self.spool.piece(self.at, length);
        self.at += length as u64;
        Poll::Ready(Some(piece.map_err(|error| BodyError::Broken(error.into()))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_whole_and_in_pieces() {
        let mut spool = Spool::new().unwrap();
        for _ in 0..3 {
            spool.push(&[7; CHUNK]).unwrap();
        }
        spool.push(b"end").unwrap();
        let spool = Arc::new(spool);
        let whole = spool.read().unwrap();
        assert_eq!((whole.len(), spool.length()), (3 * CHUNK + 3, 3 * CHUNK as u64 + 3));
        let mut pieces = Pieces {
            spool: Arc::clone(&spool),
            at: 0,
        };
        let mut context = Context::from_waker(std::task::Waker::noop());
        let mut all = Vec::new();
        while let Poll::Ready(Some(piece)) = Pin::new(&mut pieces).poll_next(&mut context) {
            all.extend_from_slice(&piece.unwrap());
        }
        assert_eq!(all, whole);
    }
}
