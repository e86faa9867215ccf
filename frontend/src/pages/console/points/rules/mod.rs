//! The rules of a programme: what holds from which day on, reading, writing and adopting them.

mod activity;
pub mod adopt;
pub mod edit;
pub mod fields;
mod form;
mod plain;
pub mod show;
pub mod versions;

pub use edit::NewRules;
pub use show::RulesPage;

pub(super) use versions::Versions;

use chrono::NaiveDate;
use contract::points::ProgrammeRulesVersion;
use domain::ids::{ProgrammeId, ProgrammeRulesId};

use super::{BASE, today};
use crate::amounts::hundredths;

/// The page of a version or a draft.
fn address(id: ProgrammeRulesId) -> String {
    format!("{BASE}/points/rules/{id}")
}

/// The way to a new draft, that begins with a version where one is given.
pub(super) fn new_address(id: ProgrammeId, from: Option<ProgrammeRulesId>) -> String {
    let from = from.map(|from| format!("?from={from}")).unwrap_or_default();
    format!("{BASE}/points/programmes/{id}/rules/new{from}")
}

/// Reads a number of points: `1,000`, with the digits of a Chinese keyboard too.
pub(super) fn points(text: &str) -> Option<i64> {
    hundredths(text).filter(|amount| amount % 100 == 0).map(|amount| amount / 100)
}

/// The version that holds on a day: the last that was adopted from then or before.
fn in_force(versions: &[ProgrammeRulesVersion], day: NaiveDate) -> Option<&ProgrammeRulesVersion> {
    let by_then = versions.iter().filter(|rules| rules.adopted_from.is_some_and(|from| from <= day));
    by_then.max_by_key(|rules| rules.adopted_from)
}

/// What a version is held against: the one that it follows; a draft follows the last that was adopted.
fn before<'a>(
    versions: &'a [ProgrammeRulesVersion],
    rules: &ProgrammeRulesVersion,
) -> Option<&'a ProgrammeRulesVersion> {
    let from = rules.adopted_from.unwrap_or(NaiveDate::MAX);
    let earlier = versions.iter().filter(|other| other.adopted_from.is_some_and(|other| other < from));
    earlier.max_by_key(|other| other.adopted_from)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{form::ready, *};

    fn version(id: u128, from: Option<&str>) -> ProgrammeRulesVersion {
        ProgrammeRulesVersion {
            id: ProgrammeRulesId(Uuid::from_u128(id)),
            programme_id: ProgrammeId(Uuid::nil()),
            content: ready(),
            adopted_from: from.map(|from| from.parse().unwrap()),
            adopted_at: None,
            written_at: chrono::DateTime::UNIX_EPOCH,
            version: 1,
        }
    }

    #[test]
    fn the_last_that_was_adopted_holds_and_each_follows_one() {
        let all = [version(1, Some("2027-01-01")), version(2, None), version(3, Some("2027-06-01"))];
        let held = |day: &str| in_force(&all, day.parse().unwrap()).map(|rules| rules.id.0.as_u128());
        assert_eq!((held("2026-12-31"), held("2027-05-31"), held("2027-06-01")), (None, Some(1), Some(3)));
        let follows = |index: usize| before(&all, &all[index]).map(|rules| rules.id.0.as_u128());
        assert_eq!((follows(0), follows(1), follows(2)), (None, Some(3), Some(1)));
    }

    #[test]
    fn points_are_whole() {
        assert_eq!(
            (points("1,000"), points("５"), points("2.5"), points("")),
            (Some(1_000), Some(5), None, None)
        );
    }
}
