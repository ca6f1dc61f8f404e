//! Values that the application answers with.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

pub(crate) const UUID: &str = "6f1d7a40-5c0e-4f0b-9a53-0d6a3f6f2b11";
pub(crate) const TIME: &str = "2024-09-16T12:30:00Z";

/// A model from its JSON.
pub(crate) fn model<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("a sample fits its model")
}

/// A page of a list, in the shape that all of authentik's lists share.
pub(crate) fn page(results: &[Value], number: i64, size: i64) -> Value {
    let total = i64::try_from(results.len()).expect("a short list");
    let pages = (total + size - 1) / size.max(1);
    let start = (number - 1) * size;
    let shown: Vec<_> = results
        .iter()
        .skip(usize::try_from(start).unwrap_or(0))
        .take(usize::try_from(size).unwrap_or(0))
        .collect();
    json!({
        "pagination": {
            "next": if number < pages { number + 1 } else { 0 },
            "previous": number - 1,
            "count": total,
            "current": number,
            "total_pages": pages,
            "start_index": start + 1,
            "end_index": start + i64::try_from(shown.len()).expect("a short list"),
        },
        "results": shown,
    })
}

pub(crate) fn source(slug: &str) -> Value {
    json!({
        "pk": UUID, "name": "Company directory", "slug": slug, "enabled": true,
        "component": "ak-source-oauth-form", "verbose_name": "OAuth Source", "verbose_name_plural": "OAuth Sources",
        "meta_model_name": "authentik_sources_oauth.oauthsource", "managed": null, "icon": null,
        "authentication_flow": null, "policy_engine_mode": "any",
    })
}

pub(crate) fn connection(id: i64) -> Value {
    json!({ "pk": id, "group": UUID, "source": source("company"), "identifier": "staff", "created": TIME })
}

pub(crate) fn user(pk: i64, username: &str, name: &str) -> Value {
    json!({
        "pk": pk, "username": username, "name": name, "is_superuser": false, "groups_obj": [],
        "avatar": "https://id.example/avatar.png", "uid": "b7", "uuid": UUID, "attributes": { "team": ["red", 7] },
        "last_login": null, "type": "internal",
    })
}

pub(crate) fn group(name: &str) -> Value {
    json!({
        "pk": UUID, "num_pk": 41, "name": name, "parent_name": null, "roles_obj": [],
        "users_obj": [{ "pk": 1, "username": "ada", "name": "Ada", "uid": "b7" }],
    })
}

pub(crate) fn certificate(name: &str) -> Value {
    json!({
        "pk": UUID, "name": name, "fingerprint_sha256": null, "fingerprint_sha1": null, "cert_expiry": TIME,
        "cert_subject": null, "private_key_available": true, "private_key_type": "rsa",
        "certificate_download_url": "/c", "private_key_download_url": "/k", "managed": null,
    })
}

pub(crate) fn event(action: &str) -> Value {
    json!({ "pk": UUID, "action": action, "app": "authentik.core", "created": TIME, "context": { "depth": { "one": [null] } } })
}

pub(crate) fn role(name: &str) -> Value {
    json!({ "pk": UUID, "name": name })
}

pub(crate) fn redirect(to: &str) -> Value {
    json!({ "component": "xak-flow-redirect", "to": to })
}
