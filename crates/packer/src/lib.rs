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
//! - `assets/NAME-HASH.EXT` and `assets/NAME-HASH/…`: everything whose name changes with its content (`immutable`);
//! - `sw.js`, the service worker, and the files of `frontend/public/` under their own names.
//!
//! # What `frontend` provides
//!
//! - a binary that shows the app that the address asks for, and has what not everybody needs in parts;
//! - `index.html` and `console.html`: whole pages, which name the parts that some addresses need at once. Links to style sheet, module and manifest are
//!   added before `</head>`; the page itself has no script, because the content security policy
//!   forbids one that is not a file;
//! - `style/**/*.css`: joined in the order of their paths into one sheet;
//! - `public/**`: copied as they are (icons, `robots.txt`, `manifest.webmanifest`, `offline.html`).

mod assets;
mod bindgen;
mod compress;
mod early;
mod page;
mod style;
mod worker;

use std::fmt::{self, Write as _};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

pub use assets::{Asset, Assets};
pub use compress::Effort;

/// The part that only officials download.
const CONSOLE: &str = "console";
/// The apps: name, page, and the parts that are always needed.
const APPS: [(&str, &str, &[&str]); 2] =
    [("community", "index.html", &[]), ("console", "console.html", &[CONSOLE])];

/// Where everything is read and written.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The compiled `.wasm` file.
    pub wasm: &'a Path,
    /// The `frontend` directory.
    pub frontend: &'a Path,
    /// The directory to write.
    pub out: &'a Path,
    /// How much is done to make files small on the way.
    pub effort: Effort,
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
    let mut assets = Assets::new(input.out, input.effort);

    let sheet = style::join(&input.frontend.join("style"))?;
    let sheet = assets.add_hashed("app", "css", sheet.into_bytes())?;
    assets.add_public(&input.frontend.join("public"))?;

    let entry = bindgen::generate(input.wasm, input.effort)?.add_to(&mut assets)?;
    let manifest = assets.contains("manifest.webmanifest");
    let early = assets.add_hashed("early", "js", early::SCRIPT.into())?;
    for (_, page, parts) in APPS {
        let template = input.frontend.join(page);
        let html =
            fs::read_to_string(&template).with_context(|| format!("cannot read {}", template.display()))?;
        let (html, any) = early::name_files(&html, &entry).with_context(|| template.display().to_string())?;
        let links = page::Links {
            sheet: &sheet,
            entry: &entry,
            parts: &entry.files_of(parts)?,
            early: any.then_some(&early),
            manifest,
        };
        let html = page::complete(&html, &links).with_context(|| template.display().to_string())?;
        assets.add_named(page, html.into_bytes())?;
    }

    let precached = worker::precache(&assets, &entry, &[&sheet, &early]);
    assets.add_named("sw.js", worker::script(&precached).into_bytes())?;

    let mut summary = String::new();
    for (app, page, parts) in APPS {
        let mut paths = entry.files_of(parts)?;
        paths.extend([page, &sheet, &entry.module, &entry.wasm]);
        paths.extend(entry.imports.iter().map(String::as_str));
        let sizes = Sizes::of(&assets, paths);
        writeln!(summary, "{app}: {sizes} (page, style, modules, WASM)")?;
    }
    for (part, files) in &entry.parts {
        let sizes = Sizes::of(&assets, files.iter().map(String::as_str));
        writeln!(summary, "part {part}: {sizes}, in {} files", files.len())?;
    }
    assets.finish()?;
    Ok(summary)
}

/// What some files weigh together, in bytes.
#[derive(Debug, Default)]
struct Sizes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Sizes {
    fn of<'a>(assets: &Assets, paths: impl IntoIterator<Item = &'a str>) -> Self {
        paths.into_iter().filter_map(|path| assets.get(path)).fold(Self::default(), |sum, asset| Self {
            raw: sum.raw + asset.raw_bytes,
            gzip: sum.gzip + asset.gzip_bytes.unwrap_or(asset.raw_bytes),
            brotli: sum.brotli + asset.brotli_bytes.unwrap_or(asset.raw_bytes),
        })
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes raw, {} gzip, {} brotli", self.raw, self.gzip, self.brotli)
    }
}
