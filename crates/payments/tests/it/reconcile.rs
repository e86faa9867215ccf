//! Our books of a day against a bill.

use chrono::TimeDelta;
use payments::{Difference, Kind, Line, Progress, Side, reconcile};
use proptest::prelude::*;

use crate::support::{fen, now};

fn line(kind: Kind, order: u16, refund: Option<u8>, amount: i64, progress: Progress) -> Line {
    Line {
        kind,
        order: format!("G{order:06}"),
        refund: refund.map(|refund| format!("R{refund}")),
        transaction: format!("42{order:06}"),
        amount: fen(amount),
        progress,
        at: now() + TimeDelta::seconds(order.into()),
    }
}

fn payment(order: u16, amount: i64) -> Line {
    line(Kind::Payment, order, None, amount, Progress::Done)
}

fn refund(order: u16, refund: u8, progress: Progress) -> Line {
    line(Kind::Refund, order, Some(refund), 100, progress)
}

#[test]
fn each_difference_has_its_name() {
    let ours =
        [payment(1, 100), payment(2, 100), payment(3, 100), payment(4, 100), refund(1, 1, Progress::Failed)];
    let other = Line { transaction: "43".to_owned(), ..payment(4, 100) };
    let theirs =
        [payment(1, 100), payment(3, 101), other.clone(), payment(5, 100), refund(1, 1, Progress::Done)];
    assert_eq!(
        reconcile(&ours, &theirs),
        [
            Difference::MissingThere(payment(2, 100)),
            Difference::AmountDiffers { ours: payment(3, 100), theirs: payment(3, 101) },
            Difference::TransactionDiffers { ours: payment(4, 100), theirs: other },
            Difference::MissingHere(payment(5, 100)),
            Difference::StateDiffers {
                ours: refund(1, 1, Progress::Failed),
                theirs: refund(1, 1, Progress::Done)
            },
        ]
    );
}

#[test]
fn a_bill_is_older_than_our_books_but_not_ahead_of_them() {
    let compared = |ours, theirs| reconcile(&[refund(1, 1, ours)], &[refund(1, 1, theirs)]).len();
    use Progress::{Done, Failed, Pending};
    for (ours, theirs, differences) in [
        (Done, Pending, 0),
        (Failed, Pending, 0),
        (Pending, Pending, 0),
        (Failed, Failed, 0),
        (Pending, Done, 1),
        (Pending, Failed, 1),
        (Done, Failed, 1),
        (Failed, Done, 1),
    ] {
        assert_eq!(compared(ours, theirs), differences, "{ours:?} {theirs:?}");
    }
}

#[test]
fn refunds_of_one_order_are_told_apart_and_repetitions_are_named() {
    let ours = [refund(1, 1, Progress::Done), refund(1, 2, Progress::Done)];
    assert_eq!(reconcile(&ours, &[ours[1].clone(), ours[0].clone()]), []);
    let twice = [ours[0].clone(), ours[1].clone(), ours[0].clone()];
    assert_eq!(
        reconcile(&ours, &twice),
        [Difference::Repeated { side: Side::Theirs, line: ours[0].clone() }]
    );
    assert_eq!(reconcile(&twice, &ours), [Difference::Repeated { side: Side::Ours, line: ours[0].clone() }]);
}

/// What became of one of our lines on its way into the bill.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Same,
    Lost,
    Invented,
    Changed,
}

fn fates() -> impl Strategy<Value = Vec<Fate>> {
    let fate = prop_oneof![
        6 => Just(Fate::Same), 1 => Just(Fate::Lost), 1 => Just(Fate::Invented), 1 => Just(Fate::Changed),
    ];
    prop::collection::vec(fate, 0..60)
}

proptest! {
    #[test]
    fn exactly_what_differs_is_listed_in_whatever_order_the_lines_are((fates, seed) in (fates(), any::<u64>())) {
        let (mut ours, mut theirs, mut expected) = (Vec::new(), Vec::new(), Vec::new());
        for (order, fate) in (0u16..).zip(&fates) {
            let line = payment(order, 100 + i64::from(order));
            match fate {
                Fate::Same => {
                    ours.push(line.clone());
                    theirs.push(line);
                }
                Fate::Lost => {
                    ours.push(line.clone());
                    expected.push(Difference::MissingThere(line));
                }
                Fate::Invented => {
                    theirs.push(line.clone());
                    expected.push(Difference::MissingHere(line));
                }
                Fate::Changed => {
                    let changed = payment(order, 99);
                    ours.push(line.clone());
                    theirs.push(changed.clone());
                    expected.push(Difference::AmountDiffers { ours: line, theirs: changed });
                }
            }
        }
        let turn = |lines: &mut Vec<Line>| {
            let by = if lines.is_empty() { 0 } else { usize::try_from(seed % lines.len() as u64).unwrap() };
            lines.rotate_left(by);
        };
        turn(&mut theirs);
        prop_assert_eq!(reconcile(&ours, &theirs), expected);
    }

    #[test]
    fn a_day_agrees_with_itself(fates in fates()) {
        let lines: Vec<Line> = (0u16..).zip(&fates).map(|(order, _)| payment(order, 100)).collect();
        prop_assert_eq!(reconcile(&lines, &lines), []);
    }
}
