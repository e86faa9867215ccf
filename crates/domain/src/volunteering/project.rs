//! Shifts that are held for a project of a fund.

use crate::{areas::AreaPath, funds::projects::StateName};

/// Why a shift is not held for a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ForProjectError {
    /// Its fund is one of somewhere else.
    #[error("the project's fund is one of another place")]
    Elsewhere,
    /// It is not being worked on.
    #[error("the project does not run")]
    NotRunning,
}

/// Where a shift is planned.
#[derive(Clone, Copy, Debug)]
pub struct ShiftPlace<'a> {
    /// The shift's area.
    pub area: &'a AreaPath,
    /// The town around it, whose residents sign up.
    pub town: &'a AreaPath,
}

/// Lets pass a shift for a project of a fund of the area `fund` that stands so: while it runs, and where the fund's area covers the
/// shift's or lies in its town. Who signs up lives anywhere in the town, so a whole town helps with one village's project, and one
/// village with the whole town's.
///
/// # Errors
/// [`ForProjectError`].
pub fn for_project(fund: &AreaPath, state: StateName, place: ShiftPlace<'_>) -> Result<(), ForProjectError> {
    if !fund.covers(place.area) && !place.town.covers(fund) {
        Err(ForProjectError::Elsewhere)
    } else if state == StateName::InProgress {
        Ok(())
    } else {
        Err(ForProjectError::NotRunning)
    }
}
