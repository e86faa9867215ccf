//! Parts that a page begins to fetch while the app itself is still on its way.
//!
//! A page template says which parts belong to which addresses:
//! `<meta name="part" content="tickets" data-paths="/report /tickets">`. Each gets the names of its files, and the page a
//! script that looks at them (`early.js`): without it a first visit to such an address waits for the app to arrive, start
//! and ask.

use anyhow::{Context, Result};

use crate::bindgen::Entry;

/// The script's source.
pub(crate) const SCRIPT: &str = include_str!("early.js");
/// How the template begins to name a part.
const MARK: &str = "<meta name=\"part\" content=\"";

/// The template with the files of every part that it names, and whether it names any.
///
/// # Errors
///
/// When the app has no such part.
pub(crate) fn name_files(html: &str, entry: &Entry) -> Result<(String, bool)> {
    let mut pieces = html.split(MARK);
    let mut named = pieces.next().unwrap_or_default().to_owned();
    let mut any = false;
    for piece in pieces {
        let (part, rest) = piece.split_once('"').context("the name of a part has no end")?;
        let files: Vec<String> =
            entry.files_of(&[part])?.into_iter().map(|file| format!("/{file}")).collect();
        named.push_str(&format!("{MARK}{part}\" data-files=\"{}\"{rest}", files.join(" ")));
        any = true;
    }
    Ok((named, any))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn entry() -> Entry {
        let files = vec!["assets/app-1/a.wasm".to_owned(), "assets/app-1/b.wasm".to_owned()];
        Entry {
            module: String::new(),
            wasm: String::new(),
            imports: Vec::new(),
            parts: BTreeMap::from([("tickets".to_owned(), files)]),
        }
    }

    #[test]
    fn a_named_part_gets_its_files() {
        let html = "<head><meta name=\"part\" content=\"tickets\" data-paths=\"/report\"></head>";
        let (named, any) = name_files(html, &entry()).unwrap();
        assert!(any);
        let files = "data-files=\"/assets/app-1/a.wasm /assets/app-1/b.wasm\" data-paths=\"/report\"";
        assert!(named.contains(files), "{named}");
        assert_eq!(name_files("<head></head>", &entry()).unwrap(), ("<head></head>".to_owned(), false));
    }

    #[test]
    fn a_part_that_the_app_does_not_have_is_an_error() {
        let html = "<meta name=\"part\" content=\"gone\" data-paths=\"/\">";
        assert!(name_files(html, &entry()).is_err());
    }
}
