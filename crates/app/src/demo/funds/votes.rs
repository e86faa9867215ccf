//! What a committee votes on beside projects, and how its members vote on anything.

use chrono::TimeDelta;
use domain::{
    funds::committee::{Choice, Matter, RecusalGround, ResolutionState},
    ids::ResolutionId,
    permissions::Actor,
};

use super::{Funds, Which};
use crate::{
    db::Tx,
    demo::{DemoError, value},
    funds::{
        Error,
        resolutions::{self, NewResolution},
    },
};

/// How long members vote, in days.
pub(super) const VOTING_DAYS: i64 = 10;

/// What the town's committee is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ask {
    /// Whether its charter is amended.
    Charter,
    /// Whether the awards of a half-year are paid.
    Awards,
}

/// How members vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answers {
    /// All of them for it.
    Yes,
    /// The last one says neither.
    OneAbstains,
    /// The first keeps out of it, having kin in it.
    OneIsKin,
    /// Most of them against it.
    No,
    /// The last one says nothing, so that the vote ends with its time.
    OneIsSilent,
    /// The first two of them, so far.
    TwoSoFar,
}

/// What one member does.
enum Said {
    Vote(Choice),
    Recuse,
}

impl Answers {
    /// What the member at a place does, of so many.
    fn of(self, place: usize, count: usize) -> Option<Said> {
        let last = place + 1 == count;
        match self {
            Self::OneAbstains if last => Some(Said::Vote(Choice::Abstain)),
            Self::OneIsSilent if last => None,
            Self::TwoSoFar if place >= 2 => None,
            Self::OneIsKin if place == 0 => Some(Said::Recuse),
            Self::No if place > 0 => Some(Said::Vote(Choice::No)),
            _ => Some(Said::Vote(Choice::Yes)),
        }
    }

    /// Whether everybody is heard, so that a member can end the vote.
    pub(super) const fn all_heard(self) -> bool {
        !matches!(self, Self::OneIsSilent | Self::TwoSoFar)
    }

    /// Whether the committee says yes in the end.
    pub(super) const fn carried(self) -> bool {
        !matches!(self, Self::No | Self::TwoSoFar)
    }
}

impl Funds<'_> {
    /// The town's office asks its committee.
    pub(super) async fn ask(
        &mut self,
        what: Ask,
        (title, reason): (&str, &str),
        matter: Matter,
    ) -> Result<(), DemoError> {
        let (fund, title, reason) = (self.fund(Which::Town)?, title.to_owned(), reason.to_owned());
        let open = move |tx: &mut Tx<'_>, who: &Actor| {
            let until = tx.now() + TimeDelta::days(VOTING_DAYS);
            resolutions::open(tx, who, fund, &NewResolution { title, reason, matter, until })
        };
        let id = self.write(&self.people.official, open).await?;
        self.made.votes.insert(what, id);
        Ok(())
    }

    /// What was asked, whatever came of it.
    pub(super) fn voted(&self, what: Ask) -> Result<ResolutionId, DemoError> {
        self.made.votes.get(&what).copied().ok_or_else(|| value("nobody was asked"))
    }

    /// The town's members answer, and one of them ends the vote.
    pub(super) async fn answer(&self, what: Ask, answers: Answers) -> Result<(), DemoError> {
        let id = self.voted(what)?;
        self.say(Which::Town, id, answers).await?;
        let member = &self.council(Which::Town)[0];
        self.write(member, move |tx, who| resolutions::decide(tx, who, id)).await
    }

    /// Members vote. Who is kept out of it says nothing.
    pub(super) async fn say(
        &self,
        which: Which,
        id: ResolutionId,
        answers: Answers,
    ) -> Result<(), DemoError> {
        let council = self.council(which);
        for (place, member) in council.iter().enumerate() {
            let Some(said) = answers.of(place, council.len()) else { continue };
            self.write(member, move |tx, who| -> Result<(), Error> {
                let shown = resolutions::resolution(tx, Some(who), id)?;
                let ResolutionState::Open(ballots) = &shown.resolution.resolution.state else {
                    return Ok(());
                };
                if ballots.recusals().contains_key(&who.user) {
                    return Ok(());
                }
                match said {
                    Said::Vote(choice) => resolutions::vote(tx, who, id, choice),
                    Said::Recuse => resolutions::recuse(tx, who, id, RecusalGround::Kin),
                }
            })
            .await?;
        }
        Ok(())
    }
}
