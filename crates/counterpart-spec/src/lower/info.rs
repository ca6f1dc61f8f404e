//! `info`.

use super::Lowering;
use super::spot::Spot;

/// The members of `info` that output can use.
#[derive(Debug, Default)]
pub(super) struct Info {
    pub(super) title: String,
    pub(super) version: String,
    pub(super) description: Option<String>,
}

impl Lowering<'_, '_> {
    /// Reads `info`; what is missing stays empty, because nothing but documentation depends on it.
    pub(super) fn info(&mut self) -> Info {
        let root = Spot::root();
        let Some(info) = self.member(self.document, "info", &root) else {
            return Info::default();
        };
        let at = root.key("info");
        Info {
            title: self.text(info, "title", &at).unwrap_or_default(),
            version: self.text(info, "version", &at).unwrap_or_default(),
            description: self.text(info, "description", &at),
        }
    }
}
