//! `counterpart.toml`: found, read and checked.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use crate::error::{Error, Result};
use crate::options::Options;
use crate::runtime::Runtime;

/// The name under which the file is looked for.
pub const CONFIG_FILE: &str = "counterpart.toml";

/// A configuration file that was read.
#[derive(Debug)]
pub(crate) struct ConfigFile {
    pub(crate) file: PathBuf,
    pub(crate) options: Options,
}

impl ConfigFile {
    /// Reads the named file, which must be there.
    pub(crate) fn read(file: &Path) -> Result<Self> {
        let text = fs::read_to_string(file).map_err(|error| Error::io("cannot read", file, &error))?;
        Self::parse(file, &text)
    }

    /// Reads the file beside the document, if there is one.
    ///
    /// Standard input, and no document at all, look in the current directory.
    pub(crate) fn find(document: Option<&Path>) -> Result<Option<Self>> {
        let folder = document.and_then(Path::parent).unwrap_or(Path::new(""));
        let file = folder.join(CONFIG_FILE);
        match fs::read_to_string(&file) {
            Ok(text) => Self::parse(&file, &text).map(Some),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(Error::io("cannot read", &file, &error)),
        }
    }

    fn parse(file: &Path, text: &str) -> Result<Self> {
        refuse_unknown_keys(file, text)?;
        let options = toml::from_str(text).map_err(|error| broken(file, &error))?;
        Ok(Self {
            file: file.to_owned(),
            options: relative_to(file, options),
        })
    }
}

/// Whether there is no such file; a folder that is none (`a-file/counterpart.toml`) counts.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Ahead of deserialising, because serde knows neither the place nor what was meant.
fn refuse_unknown_keys(file: &Path, text: &str) -> Result<()> {
    let table = DeTable::parse(text).map_err(|error| broken(file, &error))?;
    let unknown = table
        .get_ref()
        .keys()
        .find(|key| !Options::KEYS.contains(&key.get_ref().as_ref()));
    let Some(key) = unknown else { return Ok(()) };
    let name = key.get_ref();
    let (line, column) = place(text, key.span().start);
    let help = match nearest(name) {
        Some(known) => format!("did you mean `{known}`?"),
        None => format!("the keys are {}", Options::KEYS.join(", ")),
    };
    Err(Error::usage(format!(
        "{}:{line}:{column}: unknown key `{name}`; {help}",
        file.display()
    )))
}

/// The key that was probably meant. `out_dir` is as good as `out-dir` here.
fn nearest(name: &str) -> Option<&'static str> {
    let name = name.replace('_', "-").to_lowercase();
    let alike = |key: &&'static str| (strsim::jaro_winkler(&name, key) * 1000.0) as u32;
    let nearest = Options::KEYS.iter().copied().max_by_key(alike)?;
    (alike(&nearest) > 750).then_some(nearest)
}

/// Line and column of a byte, counted from one.
fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
    (before.matches('\n').count() + 1, column)
}

fn broken(file: &Path, error: &toml::de::Error) -> Error {
    Error::usage(format!("{}: {}", file.display(), error.to_string().trim_end()))
}

/// Paths in a file are meant from where the file stands.
fn relative_to(file: &Path, mut options: Options) -> Options {
    let folder = file.parent().unwrap_or(Path::new(""));
    let is_file = |document: &&mut PathBuf| document.as_os_str() != "-";
    let runtime = match &mut options.runtime {
        Some(Runtime::Path(path)) => Some(path),
        _ => None,
    };
    let document = options.document.as_mut().filter(is_file);
    let single = [document, options.out_dir.as_mut(), runtime].into_iter().flatten();
    for path in single.chain(&mut options.overlay) {
        *path = folder.join(&*path);
    }
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        ConfigFile::parse(Path::new("api/counterpart.toml"), text)
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_place_and_a_suggestion() {
        assert_eq!(
            refusal("server = true\n  clinet = true\n"),
            "api/counterpart.toml:2:3: unknown key `clinet`; did you mean `client`?"
        );
        assert!(refusal("out_dir = 'x'").ends_with("did you mean `out-dir`?"));
        let keys = Options::KEYS.join(", ");
        assert!(refusal("zzz = 1").ends_with(&format!("the keys are {keys}")));
    }

    #[test]
    fn a_wrong_type_is_shown_where_it_stands() {
        let refusal = refusal("client = 'yes'");
        assert!(
            refusal.starts_with("api/counterpart.toml: TOML parse error at line 1, column 10"),
            "{refusal}"
        );
    }

    #[test]
    fn lists_may_be_single_strings() {
        let parsed = |text| ConfigFile::parse(Path::new("counterpart.toml"), text).map(|file| file.options);
        let options = parsed("include = 'tag:a'\ndeny = ['warnings', 'broken-json']\n").unwrap();
        assert_eq!((options.include.len(), options.deny.len()), (1, 2));
        let refusal = parsed("include = 7").unwrap_err().to_string();
        assert!(
            refusal.contains("expected a string or an array of strings"),
            "{refusal}"
        );
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let text = "document = 'pets.yaml'\nout-dir = '../src'\nruntime = '../counterpart'\noverlay = 'fix.yaml'\n";
        let options = ConfigFile::parse(Path::new("api/counterpart.toml"), text)
            .unwrap()
            .options;
        assert_eq!(options.document, Some("api/pets.yaml".into()));
        assert_eq!(options.out_dir, Some("api/../src".into()));
        assert_eq!(options.overlay, [PathBuf::from("api/fix.yaml")]);
        assert_eq!(options.runtime, Some(Runtime::Path("api/../counterpart".into())));
    }

    #[test]
    fn standard_input_and_versions_are_no_paths() {
        let text = "document = '-'\nruntime = '0.1'\n";
        let options = ConfigFile::parse(Path::new("api/counterpart.toml"), text)
            .unwrap()
            .options;
        assert_eq!(options.document, Some("-".into()));
        assert_eq!(options.runtime, Some(Runtime::Version("0.1".into())));
    }
}
