//! The compiled app as a browser runs it: WASM in parts, and the JavaScript that ties them together.
//!
//! Pages that not everybody opens are functions under `#[wasm_split(PART)]` (see `frontend/src/later.rs`). The compiled
//! module is taken apart there: what only one part reaches becomes a file of its own, what several parts share but the
//! start does not need becomes further files, and each is fetched when a page of the part is first shown.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::assets::{Assets, files_below};
use crate::compress::Effort;

/// Stem of the files that start the app.
const ENTRY: &str = "entry";
/// The script that fetches parts.
const PARTS: &str = "parts.js";

/// What a page links to in order to start the app. All are paths below the root, without a leading slash.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// The JavaScript module that starts everything.
    pub(crate) module: String,
    /// The WASM module that is always needed.
    pub(crate) wasm: String,
    /// The scripts that the module imports.
    pub(crate) imports: Vec<String>,
    /// Name of a part → the WASM files it needs beside `wasm`.
    pub(crate) parts: BTreeMap<String, Vec<String>>,
}

impl Entry {
    /// The files of some parts, each once.
    ///
    /// # Errors
    ///
    /// When the app has no such part.
    pub(crate) fn files_of(&self, parts: &[&str]) -> Result<Vec<&str>> {
        let mut files = Vec::new();
        for part in parts {
            files.extend(self.parts.get(*part).with_context(|| format!("the app has no part {part}"))?);
        }
        files.sort_unstable();
        files.dedup();
        Ok(files.into_iter().map(String::as_str).collect())
    }
}

/// The files made of one compiled binary; they name each other by paths relative to their directory.
pub(crate) struct Glue {
    files: BTreeMap<String, Vec<u8>>,
    /// Name of a part → its files.
    parts: BTreeMap<String, Vec<String>>,
}

/// Takes a compiled binary apart and runs wasm-bindgen on what is left.
pub(crate) fn generate(wasm: &Path, effort: Effort) -> Result<Glue> {
    let dev = effort == Effort::None;
    let compiled = fs::read(wasm)
        .with_context(|| format!("{} is missing: `cargo xtask spa` builds it", wasm.display()))?;
    let work = tempfile::tempdir()?;
    let out = work.path().join("out");
    let start = work.path().join("start.wasm");

    let mut options = wasm_split_cli_support::Options::new(&compiled);
    options.output_dir = &out;
    options.main_out_path = &start;
    let main_module = format!("./{ENTRY}.js");
    options.main_module = &main_module;
    let link_name = format!("./{PARTS}");
    options.link_name = &link_name;
    let split = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("{} cannot be taken apart: {error:?}", wasm.display()))?;

    Bindgen::new()
        .input_path(&start)
        .out_name(ENTRY)
        .web(true)?
        .typescript(false)
        .debug(dev)
        // The parts import what the start exports.
        .keep_lld_exports(true)
        .demangle(false)
        // Without optimisation, line tables and the names of generic functions are several times the code.
        .keep_debug(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate(&out)
        .with_context(|| format!("wasm-bindgen refuses {}", wasm.display()))?;

    let mut files = BTreeMap::new();
    for file in files_below(&out)? {
        let name = file.strip_prefix(&out)?.to_str().context("a file name is not UTF-8")?.to_owned();
        let mut content = fs::read(&file)?;
        if name.ends_with(".wasm") && !dev {
            content = without_names(&content).with_context(|| format!("{name} is no WASM"))?;
        }
        files.insert(name, content);
    }
    let parts = split
        .prefetch_map
        .into_iter()
        .map(|(part, stems)| (part, stems.into_iter().map(|stem| format!("{stem}.wasm")).collect()));
    Ok(Glue { files, parts: parts.collect() })
}

/// A module without the names of its functions, which are as long as its code and only help to debug it.
fn without_names(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = wasm_encoder::Module::new();
    for payload in wasmparser::Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        let names = matches!(&payload, wasmparser::Payload::CustomSection(custom) if custom.name() == "name");
        if let Some((id, range)) = payload.as_section().filter(|_| !names) {
            let data = &wasm[usize::try_from(range.start)?..usize::try_from(range.end)?];
            module.section(&wasm_encoder::RawSection { id, data });
        }
    }
    Ok(module.finish())
}

