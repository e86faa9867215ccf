//! Who the parties are, and what they say to an agreement.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{PARTIES_MAX, PARTIES_MIN};
use crate::ids::UserId;

/// What a party says to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = PartyAnswer))]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// They agree.
    Confirmed,
    /// They do not.
    Declined,
}

impl Answer {
    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Declined => "declined",
        }
    }

    /// Reads the name back; `None` for a word that names no answer.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Confirmed, Self::Declined].into_iter().find(|answer| answer.as_str() == word)
    }
}

/// An answer and the number of the text that it was given to.
pub type Given = (u32, Answer);

/// Why parties are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PartyError {
    /// Too few or too many.
    #[error("a dispute has {PARTIES_MIN} to {PARTIES_MAX} parties")]
    Count,
    /// This one is there twice.
    #[error("party {0} is there twice")]
    Twice(usize),
    /// This one mediates.
    #[error("party {0} is the mediator")]
    Mediator(usize),
}

/// Holds parties to the rules; who has no account is `None` and may share a name with another.
///
/// # Errors
/// [`PartyError`].
pub fn check_parties(mediator: UserId, parties: &[Option<UserId>]) -> Result<(), PartyError> {
    if !(PARTIES_MIN..=PARTIES_MAX).contains(&parties.len()) {
        return Err(PartyError::Count);
    }
    let mut seen = BTreeSet::new();
    for (index, party) in parties.iter().enumerate() {
        let Some(party) = party else { continue };
        if *party == mediator {
            return Err(PartyError::Mediator(index));
        }
        if !seen.insert(*party) {
            return Err(PartyError::Twice(index));
        }
    }
    Ok(())
}

/// Whether everybody has confirmed the text of this number. What was said to an earlier text counts for nothing.
#[must_use]
pub fn settles(number: u32, given: &[Option<Given>]) -> bool {
    number > 0 && !given.is_empty() && given.iter().all(|given| *given == Some((number, Answer::Confirmed)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn person(number: u128) -> Option<UserId> {
        Some(UserId(Uuid::from_u128(number)))
    }

    #[test]
    fn parties_are_two_to_eight_different_people_and_not_the_mediator() {
        let mediator = UserId(Uuid::from_u128(9));
        let check = |parties: &[Option<UserId>]| check_parties(mediator, parties);
        assert_eq!(check(&[person(1)]), Err(PartyError::Count));
        assert_eq!(check(&[None; 9]), Err(PartyError::Count));
        assert_eq!(check(&[None; 8]), Ok(()));
        assert_eq!(check(&[person(1), person(2), None]), Ok(()));
        assert_eq!(check(&[person(1), None, person(1)]), Err(PartyError::Twice(2)));
        assert_eq!(check(&[person(1), person(9)]), Err(PartyError::Mediator(1)));
    }

    proptest! {
        #[test]
        fn only_the_same_text_confirmed_by_all_settles(
            number in 1u32..4,
            given in proptest::collection::vec(proptest::option::of((1u32..4, any::<bool>())), 2..8),
        ) {
            let answer = |confirms| if confirms { Answer::Confirmed } else { Answer::Declined };
            let given: Vec<Option<Given>> =
                given.into_iter().map(|given| given.map(|(to, confirms)| (to, answer(confirms)))).collect();
            let all = given.iter().all(|given| matches!(given, Some((to, Answer::Confirmed)) if *to == number));
            prop_assert_eq!(settles(number, &given), all);
            // Another text voids everything.
            prop_assert!(!settles(4, &given));
        }
    }
}
