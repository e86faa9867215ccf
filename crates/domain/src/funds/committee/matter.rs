//! What a committee decides on.

use crate::{
    funds::Amount,
    ids::{CharterId, ProjectId},
    ledger::Purpose,
};

/// What is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// A version of the charter. Special.
    Charter {
        /// Which.
        charter: CharterId,
    },
    /// A project and its budget.
    Project {
        /// Which.
        project: ProjectId,
        /// What it may cost in all.
        budget: Amount,
    },
    /// The early end of a project.
    Termination {
        /// Which.
        project: ProjectId,
    },
    /// Spending outside projects.
    Spending {
        /// How much in all.
        most: Amount,
    },
    /// Setting money aside that nobody restricted.
    Earmark {
        /// For what.
        purpose: Purpose,
        /// How much.
        most: Amount,
    },
    /// Freeing again what the committee had set aside.
    Release {
        /// For what it was set aside.
        purpose: Purpose,
        /// How much.
        most: Amount,
    },
    /// Another use of what donors restricted and let go of.
    Lifting {
        /// What they had restricted it to.
        purpose: Purpose,
        /// How much.
        most: Amount,
    },
    /// The end of the fund. Special.
    WindingUp,
}

impl Matter {
    /// Whether it needs the larger majority.
    #[must_use]
    pub const fn is_special(&self) -> bool {
        matches!(self, Self::Charter { .. } | Self::WindingUp)
    }

    /// What it lets be spent, set aside, freed or used otherwise at most, in fen.
    #[must_use]
    pub const fn allows_fen(&self) -> i64 {
        match self {
            Self::Project { budget: most, .. }
            | Self::Spending { most }
            | Self::Earmark { most, .. }
            | Self::Release { most, .. }
            | Self::Lifting { most, .. } => most.fen(),
            Self::Charter { .. } | Self::Termination { .. } | Self::WindingUp => 0,
        }
    }
}
