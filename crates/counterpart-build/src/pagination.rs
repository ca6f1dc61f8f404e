//! `[[pagination]]` of `counterpart.toml`.

use counterpart_rust::PagingWay;
use serde::Deserialize;

use crate::error::{Error, Result};
use crate::lists::one_or_many;

/// Operations whose answers come in pages. Exactly one of `cursor`, `page`, `offset`, `link` and `next_url` says how the next
/// page is asked for.
///
/// ```toml
/// [[pagination]]
/// operations = "op:*_list"
/// cursor = "page"               # the query parameter
/// next = "/pagination/next"     # where its next value stands in the body
/// items = "/results"
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Pagination {
    /// Selectors of operations, as for `include`.
    #[serde(deserialize_with = "one_or_many")]
    pub operations: Vec<String>,
    /// The query parameter whose next value stands in the body, at `next`.
    pub cursor: Option<String>,
    /// Where the next value of `cursor` stands, as a JSON Pointer.
    pub next: Option<String>,
    /// The query parameter that counts pages.
    pub page: Option<String>,
    /// The query parameter that counts items.
    pub offset: Option<String>,
    /// The header `Link` names the next page.
    #[serde(default)]
    pub link: bool,
    /// Where the address of the next page stands in the body, as a JSON Pointer.
    pub next_url: Option<String>,
    /// Where the items stand in the body, as a JSON Pointer; without it, the body is the list.
    #[serde(default)]
    pub items: String,
}

impl Pagination {
    /// The same for the emitter.
    ///
    /// # Errors
    /// Where it does not say how pages follow each other, or says it twice, or a selector is none.
    pub(crate) fn checked(&self) -> Result<counterpart_rust::Pagination> {
        let selectors = self.operations.iter().map(|text| text.parse().map_err(Error::usage));
        let pointers = [Some(&self.items), self.next.as_ref(), self.next_url.as_ref()];
        let odd = |pointer: &&&String| !pointer.is_empty() && !pointer.starts_with('/');
        if let Some(pointer) = pointers.iter().flatten().find(odd) {
            let message = format!("`{pointer}` of a pagination is no JSON Pointer: write `/` before each name");
            return Err(Error::usage(message));
        }
        Ok(counterpart_rust::Pagination {
            operations: selectors.collect::<Result<_>>()?,
            way: self.way()?,
            items: self.items.clone(),
        })
    }

    fn way(&self) -> Result<PagingWay> {
        let mut ways = [
            self.cursor
                .clone()
                .zip(self.next.clone())
                .map(|(parameter, next)| PagingWay::Cursor { parameter, next }),
            self.page.clone().map(|parameter| PagingWay::Number { parameter }),
            self.offset.clone().map(|parameter| PagingWay::Offset { parameter }),
            self.link.then_some(PagingWay::Link),
            self.next_url.clone().map(|next| PagingWay::Url { next }),
        ]
        .into_iter()
        .flatten();
        match (ways.next(), ways.next(), self.cursor.is_some() == self.next.is_some()) {
            (Some(way), None, true) => Ok(way),
            _ => Err(Error::usage(
                "a pagination needs one of `cursor` with `next`, `page`, `offset`, `link = true` and `next-url`",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(text: &str) -> std::result::Result<PagingWay, String> {
        let pagination: Pagination = toml::from_str(&format!("operations = 'op:*'\n{text}")).unwrap();
        pagination
            .checked()
            .map(|one| one.way)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn one_way_is_said_and_whole() {
        let cursor = PagingWay::Cursor {
            parameter: "page".into(),
            next: "/next".into(),
        };
        assert_eq!(way("cursor = 'page'\nnext = '/next'"), Ok(cursor));
        assert_eq!(way("link = true"), Ok(PagingWay::Link));
        for wrong in [
            "",
            "cursor = 'page'",
            "next = '/next'\nlink = true",
            "page = 'p'\noffset = 'o'",
        ] {
            assert!(
                way(wrong).unwrap_err().starts_with("a pagination needs one of"),
                "{wrong}"
            );
        }
        assert!(
            way("link = true\nitems = 'results'")
                .unwrap_err()
                .contains("is no JSON Pointer")
        );
    }
}
