//! Turns `locales/<locale>/<namespace>.json` into one Rust function per text, so that a text that does not exist is a
//! compile error, and a translation that is missing or takes other arguments fails the build.
//!
//! - `"save": "保存"` becomes `i18n::<namespace>::save() -> &'static str`;
//! - `"closed_by": "{name} 已办结"` becomes `closed_by(name: impl Display) -> String`;
//! - `"photos": {"one": "{count} photo", "other": "{count} photos"}` becomes `photos(count: impl Count) -> String`;
//! - any other object becomes a module.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, process};

use serde_json::{Map, Value};

/// In the order of `contract::lang::Lang::ALL`. The first one is the language that texts are written in and fallen back to.
const LOCALES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

fn main() {
    println!("cargo::rerun-if-changed=locales");
    if env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        // `packer` takes the module apart by what each function refers to.
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    let mut problems = Vec::new();
    let mut code = String::new();
    for namespace in namespaces() {
        let texts = LOCALES.map(|locale| read(locale, &namespace, &mut problems));
        let parts = texts.each_ref().map(Some);
        module(&namespace, &namespace, &parts, &mut code, &mut problems);
    }
    if !problems.is_empty() {
        for problem in &problems {
            println!("cargo::error={problem}");
        }
        process::exit(1);
    }
    let out = env::var_os("OUT_DIR").unwrap_or_default();
    if let Err(error) = fs::write(Path::new(&out).join("i18n.rs"), code) {
        println!("cargo::error=cannot write the texts: {error}");
        process::exit(1);
    }
}

/// Every namespace that any locale has, so that a file missing from one of them is noticed too.
fn namespaces() -> BTreeSet<String> {
    let files = LOCALES.iter().filter_map(|locale| fs::read_dir(Path::new("locales").join(locale)).ok());
    files
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .filter_map(|path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()))
        .collect()
}

fn read(locale: &str, namespace: &str, problems: &mut Vec<String>) -> Map<String, Value> {
    let path = format!("locales/{locale}/{namespace}.json");
    let parsed = fs::read_to_string(&path)
        .map_err(|error| error.to_string())
        .and_then(|text| serde_json::from_str(&text).map_err(|error| error.to_string()));
    parsed.unwrap_or_else(|error| {
        problems.push(format!("{path}: {error}"));
        Map::new()
    })
}

type PerLocale<'a> = [Option<&'a Map<String, Value>>; LOCALES.len()];

fn module(name: &str, path: &str, texts: &PerLocale<'_>, code: &mut String, problems: &mut Vec<String>) {
    let _ = writeln!(code, "/// Texts of `{path}`.\npub mod {name} {{");
    let keys: BTreeSet<&String> = texts.iter().flatten().flat_map(|texts| texts.keys()).collect();
    for key in keys {
        let path = format!("{path}.{key}");
        if !is_identifier(key) {
            problems.push(format!("{path}: a key is a Rust name in snake_case and no keyword"));
            continue;
        }
        let values = texts.map(|texts| texts.and_then(|texts| texts.get(key)));
        if let Some(missing) = values.iter().position(Option::is_none) {
            problems.push(format!("{path}: missing in {}", LOCALES[missing]));
            continue;
        }
        let groups = values
            .map(|value| value.and_then(Value::as_object).filter(|object| !object.contains_key("other")));
        if groups.iter().all(Option::is_some) {
            module(key, &path, &groups, code, problems);
        } else if groups.iter().any(Option::is_some) {
            problems.push(format!("{path}: a text in one locale and a group in another"));
        } else {
            match values.map(|value| Text::parse(value)) {
                [Ok(a), Ok(b), Ok(c)] => function(key, &path, &[a, b, c], code, problems),
                results => problems
                    .extend(results.into_iter().filter_map(Result::err).map(|why| format!("{path}: {why}"))),
            }
        }
    }
    code.push_str("}\n");
}

/// A text, by number where the language tells numbers apart.
struct Text {
    one: Option<String>,
    other: String,
}

