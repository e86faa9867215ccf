//! What can be wrong with one field; the texts by area.

mod api_keys;
mod common;
mod disbursements;
mod funds;
mod households;
mod identity;
mod inspections;
mod points;
mod projects;
mod redemptions;
mod tickets;
mod visits;
mod volunteering;

use std::borrow::Cow;

use validator::{ValidationError, ValidationErrors, ValidationErrorsKind};

use super::FieldProblem;
use crate::lang::{Lang, Text};

/// A field rule's code and its text.
struct Rule {
    code: &'static str,
    text: Text,
}

const fn rule(code: &'static str, hans: &'static str, hant: &'static str, en: &'static str) -> Rule {
    Rule { code, text: Text { hans, hant, en } }
}

/// Every code that a `#[validate]` rule of this crate may give, by area.
const RULES: &[&[Rule]] = &[
    api_keys::RULES,
    common::RULES,
    disbursements::RULES,
    funds::RULES,
    households::RULES,
    identity::RULES,
    inspections::RULES,
    points::RULES,
    projects::RULES,
    redemptions::RULES,
    tickets::RULES,
    visits::RULES,
    volunteering::RULES,
];

/// The text of a field rule.
///
/// A code without a text is a fault of ours; the code itself is shown then, and a test finds it.
#[must_use]
pub fn detail(code: &str, lang: Lang, params: &[(String, String)]) -> String {
    let found = RULES.iter().flat_map(|rules| rules.iter()).find(|rule| rule.code == code);
    found.map_or_else(|| code.to_owned(), |rule| rule.text.fill(lang, params))
}

/// One bad field.
#[must_use]
pub fn problem(
    pointer: impl Into<String>,
    code: impl Into<Cow<'static, str>>,
    lang: Lang,
    params: &[(String, String)],
) -> FieldProblem {
    let code = code.into();
    FieldProblem { pointer: pointer.into(), detail: detail(&code, lang, params), code }
}

/// Every bad field that `validator` found, with JSON pointers, in a stable order.
#[must_use]
pub fn problems(errors: &ValidationErrors, lang: Lang) -> Vec<FieldProblem> {
    let mut found = Vec::new();
    collect(errors, "", lang, &mut found);
    found.sort_by(|a, b| a.pointer.cmp(&b.pointer));
    found
}

fn collect(errors: &ValidationErrors, at: &str, lang: Lang, found: &mut Vec<FieldProblem>) {
    for (field, kind) in errors.errors() {
        // A rule over several fields belongs to the value that holds them.
        let pointer = if field == "__all__" { at.to_owned() } else { format!("{at}/{field}") };
        match kind {
            ValidationErrorsKind::Field(list) => {
                found.extend(list.iter().map(|e| {
                    let (code, params) = describe(e);
                    problem(pointer.clone(), code, lang, &params)
                }));
            }
            ValidationErrorsKind::Struct(inner) => collect(inner, &pointer, lang, found),
            ValidationErrorsKind::List(items) => {
                for (index, inner) in items {
                    collect(inner, &format!("{pointer}/{index}"), lang, found);
                }
            }
        }
    }
}

/// The code and parameters of one rule: an empty required text is "required", a length without a lower bound "too_long".
fn describe(error: &ValidationError) -> (Cow<'static, str>, Vec<(String, String)>) {
    let params: Vec<(String, String)> = error
        .params
        .iter()
        .filter(|(name, _)| name.as_ref() != "value")
        .map(|(name, value)| (name.to_string(), value.to_string().trim_matches('"').to_owned()))
        .collect();
    let is_empty = |value: &serde_json::Value| {
        value.as_str().is_some_and(|text| text.trim().is_empty())
            || value.as_array().is_some_and(Vec::is_empty)
    };
    let empty = error.params.get("value").is_some_and(is_empty);
    let has_min = error.params.contains_key("min");
    let code = match error.code.as_ref() {
        "length" if empty && has_min => Cow::Borrowed("required"),
        "length" if error.params.get("value").is_some_and(serde_json::Value::is_array) => {
            Cow::Borrowed("too_many")
        }
        "length" if !has_min => Cow::Borrowed("too_long"),
        _ => error.code.clone(),
    };
    (code, params)
}
