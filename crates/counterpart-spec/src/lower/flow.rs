//! The flows of an `oauth2` scheme.

use crate::api::{OAuth2Flow, OAuth2Grant};
use crate::diagnostic::MISSING_MEMBER;
use crate::document::{Node, Object};

use super::Lowering;
use super::spot::Spot;

impl<'d> Lowering<'d, '_> {
    /// Reads `flows`. A flow without its addresses is left out: nothing could be done by it.
    pub(super) fn flows(&mut self, scheme: &'d Object, at: &Spot<'_>) -> Vec<OAuth2Flow> {
        let Some(flows) = self.member(scheme, "flows", at) else {
            return Vec::new();
        };
        let at = at.key("flows");
        let known = flows.iter().filter(|(name, _)| !name.starts_with("x-"));
        known
            .filter_map(|(name, node)| self.flow(name, node, &at.key(name)))
            .collect()
    }

    fn flow(&mut self, name: &str, node: &'d Node, at: &Spot<'_>) -> Option<OAuth2Flow> {
        let flow = self.object_at(node, at)?;
        let grant = self.grant(name, flow, at)?;
        let scopes = self.member(flow, "scopes", at);
        let scopes = scopes.into_iter().flat_map(Object::iter);
        Some(OAuth2Flow {
            grant,
            refresh_url: self.text(flow, "refreshUrl", at).filter(|url| !url.is_empty()),
            scopes: scopes
                .map(|(scope, meaning)| (scope.to_owned(), meaning.to_text().unwrap_or_default()))
                .collect(),
        })
    }

    fn grant(&mut self, name: &str, flow: &'d Object, at: &Spot<'_>) -> Option<OAuth2Grant> {
        let mut address = |member| self.address(flow, member, at);
        Some(match name {
            "implicit" => OAuth2Grant::Implicit {
                authorization_url: address("authorizationUrl")?,
            },
            "password" => OAuth2Grant::Password {
                token_url: address("tokenUrl")?,
            },
            "clientCredentials" => OAuth2Grant::ClientCredentials {
                token_url: address("tokenUrl")?,
            },
            "authorizationCode" => OAuth2Grant::AuthorizationCode {
                authorization_url: address("authorizationUrl")?,
                token_url: address("tokenUrl")?,
            },
            "deviceAuthorization" => OAuth2Grant::DeviceAuthorization {
                device_authorization_url: address("deviceAuthorizationUrl")?,
                token_url: address("tokenUrl")?,
            },
            _ => return None,
        })
    }

    fn address(&mut self, flow: &'d Object, member: &'static str, at: &Spot<'_>) -> Option<String> {
        let address = self.text(flow, member, at).filter(|url| !url.is_empty());
        if address.is_none() {
            let message = format!("this flow has no `{member}`; it is left out");
            self.report(&MISSING_MEMBER, message, at);
        }
        address
    }
}
