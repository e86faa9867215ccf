//! Format, clippy, and the Rust tests that need no database server.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use super::Context;
use crate::packages;
use crate::process;
use crate::summary::{self, Outcome};

/// Packages that the common build of all tests leaves out: the app needs a browser's target, and the tools are
/// built alone wherever they are used, so that building them together would compile their dependencies twice.
const NOT_IN_COMMON: &[&str] = &["frontend", "packer", "xtask"];

pub(super) fn format(context: &Context<'_>) -> Result<Outcome> {
    let mut fmt = context.workspace.cargo(["fmt", "--all", "--", "--check"]);
    process::run(&mut fmt, Some(&context.log))?;
    Ok(Outcome::Passed(String::new()))
}

/// What is built together and tested by several parts, and what needs builds of its own.
const BUILDS: &[&[&str]] = &[&["domain"], &["frontend"], &["xtask"], &["packer"]];

/// Where all parts run, clippy is the compiler of everything that they test, and no package is looked at a second time only to be
/// linted: that would take as long as half of compiling. Asked for alone it compiles nothing.
pub(super) fn clippy(context: &Context<'_>) -> Result<Outcome> {
    packages::ensure(&[packages::CC, packages::LIBPQ], Some(&context.log))?;
    if context.all {
        for packages in BUILDS {
            build_tests(context, packages)?;
        }
        return Ok(Outcome::Passed("and everything compiled".to_owned()));
    }
    let mut clippy = context.workspace.cargo([
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--features",
        "packer/test-runner",
        "--",
        "-D",
        "warnings",
    ]);
    process::run(&mut clippy, Some(&context.log))?;
    Ok(Outcome::Passed(String::new()))
}

pub(super) fn domain(context: &Context<'_>) -> Result<Outcome> {
    run_tests(context, &["domain", "contract", "client", "payments"], &[])
}

pub(super) fn tools(context: &Context<'_>) -> Result<Outcome> {
    run_tests(context, &["xtask"], &[])?;
    run_tests(context, &["packer"], &[])
}

/// What the single-page app computes without a browser: texts, addresses, drafts, geometry.
pub(super) fn app(context: &Context<'_>) -> Result<Outcome> {
    run_tests(context, &["frontend"], &[])
}

pub(super) fn server(context: &Context<'_>) -> Result<Outcome> {
    run_tests(context, &["server", "drill"], &[])
}

pub(super) fn doctests(context: &Context<'_>) -> Result<Outcome> {
    packages::ensure(&[packages::CC, packages::LIBPQ], Some(&context.log))?;
    let mut test = context.workspace.cargo(["test", "--doc", "--locked", "--workspace"]);
    compiler(context, &mut test);
    for package in NOT_IN_COMMON {
        test.args(["--exclude", package]);
    }
    process::run(test.arg("--").args(context.arguments), Some(&context.log))?;
    let (passed, _, ignored) = summary::count_tests(&fs::read_to_string(&context.log)?);
    Ok(Outcome::Passed(note(passed, ignored)))
}

/// Builds and runs the tests of some packages, with more environment variables.
///
/// All test binaries come from one build of the whole workspace where all parts run: built one
/// by one, the packages would ask for other features, and dependencies would be compiled again.
///
/// # Errors
///
/// When the build or a test fails, or there is no test at all.
pub(super) fn run_tests(
    context: &Context<'_>,
    packages: &[&str],
    environment: &[(&str, String)],
) -> Result<Outcome> {
    let log = Some(context.log.as_path());
    packages::ensure(&[packages::CC, packages::LIBPQ], log)?;
    let messages = build_tests(context, packages)?;

    let mut failed = BTreeSet::new();
    for binary in test_binaries(&messages, packages)? {
        let mut test = Command::new(&binary.executable);
        test.args(context.arguments)
            // As cargo does it: tests find their files below their package.
            .current_dir(&binary.directory)
            .env("CARGO_MANIFEST_DIR", &binary.directory)
            .envs(environment.iter().map(|(name, value)| (name, value)));
        if let Err(error) = process::run(&mut test, log) {
            ensure!(!process::interrupted(), "interrupted");
            failed.insert(format!("{} ({error})", binary.name));
        }
    }
    let text = fs::read_to_string(&context.log)?;
    ensure!(failed.is_empty(), "{}", failures(&text, &failed));
    let (passed, _, ignored) = summary::count_tests(&text);
    ensure!(passed > 0 || !context.arguments.is_empty(), "no test was run in {}", packages.join(", "));
    Ok(Outcome::Passed(note(passed, ignored)))
}

/// Lets clippy compile, where the parts of this run do: it is the same compiler, which warns of more. `CLIPPY_ARGS` is how
/// `cargo clippy` hands over what follows its `--`.
fn compiler(context: &Context<'_>, cargo: &mut Command) {
    if context.clippy_compiles {
        cargo
            .env("RUSTC_WORKSPACE_WRAPPER", context.workspace.tool("clippy-driver"))
            .env("CLIPPY_ARGS", "-Dwarnings__CLIPPY_HACKERY__");
    }
}

/// Builds test binaries, and returns cargo's messages about them.
fn build_tests(context: &Context<'_>, packages: &[&str]) -> Result<String> {
    let mut build = context.workspace.cargo(["test", "--no-run", "--locked"]);
    compiler(context, &mut build);
    build.arg("--message-format=json-render-diagnostics");
    if context.all && !packages.iter().any(|package| NOT_IN_COMMON.contains(package)) {
        build.arg("--workspace");
        for package in NOT_IN_COMMON {
            build.args(["--exclude", package]);
        }
    } else {
        for package in packages {
            build.args(["-p", package]);
        }
        if packages.contains(&"packer") {
            build.args(["--features", "packer/test-runner"]);
        }
    }
    process::output(&mut build, Some(&context.log))
}

