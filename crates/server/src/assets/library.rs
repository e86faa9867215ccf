//! The files of the packed single-page app, in memory.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use actix_web::web::Bytes;
use anyhow::{Context, Result};
use serde::Deserialize;

/// A file as the build script embeds it.
struct Embedded {
    path: &'static str,
    content_type: &'static str,
    immutable: bool,
    sha256: &'static str,
    raw: &'static [u8],
    gzip: Option<&'static [u8]>,
    brotli: Option<&'static [u8]>,
}

/// Empty in builds with debug assertions, and where the app was not built before the server.
static EMBEDDED: &[Embedded] = include!(concat!(env!("OUT_DIR"), "/spa.rs"));

/// One file with its encodings.
#[derive(Debug, Clone)]
pub(super) struct Asset {
    pub(super) content_type: String,
    /// Whether its name changes with its content.
    pub(super) immutable: bool,
    /// SHA-256 of the content, in hexadecimal digits.
    pub(super) sha256: String,
    pub(super) raw: Bytes,
    pub(super) gzip: Option<Bytes>,
    pub(super) brotli: Option<Bytes>,
}

/// All files by path, without a leading slash.
#[derive(Debug, Default)]
pub(super) struct Library(BTreeMap<String, Asset>);

/// An entry of `assets.json`.
#[derive(Deserialize)]
struct Listed {
    path: String,
    content_type: String,
    immutable: bool,
    sha256: String,
    gzip_bytes: Option<u64>,
    brotli_bytes: Option<u64>,
}

impl Library {
    /// The embedded files, or in builds with debug assertions those of `GONGZHI_SPA_DIR` (else of
    /// cargo's target directory). Empty where the app was not built.
    pub(super) fn find() -> Self {
        if !EMBEDDED.is_empty() || !cfg!(debug_assertions) {
            return Self::embedded();
        }
        let directory =
            std::env::var_os("GONGZHI_SPA_DIR").unwrap_or_else(|| env!("GONGZHI_SPA_BUILD_DIR").into());
        Self::read(directory.as_ref()).unwrap_or_else(|error| {
            tracing::warn!("no single-page app is served: {error:#}");
            Self::default()
        })
    }

    fn embedded() -> Self {
        let asset = |file: &Embedded| Asset {
            content_type: file.content_type.to_owned(),
            immutable: file.immutable,
            sha256: file.sha256.to_owned(),
            raw: Bytes::from_static(file.raw),
            gzip: file.gzip.map(Bytes::from_static),
            brotli: file.brotli.map(Bytes::from_static),
        };
        Self(EMBEDDED.iter().map(|file| (file.path.to_owned(), asset(file))).collect())
    }

    /// Reads a packed directory.
    ///
    /// # Errors
    ///
    /// When the list or a listed file cannot be read.
    pub(super) fn read(directory: &Path) -> Result<Self> {
        let read = |name: &str| {
            let path = directory.join(name);
            let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()));
            content.map(Bytes::from)
        };
        let list: Vec<Listed> = serde_json::from_slice(&read("assets.json")?)?;
        let mut assets = BTreeMap::new();
        for listed in list {
            let sibling = |bytes: Option<u64>, suffix: &str| {
                bytes.map(|_| read(&format!("{}.{suffix}", listed.path))).transpose()
            };
            let asset = Asset {
                raw: read(&listed.path)?,
                gzip: sibling(listed.gzip_bytes, "gz")?,
                brotli: sibling(listed.brotli_bytes, "br")?,
                content_type: listed.content_type,
                immutable: listed.immutable,
                sha256: listed.sha256,
            };
            assets.insert(listed.path, asset);
        }
        Ok(Self(assets))
    }

    /// Whether there is no app at all.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The file that answers a request path: itself, or a page for a path that the app's own router
    /// knows.
    pub(super) fn find_for(&self, path: &str) -> Option<&Asset> {
        let path = path.trim_start_matches('/');
        if let Some(asset) = self.0.get(path) {
            return Some(asset);
        }
        self.0.get(page(path)?)
    }
}

/// Paths of the API and of operations: what is unknown among them is not a page of the app.
const NOT_PAGES: [&str; 9] =
    [".well-known", "api", "assets", "healthz", "metrics", "oauth", "open311", "readyz", "swagger-ui"];

/// The page that the app's router starts from, for paths that look like its own.
fn page(path: &str) -> Option<&'static str> {
    let first = path.split('/').next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    if NOT_PAGES.contains(&first) || last.contains('.') {
        return None;
    }
    Some(if first == "console" { "console.html" } else { "index.html" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_that_look_like_pages_get_a_page() {
        for (path, expected) in [
            ("", Some("index.html")),
            ("tickets/0190", Some("index.html")),
            ("console", Some("console.html")),
            ("console/tickets", Some("console.html")),
            ("consolers", Some("index.html")),
            ("api/v1/nothing", None),
            ("assets/gone", None),
            ("favicon.ico", None),
            (".well-known/unknown", None),
        ] {
            assert_eq!(page(path), expected, "{path}");
        }
    }

    #[test]
    fn a_listed_file_that_is_missing_is_an_error_with_its_name() {
        let root = tempfile::tempdir().unwrap();
        let list = r#"[{"path": "a.css", "content_type": "text/css", "immutable": true,
                        "sha256": "00", "raw_bytes": 1, "gzip_bytes": 1, "brotli_bytes": null}]"#;
        fs::write(root.path().join("assets.json"), list).unwrap();
        fs::write(root.path().join("a.css"), "a").unwrap();
        let error = Library::read(root.path()).unwrap_err();
        assert!(error.to_string().contains("a.css.gz"), "{error}");
    }
}
