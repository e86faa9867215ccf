//! A programme's numbers as they came to be.

use contract::points::{NumbersOf, ProgrammeNumbers};

/// What each step had come to at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Totals {
    pub(super) issued: Vec<i64>,
    pub(super) redeemed: Vec<i64>,
    pub(super) expired: Vec<i64>,
    pub(super) outstanding: Vec<i64>,
}

/// Counted back from what there is now: a series of days may not reach back to the first.
pub(super) fn totals(numbers: &ProgrammeNumbers) -> Totals {
    let back = |now: i64, moved: fn(&NumbersOf) -> i64| {
        let mut then = now;
        let mut all: Vec<i64> = numbers
            .series
            .iter()
            .rev()
            .map(|step| {
                let here = then;
                then -= moved(step);
                here
            })
            .collect();
        all.reverse();
        all
    };
    Totals {
        issued: back(numbers.totals.issued, |step| step.issued),
        redeemed: back(numbers.totals.redeemed, |step| step.redeemed),
        expired: back(numbers.totals.expired, |step| step.expired),
        outstanding: numbers.series.iter().map(|step| step.outstanding).collect(),
    }
}

#[cfg(test)]
mod tests {
    use contract::points::ProgrammeTotals;

    use super::*;

    #[test]
    fn what_each_step_had_come_to_ends_with_what_there_is() {
        let step = |month: u32, issued, redeemed, outstanding| NumbersOf {
            from: chrono::NaiveDate::from_ymd_opt(2027, month, 1).unwrap(),
            funded: 0,
            issued,
            redeemed,
            expired: 0,
            outstanding,
        };
        let all_in_all = ProgrammeTotals {
            funded: 1_000,
            left: 860,
            issued: 140,
            redeemed: 30,
            expired: 0,
            outstanding: 110,
        };
        // Something was issued before.
        let numbers =
            ProgrammeNumbers { totals: all_in_all, series: vec![step(2, 40, 0, 90), step(3, 50, 30, 110)] };
        let totals = totals(&numbers);
        assert_eq!((totals.issued, totals.redeemed), (vec![90, 140], vec![0, 30]));
        assert_eq!((totals.expired, totals.outstanding), (vec![0, 0], vec![90, 110]));
    }
}
