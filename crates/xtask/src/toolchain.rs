//! The compiler for WASM.
//!
//! In this order: the target of rustup's toolchain if it is there; Debian's compiler where rustup
//! is told not to install (`RUSTUP_AUTO_INSTALL=0`); else `rustup target add`.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::packages;
use crate::process;
use crate::workspace::Workspace;

/// The target triple of the browser.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Which compiler builds for the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The toolchain of `rust-toolchain.toml` with its WASM target.
    Rustup,
    /// Debian's `rustc-web`, which builds the standard library from its sources.
    Debian,
}

impl Toolchain {
    /// Chooses the compiler and makes sure that it is installed.
    pub(crate) fn choose(workspace: &Workspace, log: Option<&Path>) -> Result<Self> {
        let sysroot = process::output(
            Command::new("rustc").args(["--print", "sysroot"]).current_dir(workspace.root()),
            log,
        )?;
        let library = Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET);
        let choice =
            decide(library.join("lib").is_dir(), std::env::var("RUSTUP_AUTO_INSTALL").ok().as_deref());
        match choice {
            Choice::Present => Ok(Self::Rustup),
            Choice::Debian => {
                packages::ensure(
                    &[
                        packages::RUSTC_WEB,
                        packages::CARGO_WEB,
                        packages::RUST_WEB_SRC,
                        packages::RUST_WEB_LLVM,
                        packages::LLD,
                    ],
                    log,
                )?;
                Ok(Self::Debian)
            }
            Choice::Add => {
                process::run(
                    Command::new("rustup").args(["target", "add", TARGET]).current_dir(workspace.root()),
                    log,
                )
                .context(
                    "the WASM target cannot be installed; where rustup must not download, set \
                     RUSTUP_AUTO_INSTALL=0 and Debian's compiler is used",
                )?;
                Ok(Self::Rustup)
            }
        }
    }

    /// Sets a command's `PATH` so that cargo finds this compiler before any other.
    pub(crate) fn put_first_in_path(self, command: &mut Command, path: &OsStr) {
        let mut whole = OsString::new();
        if self == Self::Debian {
            whole.push("/usr/bin:");
        }
        whole.push(path);
        command.env("PATH", whole);
    }

    /// Name of the target directory below cargo's own. The two compilers must not share one, and
    /// neither with host builds: each would throw away what the other made.
    pub(crate) fn directory(self) -> &'static str {
        match self {
            Self::Rustup => "wasm",
            Self::Debian => "wasm-debian",
        }
    }

    /// A cargo command of this compiler for the browser's target.
    pub(crate) fn cargo(self, workspace: &Workspace, command: &str) -> Command {
        let mut cargo = match self {
            Self::Rustup => workspace.cargo([command]),
            Self::Debian => {
                let mut cargo = Command::new("/usr/bin/cargo");
                // For this child only: host builds would rebuild the standard library, too.
                cargo
                    .arg(command)
                    .current_dir(workspace.root())
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
                for variable in ["CARGO", "RUSTC", "RUSTDOC", "RUSTUP_TOOLCHAIN", "LD_LIBRARY_PATH"] {
                    cargo.env_remove(variable);
                }
                cargo
            }
        };
        self.put_first_in_path(&mut cargo, &std::env::var_os("PATH").unwrap_or_default());
        cargo
            .args(["--locked", "--target", TARGET, "--target-dir"])
            .arg(workspace.target().join(self.directory()));
        cargo
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Choice {
    Present,
    Debian,
    Add,
}

fn decide(target_present: bool, rustup_auto_install: Option<&str>) -> Choice {
    match (target_present, rustup_auto_install) {
        (true, _) => Choice::Present,
        (false, Some("0")) => Choice::Debian,
        (false, _) => Choice::Add,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_present_is_used_before_anything_is_installed() {
        assert_eq!(decide(true, None), Choice::Present);
        assert_eq!(decide(true, Some("0")), Choice::Present);
    }

    #[test]
    fn rustup_installs_only_where_it_may() {
        assert_eq!(decide(false, Some("0")), Choice::Debian);
        assert_eq!(decide(false, None), Choice::Add);
        assert_eq!(decide(false, Some("1")), Choice::Add);
    }
}
