//! Security schemes and requirements.

use openapiv3::{APIKeyLocation, SecurityScheme as Scheme};

use crate::api::{Requirement, RequirementPart, SecurityScheme, SecuritySchemeId, SecuritySchemeKind};
use crate::diagnostic::{UNDECLARED_SECURITY_SCHEME, UNSUPPORTED_SECURITY_SCHEME};
use crate::document::deserializer::from_node;
use crate::document::{Node, Object};

use super::Lowering;
use super::spot::Spot;

/// The schemes of a document; requirements add those that are named and not declared.
pub(super) struct Schemes {
    pub(super) schemes: Vec<SecurityScheme>,
}

impl Schemes {
    fn id(&self, name: &str) -> Option<SecuritySchemeId> {
        let index = self.schemes.iter().position(|scheme| scheme.name == name)?;
        u32::try_from(index).ok().map(SecuritySchemeId)
    }

    fn push(&mut self, scheme: SecurityScheme) -> SecuritySchemeId {
        let index = u32::try_from(self.schemes.len()).unwrap_or(u32::MAX);
        self.schemes.push(scheme);
        SecuritySchemeId(index)
    }
}

impl<'d> Lowering<'d, '_> {
    /// Reads `components.securitySchemes`.
    pub(super) fn security_schemes(&mut self) -> Schemes {
        let mut schemes = Schemes { schemes: Vec::new() };
        let root = Spot::root();
        let Some(components) = self.document.get("components").and_then(Node::as_object) else {
            return schemes;
        };
        let at = root.key("components");
        let Some(declared) = self.member(components, "securitySchemes", &at) else {
            return schemes;
        };
        let at = at.key("securitySchemes");
        for (name, node) in declared.iter() {
            let scheme = self.security_scheme(name, node, &at.key(name));
            schemes.push(scheme);
        }
        schemes
    }

    fn security_scheme(&mut self, name: &str, node: &'d Node, at: &Spot<'_>) -> SecurityScheme {
        let unsupported = |description| SecurityScheme {
            name: name.to_owned(),
            kind: SecuritySchemeKind::Unsupported,
            description,
        };
        let Some((node, _)) = self.follow(node, at, "nobody is admitted by this scheme") else {
            return unsupported(None);
        };
        let scheme = match from_node::<Scheme>(node) {
            Ok(scheme) => scheme,
            Err(misfit) => {
                let message = format!("this security scheme cannot be read: {misfit}");
                self.report(&UNSUPPORTED_SECURITY_SCHEME, message, at);
                return unsupported(None);
            }
        };
        let (kind, description) = kind_of(scheme);
        if kind == SecuritySchemeKind::Unsupported {
            let message =
                "this kind of HTTP authentication is not supported: nothing is sent and nobody is admitted by it";
            self.report(&UNSUPPORTED_SECURITY_SCHEME, message, at);
        }
        SecurityScheme {
            name: name.to_owned(),
            kind,
            description,
        }
    }

    /// The requirements of an operation, or else those of the document.
    pub(super) fn requirements(
        &mut self,
        holder: &'d Object,
        schemes: &mut Schemes,
        at: &Spot<'_>,
    ) -> Option<Vec<Requirement>> {
        holder.get("security")?;
        let nodes = self.items(holder, "security", at);
        let at = at.key("security");
        let requirements = nodes.iter().enumerate().filter_map(|(index, node)| {
            let at = at.index(index);
            let object = self.object_at(node, &at)?;
            Some(Requirement {
                parts: object
                    .iter()
                    .map(|(name, scopes)| self.part(name, scopes, schemes, &at))
                    .collect(),
            })
        });
        Some(requirements.collect())
    }

    /// A scheme that is not declared still protects: nobody is admitted by it.
    fn part(&mut self, name: &str, scopes: &Node, schemes: &mut Schemes, at: &Spot<'_>) -> RequirementPart {
        let scheme = schemes.id(name);
        let declared = scheme
            .and_then(|id| schemes.schemes.get(id.index()))
            .is_some_and(|scheme| !is_made_up(scheme));
        if !declared {
            let message = format!("`{name}` is not among `components.securitySchemes`: nobody is admitted by it");
            self.report(&UNDECLARED_SECURITY_SCHEME, message, &at.key(name));
        }
        let scheme = scheme.unwrap_or_else(|| schemes.push(made_up(name)));
        let scopes = scopes
            .as_array()
            .unwrap_or_default()
            .iter()
            .filter_map(Node::to_text)
            .collect();
        RequirementPart { scheme, scopes }
    }
}

const MADE_UP: &str = "Required by operations and declared nowhere.";

fn made_up(name: &str) -> SecurityScheme {
    let description = Some(MADE_UP.to_owned());
    SecurityScheme {
        name: name.to_owned(),
        kind: SecuritySchemeKind::Unsupported,
        description,
    }
}

fn is_made_up(scheme: &SecurityScheme) -> bool {
    scheme.kind == SecuritySchemeKind::Unsupported && scheme.description.as_deref() == Some(MADE_UP)
}

fn kind_of(scheme: Scheme) -> (SecuritySchemeKind, Option<String>) {
    match scheme {
        Scheme::HTTP {
            scheme, description, ..
        } => (http_kind(&scheme), description),
        Scheme::APIKey {
            location,
            name,
            description,
            ..
        } => {
            let kind = match location {
                APIKeyLocation::Query => SecuritySchemeKind::QueryKey(name),
                APIKeyLocation::Header => SecuritySchemeKind::HeaderKey(name),
                APIKeyLocation::Cookie => SecuritySchemeKind::CookieKey(name),
            };
            (kind, description)
        }
        Scheme::OAuth2 { description, .. } | Scheme::OpenIDConnect { description, .. } => {
            (SecuritySchemeKind::Bearer, description)
        }
    }
}

fn http_kind(scheme: &str) -> SecuritySchemeKind {
    match scheme.to_ascii_lowercase().as_str() {
        "bearer" => SecuritySchemeKind::Bearer,
        "basic" => SecuritySchemeKind::Basic,
        _ => SecuritySchemeKind::Unsupported,
    }
}
