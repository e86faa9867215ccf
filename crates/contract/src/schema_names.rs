//! The API's description knows a schema by its name alone: of two with one name it keeps one, without a word.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Crates with types that are described.
const CRATES: [&str; 3] = ["contract", "domain", "api"];

#[test]
fn no_two_schemas_of_the_api_have_one_name() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut places: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for file in CRATES.iter().flat_map(|name| sources(&crates.join(name).join("src"))) {
        for name in schemas(&fs::read_to_string(&file).unwrap()) {
            places.entry(name).or_default().push(file.clone());
        }
    }
    assert!(places.len() > 400, "only {} schemas are found", places.len());
    places.retain(|_, files| files.len() > 1);
    assert!(places.is_empty(), "{places:#?}");
}

fn sources(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let below = |path: PathBuf| if path.is_dir() { sources(&path) } else { vec![path] };
    entries.flat_map(below).filter(|path| path.extension().is_some_and(|is| is == "rs")).collect()
}

/// The names of the types of a file that derive a schema, or those that they are given in it.
fn schemas(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    let (mut described, mut renamed) = (false, None);
    for line in source.lines().map(str::trim) {
        if line.starts_with("#[") {
            described |= line.contains("derive(") && line.contains("ToSchema");
            renamed = word_after(line, "schema(as = ").or(renamed);
        } else if !line.starts_with("//") && !line.is_empty() {
            let declared = ["struct ", "enum "].into_iter().find_map(|kind| word_after(line, kind));
            names.extend(renamed.take().or(declared).filter(|_| described));
            described = false;
        }
    }
    names
}

/// The name that follows a text.
fn word_after(line: &str, text: &str) -> Option<String> {
    let (_, rest) = line.split_once(text)?;
    let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    Some(name).filter(|name| !name.is_empty())
}

#[test]
fn a_schema_is_known_by_the_name_that_it_is_given() {
    let source = "#[derive(ToSchema)]\npub struct One {\n    a: u8,\n}\n\
                  /// Words.\n#[cfg_attr(feature = \"openapi\", derive(utoipa::ToSchema), schema(as = Other))]\npub enum Two {}\n\
                  #[derive(Debug)]\npub struct Three;\n";
    assert_eq!(schemas(source), ["One", "Other"]);
}
