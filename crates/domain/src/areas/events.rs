//! What happens to areas, as the journal keeps it.

use serde::Serialize;

use super::AreaKind;
use crate::{ids::AreaId, journal::Event};

/// Something that happened to the tree of places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum AreaEvent {
    /// An area was added.
    Created {
        /// Which.
        area_id: AreaId,
        /// What it is.
        kind: AreaKind,
    },
    /// An area was changed.
    Changed {
        /// Which.
        area_id: AreaId,
        /// The names of the fields that changed.
        fields: Vec<&'static str>,
    },
    /// Official data was imported.
    Imported {
        /// The official code that the run was confined to.
        under: Option<String>,
        /// How many areas are new.
        added: u64,
        /// How many have another name now.
        updated: u64,
        /// How many were as they are.
        unchanged: u64,
    },
}

impl Event for AreaEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Created { .. } => "area.created",
            Self::Changed { .. } => "area.changed",
            Self::Imported { .. } => "area.imported",
        }
    }
}
