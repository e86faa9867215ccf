//! What a rectification shows: to everybody what came of it, to those who work with it the rest.

use chrono::{DateTime, Utc};
use domain::{
    areas::AreaPath,
    ids::{AreaId, LookBackId, PhotoId, RoundId, TicketId},
    inspections::{LapseReason, Month, RectificationState, Score},
    tickets::TicketNumber,
};

/// A round by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundName {
    /// Its id.
    pub id: RoundId,
    /// For which month.
    pub month: Month,
    /// The area that holds it.
    pub area: AreaId,
    /// What that area is called.
    pub area_name: String,
}

/// A rectification as far as the caller may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The ticket.
    pub id: TicketId,
    /// After which round.
    pub round: RoundName,
    /// Of which place.
    pub area: AreaId,
    /// That area's path.
    pub path: AreaPath,
    /// That area's name.
    pub area_name: String,
    /// For which indicator.
    pub code: String,
    /// What the indicator is called.
    pub indicator: String,
    /// What was lost there.
    pub lost: Score,
    /// Where it stands.
    pub state: RectificationState,
    /// When it is due (exclusive).
    pub due_at: DateTime<Utc>,
    /// When it was due first.
    pub first_due_at: DateTime<Utc>,
    /// Whether it is with the village beyond its time.
    pub is_overdue: bool,
    /// When it was demanded.
    pub demanded_at: DateTime<Utc>,
    /// When and why it fell away.
    pub lapsed: Option<(DateTime<Utc>, LapseReason)>,
    /// Every look-back, the first first.
    pub look_backs: Vec<LookBackShown>,
    /// The rest, for those who work with it.
    pub inside: Option<Inside>,
}

/// What those see who work with a rectification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inside {
    /// The ticket's number.
    pub number: TicketNumber,
    /// What the inspector noted.
    pub note: String,
    /// What the office said.
    pub word: Option<String>,
    /// What the village said and showed when it last closed it.
    pub closure: Option<Closure>,
    /// Whether the caller may record a look-back now.
    pub may_look_back: bool,
    /// Whether a tie to the place, or their own work on it, keeps the caller from it.
    pub is_recused: bool,
}

/// What the village said and showed when it was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// When.
    pub at: DateTime<Utc>,
    /// In words.
    pub text: Option<String>,
    /// What shows it.
    pub photos: Vec<PhotoId>,
}

/// A look-back as far as the caller may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookBackShown {
    /// Its id.
    pub id: LookBackId,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it was done.
    pub passed: bool,
    /// The new deadline (exclusive), where it was not.
    pub due_at: Option<DateTime<Utc>>,
    /// In which later round, for those who may know of it.
    pub round: Option<(RoundId, Month)>,
    /// The rest, for those who work with it.
    pub inside: Option<LookedAt>,
}

/// What those see of a look-back who work with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookedAt {
    /// Who made it.
    pub by_name: String,
    /// What they noted.
    pub note: Option<String>,
    /// What shows it.
    pub photos: Vec<PhotoId>,
}
