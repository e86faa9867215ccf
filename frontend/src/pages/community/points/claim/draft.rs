//! What was answered so far.

use chrono::NaiveDate;
use contract::points::NewClaim;
use domain::ids::{AreaId, PhotoId, ProgrammeId, UserId};
use serde::{Deserialize, Serialize};

use crate::draft::sending::{Sendable, Sending};

/// Whether points are claimed for oneself or proposed for somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// For oneself.
    Claim,
    /// For a resident.
    Propose,
}

impl Kind {
    /// Under which name the draft is kept.
    pub const fn draft(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Propose => "proposal",
        }
    }

    /// The questions, by their name in the URL.
    pub const fn steps(self) -> &'static [&'static str] {
        match self {
            Self::Claim => &["deed", "when", "evidence", "check"],
            Self::Propose => &["who", "deed", "when", "evidence", "check"],
        }
    }

    /// The address of a question.
    pub fn at(self, step: &str) -> String {
        match self {
            Self::Claim => format!("/points/claim?step={step}"),
            Self::Propose => format!("/work/propose?step={step}"),
        }
    }

    /// Where one comes from.
    pub const fn out(self) -> &'static str {
        match self {
            Self::Claim => "/points",
            Self::Propose => "/work",
        }
    }
}

/// The answers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ClaimDraft {
    /// In which programme.
    pub programme: Option<ProgrammeId>,
    /// The code of what was done.
    pub activity: String,
    /// Which home it counts for.
    pub household: Option<AreaId>,
    /// The names around that home, where it was chosen for somebody else.
    pub place: Vec<String>,
    /// For whom, and what they are called.
    pub person: Option<(UserId, String)>,
    /// The day, as a date field has it.
    pub day: String,
    /// How many minutes it took; empty where it is not counted.
    pub minutes: String,
    /// What was done.
    pub words: String,
    #[serde(default)]
    sending: Sending,
}

impl Sendable for ClaimDraft {
    fn sending(&self) -> &Sending {
        &self.sending
    }

    fn sending_mut(&mut self) -> &mut Sending {
        &mut self.sending
    }
}

impl ClaimDraft {
    /// See [`Sending::forget_photos`].
    pub fn forget_photos(&mut self) {
        self.sending.forget_photos();
    }

    /// Takes up where somebody comes from. What they had answered for another programme or home is not for this one.
    pub fn come_from(&mut self, programme: Option<ProgrammeId>, activity: &str, household: Option<AreaId>) {
        if programme.is_some() && programme != self.programme {
            (self.programme, self.household) = (programme, None);
            self.activity.clear();
        }
        if household.is_some() {
            self.household = household;
        }
        if !activity.is_empty() && self.activity != activity {
            activity.clone_into(&mut self.activity);
        }
    }

    /// The day of the deed.
    pub fn day(&self) -> Option<NaiveDate> {
        self.day.parse().ok()
    }

    /// How long it took.
    pub fn minutes(&self) -> Option<u32> {
        self.minutes.parse().ok()
    }

    /// What is sent, as far as it is answered; `by_hour` where the time counts.
    pub fn request(&self, by_hour: bool, photos: Vec<PhotoId>) -> Option<NewClaim> {
        let words = self.words.trim();
        Some(NewClaim {
            programme_id: self.programme?,
            activity: self.activity.clone(),
            day: self.day()?,
            minutes: self.minutes().filter(|_| by_hour),
            words: (!words.is_empty()).then(|| words.to_owned()),
            photos,
            beneficiary_id: self.person.as_ref().map(|(id, _)| *id),
            household_id: self.household,
        })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn another_programme_begins_with_another_deed() {
        let [one, other] = [1, 2].map(|id| Some(ProgrammeId(Uuid::from_u128(id))));
        let mut draft = ClaimDraft {
            programme: one,
            activity: "sweeping".into(),
            words: "扫了".into(),
            ..ClaimDraft::default()
        };
        draft.come_from(None, "", None);
        assert_eq!((draft.programme, draft.activity.as_str()), (one, "sweeping"));
        draft.come_from(other, "", None);
        assert_eq!((draft.programme, draft.activity.as_str(), draft.words.as_str()), (other, "", "扫了"));
        draft.come_from(other, "watching", None);
        assert_eq!(draft.activity, "watching");
    }

    #[test]
    fn the_time_is_sent_where_it_counts() {
        let mut draft = ClaimDraft {
            programme: Some(ProgrammeId(Uuid::nil())),
            activity: "watching".into(),
            day: "2027-03-05".into(),
            minutes: "90".into(),
            words: "  ".into(),
            ..ClaimDraft::default()
        };
        let sent = |draft: &ClaimDraft, by_hour| {
            draft.request(by_hour, Vec::new()).map(|sent| (sent.minutes, sent.words))
        };
        assert_eq!(sent(&draft, true), Some((Some(90), None)));
        assert_eq!(sent(&draft, false), Some((None, None)));
        draft.day.clear();
        assert_eq!(sent(&draft, true), None);
    }
}
