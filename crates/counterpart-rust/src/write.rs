//! The only place of this crate that touches the disk.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::{Output, OutputFile};

/// What became of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Files that were not there.
    pub created: usize,
    /// Files that held something else.
    pub updated: usize,
    /// Files that held the same and were not touched.
    pub unchanged: usize,
}

/// Writes the files below a folder, which is made if it is not there.
///
/// All new texts are on the disk, beside their targets, before the first target is replaced; and a file that holds its
/// text already keeps its time, so that nothing is built again for nothing.
///
/// # Errors
/// If a folder or file cannot be written. Files that were not replaced yet stay as they were.
pub fn write(output: &Output, dir: &Path) -> io::Result<Written> {
    let mut written = Written::default();
    let mut staged = Vec::new();
    for file in &output.files {
        let path = dir.join(&file.path);
        match fs::read(&path) {
            Ok(old) if old == file.contents.as_bytes() => {
                written.unchanged += 1;
                continue;
            }
            Ok(_) => written.updated += 1,
            Err(error) if error.kind() == io::ErrorKind::NotFound => written.created += 1,
            Err(error) => return Err(named(error, &path)),
        }
        staged.push(Staged::write(file, path)?);
    }
    for file in staged {
        file.replace()?;
    }
    Ok(written)
}

/// A text beside its target. It is removed again unless it has replaced the target.
struct Staged {
    temporary: PathBuf,
    path: PathBuf,
}

impl Staged {
    fn write(file: &OutputFile, path: PathBuf) -> io::Result<Self> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| named(error, folder))?;
        }
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.tmp", std::process::id()));
        let staged = Self {
            temporary: path.with_file_name(name),
            path,
        };
        let write = || fs::File::create(&staged.temporary)?.write_all(file.contents.as_bytes());
        write().map_err(|error| named(error, &staged.temporary))?;
        Ok(staged)
    }

    fn replace(self) -> io::Result<()> {
        fs::rename(&self.temporary, &self.path).map_err(|error| named(error, &self.path))
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // After a rename there is nothing left to remove.
        let _ = fs::remove_file(&self.temporary);
    }
}

/// The error with the file that it is about.
fn named(error: io::Error, path: &Path) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Summary;

    fn output(files: &[(&str, &str)]) -> Output {
        let file = |(path, contents): &(&str, &str)| OutputFile {
            path: path.into(),
            contents: (*contents).to_owned(),
        };
        Output {
            files: files.iter().map(file).collect(),
            summary: Summary::default(),
        }
    }

    #[test]
    fn an_unchanged_file_keeps_its_time() {
        let dir = tempfile::tempdir().unwrap();
        let first = write(&output(&[("src/a.rs", "a"), ("b.rs", "b")]), dir.path()).unwrap();
        assert_eq!(
            first,
            Written {
                created: 2,
                ..Written::default()
            }
        );
        let old = std::time::SystemTime::UNIX_EPOCH;
        fs::File::options()
            .write(true)
            .open(dir.path().join("b.rs"))
            .unwrap()
            .set_modified(old)
            .unwrap();
        let second = write(&output(&[("src/a.rs", "A"), ("b.rs", "b")]), dir.path()).unwrap();
        assert_eq!(
            second,
            Written {
                updated: 1,
                unchanged: 1,
                ..Written::default()
            }
        );
        assert_eq!(fs::metadata(dir.path().join("b.rs")).unwrap().modified().unwrap(), old);
        assert_eq!(fs::read_to_string(dir.path().join("src/a.rs")).unwrap(), "A");
    }

    #[test]
    fn a_failure_leaves_the_old_files_and_nothing_beside_them() {
        let dir = tempfile::tempdir().unwrap();
        write(&output(&[("a.rs", "old"), ("b", "a file, not a folder")]), dir.path()).unwrap();
        let error = write(&output(&[("a.rs", "new"), ("b/c.rs", "new")]), dir.path()).unwrap_err();
        assert!(error.to_string().contains("b"), "{error}");
        assert_eq!(fs::read_to_string(dir.path().join("a.rs")).unwrap(), "old");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
    }
}
