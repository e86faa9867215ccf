//! What differs between two versions of a template, line by line, by code.

use domain::inspections::{Indicator, Template};
use leptos::prelude::*;

use super::content::{counts, method};
use crate::{
    components::{Badge, EmptyState, TableBox, Tone},
    i18n::awards,
};

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Added,
    Removed,
    Changed,
}

/// A line that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    fate: Fate,
    code: String,
    name: String,
    before: Vec<String>,
    after: Vec<String>,
}

/// A line in words, with the part it stands in.
fn words(part: &str, indicator: &Indicator) -> Vec<String> {
    let photo = if indicator.photo_required { awards::with_photo() } else { awards::without_photo() };
    let mut all = vec![
        part.to_owned(),
        indicator.name.clone(),
        awards::points(indicator.weight),
        method(indicator.method).to_owned(),
        photo.to_owned(),
    ];
    all.extend(indicator.guidance.iter().map(|line| counts(indicator.method, line)));
    all
}

fn lines(template: &Template) -> Vec<(&str, &Indicator)> {
    let of = template.dimensions.iter();
    of.flat_map(|part| part.indicators.iter().map(|line| (part.name.as_str(), line))).collect()
}

/// Every line that is not as it was, in the order of the newer version; what is gone comes last.
fn changes(old: &Template, new: &Template) -> Vec<Change> {
    let (before, after) = (lines(old), lines(new));
    let mut found = Vec::new();
    for (part, line) in &after {
        let new_words = words(part, line);
        let known = before.iter().find(|(_, old)| old.code == line.code);
        let old_words = known.map(|(part, old)| words(part, old)).unwrap_or_default();
        if old_words != new_words {
            let only = |of: &[String], other: &[String]| -> Vec<String> {
                of.iter().filter(|words| !other.contains(words)).cloned().collect()
            };
            let fate = if known.is_some() { Fate::Changed } else { Fate::Added };
            let (before, after) = (only(&old_words, &new_words), only(&new_words, &old_words));
            found.push(Change { fate, code: line.code.clone(), name: line.name.clone(), before, after });
        }
    }
    for (part, line) in before {
        if !after.iter().any(|(_, new)| new.code == line.code) {
            let (code, name) = (line.code.clone(), line.name.clone());
            let before = words(part, line);
            found.push(Change { fate: Fate::Removed, code, name, before, after: Vec::new() });
        }
    }
    found
}

/// What differs, as a table.
#[component]
pub fn Changes(
    /// What it said.
    old: Template,
    /// What it says now.
    new: Template,
) -> impl IntoView {
    let row = |change: Change| {
        let (tone, fate): (Tone, fn() -> &'static str) = match change.fate {
            Fate::Added => (Tone::Done, awards::line_added),
            Fate::Removed => (Tone::Alert, awards::line_removed),
            Fate::Changed => (Tone::Waiting, awards::line_changed),
        };
        let list =
            |words: Vec<String>| words.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
        view! {
            <tr>
                <th scope="row" class="text">{change.name}<br/><code class="small soft">{change.code}</code></th>
                <td><Badge tone label=fate/></td>
                <td class="text"><ul class="plain">{list(change.before)}</ul></td>
                <td class="text"><ul class="plain">{list(change.after)}</ul></td>
            </tr>
        }
    };
    let renamed = (old.name != new.name).then(|| (old.name.clone(), new.name.clone()));
    move || {
        let found = changes(&old, &new);
        let renamed = renamed.clone();
        if found.is_empty() && renamed.is_none() {
            return view! { <EmptyState title=awards::nothing_changed icon=icondata_lu::LuEqual/> }
                .into_any();
        }
        view! {
            {renamed.map(|(before, after)| view! { <p>{awards::renamed(before, after)}</p> })}
            <TableBox caption=awards::changes>
                <thead><tr>
                    <th scope="col">{awards::indicator}</th>
                    <th scope="col">{awards::change}</th>
                    <th scope="col">{awards::before}</th>
                    <th scope="col">{awards::after}</th>
                </tr></thead>
                <tbody>{found.into_iter().map(row).collect_view()}</tbody>
            </TableBox>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use domain::inspections::ready_templates;

    use super::*;

    #[test]
    fn lines_are_told_apart_by_code_wherever_they_stand() {
        let old = ready_templates().remove(0).template;
        assert!(changes(&old, &old).is_empty());
        let mut new = old.clone();
        new.dimensions[0].indicators.swap(0, 1);
        assert!(changes(&old, &new).is_empty());
        let mut gone = new.dimensions[3].indicators.remove(0);
        new.dimensions[0].indicators[0].weight = "3.25".parse().unwrap();
        gone.code = "another".into();
        new.dimensions[2].indicators.push(gone);
        let found = changes(&old, &new);
        let fates: Vec<(&str, Fate)> =
            found.iter().map(|change| (change.code.as_str(), change.fate)).collect();
        assert_eq!(fates, [("ditches", Fate::Changed), ("another", Fate::Added), ("roster", Fate::Removed)]);
        assert!(found[0].before.len() == 1 && found[0].after[0].contains("3.25"));
        assert!(found[2].after.is_empty());
    }
}
