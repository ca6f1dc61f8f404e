//! Security schemes and requirements.

use crate::api::{Requirement, RequirementPart, SecurityScheme, SecuritySchemeId, SecuritySchemeKind};
use crate::diagnostic::{Diagnostic, INHERITED_SECURITY, UNDECLARED_SECURITY_SCHEME, UNSUPPORTED_SECURITY_SCHEME};
use crate::document::{Node, Object};

use super::Lowering;
use super::operation::Operations;
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
        let Some((node, _)) = self.follow_or_warn(node, at, "nobody is admitted by this scheme") else {
            return unsupported(None);
        };
        let Some(scheme) = self.object_at(node, at) else {
            return unsupported(None);
        };
        let kind = self.scheme_kind(scheme, at);
        let description = self.text(scheme, "description", at);
        SecurityScheme {
            name: name.to_owned(),
            kind,
            description,
        }
    }

    /// What a scheme asks for. Only what decides that is looked at.
    fn scheme_kind(&mut self, scheme: &'d Object, at: &Spot<'_>) -> SecuritySchemeKind {
        let ty = self.text(scheme, "type", at).unwrap_or_default();
        let reason = match ty.as_str() {
            "oauth2" => return SecuritySchemeKind::OAuth2(self.flows(scheme, at)),
            "openIdConnect" => {
                let url = self.text(scheme, "openIdConnectUrl", at).unwrap_or_default();
                return SecuritySchemeKind::OpenIdConnect(url);
            }
            "apiKey" => {
                let place = self.text(scheme, "in", at).unwrap_or_default();
                match (place.as_str(), self.text(scheme, "name", at)) {
                    ("query", Some(name)) => return SecuritySchemeKind::QueryKey(name),
                    ("header", Some(name)) => return SecuritySchemeKind::HeaderKey(name),
                    ("cookie", Some(name)) => return SecuritySchemeKind::CookieKey(name),
                    _ => "an API key needs a `name`, and `in` as `query`, `header` or `cookie`",
                }
            }
            "http" => {
                let name = self.text(scheme, "scheme", at).unwrap_or_default();
                match http_kind(&name) {
                    SecuritySchemeKind::Unsupported => "this kind of HTTP authentication is not supported",
                    kind => return kind,
                }
            }
            "mutualTLS" => {
                let message = "certificates of clients are a matter of the connection: the client leaves them to its \
                               transport, and a server admits nobody by this scheme";
                self.report(&UNSUPPORTED_SECURITY_SCHEME, message, at);
                return SecuritySchemeKind::MutualTls;
            }
            _ => "this kind of security scheme is not known",
        };
        let message = format!("{reason}: nothing is sent and nobody is admitted by it");
        self.report(&UNSUPPORTED_SECURITY_SCHEME, message, at);
        SecuritySchemeKind::Unsupported
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

    /// Says that what the API calls at others inherits what the document requires: authors often mean the API alone.
    pub(super) fn report_inherited_security(&mut self, operations: &Operations) {
        let is_open = operations
            .security
            .iter()
            .any(|requirement| requirement.parts.is_empty());
        let Some(first) = operations.called_inheriting.as_ref().filter(|_| !is_open) else {
            return;
        };
        if operations.security.is_empty() {
            return;
        }
        let message = "this holds for webhooks and callbacks too: who calls them needs the credential, or `security` of their own";
        let finding = Diagnostic::at_pointer(&INHERITED_SECURITY, message, "/security");
        self.findings
            .push(finding.with_related(first, "without `security` of its own, for one"));
    }

    /// A scheme that is not declared still protects: nobody is admitted by it.
    fn part(&mut self, name: &str, scopes: &Node, schemes: &mut Schemes, at: &Spot<'_>) -> RequirementPart {
        let scheme = schemes.id(name);
        let declared = scheme
            .and_then(|id| schemes.schemes.get(id.index()))
            .is_some_and(|scheme| !is_made_up(scheme));
        if !declared {
            let message = format!("`{name}` is declared nowhere: nobody is admitted by it");
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

fn http_kind(scheme: &str) -> SecuritySchemeKind {
    match scheme.to_ascii_lowercase().as_str() {
        "bearer" => SecuritySchemeKind::Bearer,
        "basic" => SecuritySchemeKind::Basic,
        _ => SecuritySchemeKind::Unsupported,
    }
}
