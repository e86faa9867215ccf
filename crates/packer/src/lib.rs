//! Packs the compiled SPA: JavaScript glue, hashed names, compression, pages, service worker.
//!
//! # The packed directory
//!
//! `target/spa` (or `$CARGO_TARGET_DIR/spa`) is complete in itself: any web server can serve it,
//! and `crates/server/build.rs` embeds it. It holds
//!
//! - `assets.json`: the list of all other files, an array of [`Asset`] sorted by `path`:
//!   `[{"path", "content_type", "immutable", "sha256", "raw_bytes", "gzip_bytes", "brotli_bytes"}]`;
//! - each listed file `X`, and where the list gives a size for it, `X.gz` and `X.br`;
//! - `index.html` (the community app) and `console.html` (the officials' console), which a server
//!   also answers with for the paths that only the app's own router knows;
//! - `assets/NAME-HASH.EXT`: everything whose name changes with its content (`immutable`);
//! - `sw.js`, the service worker, and the files of `frontend/public/` under their own names.
//!
//! # What `frontend` provides
//!
//! - binaries `community` and `console`; each needs nothing but its `main`;
//! - `index.html` and `console.html`: whole pages. Links to style sheet, module and manifest are
//!   added before `</head>`; the page itself has no script, because the content security policy
//!   forbids one that is not a file;
//! - `style/**/*.css`: joined in the order of their paths into one sheet;
//! - `public/**`: copied as they are (icons, `robots.txt`, `manifest.webmanifest`, `offline.html`).

mod assets;
mod bindgen;
mod compress;
mod page;
mod style;
mod worker;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

pub use assets::{Asset, Assets};

/// The entry points: binary of `frontend`, its page.
const ENTRIES: [(&str, &str); 2] = [("community", "index.html"), ("console", "console.html")];

/// Where everything is read and written.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Directory with the compiled `.wasm` files.
    pub wasm_dir: &'a Path,
    /// The `frontend` directory.
    pub frontend: &'a Path,
    /// The directory to write.
    pub out: &'a Path,
    /// Keep names for debugging, and do not compress.
    pub dev: bool,
}

/// Packs the SPA and tells what it weighs, one line per file that a first visit transfers.
///
/// The new directory is finished beside the old one and then takes its place, so a build that
/// fails, or is interrupted, leaves the old one whole.
///
/// # Errors
///
/// When an input is missing or cannot be read, or the output cannot be written.
pub fn pack(input: &Input<'_>) -> Result<String> {
    assets::clear_staging(input.out)?;
    let mut assets = Assets::new(input.out, input.dev);

    let sheet = style::join(&input.frontend.join("style"))?;
    let sheet = assets.add_hashed("app", "css", sheet.into_bytes())?;
    assets.add_public(&input.frontend.join("public"))?;

    let mut entries = Vec::with_capacity(ENTRIES.len());
    for (name, page) in ENTRIES {
        let glue = bindgen::generate(&input.wasm_dir.join(format!("{name}.wasm")), input.dev)?;
        let entry = glue.add_to(name, &mut assets)?;
        let template = input.frontend.join(page);
        let html =
            fs::read_to_string(&template).with_context(|| format!("cannot read {}", template.display()))?;
        let manifest = assets.contains("manifest.webmanifest");
        let html = page::complete(&html, &sheet, &entry, manifest)
            .with_context(|| template.display().to_string())?;
        assets.add_named(page, html.into_bytes())?;
        entries.push((name, page, entry));
    }

    let precached = worker::precache(&assets, &entries[0].2, &sheet);
    assets.add_named("sw.js", worker::script(&precached).into_bytes())?;

    let mut summary = String::new();
    for (name, page, entry) in &entries {
        let paths = [page, entry.module.as_str(), entry.wasm.as_str(), &sheet];
        let (mut raw, mut gzip, mut brotli) = (0, 0, 0);
        for asset in paths.into_iter().filter_map(|path| assets.get(path)) {
            raw += asset.raw_bytes;
            gzip += asset.gzip_bytes.unwrap_or(asset.raw_bytes);
            brotli += asset.brotli_bytes.unwrap_or(asset.raw_bytes);
        }
        writeln!(
            summary,
            "{name}: {raw} bytes raw, {gzip} gzip, {brotli} brotli (page, style, module, WASM)"
        )?;
    }
    assets.finish()?;
    Ok(summary)
}
