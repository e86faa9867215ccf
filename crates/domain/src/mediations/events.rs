//! What the journal learns of a mediation: that something happened with it, and nothing of what it is about or whose.

use serde::Serialize;

use crate::{ids::MediationId, journal::Event};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediationStep {
    /// A record was opened.
    Opened,
    /// A meeting was written down.
    Met,
    /// There is a text to be confirmed.
    Proposed,
    /// A party confirmed it, and others have not.
    Confirmed,
    /// A party declined it.
    Declined,
    /// The mediator recorded a signature, and others have not confirmed.
    Signed,
    /// The last party confirmed.
    Settled,
    /// It led to nothing.
    Failed,
    /// It was taken back.
    Withdrawn,
}

/// Something that happened to a mediation.
#[derive(Clone, Debug, Serialize)]
pub struct MediationEvent {
    /// What.
    #[serde(skip)]
    pub step: MediationStep,
    /// To which.
    pub mediation: MediationId,
}

impl Event for MediationEvent {
    fn name(&self) -> &'static str {
        match self.step {
            MediationStep::Opened => "mediation.opened",
            MediationStep::Met => "mediation.met",
            MediationStep::Proposed => "mediation.proposed",
            MediationStep::Confirmed => "mediation.confirmed",
            MediationStep::Declined => "mediation.declined",
            MediationStep::Signed => "mediation.signed",
            MediationStep::Settled => "mediation.settled",
            MediationStep::Failed => "mediation.failed",
            MediationStep::Withdrawn => "mediation.withdrawn",
        }
    }
}
