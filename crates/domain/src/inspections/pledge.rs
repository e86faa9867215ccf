//! The pledge of the four responsibilities before the door (门前四包), and what the journal learns of it and of titles.

use serde::Serialize;

use super::{HalfYear, TitleKind};
use crate::{
    ids::{PledgeId, TitleAwardId, TitleId},
    journal::{Event, NodeHash},
};

/// The version of the text that is signed now; what was signed before keeps its own.
pub const PLEDGE_TEXT: u32 = 1;
/// Longest word for who signed on paper, in characters.
pub const SIGNER_CHARS_MAX: u64 = 40;
/// Fewest households of a place whose pledges are counted in public: below that a count says who pledged.
pub const COVERAGE_HOUSEHOLDS_MIN: u32 = 5;

/// Something that happened to a household's pledge.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum PledgeEvent {
    /// A member signed in the app.
    Signed {
        /// Which.
        pledge: PledgeId,
        /// The version of the text.
        text_version: u32,
    },
    /// Somebody recorded what was signed on paper.
    Recorded {
        /// Which.
        pledge: PledgeId,
        /// The version of the text.
        text_version: u32,
    },
    /// A member took it back.
    Withdrawn {
        /// Which.
        pledge: PledgeId,
    },
}

impl Event for PledgeEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Signed { .. } => "pledge.signed",
            Self::Recorded { .. } => "pledge.recorded",
            Self::Withdrawn { .. } => "pledge.withdrawn",
        }
    }
}

/// Something that happened to titles.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum TitleEvent {
    /// The titles of a half-year were awarded.
    Awarded {
        /// Which award.
        award: TitleAwardId,
        /// For which half-year.
        half_year: HalfYear,
        /// To whom.
        kind: TitleKind,
        /// How many.
        count: u32,
        /// The hash of the list.
        hash: NodeHash,
    },
    /// A household lets its title be shown.
    Shown {
        /// Which.
        title: TitleId,
    },
    /// A household no longer lets its title be shown.
    Hidden {
        /// Which.
        title: TitleId,
    },
    /// It is no longer valid.
    Revoked {
        /// Which.
        title: TitleId,
    },
}

impl Event for TitleEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Awarded { .. } => "title.awarded",
            Self::Shown { .. } => "title.shown",
            Self::Hidden { .. } => "title.hidden",
            Self::Revoked { .. } => "title.revoked",
        }
    }
}
