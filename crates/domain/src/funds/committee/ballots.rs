//! Votes and recusals of one decision.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Tally;
use crate::ids::UserId;

/// What a member says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// For it.
    Yes,
    /// Against it.
    No,
    /// Neither; the member takes part all the same.
    Abstain,
}

impl Choice {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Abstain];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Abstain => "abstain",
        }
    }

    /// Reads the name back; `None` for a word that names no choice.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == word)
    }
}

/// Why a member does not decide on this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RecusalGround {
    /// The member said so.
    Declared,
    /// The member proposed it or takes part in it.
    TakesPart,
    /// The member, or whom they work for, would be paid.
    Paid,
    /// The member has kin in it.
    Kin,
}

impl RecusalGround {
    /// Every ground.
    pub const ALL: [Self; 4] = [Self::Declared, Self::TakesPart, Self::Paid, Self::Kin];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::TakesPart => "takes_part",
            Self::Paid => "paid",
            Self::Kin => "kin",
        }
    }

    /// Reads the name back; `None` for a word that names no ground.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.as_str() == word)
    }
}

/// Why a vote or a recusal does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VoteError {
    /// They did not sit in the committee when voting opened.
    #[error("only who sat in the committee when voting opened takes part")]
    NotMember,
    /// One vote each, and it stays.
    #[error("this member has voted already")]
    AlreadyVoted,
    /// They keep out of it.
    #[error("this member is recused")]
    Recused,
}

/// The members of the day on which voting opened, who of them keeps out, and what the others said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballots {
    members: BTreeSet<UserId>,
    recusals: BTreeMap<UserId, RecusalGround>,
    votes: BTreeMap<UserId, Choice>,
}

impl Ballots {
    /// Opens voting among these members. Whoever is tied to the matter is recused from the start, whether they say so or
    /// not; ties of who is no member are nothing here.
    #[must_use]
    pub fn open(members: BTreeSet<UserId>, ties: &BTreeMap<UserId, RecusalGround>) -> Self {
        let recusals = ties.iter().filter(|(user, _)| members.contains(*user));
        let recusals = recusals.map(|(user, ground)| (*user, *ground)).collect();
        Self { members, recusals, votes: BTreeMap::new() }
    }

    /// Keeps a member out of it. Who is out already stays so, on the first ground.
    ///
    /// # Errors
    /// [`VoteError::NotMember`]; [`VoteError::AlreadyVoted`]: nobody takes a vote back by recusing themselves.
    pub fn recuse(mut self, user: UserId, ground: RecusalGround) -> Result<Self, VoteError> {
        self.require_member(user)?;
        if self.votes.contains_key(&user) {
            return Err(VoteError::AlreadyVoted);
        }
        self.recusals.entry(user).or_insert(ground);
        Ok(self)
    }

    /// Notes a vote.
    ///
    /// # Errors
    /// [`VoteError::NotMember`], [`VoteError::Recused`], [`VoteError::AlreadyVoted`].
    pub fn vote(mut self, user: UserId, choice: Choice) -> Result<Self, VoteError> {
        self.require_member(user)?;
        if self.recusals.contains_key(&user) {
            return Err(VoteError::Recused);
        }
        if self.votes.contains_key(&user) {
            return Err(VoteError::AlreadyVoted);
        }
        self.votes.insert(user, choice);
        Ok(self)
    }

    /// Counts them.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let said = |choice| self.votes.values().filter(|vote| **vote == choice).count();
        Tally {
            members: self.members.len(),
            recused: self.recusals.len(),
            yes: said(Choice::Yes),
            no: said(Choice::No),
            abstained: said(Choice::Abstain),
        }
    }

    /// Who could take part, recused or not.
    #[must_use]
    pub const fn members(&self) -> &BTreeSet<UserId> {
        &self.members
    }

    /// Who keeps out of it, and why.
    #[must_use]
    pub const fn recusals(&self) -> &BTreeMap<UserId, RecusalGround> {
        &self.recusals
    }

    /// What each member said.
    #[must_use]
    pub const fn votes(&self) -> &BTreeMap<UserId, Choice> {
        &self.votes
    }

    fn require_member(&self, user: UserId) -> Result<(), VoteError> {
        if self.members.contains(&user) { Ok(()) } else { Err(VoteError::NotMember) }
    }
}
