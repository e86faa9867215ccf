//! One month's inspection, from its plan to its publication (Plan 1, part IV; Plan 2, part V).
//!
//! ```text
//! planned ─commit→ committed ─draw→ drawn ─start→ started ─close→ objections ─publish→ published ─correct→ published
//!    └────────── start, where nothing is drawn ─────┘
//! ```

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::{areas::AreaKind, ids::UserId, journal::NodeHash};

/// Longest time to object, in hours: thirty days.
pub const OBJECTION_HOURS_MAX: u32 = 720;

/// Whether it belongs to the monthly routine (定期与不定期).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Regularity {
    /// Once a month.
    Regular,
    /// Beside the routine.
    Irregular,
}

/// Whether the villages are told before (明察与暗访).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// They are.
    Open,
    /// They are not: before the start, nobody but its inspectors may know where it goes.
    Covert,
}

/// Who learns the result (专报与通报).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Report {
    /// Everybody.
    PublicBulletin,
    /// Those in charge.
    SpecialReport,
}

/// The three choices of a round; each is free of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Axes {
    /// Regular or not.
    pub regularity: Regularity,
    /// Announced or not.
    pub notice: Notice,
    /// For all or for those in charge.
    pub report: Report,
}

/// What is inspected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Subjects {
    /// Villages and communities: these are ranked and get awards.
    Villages,
    /// Villager groups (各小组).
    VillagerGroups,
    /// Households (各户).
    Households,
}

impl Subjects {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Villages, Self::VillagerGroups, Self::Households];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Villages => "villages",
            Self::VillagerGroups => "villager_groups",
            Self::Households => "households",
        }
    }

    /// Reads the name back; `None` for a word that names none.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|subjects| subjects.as_str() == word)
    }

    /// The kinds of areas that are such subjects.
    #[must_use]
    pub const fn kinds(self) -> &'static [AreaKind] {
        match self {
            Self::Villages => &[AreaKind::Village, AreaKind::Community],
            Self::VillagerGroups => &[AreaKind::VillagerGroup],
            Self::Households => &[AreaKind::Household],
        }
    }
}

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DrawPlan {
    /// So many of the subjects: only they are inspected.
    Subjects {
        /// How many, of those that can be drawn.
        take: u32,
    },
    /// So many places of a kind inside each subject; a subject with fewer has all of them looked at.
    Within {
        /// Grids, buildings, villager groups or households.
        kind: AreaKind,
        /// How many in each.
        take: u32,
    },
}

/// Where a round stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoundState {
    /// It is being prepared.
    Planned,
    /// Who can be drawn is published, with a commitment to the seed.
    Committed {
        /// The commitment.
        commitment: NodeHash,
    },
    /// The seed is revealed.
    Drawn,
    /// Inspectors are on their way.
    Started {
        /// Since when.
        at: DateTime<Utc>,
    },
    /// Villages see their scores and may object.
    Objections {
        /// Until when (exclusive).
        until: DateTime<Utc>,
    },
    /// The scores stand.
    Published {
        /// 1 at first; a correction is another one, beside those before it.
        revision: u32,
    },
    /// It does not take place.
    Cancelled,
}

impl RoundState {
    /// The name in the API and in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Committed { .. } => "committed",
            Self::Drawn => "drawn",
            Self::Started { .. } => "started",
            Self::Objections { .. } => "objections",
            Self::Published { .. } => "published",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether inspectors may have set out already.
    #[must_use]
    pub const fn has_started(self) -> bool {
        matches!(self, Self::Started { .. } | Self::Objections { .. } | Self::Published { .. })
    }
}

/// What can be done with a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoundMove {
    /// Publish the frame and the commitment.
    Commit,
    /// Reveal the seed.
    Draw,
    /// Set out.
    Start,
    /// End the scoring; villages may object from now on.
    Close,
    /// Let the scores stand.
    Publish,
    /// Publish other scores beside the published ones.
    Correct,
    /// Demand that what failed is rectified.
    Rectify,
    /// Let it not take place.
    Cancel,
}

/// Why a round does not move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RoundError {
    /// Not from this state.
    #[error("a round that is {state} allows no {step:?}")]
    Forbidden {
        /// Where it stands.
        state: &'static str,
        /// What was tried.
        step: RoundMove,
    },
    /// Nobody leads it (明确一名党政领导带队).
    #[error("a round starts only with a lead official")]
    LeadMissing,
    /// Not every village has its sheet.
    #[error("{0} sheets are missing")]
    SheetsMissing(u32),
    /// The time to object is not a time.
    #[error("villages have 1 to {OBJECTION_HOURS_MAX} hours to object")]
    ObjectionHours,
    /// Villages may still object.
    #[error("villages may object until {0}")]
    WindowOpen(DateTime<Utc>),
    /// Objections wait for a decision.
    #[error("{0} objections are undecided")]
    ObjectionsOpen(u32),
}

/// A round as far as the rules are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    /// Its three choices.
    pub axes: Axes,
    /// The official who leads it.
    pub lead: Option<UserId>,
    /// Whether anything is drawn.
    pub draws: bool,
    /// Where it stands.
    pub state: RoundState,
}

