//! What `seed` tells `bench` about a store.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What there is to ask for.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Facts {
    /// Tickets in the store.
    pub(crate) tickets: usize,
    /// Some of their ids, from all over the list.
    pub(crate) ticket_ids: Vec<Uuid>,
    /// The path of the area whose list is read.
    pub(crate) path: String,
    /// That area.
    pub(crate) area: Uuid,
    /// A published round of ten thousand villages.
    pub(crate) ranked: Uuid,
    /// Grids that a matter can be reported in.
    pub(crate) grids: Vec<Uuid>,
    /// A category that they have.
    pub(crate) category: String,
    /// Who lists, reads and reports.
    pub(crate) official: String,
    /// That person's id.
    pub(crate) official_id: Uuid,
    /// Who signs in.
    pub(crate) residents: Vec<String>,
    /// Everybody's password.
    pub(crate) password: String,
    /// Statements of a request by its name, of the application and of the minimal handler, without `BEGIN` and `COMMIT`.
    pub(crate) statements: BTreeMap<String, (usize, usize)>,
}
