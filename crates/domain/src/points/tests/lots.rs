use std::collections::VecDeque;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::*;

/// What happens to a wallet.
#[derive(Clone, Debug)]
enum Step {
    /// Points come that last so many more days; for ever where absent.
    Credit(i64, Option<u64>),
    /// Points are spent, as far as there are any.
    Spend(i64),
    /// A day is over: what is over with it goes.
    Night,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => (1i64..8, prop::option::weighted(0.9, 0u64..6)).prop_map(|(n, days)| Step::Credit(n, days)),
        3 => (1i64..10).prop_map(Step::Spend),
        4 => Just(Step::Night),
    ];
    prop::collection::vec(step, 0..60)
}

/// Single points in the order in which they came; the day on which each of them can go at the earliest.
#[derive(Default)]
struct Queue(VecDeque<Option<NaiveDate>>);

impl Queue {
    fn expire(&mut self, day: NaiveDate) -> i64 {
        let mut gone = 0;
        while self.0.front().is_some_and(|last| last.is_some_and(|last| last <= day)) {
            self.0.pop_front();
            gone += 1;
        }
        gone
    }
}

proptest! {
    #[test]
    fn lots_expire_as_a_queue_of_single_points_does(steps in steps()) {
        let (mut lots, mut available) = (Vec::<Lot>::new(), 0_i64);
        let mut queue = Queue::default();
        let mut today = day("2026-01-28");
        for step in steps {
            match step {
                Step::Credit(amount, days) => {
                    let expires_on = days.map(|days| today + Days::new(days));
                    lots.push(Lot { amount, expires_on });
                    available += amount;
                    queue.0.extend((0..amount).map(|_| expires_on));
                }
                Step::Spend(wanted) => {
                    let spent = wanted.min(available);
                    let made_of = taken(available, &lots, spent);
                    prop_assert_eq!(made_of.iter().map(|part| part.amount).sum::<i64>(), spent);
                    available -= spent;
                    queue.0.drain(..usize::try_from(spent).unwrap());
                }
                Step::Night => {
                    let over = expiring(available, &lots, today);
                    prop_assert_eq!(over, queue.expire(today));
                    available -= over;
                    today = today + Days::new(1);
                }
            }
            prop_assert_eq!(available, i64::try_from(queue.0.len()).unwrap());
            let parts = parts(available, &lots);
            prop_assert_eq!(parts.iter().map(|part| part.amount).sum::<i64>(), available);
            // Told beforehand, it is what then happens if nothing else does.
            for ahead in 0..8 {
                let then = today + Days::new(ahead);
                let told: i64 = upcoming(available, &lots).iter().filter(|(last, _)| *last <= then).map(|(_, n)| n).sum();
                prop_assert_eq!(told, expiring(available, &lots, then));
            }
        }
    }

    #[test]
    fn a_lot_lasts_at_least_as_long_as_those_before_it(steps in steps()) {
        let mut lots = Vec::new();
        for step in steps {
            if let Step::Credit(amount, days) = step {
                lots.push(Lot { amount, expires_on: days.map(|days| day("2026-01-01") + Days::new(days)) });
            }
        }
        let total = lots.iter().map(|lot| lot.amount).sum();
        let days: Vec<NaiveDate> = upcoming(total, &lots).into_iter().map(|(day, _)| day).collect();
        prop_assert!(days.windows(2).all(|pair| pair[0] < pair[1]));
    }
}

#[test]
fn points_last_until_the_last_day_of_a_month() {
    for (earned, months, last) in
        [("2026-03-05", 12, "2027-03-31"), ("2026-03-31", 1, "2026-04-30"), ("2027-12-01", 2, "2028-02-29")]
    {
        assert_eq!(expiry_day(day(earned), Some(months)), Some(day(last)));
    }
    assert_eq!(expiry_day(day("2026-03-05"), None), None);
}

#[test]
fn what_came_back_after_its_lot_was_taken_away_counts_with_the_oldest() {
    let lots = [Lot { amount: 5, expires_on: Some(day("2026-03-31")) }];
    assert_eq!(expiring(8, &lots, day("2026-03-31")), 8);
    assert_eq!(parts(3, &[]), [Lot { amount: 3, expires_on: None }]);
}
