//! Compressed siblings, made once here instead of on every request.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// A sibling is kept only if it saves at least this much; below it a header eats the gain.
const SAVED_BYTES_MIN: usize = 64;

/// Whether files of a type get smaller at all. Pictures and fonts are compressed already.
pub(crate) fn pays(content_type: &str) -> bool {
    content_type.starts_with("text/")
        || matches!(
            content_type,
            "application/json"
                | "application/manifest+json"
                | "application/wasm"
                | "application/xml"
                | "image/svg+xml"
                | "image/x-icon"
        )
}

/// The encodings of one file, each absent where it does not pay.
#[derive(Debug, Default)]
pub(crate) struct Siblings {
    pub(crate) gzip: Option<Vec<u8>>,
    pub(crate) brotli: Option<Vec<u8>>,
}

/// Compresses a file both ways.
///
/// `before` is the same immutable file of the last build: its name tells its content, so its
/// siblings are taken over. Brotli at its best takes seconds for each module.
pub(crate) fn siblings(before: Option<&Path>, content: &[u8]) -> Result<Siblings> {
    if let Some(before) = before
        && let Ok(gzip) = fs::read(with_suffix(before, "gz"))
        && let Ok(brotli) = fs::read(with_suffix(before, "br"))
    {
        return Ok(Siblings { gzip: Some(gzip), brotli: Some(brotli) });
    }
    let keep = |bytes: Vec<u8>| (bytes.len() + SAVED_BYTES_MIN <= content.len()).then_some(bytes);
    Ok(Siblings { gzip: keep(gzip(content)?), brotli: keep(brotli(content)?) })
}

fn with_suffix(path: &Path, suffix: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: content.len(),
        ..BrotliEncoderParams::default()
    };
    let mut encoded = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut encoded, &parameters)?;
    Ok(encoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_siblings_of_the_last_build_are_taken_over() {
        let root = tempfile::tempdir().unwrap();
        let before = root.path().join("app-0.css");
        fs::write(root.path().join("app-0.css.gz"), "old gzip").unwrap();
        fs::write(root.path().join("app-0.css.br"), "old brotli").unwrap();
        let siblings = siblings(Some(&before), b"anything").unwrap();
        assert_eq!(siblings.gzip.as_deref(), Some(b"old gzip".as_slice()));
        assert_eq!(siblings.brotli.as_deref(), Some(b"old brotli".as_slice()));
    }
}
