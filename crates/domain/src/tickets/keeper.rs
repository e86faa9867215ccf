//! To whom a new report goes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{ProviderId, UserId};

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
    /// To a provider, which the kind names, where it serves the grid.
    Provider,
}

impl Keeper {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Queue, Self::GridWorker, Self::Provider];

    /// The name, in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queue => "queue",
            Self::GridWorker => "grid_worker",
            Self::Provider => "provider",
        }
    }

    /// Reads the name back; `None` for a word that names none.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|keeper| keeper.as_str() == word)
    }
}

/// To whom new reports of a kind go, and to which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeptBy {
    /// [`Keeper::Queue`]
    #[default]
    Queue,
    /// [`Keeper::GridWorker`]
    GridWorker,
    /// [`Keeper::Provider`]
    Provider(ProviderId),
}

/// A keeper that needs a provider and has none, or has one and needs none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a provider is named where new reports go to one, and nowhere else")]
pub struct KeeperUnfit;

impl KeptBy {
    /// The keeper with the provider that is named beside it.
    ///
    /// # Errors
    /// [`KeeperUnfit`].
    pub const fn new(keeper: Keeper, provider: Option<ProviderId>) -> Result<Self, KeeperUnfit> {
        match (keeper, provider) {
            (Keeper::Queue, None) => Ok(Self::Queue),
            (Keeper::GridWorker, None) => Ok(Self::GridWorker),
            (Keeper::Provider, Some(provider)) => Ok(Self::Provider(provider)),
            _ => Err(KeeperUnfit),
        }
    }

    /// What it is.
    #[must_use]
    pub const fn keeper(self) -> Keeper {
        match self {
            Self::Queue => Keeper::Queue,
            Self::GridWorker => Keeper::GridWorker,
            Self::Provider(_) => Keeper::Provider,
        }
    }

    /// To which provider.
    #[must_use]
    pub const fn provider(self) -> Option<ProviderId> {
        match self {
            Self::Provider(provider) => Some(provider),
            Self::Queue | Self::GridWorker => None,
        }
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
    fn a_provider_is_named_where_reports_go_to_one() {
        let provider = ProviderId(Uuid::from_u128(7));
        for keeper in Keeper::ALL {
            for named in [None, Some(provider)] {
                let fits = (keeper == Keeper::Provider) == named.is_some();
                let kept = KeptBy::new(keeper, named);
                assert_eq!(kept.is_ok(), fits, "{keeper:?} {named:?}");
                if let Ok(kept) = kept {
                    assert_eq!((kept.keeper(), kept.provider()), (keeper, named));
                }
            }
        }
    }

    #[test]
    fn names_read_back() {
        for keeper in Keeper::ALL {
            assert_eq!(Keeper::parse(keeper.as_str()), Some(keeper));
        }
        assert_eq!(Keeper::parse("nobody"), None);
    }
}
