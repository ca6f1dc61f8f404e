//! What a command costs.

use std::process::{Command, Stdio};
use std::{fs, path::Path};

use anyhow::{Context, bail};

/// The cost of one run, children included.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    /// Seconds of processor time in user mode.
    pub(crate) user: f64,
    /// The largest process, in megabytes.
    pub(crate) megabytes: f64,
}

/// The cost of several runs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figure {
    /// The least user seconds: what the command costs undisturbed.
    pub(crate) least: f64,
    /// The median of the user seconds.
    pub(crate) median: f64,
    /// The largest process of all runs, in megabytes.
    pub(crate) megabytes: f64,
}

impl Figure {
    /// Of at least one sample.
    pub(crate) fn of(samples: &[Sample]) -> anyhow::Result<Self> {
        let mut users: Vec<_> = samples.iter().map(|sample| sample.user).collect();
        users.sort_by(f64::total_cmp);
        let (least, median) = (users.first(), users.get(users.len() / 2));
        let (Some(&least), Some(&median)) = (least, median) else {
            bail!("nothing was measured")
        };
        let megabytes = samples.iter().map(|sample| sample.megabytes).fold(0.0, f64::max);
        Ok(Self {
            least,
            median,
            megabytes,
        })
    }
}

/// Runs `prepare` and then the command that `make` gives, `runs` times, and measures the command.
pub(crate) fn repeat(
    runs: usize,
    prepare: &dyn Fn() -> anyhow::Result<()>,
    make: &dyn Fn() -> Command,
) -> anyhow::Result<Figure> {
    let mut samples = Vec::new();
    for _ in 0..runs.max(1) {
        prepare()?;
        samples.push(measure(&make())?);
    }
    Figure::of(&samples)
}

/// Runs a command under GNU time, which counts its children too and needs nothing from us that is unsafe.
pub(crate) fn measure(command: &Command) -> anyhow::Result<Sample> {
    let report = tempfile::NamedTempFile::new()?;
    let mut timed = Command::new("/usr/bin/time");
    timed
        .args(["-f", "%U %M", "-o"])
        .arg(report.path())
        .arg(command.get_program())
        .args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        timed.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => timed.env(name, value),
            None => timed.env_remove(name),
        };
    }
    let output = timed
        .stdin(Stdio::null())
        .output()
        .context("cannot run GNU time: install the package `time`")?;
    if !output.status.success() {
        bail!("{command:?} failed:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    parse(&fs::read_to_string(report.path())?)
}

fn parse(report: &str) -> anyhow::Result<Sample> {
    let mut numbers = report.split_whitespace().map(str::parse::<f64>);
    let (Some(Ok(user)), Some(Ok(kilobytes))) = (numbers.next(), numbers.next()) else {
        bail!("GNU time reported `{}`", report.trim());
    };
    Ok(Sample {
        user,
        megabytes: kilobytes / 1024.0,
    })
}

/// Lines of Rust below a folder.
pub(crate) fn rust_lines(folder: &Path) -> anyhow::Result<usize> {
    let mut lines = 0;
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            if !path.ends_with("target") {
                lines += rust_lines(&path)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            lines += fs::read_to_string(&path)?.lines().count();
        }
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_has_least_median_and_largest() {
        let samples = [(0.3, 10.0), (0.1, 30.0), (0.2, 20.0)].map(|(user, megabytes)| Sample { user, megabytes });
        let figure = Figure::of(&samples).unwrap();
        assert_eq!((figure.least, figure.median, figure.megabytes), (0.1, 0.2, 30.0));
        assert!(Figure::of(&[]).is_err());
    }
}
