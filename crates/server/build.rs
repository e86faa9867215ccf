//! Embeds the packed single-page app in release builds.
//!
//! The directory is `GONGZHI_SPA_DIR`, or `spa` in cargo's target directory, where
//! `cargo xtask spa` puts it (its form is described in `crates/packer/src/lib.rs`). Where there is
//! none the table is empty: checks and tests need no browser's compiler. Builds with debug
//! assertions embed nothing and read the directory when they start, so that a change of the app
//! does not compile the server again.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=GONGZHI_SPA_DIR");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let directory = match env::var_os("GONGZHI_SPA_DIR") {
        Some(directory) => directory.into(),
        None => target_directory(&out)?.join("spa"),
    };
    println!("cargo::rustc-env=GONGZHI_SPA_BUILD_DIR={}", directory.display());
    let mut table = String::from("&[");
    if env::var_os("CARGO_CFG_DEBUG_ASSERTIONS").is_none() {
        let list = directory.join("assets.json");
        println!("cargo::rerun-if-changed={}", list.display());
        if list.is_file() {
            embed(&directory, &list, &mut table)?;
        } else {
            println!("cargo::warning=no app is embedded: `cargo xtask dist` builds both");
        }
    }
    table.push_str("\n]\n");
    fs::write(out.join("spa.rs"), table)?;
    Ok(())
}

/// One line of the table for each listed file.
fn embed(directory: &Path, list: &Path, table: &mut String) -> Result<(), Box<dyn Error>> {
    let assets: Value = serde_json::from_str(&fs::read_to_string(list)?)?;
    let directory = directory.canonicalize()?;
    for asset in assets.as_array().ok_or("assets.json is no array")? {
        let text = |key: &str| asset[key].as_str().ok_or(format!("an asset has no {key}"));
        let path = text("path")?;
        let include = |suffix: &str| {
            let file = directory.join(format!("{path}{suffix}"));
            format!("include_bytes!({:?})", file.display().to_string())
        };
        let sibling = |key: &str, suffix: &str| match asset[key].as_u64() {
            Some(_) => format!("Some({})", include(suffix)),
            None => "None".to_owned(),
        };
        write!(
            table,
            "\n    Embedded {{ path: {path:?}, content_type: {:?}, immutable: {}, sha256: {:?}, \
             raw: {}, gzip: {}, brotli: {} }},",
            text("content_type")?,
            asset["immutable"] == true,
            text("sha256")?,
            include(""),
            sibling("gzip_bytes", ".gz"),
            sibling("brotli_bytes", ".br"),
        )?;
    }
    Ok(())
}

/// Cargo marks its target directory, which lies above a build script's own at no fixed distance.
fn target_directory(out: &Path) -> Result<&Path, Box<dyn Error>> {
    out.ancestors()
        .find(|directory| directory.join("CACHEDIR.TAG").is_file())
        .or_else(|| out.ancestors().nth(4))
        .ok_or_else(|| "no target directory".into())
}
