//! Which documents a build script has written files for: two that share a name would overwrite each other's.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::cargo::warning;
use crate::error::{Error, Result};
use crate::relative::normal;

/// The written files of this process, and the document of each.
static CLAIMS: Mutex<BTreeMap<PathBuf, PathBuf>> = Mutex::new(BTreeMap::new());

/// Notes that the code of a document goes into a file. What is to be said to Cargo is given back: a file of the same name
/// in another folder is one that `include_api!` does not find any more.
///
/// # Errors
/// If the file has the code of another document.
pub(crate) fn claim(name: &str, folder: &Path, document: &Path) -> Result<String> {
    let whole = |path: &Path| normal(path).unwrap_or_else(|_| path.to_owned());
    let (file, document) = (whole(&folder.join(format!("{name}.rs"))), whole(document));
    let mut claims = CLAIMS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(other) = claims.get(&file).filter(|other| **other != document) {
        return Err(Error::usage(format!(
            "{} and {} would both be written to {}: give one of them another name with `.module(\"..\")`",
            other.display(),
            document.display(),
            file.display()
        )));
    }
    let is_same = |(path, _): &(&PathBuf, &PathBuf)| **path != file && path.file_name() == file.file_name();
    let hidden = claims.iter().find(is_same).map(|(path, other)| {
        warning(&format!(
            "`include_api!(\"{name}\")` is {} from now on, and not {} of {}: `.module(\"..\")` gives one of them another \
             name",
            file.display(),
            path.display(),
            other.display()
        ))
    });
    claims.insert(file, document);
    Ok(hidden.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_of_one_document() {
        let say = |folder: &str, document: &str| claim("claimed", Path::new(folder), Path::new(document));
        assert_eq!(say("/claims", "v1/claimed.json").unwrap(), "");
        // Another time with other options, by another name.
        assert_eq!(say("/claims/x/..", "./v1/claimed.json").unwrap(), "");
        let refusal = say("/claims", "v2/claimed.json").unwrap_err().to_string();
        assert!(
            refusal.contains("/claims/claimed.rs: give one of them another name with `.module("),
            "{refusal}"
        );
        let elsewhere = say("/elsewhere", "v2/claimed.json").unwrap();
        assert!(
            elsewhere.starts_with("cargo::warning=`include_api!(\"claimed\")` is /elsewhere/"),
            "{elsewhere}"
        );
    }
}
