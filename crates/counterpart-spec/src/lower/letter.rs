//! What schemas that hold together say of properties and items which they do not name.
//!
//! Types read them as their authors mean them: what one of them names is known to all. To the letter of JSON Schema each
//! of them speaks for itself, and what a condition looks at depends on the value; that is said by rules.

use crate::Schemas;
use crate::api::Constraint;

use super::Lowering;
use super::assertion::{Asserting, Rules};
use super::piece::Piece;
use super::spot::Spot;

impl<'d> Lowering<'d, '_> {
    /// Adds the rules that say what types do not.
    pub(super) fn add_letter_rules(&mut self, pieces: &[Piece<'d>], rules: &mut Vec<Constraint>, at: &Spot<'_>) {
        let depends = pieces.iter().any(Piece::looks_depend);
        for piece in pieces {
            let mut state = Asserting::default();
            let mut found = Rules::default();
            let apart = self.schemas_are == Schemas::Exact && (pieces.len() > 1 || !piece.whole);
            if apart {
                self.rules_of_others(&piece.form, &mut found, &mut state);
            }
            if apart || depends || piece.form.patterns().is_some() {
                self.unevaluated_of_piece(piece, &mut found, &mut state);
            }
            self.report_dropped(&state, &at.moved(&piece.pointer));
            rules.extend(found.list);
        }
    }
}

impl Piece<'_> {
    /// What the piece looks at depends on the value, or is not known.
    pub(super) fn looks_depend(&self) -> bool {
        self.form.has_assertions() || self.form.says_unknown()
    }
}
