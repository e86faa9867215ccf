//! What the journal learns of the working calendar.

use serde::Serialize;

use crate::journal::Event;

/// Something that happened to a year of the calendar.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(untagged)]
pub enum YearEvent {
    /// Its special days were imported.
    Imported {
        /// Its new version.
        version: i64,
        /// How many days differ.
        days: usize,
    },
}

impl Event for YearEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Imported { .. } => "calendar.year_imported",
        }
    }
}
