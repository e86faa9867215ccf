//! What the journal learns of inspections: ids and numbers, never words or people's data.

use serde::Serialize;

use super::HalfYear;
use crate::{
    ids::{AwardRulesId, TemplateId},
    journal::Event,
};

/// Something that happened to a template.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum TemplateEvent {
    /// It was added.
    Added {
        /// Which.
        template: TemplateId,
    },
    /// It got a new version; the old ones stay as they were.
    Revised {
        /// Which.
        template: TemplateId,
        /// The new version's number.
        version: i64,
    },
    /// It is no longer offered, or again.
    Offered {
        /// Which.
        template: TemplateId,
        /// Whether new rounds may use it.
        active: bool,
    },
}

impl Event for TemplateEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Added { .. } => "template.added",
            Self::Revised { .. } => "template.revised",
            Self::Offered { .. } => "template.offered",
        }
    }
}

/// Something that happened to rules of awards.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum AwardRulesEvent {
    /// A draft was written.
    Drafted {
        /// Which.
        rules: AwardRulesId,
    },
    /// They are in force from a half-year on.
    Adopted {
        /// Which.
        rules: AwardRulesId,
        /// From when.
        from: HalfYear,
    },
}

impl Event for AwardRulesEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Drafted { .. } => "award_rules.drafted",
            Self::Adopted { .. } => "award_rules.adopted",
        }
    }
}
