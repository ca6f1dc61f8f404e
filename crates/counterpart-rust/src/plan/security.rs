//! Security schemes and what operations ask of them.

use counterpart_spec::api::{Api, SecurityScheme, SecuritySchemeId};
use proc_macro2::Ident;

use crate::name::{Case, Scope};
use crate::runtime;

/// The schemes of the Api with their identifiers.
#[derive(Debug)]
pub(crate) struct Schemes<'a> {
    schemes: Vec<(Ident, &'a SecurityScheme)>,
}

impl<'a> Schemes<'a> {
    /// Names the schemes.
    pub(crate) fn plan(api: &'a Api) -> Self {
        let mut scope = Scope::new(Case::Snake, runtime::RESERVED_SCHEMES);
        let names = scope.claim_wires(api.security_schemes.iter().map(|scheme| scheme.name.as_str()));
        Self {
            schemes: names.into_iter().zip(&api.security_schemes).collect(),
        }
    }

    /// In the order of the document.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &(Ident, &'a SecurityScheme)> {
        self.schemes.iter()
    }

    /// The identifier of a scheme.
    #[expect(clippy::indexing_slicing, reason = "there is a name for each scheme of the Api")]
    pub(crate) fn name(&self, id: SecuritySchemeId) -> &Ident {
        &self.schemes[id.index()].0
    }
}