impl Text {
    fn parse(value: Option<&Value>) -> Result<Self, String> {
        match value {
            Some(Value::String(text)) => Ok(Self { one: None, other: text.clone() }),
            Some(Value::Object(forms)) => {
                let form = |name| forms.get(name).and_then(Value::as_str).map(str::to_owned);
                let other = form("other").ok_or("\"other\" is not a text")?;
                if forms.keys().any(|name| name != "one" && name != "other") {
                    return Err("a plural has \"one\" and \"other\" and nothing else".into());
                }
                Ok(Self { one: form("one"), other })
            }
            _ => Err("neither a text nor a plural".into()),
        }
    }

    /// In the order in which a reader meets them, which is the order of the function's parameters.
    fn arguments(&self) -> Result<Vec<String>, String> {
        let mut all = arguments(&self.other)?;
        if let Some(one) = &self.one {
            all.extend(arguments(one)?);
            all.push("count".into());
        }
        let mut seen = BTreeSet::new();
        all.retain(|name| seen.insert(name.clone()));
        Ok(all)
    }
}

fn arguments(text: &str) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['{', '}']) {
        let end = rest[start..].find('}').ok_or_else(|| format!("unclosed {{ in {text:?}"))? + start;
        let name = rest.get(start + 1..end).ok_or_else(|| format!("}} without {{ in {text:?}"))?;
        if !is_identifier(name) {
            return Err(format!("{{{name}}} is no argument name in {text:?}"));
        }
        found.push(name.to_owned());
        rest = &rest[end + 1..];
    }
    Ok(found)
}

fn function(
    key: &str,
    path: &str,
    texts: &[Text; LOCALES.len()],
    code: &mut String,
    problems: &mut Vec<String>,
) {
    let mut found = Vec::new();
    for (locale, text) in LOCALES.iter().zip(texts) {
        match text.arguments() {
            Ok(arguments) => found.push(arguments),
            Err(why) => return problems.push(format!("{path} in {locale}: {why}")),
        }
    }
    let sets: BTreeSet<BTreeSet<&String>> =
        found.iter().map(|arguments| arguments.iter().collect()).collect();
    if sets.len() > 1 {
        return problems.push(format!("{path}: the translations take different arguments"));
    }
    let arguments = &found[0];
    let plural = texts.iter().any(|text| text.one.is_some());
    let _ = writeln!(code, "#[doc = {:?}]", texts[0].other);
    if arguments.is_empty() {
        let [a, b, c] = texts.each_ref().map(|text| &text.other);
        let _ =
            writeln!(code, "pub fn {key}() -> &'static str {{ crate::i18n::pick(&[{a:?}, {b:?}, {c:?}]) }}");
        return;
    }
    let parameters: Vec<String> = arguments
        .iter()
        .map(|name| match (plural, name.as_str()) {
            (true, "count") => "count: impl crate::i18n::Count".into(),
            _ => format!("{name}: impl std::fmt::Display"),
        })
        .collect();
    let _ = writeln!(code, "pub fn {key}({}) -> String {{", parameters.join(", "));
    if plural {
        code.push_str("let (one, count) = crate::i18n::Count::shown(count);\n");
    }
    code.push_str("match crate::i18n::lang() {\n");
    // A form may leave its number out ("That is the only one").
    let filled = |text: &str| {
        if text.contains('{') { format!("format!({text:?})") } else { format!("{text:?}.to_owned()") }
    };
    for (variant, text) in ["ZhHans", "ZhHant", "En"].iter().zip(texts) {
        if let Some(one) = &text.one {
            let _ = writeln!(code, "contract::lang::Lang::{variant} if one => {},", filled(one));
        }
        let _ = writeln!(code, "contract::lang::Lang::{variant} => {},", filled(&text.other));
    }
    code.push_str("}\n}\n");
}

fn is_identifier(name: &str) -> bool {
    const KEYWORDS: [&str; 20] = [
        "as", "break", "const", "continue", "else", "enum", "for", "if", "in", "loop", "match", "mod",
        "move", "ref", "return", "self", "static", "type", "use", "where",
    ];
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !KEYWORDS.contains(&name)
}
