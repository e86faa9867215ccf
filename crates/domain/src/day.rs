//! A grid worker's day: what has to be done, what is urgent first, and within that as near as possible.

use serde::{Deserialize, Serialize};

use crate::{geo::Position, walk};

/// What kind of thing has to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StopKind {
    /// A ticket to work on. What an inspection demanded is one, too.
    Ticket,
    /// A household to visit.
    Visit,
    /// A meeting of a mediation.
    Meeting,
}

/// How urgent something is, what is most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Somebody may come to harm.
    Urgent,
    /// It should have been done by now.
    Overdue,
    /// It is to be done today.
    Today,
    /// It can wait, and lies on the way perhaps.
    Later,
}

impl Urgency {
    /// Every one, the most urgent first.
    pub const ALL: [Self; 4] = [Self::Urgent, Self::Overdue, Self::Today, Self::Later];

    /// That of something with a day on which it is due.
    #[must_use]
    pub fn of(urgent: bool, due: Option<chrono::NaiveDate>, today: chrono::NaiveDate) -> Self {
        match due {
            _ if urgent => Self::Urgent,
            Some(due) if due < today => Self::Overdue,
            Some(due) if due == today => Self::Today,
            _ => Self::Later,
        }
    }
}

/// The order in which to go: indices of `stops`, each once. What is more urgent comes first always; within an urgency the
/// order is that of [`walk::order`] from where the one before ended, and what lies nobody knows where comes last, as it came.
#[must_use]
pub fn order(start: Option<Position>, stops: &[(Urgency, Option<Position>)]) -> Vec<usize> {
    let mut order = Vec::with_capacity(stops.len());
    let mut here = start;
    for urgency in Urgency::ALL {
        let of_it = stops.iter().enumerate().filter(|(_, stop)| stop.0 == urgency);
        let (there, nowhere): (Vec<_>, Vec<_>) =
            of_it.map(|(index, stop)| (index, stop.1)).partition(|(_, position)| position.is_some());
        let places: Vec<Position> = there.iter().filter_map(|(_, position)| *position).collect();
        for next in walk::order(here, &places) {
            order.push(there[next].0);
            here = Some(places[next]);
        }
        order.extend(nowhere.into_iter().map(|(index, _)| index));
    }
    order
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_due_decides_how_urgent_it_is() {
        let day = |text: &str| text.parse().unwrap();
        let of = |due: Option<&str>| Urgency::of(false, due.map(day), day("2026-03-05"));
        assert_eq!(of(Some("2026-03-04")), Urgency::Overdue);
        assert_eq!(of(Some("2026-03-05")), Urgency::Today);
        assert_eq!(of(Some("2026-03-06")), Urgency::Later);
        assert_eq!(of(None), Urgency::Later);
        assert_eq!(Urgency::of(true, None, day("2026-03-05")), Urgency::Urgent);
    }

    prop_compose! {
        fn stop()(
            urgency in 0usize..4,
            at in proptest::option::of((0i64..400_000, 0i64..400_000)),
        ) -> (Urgency, Option<Position>) {
            let position = at.map(|(x, y)| Position::new(1_180_000_000 + x, 310_000_000 + y).unwrap());
            (Urgency::ALL[urgency], position)
        }
    }

    proptest! {
        #[test]
        fn every_stop_once_and_what_is_urgent_first(stops in proptest::collection::vec(stop(), 0..40)) {
            let found = order(None, &stops);
            let mut sorted = found.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, (0..stops.len()).collect::<Vec<_>>());
            let urgencies: Vec<Urgency> = found.iter().map(|index| stops[*index].0).collect();
            prop_assert!(urgencies.is_sorted());
            for pair in found.windows(2) {
                let ((a, at), (b, there)) = (stops[pair[0]], stops[pair[1]]);
                prop_assert!(a != b || at.is_some() || there.is_none(), "nowhere comes last");
            }
        }
    }
}
