//! The models as generated code has them.

#![allow(unreachable_pub, reason = "the macro makes public methods for public enums")]

use counterpart::types::{DateTime, Json, Map, Maybe, Utc, Uuid};

#[derive(Clone, PartialEq)]
pub(crate) struct Connection {
    pub(crate) pk: i64,
    pub(crate) identifier: String,
    pub(crate) created: DateTime<Utc>,
    pub(crate) source: Source,
    pub(crate) groups: Vec<Group>,
    pub(crate) score: f64,
    pub(crate) attributes: Map<Json>,
    pub(crate) last_login: Option<DateTime<Utc>>,
    pub(crate) expires: Option<DateTime<Utc>>,
    pub(crate) description: Option<String>,
}
counterpart::record! {
    Connection {
        pk: required "pk",
        identifier: required "identifier",
        created: required "created",
        source: required "source",
        groups: required "groups",
        score: required "score",
        attributes: required "attributes",
        last_login: nullable "last_login",
        expires: optional "expires",
        description: optional "description" [MaxLength(200)],
    }
}

#[derive(Clone, PartialEq)]
pub(crate) struct Source {
    pub(crate) pk: Uuid,
    pub(crate) name: String,
    pub(crate) slug: String,
    pub(crate) enabled: Option<bool>,
    pub(crate) authentication_flow: Maybe<Uuid>,
    pub(crate) enrollment_flow: Maybe<Uuid>,
    pub(crate) component: String,
    pub(crate) verbose_name: String,
    pub(crate) meta_model_name: String,
    pub(crate) policy_engine_mode: Option<PolicyEngineMode>,
    pub(crate) user_path_template: Option<String>,
    pub(crate) icon: Option<String>,
}
counterpart::record! {
    Source {
        pk: required "pk",
        name: required "name",
        slug: required "slug" [MaxLength(50), Pattern("^[-a-zA-Z0-9_]+$")],
        enabled: optional "enabled",
        authentication_flow: maybe "authentication_flow",
        enrollment_flow: maybe "enrollment_flow",
        component: required "component",
        verbose_name: required "verbose_name",
        meta_model_name: required "meta_model_name",
        policy_engine_mode: optional "policy_engine_mode",
        user_path_template: optional "user_path_template",
        icon: nullable "icon",
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub(crate) enum PolicyEngineMode {
    All,
    Any,
    Unknown(counterpart::UnknownValue),
}
counterpart::string_enum! { PolicyEngineMode { All = "all", Any = "any" } Unknown }

#[derive(Clone, PartialEq)]
pub(crate) struct Group {
    pub(crate) pk: Uuid,
    pub(crate) num_pk: i64,
    pub(crate) name: String,
    pub(crate) is_superuser: Option<bool>,
    pub(crate) parent: Option<Uuid>,
    pub(crate) users: Option<Vec<i64>>,
    pub(crate) attributes: Map<Json>,
}
counterpart::record! {
    Group {
        pk: required "pk",
        num_pk: required "num_pk",
        name: required "name",
        is_superuser: optional "is_superuser",
        parent: nullable "parent",
        users: optional "users",
        attributes: required "attributes",
    }
}
