//! Whether a caller takes what an operation answers.

use http::header::ACCEPT;
use http::{HeaderMap, StatusCode};

use super::problem::Problem;
use crate::http_layer::media;
use crate::operation::OperationTable;

/// Refuses a caller who takes none of the media types of a success, before anything is done for him.
pub(super) fn negotiate(table: &'static OperationTable, headers: &HeaderMap) -> Result<(), Problem> {
    let lines: Vec<_> = headers
        .get_all(ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    let accept = lines.join(",");
    if accept.trim().is_empty() {
        return Ok(());
    }
    let successes = table.answers.iter().filter(|answer| answer.success);
    let mut documented: Vec<&str> = Vec::new();
    for answer in successes {
        match answer.content {
            Some(content) if media::is_accepted(&accept, content.media_type) => return Ok(()),
            Some(content) => documented.push(content.media_type),
            // An answer without a body suits everybody.
            None => return Ok(()),
        }
    }
    if documented.is_empty() {
        return Ok(());
    }
    documented.dedup();
    let detail = format!("the answer comes as `{}`", documented.join("` or `"));
    Err(Problem::new(StatusCode::NOT_ACCEPTABLE).detail(detail))
}
