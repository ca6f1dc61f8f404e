//! The models of our own documents, and what becomes of a value that goes through them.

use counterpart::codec::{Reading, Slot, json};

#[allow(missing_docs, reason = "the documents show features and say little of them")]
#[allow(clippy::all, clippy::pedantic, reason = "generated")]
pub mod generated {
    include!(concat!(env!("OUT_DIR"), "/modules.rs"));
}

/// A component of a document and what its type does.
#[derive(Debug)]
pub struct Probe {
    /// The file of the document.
    pub document: &'static str,
    /// The component: an object whose property `value` is the schema in question.
    pub component: &'static str,
    /// Reads a JSON text and writes it again, through the codec and through serde.
    pub pass: fn(&str) -> Result<[String; 2], String>,
    /// Reads a JSON text as a server does; says how much is wrong with it.
    pub judge: fn(&str) -> Result<usize, String>,
}

include!(concat!(env!("OUT_DIR"), "/probes.rs"));

fn pass<T>(text: &str) -> Result<[String; 2], String>
where
    T: Slot + PartialEq + serde::Serialize + serde::de::DeserializeOwned,
{
    let value: T = json::from_str(text).map_err(|error| error.to_string())?;
    let tree = serde_json::to_value(&value).map_err(|error| error.to_string())?;
    let again: T = serde_json::from_value(tree.clone()).map_err(|error| error.to_string())?;
    if again != value {
        return Err("from_value(to_value(x)) is not x".to_owned());
    }
    let written = json::to_string(&value).map_err(|error| error.to_string())?;
    Ok([written, tree.to_string()])
}

fn judge<T: Slot>(text: &str) -> Result<usize, String> {
    let mut value: T = counterpart::blank();
    let mut reading = Reading::strict();
    json::read_str(text, &mut value, &mut reading).map_err(|error| error.to_string())?;
    let refused = reading.into_violations().len();
    // What is read in part can be looked at like any other value.
    let _ = counterpart::validate::check(&value);
    Ok(refused)
}
