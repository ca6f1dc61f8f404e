//! Chunks put together.

use bytes::Bytes;

use super::BodyError;

/// Bytes that are being read, no further than agreed.
pub(crate) struct Collected {
    first: Bytes,
    rest: Vec<u8>,
    limit: usize,
}

impl Collected {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            first: Bytes::new(),
            rest: Vec::new(),
            limit,
        }
    }

    /// Refuses a length that is known to be too large before a byte is read.
    pub(crate) fn announce(&self, length: u64) -> Result<(), BodyError> {
        match length > self.limit as u64 {
            true => Err(BodyError::TooLarge { limit: self.limit }),
            false => Ok(()),
        }
    }

    #[inline]
    pub(crate) fn push(&mut self, chunk: Bytes) -> Result<(), BodyError> {
        self.announce((self.first.len() + self.rest.len() + chunk.len()) as u64)?;
        match (self.first.is_empty(), self.rest.is_empty()) {
            (true, true) => self.first = chunk,
            (false, _) => {
                self.rest.extend_from_slice(&std::mem::take(&mut self.first));
                self.rest.extend_from_slice(&chunk);
            }
            (true, false) => self.rest.extend_from_slice(&chunk),
        }
        Ok(())
    }

    /// One chunk, the usual case, is not copied.
    pub(crate) fn finish(self) -> Bytes {
        if self.rest.is_empty() {
            self.first
        } else {
            self.rest.into()
        }
    }
}
