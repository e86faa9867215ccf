//! The service worker, with the list of what it keeps for use without a connection.

use sha2::{Digest, Sha256};

use crate::assets::Assets;
use crate::bindgen::Entry;

/// The worker's source; the two marks in it are replaced.
const SOURCE: &str = include_str!("service-worker.js");
/// Larger public files are not fetched ahead: a resident may pay for the bytes.
const PRECACHED_BYTES_MAX: usize = 100_000;

/// What is fetched ahead: all that the community app needs to start, and small public files.
///
/// The console is not among them: a resident never downloads it.
pub(crate) fn precache(assets: &Assets, community: &Entry, sheet: &str) -> Vec<(String, String)> {
    let needed: Vec<&str> = [&community.module, &community.wasm]
        .into_iter()
        .chain(&community.snippets)
        .map(String::as_str)
        .chain([sheet, "index.html"])
        .collect();
    assets
        .iter()
        .filter(|asset| {
            let public =
                !asset.immutable && asset.path != "console.html" && asset.raw_bytes <= PRECACHED_BYTES_MAX;
            needed.contains(&asset.path.as_str()) || public
        })
        .map(|asset| {
            let path = match asset.path.as_str() {
                "index.html" => "/".to_owned(),
                path => format!("/{path}"),
            };
            (path, asset.sha256.clone())
        })
        .collect()
}

/// The worker for a precache list; its cache is named after the list's content.
pub(crate) fn script(precached: &[(String, String)]) -> String {
    let mut hash = Sha256::new();
    for (path, sha256) in precached {
        hash.update(path);
        hash.update(sha256);
    }
    let version: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let paths: Vec<&str> = precached.iter().map(|(path, _)| path.as_str()).collect();
    SOURCE
        .replace("\"@VERSION@\"", &serde_json::json!(version).to_string())
        .replace("[\"@PRECACHE@\"]", &serde_json::json!(paths).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_console_is_not_fetched_ahead() {
        let root = tempfile::tempdir().unwrap();
        let mut assets = Assets::new(&root.path().join("spa"), true);
        let entry = Entry {
            module: assets.add_hashed("community", "js", b"1".to_vec()).unwrap(),
            wasm: assets.add_hashed("community", "wasm", b"2".to_vec()).unwrap(),
            snippets: Vec::new(),
        };
        let sheet = assets.add_hashed("app", "css", b"3".to_vec()).unwrap();
        assets.add_hashed("console", "wasm", b"4".to_vec()).unwrap();
        assets.add_named("index.html", b"5".to_vec()).unwrap();
        assets.add_named("console.html", b"6".to_vec()).unwrap();
        assets.add_named("offline.html", b"7".to_vec()).unwrap();
        assets.add_named("poster.png", vec![0; PRECACHED_BYTES_MAX + 1]).unwrap();

        let precached = precache(&assets, &entry, &sheet);
        let paths: Vec<&str> = precached.iter().map(|(path, _)| path.as_str()).collect();
        let slash = |path: &str| format!("/{path}");
        let mut expected =
            vec![slash(&entry.module), slash(&entry.wasm), slash(&sheet), "/".into(), "/offline.html".into()];
        expected.sort();
        let mut sorted = paths.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, expected);

        let script = script(&precached);
        assert!(!script.contains('@'), "a mark was left in {script}");
        assert!(script.contains("\"/offline.html\""));
    }

    #[test]
    fn a_changed_file_makes_another_worker() {
        let list = |hash: &str| vec![("/".to_owned(), hash.to_owned())];
        assert_ne!(script(&list("a")), script(&list("b")));
        assert_eq!(script(&list("a")), script(&list("a")));
    }
}
