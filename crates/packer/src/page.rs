//! Completes a page with the links whose names are known only after packing.

use anyhow::{Context, Result, ensure};

use crate::bindgen::Entry;

/// What a page links to. Paths are below the root, without a leading slash.
pub(crate) struct Links<'a> {
    /// The style sheet.
    pub(crate) sheet: &'a str,
    /// The app.
    pub(crate) entry: &'a Entry,
    /// The files of the parts that every address of the page needs.
    pub(crate) parts: &'a [&'a str],
    /// The script that fetches further parts by the address.
    pub(crate) early: Option<&'a String>,
    /// Whether there is a manifest.
    pub(crate) manifest: bool,
}

/// Adds style sheet, preloads (also of the parts that will be needed at once), module and manifest before `</head>`.
///
/// # Errors
///
/// When the page has no `</head>`, or a script of its own, which the content security policy
/// would refuse to run.
pub(crate) fn complete(html: &str, links: &Links<'_>) -> Result<String> {
    ensure!(!html.contains("<script"), "the page has a script: put it into the app");
    ensure!(
        !html.contains("style=\"") && !html.contains("<style"),
        "the page has an inline style: put it into style/"
    );
    let (before, after) = html.split_once("</head>").context("the page has no </head>")?;
    let mut added = String::new();
    if links.manifest {
        added.push_str("<link rel=\"manifest\" href=\"/manifest.webmanifest\">\n");
    }
    added.push_str(&format!("<link rel=\"stylesheet\" href=\"/{}\">\n", links.sheet));
    let Entry { module, wasm, imports, .. } = links.entry;
    for wasm in std::iter::once(wasm.as_str()).chain(links.parts.iter().copied()) {
        added.push_str(&format!(
            "<link rel=\"preload\" href=\"/{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n"
        ));
    }
    if let Some(early) = links.early {
        added.push_str(&format!("<script async src=\"/{early}\"></script>\n"));
    }
    for script in std::iter::once(module).chain(imports) {
        added.push_str(&format!("<link rel=\"modulepreload\" href=\"/{script}\">\n"));
    }
    added.push_str(&format!("<script type=\"module\" src=\"/{module}\"></script>\n"));
    Ok(format!("{before}{added}</head>{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            module: "assets/app-1/entry.js".into(),
            wasm: "assets/app-1/entry_bg.wasm".into(),
            imports: vec!["assets/app-1/parts.js".into()],
            parts: std::collections::BTreeMap::new(),
        }
    }

    #[test]
    fn the_links_come_before_the_end_of_the_head() {
        let html = "<html><head><title>x</title></head><body></body></html>";
        let (entry, early) = (entry(), "assets/early-0.js".to_owned());
        let parts = ["assets/app-1/console.wasm"];
        let links = Links {
            sheet: "assets/app-0.css",
            entry: &entry,
            parts: &parts,
            early: Some(&early),
            manifest: true,
        };
        let done = complete(html, &links).unwrap();
        let head = done.split_once("</head>").unwrap().0;
        for link in [
            "href=\"/manifest.webmanifest\"",
            "href=\"/assets/app-0.css\"",
            "href=\"/assets/app-1/entry_bg.wasm\" as=\"fetch\"",
            "href=\"/assets/app-1/console.wasm\" as=\"fetch\"",
            "rel=\"modulepreload\" href=\"/assets/app-1/parts.js\"",
            "<script async src=\"/assets/early-0.js\"></script>",
            "<script type=\"module\" src=\"/assets/app-1/entry.js\"></script>",
        ] {
            assert!(head.contains(link), "{link} is missing in {head}");
        }
        let bare = complete(html, &Links { parts: &[], early: None, manifest: false, ..links }).unwrap();
        for absent in ["manifest", "console.wasm", "early"] {
            assert!(!bare.contains(absent), "{absent} is in {bare}");
        }
    }

    #[test]
    fn an_inline_script_is_refused() {
        for html in
            ["<head></head><script>go()</script>", "<head><style>a{}</style></head>", "<p>no head</p>"]
        {
            let entry = entry();
            let links = Links { sheet: "a.css", entry: &entry, parts: &[], early: None, manifest: false };
            assert!(complete(html, &links).is_err(), "{html}");
        }
    }
}
