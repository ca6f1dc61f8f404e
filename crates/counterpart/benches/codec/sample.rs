//! A body to read: records like those of authentik's lists, with options, nulls, nesting and arrays.

use serde_json::{Value, json};

/// An array of at least this many records, as many as fill the size.
pub(crate) fn connections(least: usize, size: usize) -> String {
    let mut text = String::from("[");
    for index in 0.. {
        if index >= least && text.len() >= size {
            break;
        }
        if index > 0 {
            text.push(',');
        }
        text.push_str(&connection(index).to_string());
    }
    text.push(']');
    text
}

pub(crate) fn count(text: &str) -> usize {
    text.matches("\"identifier\"").count()
}

fn connection(index: usize) -> Value {
    let groups: Vec<Value> = (0..index % 12).map(group).collect();
    let mut connection = json!({
        "pk": index,
        "identifier": format!("user-{index}@example.com"),
        "created": "2024-08-02T10:11:12.345678Z",
        "source": source(index),
        "groups": groups,
        "score": f64::from(u16::try_from(index % 10_000).unwrap_or(0)) / 7.0,
        "attributes": {"department": "R&D \"north\"", "floor": index % 40, "tags": ["a", "b", null, true]},
        "last_login": null,
    });
    if index.is_multiple_of(3) {
        connection["expires"] = "2025-08-02T00:00:00Z".into();
        connection["description"] = "Line one\nline two, with \u{e9} and \u{65e5}\u{672c}".into();
    }
    connection
}

fn source(index: usize) -> Value {
    json!({
        "pk": format!("67e55044-10b1-426f-9247-{index:012x}"),
        "name": format!("Source number {index}"),
        "slug": format!("source-{index}"),
        "enabled": index.is_multiple_of(2),
        "authentication_flow": "67e55044-10b1-426f-9247-bb680e5fe0c8",
        "enrollment_flow": null,
        "component": "ak-source-oauth-form",
        "verbose_name": "OAuth Source",
        "meta_model_name": "authentik_sources_oauth.oauthsource",
        "policy_engine_mode": if index.is_multiple_of(2) { "any" } else { "all" },
        "user_path_template": "goauthentik.io/sources/%(slug)s",
        "icon": "/static/authentik/sources/default.svg",
    })
}

fn group(index: usize) -> Value {
    json!({
        "pk": "67e55044-10b1-426f-9247-bb680e5fe0c8",
        "num_pk": index,
        "name": "authentik Admins",
        "is_superuser": true,
        "parent": null,
        "users": [1, 22, 333, 4444, 55555],
        "attributes": {},
    })
}