impl Round {
    /// Publishes who can be drawn.
    ///
    /// # Errors
    /// [`RoundError::Forbidden`] where nothing is drawn, or it was done already.
    pub fn commit(self, commitment: NodeHash) -> Result<Self, RoundError> {
        match self.state {
            RoundState::Planned if self.draws => Ok(self.to(RoundState::Committed { commitment })),
            _ => self.refuse(RoundMove::Commit),
        }
    }

    /// Reveals the seed.
    ///
    /// # Errors
    /// [`RoundError::Forbidden`] without a commitment.
    pub fn draw(self) -> Result<Self, RoundError> {
        match self.state {
            RoundState::Committed { .. } => Ok(self.to(RoundState::Drawn)),
            _ => self.refuse(RoundMove::Draw),
        }
    }

    /// Sets out.
    ///
    /// # Errors
    /// [`RoundError::LeadMissing`]; [`RoundError::Forbidden`] before the draw, where there is one.
    pub fn start(self, now: DateTime<Utc>) -> Result<Self, RoundError> {
        match self.state {
            RoundState::Planned if !self.draws => {}
            RoundState::Drawn => {}
            _ => return self.refuse(RoundMove::Start),
        }
        if self.lead.is_none() {
            return Err(RoundError::LeadMissing);
        }
        Ok(self.to(RoundState::Started { at: now }))
    }

    /// Ends the scoring: for so many hours villages may object.
    ///
    /// # Errors
    /// [`RoundError::SheetsMissing`], [`RoundError::ObjectionHours`], [`RoundError::Forbidden`].
    pub fn close(self, now: DateTime<Utc>, sheets_missing: u32, hours: u32) -> Result<Self, RoundError> {
        if !matches!(self.state, RoundState::Started { .. }) {
            return self.refuse(RoundMove::Close);
        }
        if sheets_missing > 0 {
            return Err(RoundError::SheetsMissing(sheets_missing));
        }
        if !(1..=OBJECTION_HOURS_MAX).contains(&hours) {
            return Err(RoundError::ObjectionHours);
        }
        Ok(self.to(RoundState::Objections { until: now + TimeDelta::hours(hours.into()) }))
    }

    /// Whether a village may object at `now`.
    #[must_use]
    pub fn takes_objections(&self, now: DateTime<Utc>) -> bool {
        matches!(self.state, RoundState::Objections { until } if now < until)
    }

    /// Lets the scores stand.
    ///
    /// # Errors
    /// [`RoundError::WindowOpen`], [`RoundError::ObjectionsOpen`], [`RoundError::Forbidden`], also for the slower of two
    /// who publish at once.
    pub fn publish(self, now: DateTime<Utc>, undecided: u32) -> Result<Self, RoundError> {
        let RoundState::Objections { until } = self.state else { return self.refuse(RoundMove::Publish) };
        if now < until {
            return Err(RoundError::WindowOpen(until));
        }
        if undecided > 0 {
            return Err(RoundError::ObjectionsOpen(undecided));
        }
        Ok(self.to(RoundState::Published { revision: 1 }))
    }

    /// Publishes other scores; the published ones stay, as the revision before.
    ///
    /// # Errors
    /// [`RoundError::Forbidden`] where nothing is published.
    pub fn correct(self) -> Result<Self, RoundError> {
        match self.state {
            RoundState::Published { revision } => {
                Ok(self.to(RoundState::Published { revision: revision.saturating_add(1) }))
            }
            _ => self.refuse(RoundMove::Correct),
        }
    }

    /// Lets pass a demand to rectify what failed: once scoring has ended.
    ///
    /// # Errors
    /// [`RoundError::Forbidden`] before that, and where it did not take place.
    pub fn rectify(self) -> Result<Self, RoundError> {
        match self.state {
            RoundState::Objections { .. } | RoundState::Published { .. } => Ok(self),
            _ => self.refuse(RoundMove::Rectify),
        }
    }

    /// Lets it not take place.
    ///
    /// # Errors
    /// [`RoundError::Forbidden`] once villages have seen their scores.
    pub fn cancel(self) -> Result<Self, RoundError> {
        match self.state {
            RoundState::Objections { .. } | RoundState::Published { .. } | RoundState::Cancelled => {
                self.refuse(RoundMove::Cancel)
            }
            _ => Ok(self.to(RoundState::Cancelled)),
        }
    }

    /// Whether somebody may know where it goes. Before a covert round starts only its inspectors may, whatever else
    /// somebody is; a covert round that was cancelled keeps its secret.
    #[must_use]
    pub fn shows_targets_to(&self, is_inspector: bool) -> bool {
        is_inspector || self.axes.notice == Notice::Open || self.state.has_started()
    }

    fn to(self, state: RoundState) -> Self {
        Self { state, ..self }
    }

    fn refuse(self, step: RoundMove) -> Result<Self, RoundError> {
        Err(RoundError::Forbidden { state: self.state.name(), step })
    }
}
