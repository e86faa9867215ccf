//! Whether two reports may be of one matter: near in place, in time and in words, and of the same kind or one beside it.

use std::cmp::Reverse;

use chrono::{DateTime, TimeDelta, Utc};

use crate::search::likeness;

/// Days after its report for which one that has ended may still be meant: the lamp that was mended last week is broken again.
pub const DAYS_MAX: i64 = 30;
/// Most that are shown: more are not read.
pub const SHOWN_MAX: usize = 3;

/// Where one lies, seen from the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// In the same area; one of the two has no position.
    SameArea,
    /// In the same cell of the map or one beside it, some hundred metres.
    Beside,
}

/// A report that may be of the same matter.
#[derive(Clone, Copy, Debug)]
pub struct Other<'a> {
    /// What it says.
    pub text: &'a str,
    /// Where it lies.
    pub nearness: Nearness,
    /// Whether it is of the very kind, not of one in the same group.
    pub is_same_kind: bool,
    /// Whether somebody has still to act.
    pub is_open: bool,
    /// When it was reported.
    pub reported_at: DateTime<Utc>,
}

impl Other<'_> {
    /// How much speaks for it, in thousandths of likeness and more for the same kind and the same spot; `None` where too little
    /// does. The same spot and kind need few words in common (路灯不亮, 灯坏了三天); the same area alone needs many.
    #[must_use]
    pub fn weight(&self, text: &str, now: DateTime<Utc>) -> Option<u32> {
        if !self.is_open && now - self.reported_at > TimeDelta::days(DAYS_MAX) {
            return None;
        }
        let likeness = likeness(text, self.text);
        let (needed, more) = match (self.nearness, self.is_same_kind) {
            (Nearness::Beside, true) => (100, 300),
            (Nearness::Beside, false) => (250, 150),
            (Nearness::SameArea, true) => (300, 100),
            (Nearness::SameArea, false) => (450, 0),
        };
        (likeness >= needed).then_some(likeness + more)
    }
}

/// Up to [`SHOWN_MAX`] of these that may be of the same matter as a report that says `text`: the likeliest first, of equals the
/// newest.
#[must_use]
pub fn likeliest<T: Copy + Ord>(text: &str, others: &[(T, Other<'_>)], now: DateTime<Utc>) -> Vec<T> {
    let weigh = |(id, other): &(T, Other<'_>)| Some((other.weight(text, now)?, other.reported_at, *id));
    let mut found: Vec<_> = others.iter().filter_map(weigh).collect();
    found.sort_by_key(|found| Reverse(*found));
    found.dedup_by_key(|(_, _, id)| *id);
    found.truncate(SHOWN_MAX);
    found.into_iter().map(|(_, _, id)| id).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-11-26T08:00:00Z".parse().unwrap()
    }

    fn other(text: &str, days: i64) -> Other<'_> {
        let reported_at = now() - TimeDelta::days(days);
        Other { text, nearness: Nearness::Beside, is_same_kind: true, is_open: true, reported_at }
    }

    #[test]
    fn the_same_spot_needs_fewer_words_than_the_same_area() {
        let few = other("路灯坏了三天没人管", 1);
        assert!(few.weight("路灯不亮", now()).is_some());
        let wide = Other { nearness: Nearness::SameArea, ..few };
        assert_eq!(wide.weight("路灯不亮", now()), None);
        assert_eq!(Other { is_same_kind: false, ..few }.weight("路灯不亮", now()), None);
        assert!(Other { is_same_kind: false, ..wide }.weight("路灯坏了三天", now()).is_some());
        assert_eq!(few.weight("井盖丢失", now()), None);
    }

    #[test]
    fn what_has_ended_is_meant_for_thirty_days() {
        let ended = |days| Other { is_open: false, ..other("路灯不亮", days) };
        assert!(ended(30).weight("路灯不亮", now()).is_some());
        assert_eq!(ended(31).weight("路灯不亮", now()), None);
        assert!(other("路灯不亮", 300).weight("路灯不亮", now()).is_some());
    }

    #[test]
    fn three_are_shown_the_likeliest_first() {
        let all = [
            (1, other("路灯坏了三天", 1)),
            (2, other("路灯不亮", 9)),
            (3, other("路灯不亮", 2)),
            (4, other("村口路灯不亮", 2)),
            (5, other("井盖丢失", 1)),
            (2, Other { nearness: Nearness::SameArea, ..other("路灯不亮", 9) }),
        ];
        assert_eq!(likeliest("路灯不亮", &all, now()), [3, 2, 4]);
    }

    proptest! {
        #[test]
        fn the_order_of_the_others_does_not_matter(
            reports in proptest::collection::vec((0_i64..60, "[路灯不亮积水桥]{2,8}", any::<bool>()), 0..12),
        ) {
            let mut others = Vec::new();
            for (id, (days, text, is_open)) in reports.iter().enumerate() {
                others.push((id, Other { is_open: *is_open, ..other(text, *days) }));
            }
            let forth = likeliest("路灯不亮", &others, now());
            others.reverse();
            prop_assert_eq!(&forth, &likeliest("路灯不亮", &others, now()));
            prop_assert!(forth.len() <= SHOWN_MAX);
        }
    }
}
