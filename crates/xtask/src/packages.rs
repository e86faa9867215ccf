//! Packages of Debian and Ubuntu: installs what is missing as root, else says what to type.

use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, OnceLock, PoisonError};

use anyhow::{Result, bail};

use crate::process;

/// A package, and how to see that what it brings is there already (from wherever).
pub(crate) struct Package {
    name: &'static str,
    present: fn() -> bool,
}

macro_rules! packages {
    ($($(#[$doc:meta])* $constant:ident = $name:literal, $present:expr;)*) => {
        $($(#[$doc])* pub(crate) const $constant: Package = Package { name: $name, present: $present };)*
    };
}

packages! {
    /// The client library that diesel links with, even where only SQLite is used.
    LIBPQ = "libpq-dev", || {
        library("libpq.so") || process::find("pg_config").is_some()
    };
    /// A C compiler and linker for SQLite and some Rust crates.
    CC = "build-essential", || process::find("cc").is_some();
    POSTGRESQL = "postgresql", || crate::postgres::programs().is_some();
    /// Debian's Rust for the browser: used where rustup may not install its own.
    RUSTC_WEB = "rustc-web", || installed("rustc-web");
    CARGO_WEB = "cargo-web", || installed("cargo-web");
    RUST_WEB_SRC = "rust-web-src", || installed("rust-web-src");
    RUST_WEB_LLVM = "rust-web-llvm", || installed("rust-web-llvm");
    LLD = "lld-22", || Path::new("/usr/bin/wasm-ld-22").exists();
    CHROMIUM = "chromium", || crate::parts::browser::chromium().is_some();
    CHROMIUM_DRIVER = "chromium-driver", || process::find("chromedriver").is_some();
    /// Without Chinese letters a screenshot test would compare boxes.
    NOTO_CJK = "fonts-noto-cjk", || Path::new("/usr/share/fonts/opentype/noto").is_dir();
    /// The bench's load generator.
    WRK = "wrk", || process::find("wrk").is_some();
    PIP = "python3-pip", || process::find("pip3").is_some() || process::find("pip").is_some();
}

/// Makes sure that all of these are installed.
///
/// # Errors
///
/// When some are missing and cannot be installed from here: the message has the line to type.
pub(crate) fn ensure(wanted: &[Package], log: Option<&Path>) -> Result<()> {
    // Parts that run beside each other would find the package manager locked by the other.
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let missing: Vec<&str> =
        wanted.iter().filter(|package| !(package.present)()).map(|package| package.name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    if process::find("apt-get").is_none() {
        bail!("missing: install what Debian calls {names}");
    }
    if !rustix::process::geteuid().is_root() {
        bail!("missing: type `sudo apt-get install -y {names}` and try again");
    }
    println!("installing {names}");
    update(log)?;
    process::run(
        Command::new("apt-get")
            .args(["install", "-y", "--no-install-recommends"])
            .args(&missing)
            .env("DEBIAN_FRONTEND", "noninteractive"),
        log,
    )
}

/// Fetches the lists of packages, once per run.
fn update(log: Option<&Path>) -> Result<()> {
    static UPDATED: OnceLock<()> = OnceLock::new();
    if UPDATED.get().is_none() {
        process::run(Command::new("apt-get").args(["update", "-q"]), log)?;
        let _ = UPDATED.set(());
    }
    Ok(())
}

/// Whether dpkg has a package in working order.
fn installed(package: &str) -> bool {
    Command::new("dpkg-query")
        .args(["-W", "-f=${db:Status-Status}", package])
        .stderr(std::process::Stdio::null())
        .output()
        .is_ok_and(|output| output.stdout == b"installed")
}

/// Whether the linker would find a library in one of the usual places.
fn library(name: &str) -> bool {
    let multiarch = format!("/usr/lib/{}-linux-gnu", std::env::consts::ARCH);
    [multiarch.as_str(), "/usr/lib", "/usr/lib64", "/usr/local/lib"]
        .iter()
        .any(|directory| Path::new(directory).join(name).exists())
}
