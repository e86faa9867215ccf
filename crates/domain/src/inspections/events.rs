//! What the journal learns of inspections: ids and numbers, never words or people's data.

use chrono::NaiveDate;
use serde::Serialize;

use super::{HalfYear, LapseReason, Month, Score};
use crate::{
    ids::{
        AreaId, AwardRulesId, CertificateId, KinshipId, LookBackId, ObjectionId, RoundId, SettlementId,
        TemplateId, UserId,
    },
    journal::{Event, NodeHash},
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

/// Something that happened to a round. Nothing here says where a covert round goes: scores and objections come after
/// its start.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum RoundEvent {
    /// It was planned.
    Planned {
        /// Which.
        round: RoundId,
        /// For which month.
        month: Month,
    },
    /// Its lead or its team is another one.
    Changed {
        /// Which.
        round: RoundId,
    },
    /// Who can be drawn is published.
    Committed {
        /// Which.
        round: RoundId,
        /// The commitment to frame and seed.
        commitment: NodeHash,
    },
    /// The draw is done.
    Drawn {
        /// Which.
        round: RoundId,
        /// The journal's size whose root was the public value.
        public_size: u64,
    },
    /// Inspectors set out.
    Started {
        /// Which.
        round: RoundId,
        /// Under whose lead.
        lead: UserId,
    },
    /// A sheet was kept.
    Scored {
        /// In which round.
        round: RoundId,
        /// For which place.
        target: AreaId,
        /// The sheet's version.
        version: i64,
        /// Its score, where it was handed in; not of a household.
        score: Option<Score>,
    },
    /// Villages see their scores.
    Closed {
        /// Which.
        round: RoundId,
    },
    /// A village objects to a mark.
    Objected {
        /// Which objection.
        objection: ObjectionId,
        /// For which place.
        target: AreaId,
        /// To the mark of which indicator.
        code: String,
        /// What it took away or gave; not of a household, whose marks are for itself.
        #[serde(skip_serializing_if = "Option::is_none")]
        before: Option<Score>,
    },
    /// An objection was decided.
    Decided {
        /// Which objection.
        objection: ObjectionId,
        /// For which place.
        target: AreaId,
        /// The mark as it was; not of a household.
        #[serde(skip_serializing_if = "Option::is_none")]
        before: Option<Score>,
        /// The mark as it is now; not of a household.
        #[serde(skip_serializing_if = "Option::is_none")]
        after: Option<Score>,
    },
    /// A village took its objection back.
    Withdrawn {
        /// Which objection.
        objection: ObjectionId,
    },
    /// The scores stand.
    Published {
        /// Which.
        round: RoundId,
        /// 1 at first.
        revision: u32,
    },
    /// Marks were corrected after publication.
    Corrected {
        /// Which.
        round: RoundId,
        /// The new revision.
        revision: u32,
        /// Every mark that changed.
        changes: Vec<MarkChange>,
    },
    /// It does not take place.
    Cancelled {
        /// Which.
        round: RoundId,
    },
}

/// A mark that changed after publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MarkChange {
    /// For which place.
    pub target: AreaId,
    /// Of which indicator.
    pub code: String,
    /// The mark as it was; not of a household.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Score>,
    /// The mark as it is now; not of a household.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Score>,
}

impl Event for RoundEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Planned { .. } => "round.planned",
            Self::Changed { .. } => "round.changed",
            Self::Committed { .. } => "round.committed",
            Self::Drawn { .. } => "round.drawn",
            Self::Started { .. } => "round.started",
            Self::Scored { .. } => "round.scored",
            Self::Closed { .. } => "round.closed",
            Self::Objected { .. } => "round.objected",
            Self::Decided { .. } => "round.decided",
            Self::Withdrawn { .. } => "round.withdrawn",
            Self::Published { .. } => "round.published",
            Self::Corrected { .. } => "round.corrected",
            Self::Cancelled { .. } => "round.cancelled",
        }
    }
}

/// Something that happened to what a village shall rectify.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum RectificationEvent {
    /// It was demanded, each as a ticket of its own.
    Demanded {
        /// After which round.
        round: RoundId,
        /// How many.
        count: usize,
        /// By when: the end of this day.
        due_on: NaiveDate,
    },
    /// Somebody looked at what was done.
    LookedBack {
        /// Which look-back.
        look_back: LookBackId,
        /// Whether it is done.
        passed: bool,
    },
    /// The loss that it was demanded for is no more.
    Lapsed {
        /// After which round.
        round: RoundId,
        /// Why.
        reason: LapseReason,
    },
}

impl Event for RectificationEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Demanded { .. } => "rectification.demanded",
            Self::LookedBack { .. } => "rectification.looked_back",
            Self::Lapsed { .. } => "rectification.lapsed",
        }
    }
}

/// Something that happened to declared kinship.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum KinshipEvent {
    /// Somebody declared it.
    Declared {
        /// Which.
        kinship: KinshipId,
    },
    /// They took it back.
    Withdrawn {
        /// Which.
        kinship: KinshipId,
    },
}

impl Event for KinshipEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Declared { .. } => "kinship.declared",
            Self::Withdrawn { .. } => "kinship.withdrawn",
        }
    }
}

/// A half-year was settled, for the first time or after a correction.
#[derive(Clone, Debug, Serialize)]
pub struct Settled {
    /// Which settlement.
    pub settlement: SettlementId,
    /// Of which half-year.
    pub half_year: HalfYear,
    /// 1 at first.
    pub revision: u32,
    /// The hash of what it comes to.
    pub hash: NodeHash,
}

impl Event for Settled {
    fn name(&self) -> &'static str {
        if self.revision == 1 { "settlement.settled" } else { "settlement.revised" }
    }
}

/// Something that happened to a certificate.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum CertificateEvent {
    /// It was issued.
    Issued {
        /// Which.
        certificate: CertificateId,
        /// To whose group.
        village: AreaId,
    },
    /// It is no longer valid.
    Revoked {
        /// Which.
        certificate: CertificateId,
    },
}

impl Event for CertificateEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Issued { .. } => "certificate.issued",
            Self::Revoked { .. } => "certificate.revoked",
        }
    }
}
