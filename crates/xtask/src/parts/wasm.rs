//! Tests that run as WASM: in node, and in headless Chromium those that ask for a browser.

use std::fs;

use anyhow::{Result, ensure};

use super::{Context, browser};
use crate::node::Node;
use crate::packages;
use crate::process;
use crate::spa;
use crate::summary::{self, Outcome};
use crate::toolchain::Toolchain;

/// Packages with `#[wasm_bindgen_test]`s.
const PACKAGES: &[&str] = &["domain", "client"];
/// A test in a browser, on a busy machine, with the start of the browser.
const TEST_SECONDS_MAX: u32 = 120;

pub(super) fn check(context: &Context<'_>) -> Result<Outcome> {
    let log = Some(context.log.as_path());
    let workspace = context.workspace;
    packages::ensure(&[packages::CC, packages::CHROMIUM, packages::CHROMIUM_DRIVER], log)?;
    let node = Node::find(workspace, &context.log)?;
    let toolchain = Toolchain::choose(workspace, log)?;
    spa::build_packer(workspace, true, log)?;

    let capabilities = workspace.target().join("webdriver.json");
    fs::write(&capabilities, browser::webdriver_capabilities().to_string())?;

    // The runner writes its script into a directory for temporary files; a `package.json` that somebody left above it
    // would tell node to read it as another kind of script.
    let scripts = workspace.target().join("wasm-scripts");
    fs::create_dir_all(&scripts)?;
    fs::write(scripts.join("package.json"), "{}\n")?;

    let mut test = toolchain.cargo(workspace, "test");
    // Only test targets: unit tests of the host do not compile for the browser.
    test.args(["--profile", "wasm-test", "--test", "wasm"]);
    for package in PACKAGES {
        test.args(["-p", package]);
    }
    test.arg("--").args(context.arguments);
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", workspace.debug_binary("wasm-test-runner"))
        .env("TMPDIR", &scripts)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities)
        .env("WASM_BINDGEN_TEST_TIMEOUT", TEST_SECONDS_MAX.to_string());
    toolchain.put_first_in_path(&mut test, &node.path()?);
    if let Some(driver) = process::find("chromedriver") {
        test.env("CHROMEDRIVER", driver);
    }
    process::run(&mut test, log)?;
    let (passed, _, _) = summary::count_tests(&fs::read_to_string(&context.log)?);
    ensure!(passed > 0, "no test was run");
    Ok(Outcome::Passed(format!("{passed} tests")))
}
