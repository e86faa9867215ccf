//! The tree of places.

use contract::{
    areas::{Area, ListAreas},
    page::Page,
};
use domain::ids::AreaId;

use crate::{Client, ClientError, Tagged};

impl Client {
    /// `list_areas`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_areas(&self, query: &ListAreas) -> Result<Page<Area>, ClientError> {
        self.get("/areas").query(query).read().await
    }

    /// `get_area`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_area(&self, id: AreaId) -> Result<Tagged<Area>, ClientError> {
        self.get(&format!("/areas/{id}")).read_tagged().await
    }
}
