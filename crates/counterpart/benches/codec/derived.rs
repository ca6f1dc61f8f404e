//! The same models with serde's derives, as other generators write them.

use counterpart::types::{DateTime, Json, Map, Utc, Uuid};
use serde::{Deserialize, Deserializer, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Connection {
    pub(crate) pk: i64,
    pub(crate) identifier: String,
    pub(crate) created: DateTime<Utc>,
    pub(crate) source: Source,
    pub(crate) groups: Vec<Group>,
    pub(crate) score: f64,
    pub(crate) attributes: Map<Json>,
    pub(crate) last_login: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) expires: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Source {
    pub(crate) pk: Uuid,
    pub(crate) name: String,
    pub(crate) slug: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) enabled: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub(crate) authentication_flow: Option<Option<Uuid>>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]
    pub(crate) enrollment_flow: Option<Option<Uuid>>,
    pub(crate) component: String,
    pub(crate) verbose_name: String,
    pub(crate) meta_model_name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) policy_engine_mode: Option<PolicyEngineMode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user_path_template: Option<String>,
    pub(crate) icon: Option<String>,
}

/// The usual way to tell null from absent.
fn nullable<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum PolicyEngineMode {
    All,
    Any,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Group {
    pub(crate) pk: Uuid,
    pub(crate) num_pk: i64,
    pub(crate) name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) is_superuser: Option<bool>,
    pub(crate) parent: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) users: Option<Vec<i64>>,
    pub(crate) attributes: Map<Json>,
}
