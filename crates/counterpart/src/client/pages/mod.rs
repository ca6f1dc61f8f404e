//! Answers that come in pages: all of them as one stream, page by page or item by item.

mod pick;
mod turn;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use futures_util::stream::{self, TryStreamExt};

use self::turn::Turn;
use super::core::{Core, Kept, Outcome};
use super::error::{DecodeError, Error};
use super::settings::Settings;
use crate::codec::{ReadError, Reason};
use crate::http_layer::{Draft, EncodeError, draft};
use crate::operation::{Answers, Operation};

/// What a page holds.
pub type Page<O> = <<O as Operation>::Response as Answers>::Success;

/// An operation whose answers come in pages; implemented by `paginate!`.
#[diagnostic::on_unimplemented(
    message = "nobody has declared that the answers of `{Self}` come in pages",
    label = "has no pages",
    note = "declare it under `[[pagination]]` in `counterpart.toml` or by `.paginate(..)` in `build.rs`; `counterpart lint` \
            proposes what to write"
)]
pub trait Paginated: Operation {
    /// How the next page is asked for.
    const PAGING: Paging;
    /// What pages are made of.
    type Item: Send + 'static;

    /// Takes the items out of a page; `None` where it came in another media type than the one that they are described in,
    /// which ends the items with [`Error::Decode`].
    fn items(page: Page<Self>) -> Option<Vec<Self::Item>>;
}

/// How the next page is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// What tells pages apart.
    pub way: Way,
    /// Where the items stand in the body, as a JSON Pointer; the body itself where it is empty.
    pub items: &'static str,
}

/// What tells pages apart. Each `next` is a JSON Pointer into the body; the last page has nothing there, or null, an empty
/// text, 0 or false.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Way {
    /// A value in the body is that of a query parameter for the next page.
    Cursor {
        /// The parameter.
        parameter: &'static str,
        /// Where its next value stands.
        next: &'static str,
    },
    /// A query parameter counts pages, from 1 unless the call says otherwise, up to an empty one.
    Number {
        /// The parameter.
        parameter: &'static str,
    },
    /// A query parameter counts items, from 0 unless the call says otherwise, up to an empty page.
    Offset {
        /// The parameter.
        parameter: &'static str,
    },
    /// The header `Link` with `rel="next"` (RFC 8288).
    Link,
    /// The address of the next page stands in the body.
    Url {
        /// Where.
        next: &'static str,
    },
}

/// Pages or items, as they come; the next page is asked for when it is needed. After an error there is no more, and a page that
/// names itself as the next one is the last: it would be asked for without end.
#[must_use = "nothing is asked for until it is read"]
pub struct Paged<T, R> {
    stream: Pin<Box<dyn Stream<Item = Result<T, Error<R>>> + Send>>,
}

impl<T, R> Paged<T, R> {
    /// The next page or item; `None` after the last.
    ///
    /// # Errors
    /// Those of a call.
    pub async fn next(&mut self) -> Option<Result<T, Error<R>>> {
        std::future::poll_fn(|cx| self.stream.as_mut().poll_next(cx)).await
    }

    /// As [`Paged::next`], for `while let Some(item) = items.try_next().await? { .. }`.
    ///
    /// # Errors
    /// Those of a call.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error<R>> {
        self.next().await.transpose()
    }

    /// All that is left.
    ///
    /// # Errors
    /// The first one.
    pub async fn all(mut self) -> Result<Vec<T>, Error<R>> {
        let mut all = Vec::new();
        while let Some(next) = self.next().await {
            all.push(next?);
        }
        Ok(all)
    }
}

impl<T, R> Stream for Paged<T, R> {
    type Item = Result<T, Error<R>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.stream.as_mut().poll_next(cx)
    }
}

impl<T, R> fmt::Debug for Paged<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Paged(..)")
    }
}

/// What is asked for next, if anything is.
type Step = Option<Box<(Result<Box<Draft>, EncodeError>, Settings)>>;

/// What is taken out of a page.
type Take<O, T> = fn(Page<O>, Kept) -> Result<T, Error<<O as Operation>::Response>>;

impl Core {
    /// The pages of an operation.
    pub fn pages<O: Paginated>(self, operation: O, settings: Settings) -> Paged<Page<O>, O::Response> {
        self.turned(operation, settings, |page, _| Ok(page))
    }

