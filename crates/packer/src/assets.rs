//! The set of files being packed, and the list of them that a server reads.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::compress::{self, Effort, Siblings};

/// Largest single file of the SPA that is packed; a larger one is a mistake, not an asset. Without optimisation the
/// largest part of the console has 90 MB.
const ASSET_BYTES_MAX: usize = 256 << 20;
/// Most files of `frontend/public/`.
const PUBLIC_FILES_MAX: usize = 1_000;

/// One file of the packed SPA, as `assets.json` lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asset {
    /// Path under the root, without a leading slash: `assets/app-0123456789abcdef.css`.
    pub path: String,
    /// The `Content-Type` to send.
    pub content_type: String,
    /// Whether the name changes with the content, so that caches may keep it for ever.
    pub immutable: bool,
    /// SHA-256 of the uncompressed content, in lower-case hexadecimal digits: the entity tag.
    pub sha256: String,
    /// Size as it is.
    pub raw_bytes: usize,
    /// Size of the sibling `.gz`; absent where it would not be smaller.
    pub gzip_bytes: Option<usize>,
    /// Size of the sibling `.br`; absent where it would not be smaller.
    pub brotli_bytes: Option<usize>,
}

/// Files on their way into the packed directory.
#[derive(Debug)]
pub struct Assets {
    out: PathBuf,
    effort: Effort,
    files: BTreeMap<String, (Asset, Vec<u8>)>,
}

impl Assets {
    /// An empty set that [`Assets::finish`] will write to `out`.
    #[must_use]
    pub fn new(out: &Path, effort: Effort) -> Self {
        Self { out: out.to_owned(), effort, files: BTreeMap::new() }
    }

    /// Adds a file under a name made from its content, and returns that path.
    ///
    /// # Errors
    ///
    /// When the file is too large.
    pub fn add_hashed(&mut self, stem: &str, extension: &str, content: Vec<u8>) -> Result<String> {
        let hash = hex_sha256(&content);
        let path = format!("assets/{stem}-{}.{extension}", &hash[..16]);
        self.add(path.clone(), content, true)?;
        Ok(path)
    }

    /// Adds files that name each other: into a directory whose name is made from all they contain. Returns its path.
    ///
    /// # Errors
    ///
    /// When a file is too large.
    pub fn add_directory(&mut self, stem: &str, files: BTreeMap<String, Vec<u8>>) -> Result<String> {
        let mut listed = String::new();
        for (name, content) in &files {
            listed.push_str(name);
            listed.push('\n');
            listed.push_str(&hex_sha256(content));
            listed.push('\n');
        }
        let directory = format!("assets/{stem}-{}", &hex_sha256(listed.as_bytes())[..16]);
        for (name, content) in files {
            self.add(format!("{directory}/{name}"), content, true)?;
        }
        Ok(directory)
    }

    /// Adds a file under a name of its own, which caches must ask about each time.
    ///
    /// # Errors
    ///
    /// When the file is too large, or the name is taken.
    pub fn add_named(&mut self, path: &str, content: Vec<u8>) -> Result<()> {
        self.add(path.to_owned(), content, false)
    }

    /// Adds every file under `directory` with its path below it.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, is too large, or there are too many.
    pub fn add_public(&mut self, directory: &Path) -> Result<()> {
        if !directory.is_dir() {
            return Ok(());
        }
        for file in files_below(directory)? {
            let content = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            let path = file.strip_prefix(directory)?;
            let path = path.to_str().context("a file name is not UTF-8")?;
            self.add_named(path, content)?;
        }
        Ok(())
    }

    /// Whether a file is in the set.
    #[must_use]
    pub fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// What is known of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Asset> {
        self.files.get(path).map(|(asset, _)| asset)
    }

    /// The listed files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = &Asset> {
        self.files.values().map(|(asset, _)| asset)
    }

    fn add(&mut self, path: String, content: Vec<u8>, immutable: bool) -> Result<()> {
        ensure!(
            content.len() <= ASSET_BYTES_MAX,
            "{path} has {} bytes (at most {ASSET_BYTES_MAX})",
            content.len()
        );
        if let Some((_, before)) = self.files.get(&path) {
            // Two entry points may well share a snippet; two different files cannot share a name.
            ensure!(*before == content, "two different files are named {path}");
            return Ok(());
        }
        let content_type = content_type(&path)?;
        let Siblings { gzip, brotli } = if !compress::pays(content_type) {
            Siblings::default()
        } else {
            let before = immutable.then(|| self.out.join(&path));
            compress::siblings(before.as_deref(), &content, self.effort)?
        };
        let sizes = (gzip.as_ref().map(Vec::len), brotli.as_ref().map(Vec::len));
        for (extension, bytes) in [("gz", gzip), ("br", brotli)] {
            if let Some(bytes) = bytes {
                write(&self.staging().join(format!("{path}.{extension}")), &bytes)?;
            }
        }
        let asset = Asset {
            content_type: content_type.to_owned(),
            immutable,
            sha256: hex_sha256(&content),
            raw_bytes: content.len(),
            gzip_bytes: sizes.0,
            brotli_bytes: sizes.1,
            path: path.clone(),
        };
        write(&self.staging().join(&path), &content)?;
        self.files.insert(path, (asset, content));
        Ok(())
    }

    /// Writes the list and puts the new directory in the place of the old one.
    ///
    /// # Errors
    ///
    /// When a file cannot be written or a directory cannot be moved.
    pub fn finish(self) -> Result<()> {
        let list: Vec<&Asset> = self.iter().collect();
        let mut json = serde_json::to_vec_pretty(&list)?;
        json.push(b'\n');
        write(&self.staging().join("assets.json"), &json)?;
        if self.out.exists() {
            fs::remove_dir_all(&self.out).with_context(|| format!("cannot remove {}", self.out.display()))?;
        }
        fs::rename(self.staging(), &self.out).with_context(|| format!("cannot write {}", self.out.display()))
    }

    /// The directory beside `out` that becomes it.
    fn staging(&self) -> PathBuf {
        self.out.with_extension("new")
    }
}