impl Glue {
    /// Adds all files to one directory whose name changes with their content: they import each other, in circles, so
    /// none of them could carry the hash of another in its name.
    ///
    /// The start is added to the module itself: with a strict policy a page cannot start it, and a
    /// file of its own would be one more round trip.
    pub(crate) fn add_to(mut self, assets: &mut Assets) -> Result<Entry> {
        let (module, wasm) = (format!("{ENTRY}.js"), format!("{ENTRY}_bg.wasm"));
        ensure!(self.files.contains_key(&wasm), "wasm-bindgen made no {wasm}");
        self.files.get_mut(&module).context("wasm-bindgen made no module")?.extend(start(&wasm).into_bytes());
        let imports: Vec<String> =
            self.files.keys().filter(|name| name.ends_with(".js") && **name != module).cloned().collect();

        let directory = assets.add_directory("app", self.files)?;
        let path = |name: &String| format!("{directory}/{name}");
        let parts = self.parts.iter().map(|(part, files)| (part.clone(), files.iter().map(path).collect()));
        Ok(Entry {
            module: path(&module),
            wasm: path(&wasm),
            imports: imports.iter().map(path).collect(),
            parts: parts.collect(),
        })
    }
}

/// The last lines of a module: start, and take the service worker into service.
fn start(wasm: &str) -> String {
    format!(
        "\n__wbg_init({{ module_or_path: new URL(\"{wasm}\", import.meta.url) }}).catch((error) => {{\n\
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

    fn glue() -> Glue {
        Glue {
            files: BTreeMap::from([
                ("entry.js".into(), b"import { f } from './parts.js';\n".to_vec()),
                ("entry_bg.wasm".into(), b"\0asm".to_vec()),
                ("parts.js".into(), b"import { initSync } from './entry.js';\n".to_vec()),
                ("one.wasm".into(), b"\0asm1".to_vec()),
            ]),
            parts: BTreeMap::from([("tickets".into(), vec!["one.wasm".into()])]),
        }
    }

    #[test]
    fn all_files_share_a_directory_that_is_named_after_their_content() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("spa");
        let mut assets = Assets::new(&out, Effort::None);
        let entry = glue().add_to(&mut assets).unwrap();
        let mut changed = glue();
        changed.files.insert("one.wasm".into(), b"\0asm2".to_vec());
        let other = changed.add_to(&mut assets).unwrap();
        assets.finish().unwrap();

        let (directory, name) = entry.module.rsplit_once('/').unwrap();
        assert_eq!(name, "entry.js");
        assert_eq!(entry.wasm, format!("{directory}/entry_bg.wasm"));
        assert_eq!(entry.imports, [format!("{directory}/parts.js")]);
        assert_eq!(entry.parts["tickets"], [format!("{directory}/one.wasm")]);
        assert!(fs::read_to_string(out.join(&entry.module)).unwrap().contains("new URL(\"entry_bg.wasm\""));
        assert_ne!(entry.module, other.module);
    }

    #[test]
    fn names_go_and_everything_else_stays() {
        let mut names = wasm_encoder::NameSection::new();
        names.module("long");
        let mut types = wasm_encoder::TypeSection::new();
        types.ty().function([], []);
        let mut module = wasm_encoder::Module::new();
        module.section(&types);
        let bare = module.clone().finish();
        module.section(&names);
        assert_eq!(without_names(&module.finish()).unwrap(), bare);
        assert!(without_names(b"not a module").is_err());
    }

    #[test]
    fn nothing_starts_without_its_module() {
        let root = tempfile::tempdir().unwrap();
        let mut assets = Assets::new(&root.path().join("spa"), Effort::None);
        let mut glue = glue();
        glue.files.remove("entry_bg.wasm");
        assert!(glue.add_to(&mut assets).is_err());
    }
}
