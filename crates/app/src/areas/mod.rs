//! The tree of places.

mod bounds;
mod build;
mod change;
mod create;
mod import;
mod read;
mod scope;

use domain::{
    areas::{AreaError, BoundaryError},
    permissions::Denied,
};

pub use self::{
    bounds::{at, boundaries},
    build::{Branch, grow},
    change::{AreaPatch, change},
    create::{NewArea, create},
    import::{BAD_ROWS_MAX, BadRow, ImportAreasError, ImportSummary, Progress, Source, import, open_sources},
    read::{
        Area, AreaFilter, AreaNames, area, areas, at_paths, find_area, lineage, lock_area, names_by_id,
        names_of,
    },
    scope::within,
};
pub(crate) use self::{create::insert, scope::AFTER_ALL};
use crate::db::DbError;

/// Why an area cannot be added or changed.
#[derive(Debug, thiserror::Error)]
pub enum AreasError {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// A value breaks a rule.
    #[error(transparent)]
    Rule(#[from] AreaError),
    /// The outline is none.
    #[error(transparent)]
    Boundary(#[from] BoundaryError),
    /// The area it should lie in does not exist.
    #[error("the area it should lie in does not exist")]
    ParentMissing,
    /// Another area has this official code.
    #[error("another area has this code")]
    CodeTaken,
    /// Another area in the same one has this local code.
    #[error("another area here has this local code")]
    SegmentTaken,
    /// Households have their own operations.
    #[error("a household is added and changed as a household")]
    Household,
    /// Somebody changed it since the caller read it.
    #[error("changed meanwhile")]
    Stale,
}

impl AreasError {
    /// Tells which of an area's unique values was taken.
    fn taken(error: DbError) -> Self {
        match &error {
            DbError::Unique(constraint) if constraint.contains("code") => Self::CodeTaken,
            DbError::Unique(constraint) if constraint.contains("path") => Self::SegmentTaken,
            _ => Self::Db(error),
        }
    }
}
