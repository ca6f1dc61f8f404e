//! Members that no specification knows and that are almost one that it does.

use super::kind::Kind;
use super::walk::Walk;
use crate::diagnostic::{Diagnostic, MISSPELT_MEMBER};
use crate::document::{Object, pointer};
use crate::resolve::prefix;

/// Shorter words are too like each other.
const SHORTEST: usize = 4;

/// Reports the members of an object that look misspelt.
pub(super) fn check(walk: &mut Walk<'_, '_, '_, '_>, object: &Object, kind: Kind) {
    let known = kind.members();
    if known.is_empty() {
        return;
    }
    for (key, _) in object.iter() {
        if key.len() < SHORTEST || key.starts_with("x-") || known.contains(&key) {
            continue;
        }
        let Some(meant) = nearest(key, known).filter(|meant| object.get(meant).is_none()) else {
            continue;
        };
        let mut place = format!("{}{}", prefix(walk.file), walk.place);
        pointer::push_token(&mut place, key);
        let message = format!("`{key}` means nothing here and is ignored");
        let finding = Diagnostic::at_pointer(&MISSPELT_MEMBER, message, place);
        walk.assembly
            .findings
            .push(finding.with_help(format!("did you mean `{meant}`?")));
    }
}

fn nearest<'k>(key: &str, known: &[&'k str]) -> Option<&'k str> {
    let limit = (key.chars().count() / 4).clamp(1, 2);
    let distance = |member: &str| match member.eq_ignore_ascii_case(key) {
        true => 0,
        false => strsim::osa_distance(member, key),
    };
    let best = known
        .iter()
        .filter(|member| member.len() >= SHORTEST)
        .min_by_key(|member| distance(member))?;
    (distance(best) <= limit).then_some(*best)
}
