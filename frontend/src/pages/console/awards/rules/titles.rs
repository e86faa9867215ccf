//! Titles in the rules while somebody writes them.

use domain::inspections::{Score, TitleKind, TitleRule, TitleTies};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::form::{Reader, name_of, named};
use crate::amounts::{count, typed};

/// What happens to equals at the last title, by name.
const TIES: [(&str, TitleTies); 2] = [("all", TitleTies::All), ("none", TitleTies::None)];

/// What a title takes, as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TypedTitle {
    kind: String,
    name: String,
    checks: String,
    mean: String,
    pledged: String,
    criticism: bool,
    most: String,
    ties: String,
}

impl From<&TitleRule> for TypedTitle {
    fn from(rule: &TitleRule) -> Self {
        Self {
            kind: rule.kind.as_str().to_owned(),
            name: rule.name.clone(),
            checks: rule.checks_min.to_string(),
            mean: typed(rule.mean_min.hundredths()),
            pledged: rule.pledged_percent_min.to_string(),
            criticism: rule.criticism_excludes,
            most: rule.titles_max.to_string(),
            ties: name_of(&TIES, &rule.ties),
        }
    }
}

impl TypedTitle {
    /// As the rules have it at this place.
    pub(super) fn read(&self, reader: &mut Reader, place: usize) -> TitleRule {
        let at = |field: &str| format!("/titles/{place}/{field}");
        let kind = kind_of(&self.kind);
        TitleRule {
            kind,
            name: self.name.trim().to_owned(),
            checks_min: reader.count(&at("checks_min"), &self.checks),
            mean_min: reader.score(&at("mean_min"), &self.mean),
            // A household has pledged or not: it is asked for no share.
            pledged_percent_min: match kind {
                TitleKind::Household => count(&self.pledged).map_or(100, |percent| percent.min(100)),
                _ => reader.count(&at("pledged_percent_min"), &self.pledged),
            },
            // Only villages are asked.
            criticism_excludes: kind == TitleKind::Village && self.criticism,
            titles_max: reader.count(&at("titles_max"), &self.most),
            ties: named(&TIES, &self.ties).unwrap_or(TitleTies::All),
        }
    }

    /// The first setting that is not possible; the name where all are.
    pub(super) fn impossible(&self) -> &'static str {
        type Setting = (&'static str, fn(&mut TitleRule, &TitleRule));
        const SETTINGS: [Setting; 4] = [
            ("name", |tried, rule| tried.name.clone_from(&rule.name)),
            ("checks_min", |tried, rule| tried.checks_min = rule.checks_min),
            ("pledged_percent_min", |tried, rule| tried.pledged_percent_min = rule.pledged_percent_min),
            ("titles_max", |tried, rule| tried.titles_max = rule.titles_max),
        ];
        let rule = self.read(&mut Reader::default(), 0);
        // One setting after the other takes its place in a rule that is possible.
        let mut tried = TitleRule {
            name: "-".into(),
            checks_min: 1,
            mean_min: Score::FULL,
            pledged_percent_min: 0,
            titles_max: 1,
            ..rule.clone()
        };
        let breaks = |(_, set): &Setting| {
            set(&mut tried, &rule);
            !tried.is_possible()
        };
        SETTINGS.into_iter().find(breaks).map_or("name", |(setting, _)| setting)
    }
}

/// The kind with this name.
pub(super) fn kind_of(name: &str) -> TitleKind {
    TitleKind::parse(name).unwrap_or(TitleKind::Household)
}

/// The fields of a title.
#[derive(Clone)]
pub(super) struct TitleRow {
    pub(super) kind: ArcRwSignal<String>,
    pub(super) name: ArcRwSignal<String>,
    pub(super) checks: ArcRwSignal<String>,
    pub(super) mean: ArcRwSignal<String>,
    pub(super) pledged: ArcRwSignal<String>,
    pub(super) criticism: ArcRwSignal<bool>,
    pub(super) most: ArcRwSignal<String>,
    pub(super) ties: ArcRwSignal<String>,
}

impl TitleRow {
    pub(super) fn of(typed: TypedTitle) -> Self {
        let signal = ArcRwSignal::new;
        Self {
            kind: signal(typed.kind),
            name: signal(typed.name),
            checks: signal(typed.checks),
            mean: signal(typed.mean),
            pledged: signal(typed.pledged),
            criticism: ArcRwSignal::new(typed.criticism),
            most: signal(typed.most),
            ties: signal(typed.ties),
        }
    }

    /// A title to begin with, of the first kind that is not among these.
    pub(super) fn beside(rows: &[Self]) -> Option<Self> {
        let taken = |kind: TitleKind| rows.iter().any(|row| kind_of(&row.kind.get()) == kind);
        let ready = TitleRule::ready().into_iter().find(|rule| !taken(rule.kind))?;
        Some(Self::of(TypedTitle::from(&ready)))
    }

    /// What is typed; tracked.
    pub(super) fn typed(&self) -> TypedTitle {
        TypedTitle {
            kind: self.kind.get(),
            name: self.name.get(),
            checks: self.checks.get(),
            mean: self.mean.get(),
            pledged: self.pledged.get(),
            criticism: self.criticism.get(),
            most: self.most.get(),
            ties: self.ties.get(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_typed_and_read_back() {
        for rule in TitleRule::ready() {
            let typed = TypedTitle::from(&rule);
            assert_eq!(untrack(|| TitleRow::of(typed.clone()).typed()), typed);
            assert_eq!(typed.read(&mut Reader::default(), 0), rule);
        }
    }

    #[test]
    fn what_another_kind_is_not_asked_is_not_read() {
        let [household, _, village] = TitleRule::ready().try_into().unwrap();
        let mut typed = TypedTitle::from(&village);
        typed.kind = "household".into();
        typed.pledged = "half".into();
        let read = typed.read(&mut Reader::default(), 0);
        assert_eq!((read.criticism_excludes, read.pledged_percent_min), (false, 100));
        let mut typed = TypedTitle::from(&household);
        typed.pledged = "0".into();
        assert_eq!(typed.read(&mut Reader::default(), 0).pledged_percent_min, 0);
    }

    #[test]
    fn the_setting_that_is_not_possible_is_found() {
        let group = TypedTitle::from(&TitleRule::ready()[1]);
        let found = |change: fn(&mut TypedTitle)| {
            let mut typed = group.clone();
            change(&mut typed);
            typed.impossible()
        };
        assert_eq!(found(|title| title.name = " ".into()), "name");
        assert_eq!(found(|title| title.checks = "61".into()), "checks_min");
        assert_eq!(found(|title| title.pledged = "101".into()), "pledged_percent_min");
        assert_eq!(found(|title| title.most = "0".into()), "titles_max");
    }

    #[test]
    fn a_title_that_is_added_is_of_a_kind_that_is_missing() {
        let mut rows = vec![];
        untrack(|| {
            while let Some(row) = TitleRow::beside(&rows) {
                rows.push(row);
            }
            let kinds: Vec<String> = rows.iter().rev().map(|row| row.kind.get()).collect();
            assert_eq!(kinds, ["village", "group", "household"]);
        });
    }
}
