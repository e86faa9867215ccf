use chrono::Datelike;
use proptest::prelude::*;

use super::*;

fn cap() -> impl Strategy<Value = Option<i64>> {
    prop::option::of(1i64..40)
}

proptest! {
    #[test]
    fn nobody_earns_more_than_any_cap_and_nothing_is_refused_that_fits(
        caps in (cap(), cap(), cap()), day_max in cap(), month_max in cap(),
        deeds in prop::collection::vec((0usize..2, 0u64..70, 1i64..15), 0..60),
    ) {
        let capped = |code: &str| {
            Activity { caps: Caps { day: caps.0, month: caps.1, period: caps.2 }, ..activity(code, 1) }
        };
        let rules = ProgrammeRules { day_max, month_max, ..rules(vec![capped("a"), capped("b")]) };
        let mut done: Vec<(usize, NaiveDate, i64)> = Vec::new();
        for (which, days, wanted) in deeds {
            let on = day("2026-01-15") + chrono::Days::new(days);
            let month = |day: NaiveDate| (day.year(), day.month());
            let mut used = Used::default();
            for (other, day, points) in &done {
                used.add(*points, *other == which, *day == on, month(*day) == month(on));
            }
            // A naive count of what each cap covers.
            let sum = |covers: &dyn Fn(&(usize, NaiveDate, i64)) -> bool| -> i64 {
                done.iter().filter(|deed| covers(deed)).map(|deed| deed.2).sum()
            };
            let counted = [
                (caps.0, sum(&|d| d.0 == which && d.1 == on)),
                (caps.1, sum(&|d| d.0 == which && month(d.1) == month(on))),
                (caps.2, sum(&|d| d.0 == which)),
                (day_max, sum(&|d| d.1 == on)),
                (month_max, sum(&|d| month(d.1) == month(on))),
            ];
            let fits = counted.iter().all(|(cap, used)| cap.is_none_or(|cap| used + wanted <= cap));
            match rules.allow(&rules.activities[which], &used, wanted) {
                Ok(()) => {
                    prop_assert!(fits);
                    done.push((which, on, wanted));
                }
                Err(reached) => {
                    prop_assert!(!fits && reached.left < wanted);
                    // What it says is left would have been allowed, and one more not.
                    prop_assert!(reached.left == 0 || rules.allow(&rules.activities[which], &used, reached.left).is_ok());
                    prop_assert!(rules.allow(&rules.activities[which], &used, reached.left + 1).is_err());
                }
            }
        }
    }
}

#[test]
fn the_cap_that_leaves_least_is_named() {
    let activity =
        Activity { caps: Caps { day: Some(10), month: Some(12), period: None }, ..activity("a", 1) };
    let rules = ProgrammeRules { month_max: Some(100), ..rules(vec![activity.clone()]) };
    let used = Used { activity_day: 4, activity_month: 11, activity_period: 11, day: 4, month: 97 };
    let reached = rules.allow(&activity, &used, 5).unwrap_err();
    assert_eq!((reached.cap, reached.max, reached.left), (Cap::ActivityMonth, 12, 1));
    assert_eq!(rules.allow(&activity, &used, 1), Ok(()));
}
