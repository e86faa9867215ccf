//! To whom a new report goes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::UserId;

/// To whom new reports of a kind go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Keeper {
    /// Into the queue of the area, from which somebody takes them.
    #[default]
    Queue,
    /// To a grid worker of the very grid, where there is one.
    GridWorker,
}

impl Keeper {
    /// The name, in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queue => "queue",
            Self::GridWorker => "grid_worker",
        }
    }

    /// Reads the name back; `None` for a word that names none.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Queue, Self::GridWorker].into_iter().find(|keeper| keeper.as_str() == word)
    }
}

/// Who of several gets a new report: whoever has least to do. Of equals always the same one, so that a test can say who.
/// Nobody gets their own.
#[must_use]
pub fn least_busy(open: &BTreeMap<UserId, i64>, reporter: UserId) -> Option<UserId> {
    let others = open.iter().filter(|(person, _)| **person != reporter);
    others.min_by_key(|(_, count)| **count).map(|(person, _)| *person)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn person(number: u128) -> UserId {
        UserId(Uuid::from_u128(number))
    }

    #[test]
    fn whoever_has_least_to_do_gets_it_and_nobody_their_own() {
        let open = BTreeMap::from([(person(1), 3), (person(2), 1), (person(3), 1)]);
        assert_eq!(least_busy(&open, person(9)), Some(person(2)));
        assert_eq!(least_busy(&open, person(2)), Some(person(3)));
        assert_eq!(least_busy(&BTreeMap::from([(person(1), 0)]), person(1)), None);
        assert_eq!(least_busy(&BTreeMap::new(), person(1)), None);
    }

    #[test]
    fn names_read_back() {
        for keeper in [Keeper::Queue, Keeper::GridWorker] {
            assert_eq!(Keeper::parse(keeper.as_str()), Some(keeper));
        }
        assert_eq!(Keeper::parse("nobody"), None);
    }
}
