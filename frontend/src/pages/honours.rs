//! Words about titles that the community app and the console share.

use contract::lang::Lang;
use domain::inspections::{HalfYear, TitleKind, TitleMiss, TitleRule, TitleTies};

use crate::i18n::{self, titles};

/// `2026年上半年`
pub(super) fn half_year(half_year: HalfYear) -> String {
    let [first, ..] = half_year.months();
    if first.month() == 1 { titles::first_half(first.year()) } else { titles::second_half(first.year()) }
}

/// What has such titles.
pub(super) fn kind(kind: TitleKind) -> &'static str {
    match kind {
        TitleKind::Household => titles::kind_household(),
        TitleKind::Group => titles::kind_group(),
        TitleKind::Village => titles::kind_village(),
    }
}

/// Every kind as options of a filter.
pub(super) fn kinds() -> Vec<(String, String)> {
    TitleKind::ALL.into_iter().map(|one| (one.as_str().to_owned(), kind(one).to_owned())).collect()
}

/// What a title takes, a condition each.
pub(super) fn conditions(rule: &TitleRule) -> Vec<String> {
    let mut words = vec![titles::rule_checks(rule.checks_min), titles::rule_mean(rule.mean_min)];
    match (rule.pledged_percent_min, rule.kind) {
        (0, _) => {}
        (_, TitleKind::Household) => words.push(titles::rule_pledge_own().to_owned()),
        (percent, _) => words.push(titles::rule_pledge_share(percent)),
    }
    if rule.criticism_excludes {
        words.push(titles::rule_criticism().to_owned());
    }
    words.push(titles::rule_most(rule.titles_max));
    words.push(match rule.ties {
        TitleTies::All => titles::ties_all().to_owned(),
        TitleTies::None => titles::ties_none().to_owned(),
    });
    words
}

/// A condition that a place misses.
pub(super) fn miss(miss: TitleMiss) -> &'static str {
    match miss {
        TitleMiss::FewChecks => titles::miss_few_checks(),
        TitleMiss::LowMean => titles::miss_low_mean(),
        TitleMiss::NotPledged => titles::miss_not_pledged(),
        TitleMiss::Criticised => titles::miss_criticised(),
        TitleMiss::BeyondLimit => titles::miss_beyond_limit(),
        TitleMiss::TiedAtLimit => titles::miss_tied_at_limit(),
    }
}

/// The names down to a place, the last few of which say enough.
pub(super) fn place(names: &[String]) -> String {
    names.join(" · ")
}

/// Several words in one sentence.
pub(super) fn list(words: &[&str]) -> String {
    words.join(if i18n::lang() == Lang::En { ", " } else { "、" })
}
