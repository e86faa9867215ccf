//! End-to-end tests in real Chromium against a started server with demo data.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use super::{Context, rust};
use crate::node::Node;
use crate::packages;
use crate::postgres::free_port;
use crate::process;
use crate::service::{Scratch, Service, Settings};
use crate::spa;
use crate::summary::Outcome;

/// What makes Chromium quiet and able to run as root without a screen.
const FLAGS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Matters of the demo's year: as many as the specs need.
const MATTERS: &str = "300";

/// A real Chromium: Ubuntu's is called `chromium-browser`.
pub(crate) fn chromium() -> Option<PathBuf> {
    ["chromium", "google-chrome"].into_iter().find_map(process::find)
}

/// Whether this is Ubuntu, which has no Chromium of its own.
fn is_ubuntu() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=ubuntu"))
}

/// How the driver is to start Chromium.
pub(super) fn webdriver_capabilities() -> Value {
    let mut options = json!({ "args": FLAGS });
    if let Some(binary) = chromium() {
        options["binary"] = json!(binary);
    }
    json!({ "goog:chromeOptions": options })
}

pub(super) fn check(context: &Context<'_>) -> Result<Outcome> {
    let log = Some(context.log.as_path());
    let workspace = context.workspace;
    packages::ensure(&[packages::CC, packages::LIBPQ, packages::NOTO_CJK], log)?;
    let node = Node::find(workspace, &context.log)?;
    let app = spa::Options::for_tests();
    spa::build(workspace, &app, log)?;
    let binary = rust::server_binary(context)?;
    let cashier = rust::cashier(context)?;

    let e2e = workspace.root().join("e2e");
    install(&node, &e2e, log)?;
    let modules = e2e.join("node_modules");
    let mut types = node.script(&modules.join("typescript/bin/tsc"))?;
    process::run(types.arg("--noEmit").current_dir(&e2e), log)?;
    let playwright = modules.join("@playwright/test/cli.js");
    if is_ubuntu() && chromium().is_none() {
        // Its package of Chromium wraps a snap, which cannot be driven; this one comes from Playwright's site.
        let mut browser = node.script(&playwright)?;
        process::run(browser.args(["install", "--with-deps", "chromium"]).current_dir(&e2e), log)?;
    } else {
        packages::ensure(&[packages::CHROMIUM], log)?;
    }

    let scratch = Scratch::new("e2e")?;
    let settings = Settings {
        binary: &binary,
        directory: scratch.path(),
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, free_port()?)),
        spa: &app.directory(workspace),
    };
    process::run(settings.command("demo").args(["--matters", MATTERS]), log)?;
    let server_log = context.log.with_file_name("e2e-server.log");
    let service = Service::start(&settings, Some(&server_log))?;

    let report = workspace.target().join("e2e");
    fs::create_dir_all(&report)?;
    let results = report.join("results.json");
    if results.exists() {
        fs::remove_file(&results)?;
    }
    let mut playwright = node.script(&playwright)?;
    playwright
        .arg("test")
        .args(context.arguments)
        .current_dir(&e2e)
        .env("GONGZHI_URL", service.url())
        .env("GONGZHI_BIN", settings.binary)
        .env("GONGZHI_CASHIER", &cashier)
        .env("GONGZHI_SPA_DIR", settings.spa)
        .env("GONGZHI_E2E_OUTPUT", &report)
        .env("PLAYWRIGHT_JSON_OUTPUT_NAME", &results)
        .env("CI", "true");
    if let Some(chromium) = chromium() {
        playwright.env("GONGZHI_CHROMIUM", chromium);
    }
    let ended = process::run(&mut playwright, log);
    drop(service);
    let results: Option<Value> = fs::read(results).ok().and_then(|text| serde_json::from_slice(&text).ok());
    let failed = results.as_ref().map(failures).unwrap_or_default();
    ensure!(failed.is_empty(), "failed: {}", failed.join(", "));
    ended?;

    let results = results.context("the browser tests left no results")?;
    let count = |key: &str| results["stats"][key].as_u64().unwrap_or_default();
    ensure!(count("expected") > 0, "no test was run");
    Ok(Outcome::Passed(format!(
        "{} tests, {} skipped, {} flaky",
        count("expected"),
        count("skipped"),
        count("flaky")
    )))
}

/// File and title of every test that failed, from what Playwright's reporter wrote.
fn failures(results: &Value) -> Vec<String> {
    let mut failed = Vec::new();
    let mut pending: Vec<&Value> = list(results, "suites").iter().rev().collect();
    while let Some(suite) = pending.pop() {
        let specs = list(suite, "specs").iter().filter(|spec| spec["ok"] == false);
        let word = |spec: &Value, key: &str| spec[key].as_str().unwrap_or("?").to_owned();
        failed.extend(specs.map(|spec| format!("{} \"{}\"", word(spec, "file"), word(spec, "title"))));
        pending.extend(list(suite, "suites").iter().rev());
    }
    failed
}

/// The list under a key, or none.
fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// `npm ci`, unless the modules are those of the lock file already.
fn install(node: &Node, e2e: &Path, log: Option<&Path>) -> Result<()> {
    let lock = fs::read_to_string(e2e.join("package-lock.json"))?;
    let stamp = e2e.join("node_modules/.gongzhi-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut npm = node.npm(&["ci", "--no-audit", "--no-fund"])?;
    npm.current_dir(e2e);
    // The browser comes from the distribution.
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    process::run(&mut npm, log)?;
    fs::write(stamp, lock)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failed_test_is_named_with_its_file() {
        let spec = |title, ok| json!({ "file": "points/wallet.spec.ts", "title": title, "ok": ok });
        let results = json!({ "suites": [
            { "specs": [spec("a gift", true)], "suites": [{ "specs": [spec("a thanks", false)] }] },
            { "specs": [spec("an offer", false)] },
        ] });
        let named = ["points/wallet.spec.ts \"a thanks\"", "points/wallet.spec.ts \"an offer\""];
        assert_eq!(failures(&results), named);
        assert!(failures(&json!({})).is_empty());
    }
}