/// Removes what an interrupted run left beside `out`.
pub(crate) fn clear_staging(out: &Path) -> Result<()> {
    let staging = out.with_extension("new");
    if staging.exists() {
        fs::remove_dir_all(&staging).with_context(|| format!("cannot remove {}", staging.display()))?;
    }
    Ok(())
}

/// All files below a directory, sorted, so that the result does not depend on the file system.
pub(crate) fn files_below(directory: &Path) -> Result<Vec<PathBuf>> {
    let mut pending = vec![directory.to_owned()];
    let mut files = Vec::new();
    while let Some(directory) = pending.pop() {
        let entries =
            fs::read_dir(&directory).with_context(|| format!("cannot read {}", directory.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                pending.push(path);
            } else {
                files.push(path);
            }
            ensure!(
                files.len() <= PUBLIC_FILES_MAX,
                "more than {PUBLIC_FILES_MAX} files below {}",
                directory.display()
            );
        }
    }
    files.sort();
    Ok(files)
}

fn write(path: &Path, content: &[u8]) -> Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).with_context(|| format!("cannot create {}", parent.display()))?;
    }
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

fn hex_sha256(content: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(content) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn content_type(path: &str) -> Result<&'static str> {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    Ok(match extension {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "jpg" | "jpeg" => "image/jpeg",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        _ => bail!("{path}: no content type is known for this ending; add it in packer"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finish_replaces_the_old_directory_and_lists_every_file() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("spa");
        fs::create_dir(&out).unwrap();
        fs::write(out.join("stale.txt"), "old").unwrap();

        let mut assets = Assets::new(&out, Effort::Most);
        let text = "body { color: black }\n".repeat(100);
        let sheet = assets.add_hashed("app", "css", text.clone().into_bytes()).unwrap();
        assets.add_named("robots.txt", b"User-agent: *\n".to_vec()).unwrap();
        assets.finish().unwrap();

        assert!(!out.join("stale.txt").exists());
        assert_eq!(fs::read_to_string(out.join(&sheet)).unwrap(), text);
        let list: Vec<Asset> = serde_json::from_slice(&fs::read(out.join("assets.json")).unwrap()).unwrap();
        let paths: Vec<&str> = list.iter().map(|asset| asset.path.as_str()).collect();
        assert_eq!(paths, [sheet.as_str(), "robots.txt"]);
        assert!(list[0].immutable && !list[1].immutable);
        let brotli = fs::read(out.join(format!("{sheet}.br"))).unwrap();
        assert_eq!(list[0].brotli_bytes, Some(brotli.len()));
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut brotli.as_slice(), &mut plain).unwrap();
        assert_eq!(plain, text.as_bytes());
        // Fourteen bytes do not get smaller: no sibling is promised.
        assert_eq!((list[1].gzip_bytes, list[1].brotli_bytes), (None, None));
        assert!(!out.join("robots.txt.gz").exists());
    }

    #[test]
    fn a_hashed_name_changes_with_the_content() {
        let root = tempfile::tempdir().unwrap();
        let mut assets = Assets::new(&root.path().join("spa"), Effort::None);
        let one = assets.add_hashed("app", "css", b"a{}".to_vec()).unwrap();
        let two = assets.add_hashed("app", "css", b"b{}".to_vec()).unwrap();
        assert_ne!(one, two);
        assert_eq!(one, assets.add_hashed("app", "css", b"a{}".to_vec()).unwrap());
    }

    #[test]
    fn two_different_files_of_one_name_are_refused() {
        let root = tempfile::tempdir().unwrap();
        let mut assets = Assets::new(&root.path().join("spa"), Effort::None);
        assets.add_named("index.html", b"one".to_vec()).unwrap();
        let error = assets.add_named("index.html", b"two".to_vec()).unwrap_err();
        assert!(error.to_string().contains("index.html"));
    }

    #[test]
    fn an_unknown_ending_is_refused_by_name() {
        let error = content_type("public/film.avi").unwrap_err();
        assert!(error.to_string().contains("public/film.avi"));
    }
}
