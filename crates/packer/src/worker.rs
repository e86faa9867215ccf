//! The service worker, with the list of what it keeps for use without a connection.

use sha2::{Digest, Sha256};

use crate::CONSOLE;
use crate::assets::Assets;
use crate::bindgen::Entry;

/// The worker's source; the two marks in it are replaced.
const SOURCE: &str = include_str!("service-worker.js");
/// Larger public files are not fetched ahead: a resident may pay for the bytes.
const PRECACHED_BYTES_MAX: usize = 100_000;

/// What is fetched ahead: the community app with all its parts, so that it works where the network ends, and small
/// public files.
///
/// The console is not among them: a resident never downloads it.
pub(crate) fn precache(assets: &Assets, entry: &Entry, others: &[&String]) -> Vec<(String, String)> {
    let parts =
        entry.parts.iter().filter(|(part, _)| !part.starts_with(CONSOLE)).flat_map(|(_, files)| files);
    let needed: Vec<&str> = [&entry.module, &entry.wasm]
        .into_iter()
        .chain(&entry.imports)
        .chain(parts)
        .chain(others.iter().copied())
        .map(String::as_str)
        .chain(["index.html"])
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
    use std::collections::BTreeMap;

    use super::*;
    use crate::Effort;

    #[test]
    fn the_console_is_not_fetched_ahead() {
        let root = tempfile::tempdir().unwrap();
        let mut assets = Assets::new(&root.path().join("spa"), Effort::None);
        let mut add = |name: &str, content: &[u8]| assets.add_hashed(name, "wasm", content.to_vec()).unwrap();
        let (shared, tickets, console) = (add("shared", b"2"), add("tickets", b"3"), add("console", b"4"));
        let entry = Entry {
            module: add("entry", b"0"),
            wasm: add("entry", b"1"),
            imports: Vec::new(),
            parts: BTreeMap::from([
                ("console".into(), vec![shared.clone(), console]),
                ("tickets".into(), vec![shared.clone(), tickets.clone()]),
            ]),
        };
        let sheet = assets.add_hashed("app", "css", b"a{}".to_vec()).unwrap();
        assets.add_named("index.html", b"5".to_vec()).unwrap();
        assets.add_named("console.html", b"6".to_vec()).unwrap();
        assets.add_named("offline.html", b"7".to_vec()).unwrap();
        assets.add_named("poster.png", vec![0; PRECACHED_BYTES_MAX + 1]).unwrap();

        let precached = precache(&assets, &entry, &[&sheet]);
        let paths: Vec<&str> = precached.iter().map(|(path, _)| path.as_str()).collect();
        let slash = |path: &str| format!("/{path}");
        let files = [&entry.module, &entry.wasm, &shared, &tickets, &sheet];
        let mut expected: Vec<String> = files.into_iter().map(|path| slash(path)).collect();
        expected.extend(["/".into(), "/offline.html".into()]);
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
