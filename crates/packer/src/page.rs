//! Completes a page with the links whose names are known only after packing.

use anyhow::{Context, Result, ensure};

use crate::bindgen::Entry;

/// Adds style sheet, preloads (also of the parts that will be needed at once), module and manifest before `</head>`.
///
/// # Errors
///
/// When the page has no `</head>`, or a script of its own, which the content security policy
/// would refuse to run.
pub(crate) fn complete(
    html: &str,
    sheet: &str,
    entry: &Entry,
    parts: &[&str],
    manifest: bool,
) -> Result<String> {
    ensure!(!html.contains("<script"), "the page has a script: put it into the app");
    ensure!(
        !html.contains("style=\"") && !html.contains("<style"),
        "the page has an inline style: put it into style/"
    );
    let (before, after) = html.split_once("</head>").context("the page has no </head>")?;
    let mut links = String::new();
    if manifest {
        links.push_str("<link rel=\"manifest\" href=\"/manifest.webmanifest\">\n");
    }
    links.push_str(&format!("<link rel=\"stylesheet\" href=\"/{sheet}\">\n"));
    let Entry { module, wasm, imports, .. } = entry;
    for wasm in std::iter::once(wasm.as_str()).chain(parts.iter().copied()) {
        links.push_str(&format!(
            "<link rel=\"preload\" href=\"/{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n"
        ));
    }
    for script in std::iter::once(module).chain(imports) {
        links.push_str(&format!("<link rel=\"modulepreload\" href=\"/{script}\">\n"));
    }
    links.push_str(&format!("<script type=\"module\" src=\"/{module}\"></script>\n"));
    Ok(format!("{before}{links}</head>{after}"))
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
        let done =
            complete(html, "assets/app-0.css", &entry(), &["assets/app-1/console.wasm"], true).unwrap();
        let head = done.split_once("</head>").unwrap().0;
        for link in [
            "href=\"/manifest.webmanifest\"",
            "href=\"/assets/app-0.css\"",
            "href=\"/assets/app-1/entry_bg.wasm\" as=\"fetch\"",
            "href=\"/assets/app-1/console.wasm\" as=\"fetch\"",
            "rel=\"modulepreload\" href=\"/assets/app-1/parts.js\"",
            "<script type=\"module\" src=\"/assets/app-1/entry.js\"></script>",
        ] {
            assert!(head.contains(link), "{link} is missing in {head}");
        }
        let bare = complete(html, "assets/app-0.css", &entry(), &[], false).unwrap();
        assert!(!bare.contains("manifest") && !bare.contains("console.wasm"));
    }

    #[test]
    fn an_inline_script_is_refused() {
        for html in
            ["<head></head><script>go()</script>", "<head><style>a{}</style></head>", "<p>no head</p>"]
        {
            assert!(complete(html, "a.css", &entry(), &[], false).is_err(), "{html}");
        }
    }
}
