//! The JavaScript glue of one entry point.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::assets::{Assets, files_below};

/// What a page links to in order to start an entry point.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Path of the JavaScript module that starts everything.
    pub(crate) module: String,
    /// Path of the WASM module.
    pub(crate) wasm: String,
    /// Paths of the scripts that crates brought along.
    pub(crate) snippets: Vec<String>,
}

/// The files that wasm-bindgen makes of one compiled binary.
pub(crate) struct Glue {
    module: String,
    wasm: Vec<u8>,
    /// Path as the module imports it (`./snippets/…`) → content.
    snippets: BTreeMap<String, String>,
}

/// Runs wasm-bindgen on a compiled binary.
pub(crate) fn generate(wasm: &Path, dev: bool) -> Result<Glue> {
    ensure!(wasm.is_file(), "{} is missing: `cargo xtask spa` builds it", wasm.display());
    let work = tempfile::tempdir()?;
    Bindgen::new()
        .input_path(wasm)
        .out_name("entry")
        .web(true)?
        .typescript(false)
        .debug(dev)
        // Without optimisation, line tables and the names of generic functions are several times the code.
        .keep_debug(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate(work.path())
        .with_context(|| format!("wasm-bindgen refuses {}", wasm.display()))?;

    let mut snippets = BTreeMap::new();
    let directory = work.path().join("snippets");
    if directory.is_dir() {
        for file in files_below(&directory)? {
            let path = file.strip_prefix(work.path())?.display().to_string();
            snippets.insert(format!("./{path}"), fs::read_to_string(&file)?);
        }
    }
    Ok(Glue {
        module: fs::read_to_string(work.path().join("entry.js"))?,
        wasm: fs::read(work.path().join("entry_bg.wasm"))?,
        snippets,
    })
}

impl Glue {
    /// Adds all files under hashed names and ties them together.
    ///
    /// The start is added to the module itself: with a strict policy a page cannot start it, and a
    /// file of its own would be one more round trip.
    pub(crate) fn add_to(self, name: &str, assets: &mut Assets) -> Result<Entry> {
        let wasm = assets.add_hashed(name, "wasm", self.wasm)?;
        let mut module = self.module;
        let mut snippets = Vec::with_capacity(self.snippets.len());
        for (import, content) in self.snippets {
            let path = assets.add_hashed("snippet", "js", content.into_bytes())?;
            module = module.replace(&import, &format!("/{path}"));
            snippets.push(path);
        }
        ensure!(!module.contains("./snippets/"), "{name}: an imported snippet was not generated");
        module.push_str(&start(&wasm));
        let module = assets.add_hashed(name, "js", module.into_bytes())?;
        Ok(Entry { module, wasm, snippets })
    }
}

/// The last lines of a module: start, and take the service worker into service.
fn start(wasm: &str) -> String {
    format!(
        "\n__wbg_init({{ module_or_path: \"/{wasm}\" }}).catch((error) => {{\n\
         \x20 document.documentElement.classList.add(\"app-failed\");\n\
         \x20 throw error;\n\
         }});\n\
         if (\"serviceWorker\" in navigator && window.isSecureContext) {{\n\
         \x20 addEventListener(\"load\", () => navigator.serviceWorker.register(\"/sw.js\"));\n\
         }}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_of_snippets_follow_their_new_names() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("spa");
        let mut assets = Assets::new(&out, true);
        let glue = Glue {
            module: "import { f } from './snippets/a-1/inline0.js';\n".into(),
            wasm: b"\0asm".to_vec(),
            snippets: BTreeMap::from([("./snippets/a-1/inline0.js".into(), "export function f() {}".into())]),
        };
        let entry = glue.add_to("community", &mut assets).unwrap();
        assets.finish().unwrap();
        let module = fs::read_to_string(out.join(&entry.module)).unwrap();
        assert!(module.contains(&format!("from '/{}'", entry.snippets[0])));
        assert!(module.contains(&format!("\"/{}\"", entry.wasm)));
        assert!(out.join(&entry.snippets[0]).is_file());
    }

    #[test]
    fn an_import_without_its_file_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        let mut assets = Assets::new(&root.path().join("spa"), true);
        let glue = Glue {
            module: "import { f } from './snippets/a-1/inline0.js';\n".into(),
            wasm: Vec::new(),
            snippets: BTreeMap::new(),
        };
        assert!(glue.add_to("community", &mut assets).is_err());
    }
}