    /// The items of all pages of an operation.
    pub fn items<O: Paginated>(self, operation: O, settings: Settings) -> Paged<O::Item, O::Response> {
        let pages = self.turned(operation, settings, items_of::<O>);
        let stream = Box::pin(
            pages
                .map_ok(|items| stream::iter(items.into_iter().map(Ok)))
                .try_flatten(),
        );
        Paged { stream }
    }

    /// What is taken out of the pages of an operation, up to the first error.
    fn turned<O: Paginated, T: Send + 'static>(
        self,
        operation: O,
        settings: Settings,
        take: Take<O, T>,
    ) -> Paged<T, O::Response> {
        let first: Step = Some(Box::new((draft(&operation), settings)));
        let pages = stream::try_unfold((self, first), move |(core, step)| async move {
            let Some(ask) = step else { return Ok(None) };
            let (draft, settings) = *ask;
            let (page, kept, next) = core.page::<O>(draft.map_err(Error::Encode)?, settings).await?;
            Ok(Some((take(page, kept)?, (core, next))))
        });
        let stream = Box::pin(pages);
        Paged { stream }
    }

    async fn page<O: Paginated>(
        &self,
        draft: Box<Draft>,
        mut settings: Settings,
    ) -> Result<(Page<O>, Kept, Step), Error<O::Response>> {
        let again = turn::copy(&draft);
        let (outcome, kept): (Outcome<O>, Kept) = self.call_with_parts::<O>(draft, &settings).await?;
        let page = outcome?;
        let base = settings
            .changes()
            .and_then(|changes| changes.base.as_ref())
            .unwrap_or(&self.inner().base);
        let turn = Turn {
            paging: O::PAGING,
            draft: again,
            base,
        };
        let ask = match turn.next(&kept.headers, &kept.body) {
            Ok(None) => return Ok((page, kept, None)),
            Ok(Some((draft, None))) => (Ok(draft), settings),
            Ok(Some((draft, base @ Some(_)))) => {
                settings.change().base = base;
                (Ok(draft), settings)
            }
            // This page is good; the one after it is not.
            Err(error) => (Err(error), settings),
        };
        Ok((page, kept, Some(Box::new(ask))))
    }
}

/// A page without items is an answer all the same, which the error keeps.
fn items_of<O: Paginated>(page: Page<O>, kept: Kept) -> Result<Vec<O::Item>, Error<O::Response>> {
    O::items(page).ok_or_else(|| Error::Decode(Box::new(without_items(O::TABLE.id, kept))))
}

#[cold]
fn without_items(operation: &'static str, kept: Kept) -> DecodeError {
    let Kept { status, headers, body } = kept;
    DecodeError {
        operation,
        status,
        headers,
        body,
        error: ReadError {
            pointer: String::new(),
            reason: Reason::Misfit {
                rule: "contentType",
                detail: "a page in this media type has no items".into(),
            },
            line: 0,
            column: 0,
        },
    }
}

/// Says how the pages of an operation follow each other; written by the generator.
///
/// ```text
/// paginate! { operations::PetsList: Cursor { parameter: "page", next: "/pagination/next" } "/results" models::Pet = |page| page.results }
/// ```
///
/// `best` before the pointer is for answers in several media types; the pages are those in the best of them.
#[macro_export]
macro_rules! paginate {
    (
        $($operation:ident)::+ : $way:ident $({ $($detail:ident : $value:literal),* $(,)? })? $($best:ident)? $items:literal
        $item:ty = $take:expr
    ) => {
        impl $crate::client::Paginated for $($operation)::+ {
            const PAGING: $crate::client::Paging = $crate::client::Paging {
                way: $crate::client::Way::$way $({ $($detail: $value),* })?,
                items: $items,
            };
            type Item = $item;
            fn items(page: $crate::client::Page<Self>) -> ::std::option::Option<::std::vec::Vec<Self::Item>> {
                $crate::__items!($($best)? page, $take)
            }
        }
    };
}

/// The items of a page, which may be in another media type.
#[doc(hidden)]
#[macro_export]
macro_rules! __items {
    ($page:ident, $take:expr) => {{
        let take: fn($crate::client::Page<Self>) -> ::std::vec::Vec<Self::Item> = $take;
        ::std::option::Option::Some(take($page))
    }};
    (best $page:ident, $take:expr) => {
        $page.into_best().ok().map($take)
    };
}
