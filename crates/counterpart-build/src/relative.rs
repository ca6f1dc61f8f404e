//! One path as seen from another.

use std::io;
use std::path::{Component, Path, PathBuf, absolute};

/// `path` as seen from `folder`; both may be relative to the current directory and need not exist.
pub(crate) fn relative(path: &Path, folder: &Path) -> io::Result<PathBuf> {
    let (path, folder) = (normal(path)?, normal(folder)?);
    let shared = path
        .components()
        .zip(folder.components())
        .take_while(|(left, right)| left == right)
        .count();
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    let steps: PathBuf = up.chain(path.components().skip(shared)).collect();
    Ok(if steps.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        steps
    })
}

/// Absolute and without `..`, by the text alone: the folder may not exist yet.
pub(crate) fn normal(path: &Path) -> io::Result<PathBuf> {
    let mut normal = PathBuf::new();
    for component in absolute(path)?.components() {
        match component {
            Component::ParentDir => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    Ok(normal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn climbs_to_the_shared_folder_and_down_again() {
        let seen = |path: &str, folder: &str| relative(Path::new(path), Path::new(folder)).unwrap();
        assert_eq!(
            seen("crates/counterpart", "out/pets"),
            Path::new("../../crates/counterpart")
        );
        assert_eq!(seen("api/../crates", "crates/x"), Path::new(".."));
        assert_eq!(seen("x", "x"), Path::new("."));
    }
}
