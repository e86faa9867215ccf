//! Every language has every text, with the same variables in it, and none in Traditional Chinese has a character of
//! Simplified Chinese.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;

use super::Context;
use crate::summary::Outcome;

/// The languages of the user interface; the first is the one that others are compared with.
const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];
const TRADITIONAL: &str = "zh-Hant";
/// Characters that only Simplified Chinese has: those of the first level of GB 2312 that Big5 lacks.
const SIMPLIFIED: &str = include_str!("simplified.txt");
/// Name of a text → the variables in it.
type Texts = BTreeMap<String, BTreeSet<String>>;

pub(super) fn check(context: &Context<'_>) -> Result<Outcome> {
    let locales = context.workspace.root().join("frontend/locales");
    let count = compare(&locales)?;
    Ok(Outcome::Passed(format!("{count} texts in {} languages", LANGUAGES.len())))
}

fn compare(locales: &Path) -> Result<usize> {
    let mut faults = Vec::new();
    let mut reference: Option<Texts> = None;
    for language in LANGUAGES {
        let texts = read(&locales.join(language), &mut faults)?;
        let reference = reference.get_or_insert_with(|| texts.clone());
        for name in reference.keys().filter(|name| !texts.contains_key(*name)) {
            faults.push(format!("{language} lacks {name}"));
        }
        for (name, variables) in &texts {
            match reference.get(name) {
                None => faults.push(format!("only {language} has {name}")),
                Some(expected) if expected != variables => faults.push(format!(
                    "{language}: {name} has the variables {variables:?}, {} has {expected:?}",
                    LANGUAGES[0]
                )),
                Some(_) => {}
            }
        }
    }
    if !faults.is_empty() {
        bail!("{} faulty texts\n{}", faults.len(), faults.join("\n"));
    }
    let count = reference.map_or(0, |texts| texts.len());
    ensure!(count > 0, "no texts in {}", locales.display());
    Ok(count)
}

/// All texts of a language: those of `tickets.json` begin with `tickets.`.
fn read(directory: &Path, faults: &mut Vec<String>) -> Result<Texts> {
    let mut texts = Texts::new();
    let barred = if directory.ends_with(TRADITIONAL) { SIMPLIFIED } else { "" };
    let entries = fs::read_dir(directory).with_context(|| format!("cannot read {}", directory.display()))?;
    for entry in entries {
        let path = entry?.path();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let json: Value =
            serde_json::from_str(&fs::read_to_string(&path)?).with_context(|| path.display().to_string())?;
        let mut fault = |text: String| faults.push(format!("{}: {text}", path.display()));
        let mut pending = vec![(stem.into_owned(), &json)];
        while let Some((name, value)) = pending.pop() {
            match value {
                // The forms of a plural are one text, and each language has its own choice of them.
                Value::Object(forms) if forms.contains_key("other") => {
                    for form in forms.values() {
                        add(&name, form, barred, &mut texts, &mut fault);
                    }
                }
                Value::Object(members) => {
                    pending.extend(members.iter().map(|(key, value)| (format!("{name}.{key}"), value)));
                }
                text => add(&name, text, barred, &mut texts, &mut fault),
            }
        }
    }
    Ok(texts)
}

/// Adds the variables of one text or form, in which no character is `barred`.
fn add(name: &str, value: &Value, barred: &str, texts: &mut Texts, fault: &mut impl FnMut(String)) {
    let Some(text) = value.as_str() else { return fault(format!("{name} is not a text")) };
    if text.trim().is_empty() {
        return fault(format!("{name} is empty"));
    }
    let is_wrong = |character: &char| !character.is_ascii() && barred.contains(*character);
    let wrong: String = text.chars().filter(is_wrong).collect();
    if !wrong.is_empty() {
        fault(format!("{name} has characters of Simplified Chinese: {wrong}"));
    }
    texts.entry(name.to_owned()).or_default().extend(variables(text));
}

/// The names in braces; `{{` is a brace.
fn variables(text: &str) -> Vec<String> {
    let text = text.replace("{{", "");
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.trim().to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locales(texts: [&str; 3]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (language, text) in LANGUAGES.iter().zip(texts) {
            fs::create_dir(root.path().join(language)).unwrap();
            fs::write(root.path().join(language).join("tickets.json"), text).unwrap();
        }
        root
    }

    #[test]
    fn equal_languages_pass_whatever_plural_forms_each_has() {
        let root = locales([
            r#"{"open": {"title": "开", "days": {"other": "{count}天"}}}"#,
            r#"{"open": {"title": "開", "days": "{count}天"}}"#,
            r#"{"open": {"title": "Open", "days": {"one": "one day", "other": "{count} days"}}}"#,
        ]);
        assert_eq!(compare(root.path()).unwrap(), 2);
    }

    #[test]
    fn every_fault_is_named_at_once() {
        let root = locales([
            r#"{"a": "甲", "b": "{name}", "c": "丙", "e": "开始"}"#,
            r#"{"a": " ", "b": "{nome}", "c": "丙", "e": "开始"}"#,
            r#"{"a": "A", "b": "{name}", "d": "D", "e": "Start"}"#,
        ]);
        let text = compare(root.path()).unwrap_err().to_string();
        for fault in [
            "tickets.json: tickets.a is empty",
            "zh-Hant: tickets.b has the variables",
            "tickets.e has characters of Simplified Chinese: 开",
            "en lacks tickets.c",
            "only en has tickets.d",
        ] {
            assert!(text.contains(fault), "{fault} is not in {text}");
        }
    }
}
