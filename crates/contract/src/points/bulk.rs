//! Points that are awarded to many at once. The upload is `multipart/form-data`.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{BulkAwardId, ProgrammeId};
use serde::{Deserialize, Serialize};

use super::ClaimPerson;

/// The upload form's field with the programme.
pub const BULK_PROGRAMME_FIELD: &str = "programme_id";
/// The upload form's field with the file.
pub const BULK_FILE_FIELD: &str = "file";
/// Largest file, in bytes.
pub const BULK_BYTES_MAX: usize = 1 << 20;

/// Which bulk awards to list, the latest first.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListBulkAwards {
    /// Of which programme.
    #[cfg_attr(feature = "openapi", param(value_type = uuid::Uuid))]
    pub programme_id: ProgrammeId,
}

/// The latest bulk awards of a programme that the caller may see, without their rows. At most 100.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkAwards {
    /// The awards.
    pub items: Vec<BulkAward>,
}

/// Where a bulk award stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BulkAwardState {
    /// Rows must be mended first; nothing was kept.
    Refused,
    /// It waits for somebody else to commit it.
    Prepared,
    /// Its points are in the wallets.
    Committed,
    /// It was taken back, or nobody committed it in time.
    Discarded,
}

/// Points for many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkAward {
    /// Its id; absent where rows must be mended first.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub id: Option<BulkAwardId>,
    /// In which programme.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub programme_id: ProgrammeId,
    /// Where it stands.
    pub state: BulkAwardState,
    /// How many rows it has.
    pub rows_total: u64,
    /// How many of them have a problem.
    pub problems_total: u64,
    /// How many points it awards.
    pub points: i64,
    /// Who uploaded it.
    pub preparer: ClaimPerson,
    /// When.
    pub prepared_at: DateTime<Utc>,
    /// Until when somebody else can commit it.
    pub expires_at: DateTime<Utc>,
    /// Who committed it.
    pub committer: Option<ClaimPerson>,
    /// When.
    pub committed_at: Option<DateTime<Utc>>,
    /// Its rows, in the order of the file; none in a list. At most 1,000.
    pub rows: Vec<BulkRow>,
}

/// A row of a bulk award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkRow {
    /// The line in the file.
    pub line: u32,
    /// Whose it is: the person's name, its first character only; what the file says where nobody was found.
    pub name: String,
    /// The names of the areas from the widest down to the home; none where it was not found.
    pub place: Vec<String>,
    /// What the activity is called, or what the file says.
    pub activity_name: String,
    /// The day of the deed.
    pub day: Option<NaiveDate>,
    /// How long it took, where it is counted by the hour.
    pub minutes: Option<u32>,
    /// What it earns.
    pub points: i64,
    /// What else the file says.
    pub note: Option<String>,
    /// Why it cannot be awarded: the code of a problem or of a field's rule.
    pub problem: Option<String>,
    /// The same in the caller's language.
    pub problem_detail: Option<String>,
}
