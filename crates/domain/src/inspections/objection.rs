//! A village objects to one mark of its sheet; somebody who had no part in it decides.

use super::Score;
use crate::ids::UserId;

/// Where an objection stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectionState {
    /// Nobody has decided.
    Open,
    /// The mark is another one now.
    Upheld {
        /// What is taken away or given instead.
        points: Score,
    },
    /// The mark stands.
    Dismissed,
    /// The village took it back.
    Withdrawn,
}

/// How it is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The village is right: the mark becomes another one.
    Uphold {
        /// What is taken away or given instead.
        points: Score,
    },
    /// The mark stands.
    Dismiss,
}

/// An objection as far as the rules are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Objection {
    /// Who raised it for the village.
    pub objector: UserId,
    /// What the mark took away or gave; it stays readable beside the new one.
    pub before: Score,
    /// Where it stands.
    pub state: ObjectionState,
}

/// Why an objection does not move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ObjectionError {
    /// It is decided or withdrawn.
    #[error("the objection is no longer open")]
    Ended,
    /// Who scored the sheet does not judge it.
    #[error("who scored a sheet does not decide on an objection to it")]
    OwnSheet,
    /// Who objected does not decide.
    #[error("who objected does not decide")]
    OwnObjection,
    /// The decision changes nothing.
    #[error("an upheld objection changes the mark")]
    Unchanged,
    /// More than the indicator's weight.
    #[error("a mark is at most the indicator's weight")]
    AboveWeight,
    /// Somebody else's.
    #[error("only who objected can take it back")]
    NotTheirs,
}

impl Objection {
    /// Decides it. `inspectors` are those who scored the sheet, `weight` is the indicator's.
    ///
    /// # Errors
    /// All of [`ObjectionError`] but [`ObjectionError::NotTheirs`].
    pub fn decide(
        self,
        reviewer: UserId,
        inspectors: &[UserId],
        weight: Score,
        decision: Decision,
    ) -> Result<Self, ObjectionError> {
        if self.state != ObjectionState::Open {
            return Err(ObjectionError::Ended);
        }
        if inspectors.contains(&reviewer) {
            return Err(ObjectionError::OwnSheet);
        }
        if reviewer == self.objector {
            return Err(ObjectionError::OwnObjection);
        }
        let state = match decision {
            Decision::Dismiss => ObjectionState::Dismissed,
            Decision::Uphold { points } if points == self.before => return Err(ObjectionError::Unchanged),
            Decision::Uphold { points } if points > weight => return Err(ObjectionError::AboveWeight),
            Decision::Uphold { points } => ObjectionState::Upheld { points },
        };
        Ok(Self { state, ..self })
    }

    /// Takes it back.
    ///
    /// # Errors
    /// [`ObjectionError::Ended`], [`ObjectionError::NotTheirs`].
    pub fn withdraw(self, by: UserId) -> Result<Self, ObjectionError> {
        match self.state {
            ObjectionState::Open if by == self.objector => {
                Ok(Self { state: ObjectionState::Withdrawn, ..self })
            }
            ObjectionState::Open => Err(ObjectionError::NotTheirs),
            _ => Err(ObjectionError::Ended),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn person(number: u128) -> UserId {
        UserId(Uuid::from_u128(number))
    }

    fn points(text: &str) -> Score {
        text.parse().unwrap()
    }

    const INSPECTOR: u128 = 1;
    const VILLAGE: u128 = 2;
    const REVIEWER: u128 = 3;

    fn open() -> Objection {
        Objection { objector: person(VILLAGE), before: points("3.00"), state: ObjectionState::Open }
    }

    fn decide(objection: Objection, by: u128, decision: Decision) -> Result<Objection, ObjectionError> {
        objection.decide(person(by), &[person(INSPECTOR)], points("5.00"), decision)
    }

    #[test]
    fn who_had_no_part_in_it_decides_and_both_values_stay() {
        let upheld = decide(open(), REVIEWER, Decision::Uphold { points: points("1.50") }).unwrap();
        assert_eq!(
            (upheld.before, upheld.state),
            (points("3.00"), ObjectionState::Upheld { points: points("1.50") })
        );
        assert_eq!(decide(open(), REVIEWER, Decision::Dismiss).unwrap().state, ObjectionState::Dismissed);
        assert_eq!(decide(open(), INSPECTOR, Decision::Dismiss), Err(ObjectionError::OwnSheet));
        assert_eq!(decide(open(), VILLAGE, Decision::Dismiss), Err(ObjectionError::OwnObjection));
        assert_eq!(decide(upheld, REVIEWER, Decision::Dismiss), Err(ObjectionError::Ended));
    }

    #[test]
    fn an_upheld_objection_changes_the_mark_within_the_weight() {
        let to = |text| decide(open(), REVIEWER, Decision::Uphold { points: points(text) });
        assert_eq!(to("3.00"), Err(ObjectionError::Unchanged));
        assert_eq!(to("5.01"), Err(ObjectionError::AboveWeight));
        assert!(to("5.00").is_ok() && to("0.00").is_ok());
    }

    #[test]
    fn only_who_objected_takes_it_back_and_only_while_it_is_open() {
        let withdrawn = open().withdraw(person(VILLAGE)).unwrap();
        assert_eq!(withdrawn.state, ObjectionState::Withdrawn);
        assert_eq!(withdrawn.withdraw(person(VILLAGE)), Err(ObjectionError::Ended));
        assert_eq!(open().withdraw(person(REVIEWER)), Err(ObjectionError::NotTheirs));
    }
}
