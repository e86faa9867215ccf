//! Builds and packs the single-page app.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::process;
use crate::toolchain::{TARGET, Toolchain};
use crate::workspace::Workspace;

/// How to build the SPA.
#[derive(Args, Debug, Clone, Copy, Default)]
pub(crate) struct Options {
    /// Unoptimised and uncompressed: quick to rebuild, large to load
    #[arg(long)]
    pub(crate) dev: bool,
    /// Optimised and compressed less than what ships, into `spa-quick`: for a first look, and for tests, which ask what the app
    /// does and not what it weighs
    #[arg(long, conflicts_with = "dev")]
    pub(crate) quick: bool,
    /// Whether tests follow, which need more of `packer`: its parts are built together then, not twice.
    #[arg(skip)]
    pub(crate) tests: bool,
}

impl Options {
    /// As the tests want it.
    pub(crate) const fn for_tests() -> Self {
        Self { dev: false, quick: true, tests: true }
    }

    /// Cargo's profile for this build.
    const fn profile(self) -> &'static str {
        match (self.dev, self.quick) {
            (true, _) => "dev",
            (false, true) => "wasm-quick",
            (false, false) => "wasm",
        }
    }

    /// What `packer` does to make it small on the way.
    const fn effort(self) -> &'static str {
        match (self.dev, self.quick) {
            (true, _) => "none",
            (false, true) => "quick",
            (false, false) => "most",
        }
    }

    /// The packed app, described at the top of `crates/packer/src/lib.rs`.
    pub(crate) fn directory(self, workspace: &Workspace) -> PathBuf {
        workspace.target().join(if self.quick { "spa-quick" } else { "spa" })
    }
}

/// Builds the app and packs it, unless nothing has changed. Returns what they weigh.
///
/// # Errors
///
/// When a tool is missing, the versions of wasm-bindgen differ, or a build fails.
pub(crate) fn build(workspace: &Workspace, options: &Options, log: Option<&Path>) -> Result<String> {
    let lock = fs::read_to_string(workspace.root().join("Cargo.lock"))?;
    same_wasm_bindgen(&lock)?;
    let toolchain = Toolchain::choose(workspace, log)?;

    let profile = options.profile();
    let mut compile = toolchain.cargo(workspace, "build");
    compile.args(["--profile", profile, "-p", "frontend", "--bin", "frontend"]);
    process::run(&mut compile, log)?;
    build_packer(workspace, options.tests, log)?;

    let directory_of_profile = if options.dev { "debug" } else { profile };
    let wasm = workspace.target().join(toolchain.directory()).join(TARGET).join(directory_of_profile);
    let wasm = wasm.join("frontend.wasm");
    let frontend = workspace.root().join("frontend");
    let packer = workspace.debug_binary("packer");
    let out = options.directory(workspace);

    let inputs = stamp(
        &[wasm.clone(), packer.clone()],
        &[
            frontend.join("index.html"),
            frontend.join("console.html"),
            frontend.join("style"),
            frontend.join("public"),
        ],
    )?;
    let stamp = out.with_extension("stamp");
    let kept = fs::read_to_string(&stamp).unwrap_or_default();
    if let Some((before, summary)) = kept.split_once("\n\n")
        && before == inputs
        && out.join("assets.json").is_file()
    {
        return Ok(summary.to_owned());
    }

    let mut pack = Command::new(packer);
    pack.arg("--wasm").arg(&wasm);
    pack.arg("--frontend").arg(&frontend);
    pack.arg("--out").arg(&out);
    pack.args(["--effort", options.effort()]);
    let summary = process::output(&mut pack, log)?;
    fs::write(&stamp, format!("{inputs}\n\n{summary}"))?;
    Ok(summary)
}

/// Builds `packer`, and for tests also the runner of WASM tests.
///
/// # Errors
///
/// When it does not compile.
pub(crate) fn build_packer(workspace: &Workspace, tests: bool, log: Option<&Path>) -> Result<()> {
    let mut build = workspace.cargo(["build", "--locked", "-p", "packer"]);
    if tests {
        build.args(["--features", "test-runner"]);
    }
    process::run(&mut build, log)
}

/// One line for each input with size and time of change, so that nothing is packed needlessly.
fn stamp(files: &[PathBuf], trees: &[PathBuf]) -> Result<String> {
    let mut lines = Vec::new();
    let mut pending: Vec<PathBuf> = files.to_vec();
    pending.extend(trees.iter().filter(|tree| tree.exists()).cloned());
    while let Some(path) = pending.pop() {
        let metadata = fs::metadata(&path).with_context(|| format!("{} is missing", path.display()))?;
        if metadata.is_dir() {
            for entry in fs::read_dir(&path)? {
                pending.push(entry?.path());
            }
        } else {
            let changed = metadata.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
            let mut line = String::new();
            write!(line, "{} {} {changed}", path.display(), metadata.len())?;
            lines.push(line);
        }
    }
    lines.sort();
    Ok(lines.join("\n"))
}

/// The glue and the module speak one version of a private protocol: the lock file's `wasm-bindgen`
/// and packer's `wasm-bindgen-cli-support` must be equal.
fn same_wasm_bindgen(lock: &str) -> Result<()> {
    let library = locked(lock, "wasm-bindgen")?;
    let tool = locked(lock, "wasm-bindgen-cli-support")?;
    ensure!(
        library == tool,
        "Cargo.lock has wasm-bindgen {library} but packer uses wasm-bindgen-cli-support {tool}: \
         set both wasm-bindgen-cli versions in crates/packer/Cargo.toml to ={library}"
    );
    Ok(())
}

/// The version of a package in a lock file.
fn locked<'a>(lock: &'a str, package: &str) -> Result<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines
        .next()
        .and_then(|line| line.strip_prefix("version = \""))
        .and_then(|rest| rest.strip_suffix('"'))
        .with_context(|| format!("Cargo.lock has no {package}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(library: &str, tool: &str) -> String {
        format!(
            "[[package]]\nname = \"wasm-bindgen\"\nversion = \"{library}\"\n\n\
             [[package]]\nname = \"wasm-bindgen-cli-support\"\nversion = \"{tool}\"\n"
        )
    }

    #[test]
    fn equal_versions_pass_and_others_are_both_named() {
        same_wasm_bindgen(&lock("0.2.130", "0.2.130")).unwrap();
        let error = same_wasm_bindgen(&lock("0.2.131", "0.2.130")).unwrap_err();
        let text = error.to_string();
        assert!(text.contains("0.2.131") && text.contains("0.2.130"), "{text}");
        assert!(same_wasm_bindgen("").is_err());
    }

    #[test]
    fn the_stamp_changes_with_a_file_below_a_tree() {
        let root = tempfile::tempdir().unwrap();
        let tree = root.path().join("style");
        fs::create_dir(&tree).unwrap();
        fs::write(tree.join("a.css"), "a{}").unwrap();
        let trees = [tree.clone(), root.path().join("absent")];
        let before = stamp(&[], &trees).unwrap();
        assert_eq!(before, stamp(&[], &trees).unwrap());
        fs::write(tree.join("a.css"), "a{ }").unwrap();
        assert_ne!(before, stamp(&[], &trees).unwrap());
        assert!(stamp(&[root.path().join("absent")], &[]).is_err());
    }
}
