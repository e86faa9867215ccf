//! Errors of mediations as problems.

use app::mediations::Error;
use contract::problems::{self, mediations as p};
use domain::mediations::{AGREEMENTS_MAX, MEETINGS_MAX, MoveError, PARTIES_MAX, PARTIES_MIN, PartyError};

use crate::ApiError;

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        let party = |index: usize, code| Self::bad_field(format!("/parties/{index}"), code, &[]);
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Move(MoveError::NotYours) => Self::new(&problems::NOT_ALLOWED),
            Error::Move(MoveError::Ended) => Self::new(&p::MEDIATION_ENDED),
            Error::Move(MoveError::NothingAgreed) => Self::new(&p::MEDIATION_NOTHING_AGREED),
            Error::Parties(PartyError::Count) => {
                let bounds = [("min", PARTIES_MIN.to_string()), ("max", PARTIES_MAX.to_string())];
                Self::bad_field("/parties", "party_count", &bounds)
            }
            Error::Parties(PartyError::Twice(index)) => party(index, "party_twice"),
            Error::Parties(PartyError::Mediator(index)) => party(index, "party_mediator"),
            Error::PartyUnknown(index) => party(index, "party_unknown"),
            Error::AreaUnknown => Self::bad_field("/area_id", "not_found", &[]),
            Error::MeetingsFull => Self::new(&p::MEETINGS_FULL).with("max", MEETINGS_MAX),
            Error::AgreementsFull => Self::new(&p::AGREEMENTS_FULL).with("max", AGREEMENTS_MAX),
            Error::AgreementChanged => Self::new(&p::AGREEMENT_CHANGED),
            Error::Answered => Self::new(&p::AGREEMENT_ANSWERED),
            Error::HasAccount => Self::new(&p::PARTY_HAS_ACCOUNT),
            Error::WitnessUnfit => Self::bad_field("/witness", "witness_party", &[]),
            Error::PhotoUnknown => Self::bad_field("/photo", "photo", &[]),
            Error::Crypto(error) => Self::internal(error),
        }
    }
}
