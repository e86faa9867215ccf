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

/// How much is done to make files small on the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Effort {
    /// Nothing, and names are kept for debugging: quicker, larger.
    None,
    /// What is quick: for tests, which ask what the app does and not what it weighs.
    Quick,
    /// As much as can be: for what ships.
    #[default]
    Most,
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
pub(crate) fn siblings(before: Option<&Path>, content: &[u8], effort: Effort) -> Result<Siblings> {
    let (gzip_level, brotli_quality) = match effort {
        Effort::None => return Ok(Siblings::default()),
        Effort::Quick => (Compression::fast(), 9),
        Effort::Most => (Compression::best(), 11),
    };
    if let Some(before) = before
        && let Ok(gzip) = fs::read(with_suffix(before, "gz"))
        && let Ok(brotli) = fs::read(with_suffix(before, "br"))
    {
        return Ok(Siblings { gzip: Some(gzip), brotli: Some(brotli) });
    }
    let keep = |bytes: Vec<u8>| (bytes.len() + SAVED_BYTES_MIN <= content.len()).then_some(bytes);
    Ok(Siblings { gzip: keep(gzip(content, gzip_level)?), brotli: keep(brotli(content, brotli_quality)?) })
}

fn with_suffix(path: &Path, suffix: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

fn gzip(content: &[u8], level: Compression) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

fn brotli(content: &[u8], quality: i32) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality,
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
        let siblings = siblings(Some(&before), b"anything", Effort::Most).unwrap();
        assert_eq!(siblings.gzip.as_deref(), Some(b"old gzip".as_slice()));
        assert_eq!(siblings.brotli.as_deref(), Some(b"old brotli".as_slice()));
    }

    #[test]
    fn more_effort_makes_smaller_files() {
        let content: Vec<u8> = (0..20_000_u32).flat_map(|n| (n * n % 977).to_string().into_bytes()).collect();
        let sizes = |effort| {
            let siblings = siblings(None, &content, effort).unwrap();
            (siblings.gzip.map(|bytes| bytes.len()), siblings.brotli.map(|bytes| bytes.len()))
        };
        let (quick, most) = (sizes(Effort::Quick), sizes(Effort::Most));
        assert!(most.0 < quick.0 && most.1 < quick.1, "{most:?} {quick:?}");
        assert!(quick.0 < Some(content.len()) && quick.1 < Some(content.len()), "{quick:?}");
        assert_eq!(sizes(Effort::None), (None, None));
    }
}