/// The `gongzhi` binary of the development profile.
///
/// # Errors
///
/// When it does not compile.
pub(super) fn server_binary(context: &Context<'_>) -> Result<PathBuf> {
    program(context, ["-p", "server", "--bin"], "gongzhi")
}

/// The providers of payments for browser tests.
///
/// # Errors
///
/// When it does not compile.
pub(super) fn cashier(context: &Context<'_>) -> Result<PathBuf> {
    program(context, ["-p", "payments", "--example"], "cashier")
}

/// A program of the development profile.
///
/// Where all parts run, the common build has made it already for its package's own tests; asked for alone it would want other
/// features, and most of its dependencies would be compiled again.
fn program(context: &Context<'_>, of: [&str; 3], name: &str) -> Result<PathBuf> {
    packages::ensure(&[packages::CC, packages::LIBPQ], Some(&context.log))?;
    if context.all
        && let Some(binary) = binary(&build_tests(context, &[of[1]])?, name)?
    {
        return Ok(binary);
    }
    let mut build =
        context.workspace.cargo(["build", "--locked", "--message-format=json-render-diagnostics"]);
    let messages = process::output(build.args(of).arg(name), Some(&context.log))?;
    binary(&messages, name)?.with_context(|| format!("cargo made no {name}"))
}

/// Finds a program, not its tests, in cargo's messages.
fn binary(messages: &str, name: &str) -> Result<Option<PathBuf>> {
    for line in messages.lines().filter(|line| line.starts_with('{')) {
        let message: Value = serde_json::from_str(line)?;
        if message["target"]["name"] == name
            && message["profile"]["test"] == false
            && let Some(executable) = message["executable"].as_str()
        {
            return Ok(Some(executable.into()));
        }
    }
    Ok(None)
}

fn note(passed: usize, ignored: usize) -> String {
    match ignored {
        0 => format!("{passed} tests"),
        _ => format!("{passed} tests, {ignored} ignored"),
    }
}

/// The names of the failed tests, or of the binaries where none is named (a crash).
fn failures(log: &str, binaries: &BTreeSet<String>) -> String {
    let tests: BTreeSet<&str> =
        log.lines().filter_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED")).collect();
    if tests.is_empty() {
        return binaries.iter().cloned().collect::<Vec<_>>().join(", ");
    }
    format!("failed: {}", tests.into_iter().collect::<Vec<_>>().join(", "))
}

#[derive(Debug)]
struct TestBinary {
    name: String,
    executable: PathBuf,
    directory: PathBuf,
}

/// Picks the test binaries of some packages from cargo's messages.
fn test_binaries(messages: &str, packages: &[&str]) -> Result<Vec<TestBinary>> {
    let mut binaries = Vec::new();
    for line in messages.lines().filter(|line| line.starts_with('{')) {
        let message: Value = serde_json::from_str(line)?;
        if message["reason"] != "compiler-artifact" || message["profile"]["test"] != true {
            continue;
        }
        let Some(executable) = message["executable"].as_str() else {
            continue;
        };
        let manifest = PathBuf::from(message["manifest_path"].as_str().unwrap_or_default());
        let directory = manifest.parent().context("a manifest has no directory")?;
        let package = directory.file_name().unwrap_or_default().to_string_lossy();
        if packages.contains(&package.as_ref()) {
            let target = message["target"]["name"].as_str().unwrap_or_default();
            binaries.push(TestBinary {
                name: format!("{package}/{target}"),
                executable: executable.into(),
                directory: directory.to_owned(),
            });
        }
    }
    binaries.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(binaries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn artifact(package: &str, target: &str, test: bool) -> String {
        serde_json::json!({
            "reason": "compiler-artifact",
            "manifest_path": format!("/w/crates/{package}/Cargo.toml"),
            "target": {"name": target},
            "profile": {"test": test},
            "executable": format!("/t/{target}"),
        })
        .to_string()
    }

    #[test]
    fn only_test_binaries_of_the_asked_packages_are_run() {
        let messages = [
            artifact("api", "tickets", true),
            artifact("api", "areas", true),
            artifact("server", "gongzhi", false),
            artifact("domain", "domain", true),
            "{\"reason\":\"build-finished\",\"success\":true}".to_owned(),
        ]
        .join("\n");
        let binaries = test_binaries(&messages, &["api", "server"]).unwrap();
        let names: Vec<&str> = binaries.iter().map(|binary| binary.name.as_str()).collect();
        assert_eq!(names, ["api/areas", "api/tickets"]);
        assert_eq!(binaries[0].directory, PathBuf::from("/w/crates/api"));
    }

    #[test]
    fn the_program_is_told_from_its_tests() {
        let tests = artifact("server", "gongzhi", true);
        assert_eq!(binary(&tests, "gongzhi").unwrap(), None);
        let both = format!("{tests}\n{}", artifact("server", "gongzhi", false));
        assert_eq!(binary(&both, "gongzhi").unwrap(), Some(PathBuf::from("/t/gongzhi")));
    }

    #[test]
    fn failed_tests_are_named_and_a_crash_by_its_binary() {
        let binaries = BTreeSet::from(["api/tickets (`x` fails)".to_owned()]);
        let log = "test closing_twice ... FAILED\ntest opening ... ok\n";
        assert_eq!(failures(log, &binaries), "failed: closing_twice");
        assert_eq!(failures("Segmentation fault", &binaries), "api/tickets (`x` fails)");
    }
}
