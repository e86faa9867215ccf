//! What committees decide.

use chrono::{DateTime, Utc};
use domain::{
    funds::{
        Amount, RESOLUTION_TEXT_CHARS_MAX, RESOLUTION_TITLE_CHARS_MAX,
        committee::{Choice, Outcome, RecusalGround, Tally},
    },
    ids::{CharterId, FundId, ProjectId, ResolutionId, UserId},
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationErrors};

use super::purpose_code;
use crate::words::{not_blank, text};

/// What is decided on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ResolutionMatter {
    /// A version of the charter.
    Charter {
        /// Which draft.
        #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
        charter_id: CharterId,
    },
    /// A project and its budget.
    Project {
        /// Which.
        #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
        project_id: ProjectId,
        /// What it may cost in all.
        #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
        budget_fen: Amount,
    },
    /// The early end of a project.
    Termination {
        /// Which.
        #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
        project_id: ProjectId,
    },
    /// Spending outside projects.
    Spending {
        /// How much in all.
        #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
        most_fen: Amount,
    },
    /// Setting money aside that nobody restricted.
    Earmark {
        /// For what.
        purpose: String,
        /// How much.
        #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
        most_fen: Amount,
    },
    /// Freeing again what the committee had set aside.
    Release {
        /// For what it was set aside.
        purpose: String,
        /// How much.
        #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
        most_fen: Amount,
    },
    /// Another use of what donors restricted and let go of.
    Lifting {
        /// What they had restricted it to.
        purpose: String,
        /// How much.
        #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
        most_fen: Amount,
    },
    /// The end of the fund.
    WindingUp {},
}

/// What can be put to the vote now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum OpenedMatter {
    /// A version of the charter.
    Charter {
        /// Which draft.
        #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
        charter_id: CharterId,
    },
    /// Spending outside projects.
    Spending {
        /// How much in all.
        #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
        most_fen: Amount,
    },
    /// Setting money aside that nobody restricted.
    Earmark {
        /// For what.
        purpose: String,
        /// How much.
        #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
        most_fen: Amount,
    },
    /// Freeing again what the committee had set aside.
    Release {
        /// For what it was set aside.
        purpose: String,
        /// How much.
        #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
        most_fen: Amount,
    },
    /// Another use of what donors restricted and let go of.
    Lifting {
        /// What they had restricted it to.
        purpose: String,
        /// How much.
        #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1))]
        most_fen: Amount,
    },
    /// The end of the fund.
    WindingUp {},
}

impl Validate for OpenedMatter {
    fn validate(&self) -> Result<(), ValidationErrors> {
        let (Self::Earmark { purpose, .. } | Self::Release { purpose, .. } | Self::Lifting { purpose, .. }) =
            self
        else {
            return Ok(());
        };
        purpose_code(purpose).map_err(|error| {
            let mut errors = ValidationErrors::new();
            errors.add("purpose", error);
            errors
        })
    }
}

/// Something that the committee is to decide.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "title": "慰问高龄老人", "reason": "重阳节慰问。", "matter": {"kind": "spending", "most_fen": 500_000},
    "until": "2027-10-01T08:00:00Z"
})))]
#[serde(deny_unknown_fields)]
pub struct OpenResolution {
    /// What it is called.
    #[validate(length(min = 1, max = RESOLUTION_TITLE_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 120))]
    pub title: String,
    /// Why; may be empty.
    #[validate(length(max = RESOLUTION_TEXT_CHARS_MAX), custom(function = "text"))]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub reason: String,
    /// On what.
    #[validate(nested)]
    pub matter: OpenedMatter,
    /// Until when members vote: at most 60 days.
    pub until: DateTime<Utc>,
}

/// Where a resolution stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ResolutionStanding {
    /// Members vote.
    Open,
    /// It was decided.
    Decided,
    /// It was taken back before.
    Withdrawn,
}

/// A decision of a committee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Resolution {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: ResolutionId,
    /// Of which fund.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub fund_id: FundId,
    /// By which charter's rules it is decided.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub charter_id: CharterId,
    /// What it is called.
    pub title: String,
    /// Why it is asked.
    pub reason: String,
    /// On what.
    pub matter: ResolutionMatter,
    /// Whether it needs the larger majority.
    pub special: bool,
    /// Where it stands.
    pub state: ResolutionStanding,
    /// How it was decided.
    pub outcome: Option<Outcome>,
    /// The numbers of the decision, from which anybody can count again; none before.
    pub tally: Option<Tally>,
    /// What was taken of that which it allows, in fen.
    pub used_fen: i64,
    /// When voting opened.
    pub opened_at: DateTime<Utc>,
    /// Until when members vote.
    pub until: DateTime<Utc>,
    /// When it was decided or taken back.
    pub closed_at: Option<DateTime<Utc>>,
    /// The members of the day on which voting opened; none of one that was taken back.
    pub ballots: Vec<Ballot>,
    /// Grows with every step; the `ETag`.
    pub version: i64,
}

/// A member's part in a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ballot {
    /// Who.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub user_id: UserId,
    /// What they are called.
    pub user_name: String,
    /// Why they keep out of it.
    pub recusal: Option<RecusalGround>,
    /// Whether they voted.
    pub voted: bool,
    /// What they said: told once it is decided, and to themselves.
    pub choice: Option<Choice>,
}

/// A member's vote; it stays.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CastVote {
    /// What they say.
    pub choice: Choice,
}

/// Why a member keeps out of a decision.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecuseOneself {
    /// The ground.
    pub ground: RecusalGround,
}
