//! Disputes that somebody mediates: who may do what with a record, in which states, and when it is settled.
//!
//! ```text
//! open ──propose──> agreed ──all confirm──> settled
//!   ↑                │  ↺ propose: what was confirmed is void
//!   └───a decline────┘
//! open, agreed ──fail──> failed, ──withdraw──> withdrawn
//! ```

mod answers;
mod events;

use serde::{Deserialize, Serialize};

pub use self::{
    answers::{Answer, Given, PartyError, check_parties, settles},
    events::{MediationEvent, MediationStep},
};

/// Fewest parties of a dispute.
pub const PARTIES_MIN: usize = 2;
/// Most parties of a dispute.
pub const PARTIES_MAX: usize = 8;
/// Longest matter, in characters.
pub const MATTER_CHARS_MAX: u64 = 2000;
/// Longest notes of a meeting, in characters.
pub const MEETING_CHARS_MAX: u64 = 4000;
/// Longest place of a meeting, in characters.
pub const PLACE_CHARS_MAX: u64 = 100;
/// Longest agreement, in characters.
pub const AGREEMENT_CHARS_MAX: u64 = 8000;
/// Longest reason of an end or a refusal, in characters.
pub const REASON_CHARS_MAX: u64 = 1000;
/// Longest name of a party without an account or of a witness, in characters.
pub const NAME_CHARS_MAX: u64 = 40;
/// Most meetings of a record.
pub const MEETINGS_MAX: i64 = 50;
/// Most versions of an agreement.
pub const AGREEMENTS_MAX: u32 = 50;

/// Where a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MediationState {
    /// The parties talk.
    Open,
    /// There is a text, and confirmations are waited for.
    Agreed,
    /// Every party has confirmed the same text.
    Settled,
    /// It led to nothing.
    Failed,
    /// It was taken back: opened by mistake, or nobody wants it any more.
    Withdrawn,
}

impl MediationState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Open, Self::Agreed, Self::Settled, Self::Failed, Self::Withdrawn];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Agreed => "agreed",
            Self::Settled => "settled",
            Self::Failed => "failed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the name back; `None` for a word that names no state.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether nothing more happens.
    #[must_use]
    pub const fn is_ended(self) -> bool {
        matches!(self, Self::Settled | Self::Failed | Self::Withdrawn)
    }
}

/// What can be done with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MediationMove {
    /// Write down a meeting, held or to be held.
    Meet,
    /// Write down what would be agreed, or another text of it.
    Propose,
    /// Agree to the text.
    Confirm,
    /// Not agree to it.
    Decline,
    /// Record that a party without an account agreed in person.
    RecordSignature,
    /// End it without an agreement.
    Fail,
    /// Take it back.
    Withdraw,
}

/// What somebody is to a record. Nobody else knows of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Who mediates.
    Mediator,
    /// Whose dispute it is.
    Party,
}

use self::MediationState::{Agreed, Open};

/// The table: a move, whose it is, and from which states.
const MOVES: [(MediationMove, Side, &[MediationState]); 7] = [
    (MediationMove::Meet, Side::Mediator, &[Open, Agreed]),
    (MediationMove::Propose, Side::Mediator, &[Open, Agreed]),
    (MediationMove::Confirm, Side::Party, &[Agreed]),
    (MediationMove::Decline, Side::Party, &[Agreed]),
    (MediationMove::RecordSignature, Side::Mediator, &[Agreed]),
    (MediationMove::Fail, Side::Mediator, &[Open, Agreed]),
    (MediationMove::Withdraw, Side::Mediator, &[Open, Agreed]),
];

/// Why a move is not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoveError {
    /// It is for the other side.
    #[error("this is for the other side to do")]
    NotYours,
    /// It has ended.
    #[error("this mediation has ended")]
    Ended,
    /// There is no text to answer to.
    #[error("there is no agreement to answer to")]
    NothingAgreed,
}

impl MediationMove {
    /// Every move, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Meet,
        Self::Propose,
        Self::Confirm,
        Self::Decline,
        Self::RecordSignature,
        Self::Fail,
        Self::Withdraw,
    ];

    /// Lets a move pass.
    ///
    /// # Errors
    /// What stands in its way: first whose it is, then the state.
    pub fn permit(self, side: Side, state: MediationState) -> Result<(), MoveError> {
        // The table has a line for each in the order of their declaration; a test holds it to that.
        let (_, by, from) = MOVES[self as usize];
        if by != side {
            Err(MoveError::NotYours)
        } else if from.contains(&state) {
            Ok(())
        } else if state.is_ended() {
            Err(MoveError::Ended)
        } else {
            Err(MoveError::NothingAgreed)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_move_of_every_side_in_every_state() {
        use MoveError::{Ended, NotYours, NothingAgreed};
        const OK: Result<(), MoveError> = Ok(());
        const ENDED: Result<(), MoveError> = Err(Ended);
        const NONE: Result<(), MoveError> = Err(NothingAgreed);
        // Written by hand: open, agreed, settled, failed, withdrawn.
        let mediator = [
            (MediationMove::Meet, [OK, OK, ENDED, ENDED, ENDED]),
            (MediationMove::Propose, [OK, OK, ENDED, ENDED, ENDED]),
            (MediationMove::RecordSignature, [NONE, OK, ENDED, ENDED, ENDED]),
            (MediationMove::Fail, [OK, OK, ENDED, ENDED, ENDED]),
            (MediationMove::Withdraw, [OK, OK, ENDED, ENDED, ENDED]),
        ];
        let party = [
            (MediationMove::Confirm, [NONE, OK, ENDED, ENDED, ENDED]),
            (MediationMove::Decline, [NONE, OK, ENDED, ENDED, ENDED]),
        ];
        let sides = [(Side::Mediator, &mediator[..], Side::Party), (Side::Party, &party[..], Side::Mediator)];
        let mut seen = 0;
        for (side, table, other) in sides {
            for (step, expected) in table {
                for (state, expected) in MediationState::ALL.into_iter().zip(expected) {
                    assert_eq!(step.permit(side, state), *expected, "{step:?} in {state:?}");
                    assert_eq!(step.permit(other, state), Err(NotYours), "{step:?} by the other side");
                    seen += 1;
                }
            }
        }
        assert_eq!(seen, MediationMove::ALL.len() * MediationState::ALL.len());
    }

    #[test]
    fn the_table_has_its_lines_in_order_and_names_read_back() {
        for (index, step) in MediationMove::ALL.into_iter().enumerate() {
            assert_eq!((MOVES[index].0, step as usize), (step, index));
        }
        for state in MediationState::ALL {
            assert_eq!(MediationState::parse(state.as_str()), Some(state));
        }
    }
}
