//! The tree of places.

use contract::{
    areas::{Area, AreaAt, FeatureCollection, Lineage, ListAreas, ListBoundaries, NewArea, PatchArea},
    page::Page,
};
use domain::ids::AreaId;
use reqwest::Method;

use crate::{Client, ClientError, Created, Tagged};

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

    /// `list_areas` as a CSV file.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn export_areas(&self, query: &ListAreas) -> Result<Vec<u8>, ClientError> {
        self.get("/areas").query(query).header("accept", "text/csv").bytes().await
    }

    /// `create_area`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn create_area(&self, area: &NewArea, key: Option<&str>) -> Result<Created<Area>, ClientError> {
        self.call(Method::POST, "/areas").json(area).once(key).read_tagged().await
    }

    /// `change_area`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn change_area(
        &self,
        id: AreaId,
        etag: &str,
        patch: &PatchArea,
    ) -> Result<Tagged<Area>, ClientError> {
        self.call(Method::PATCH, &format!("/areas/{id}")).json(patch).if_match(etag).read_tagged().await
    }

    /// `get_lineage`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_lineage(&self, id: AreaId) -> Result<Lineage, ClientError> {
        self.get(&format!("/areas/{id}/lineage")).read().await
    }

    /// `list_boundaries`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_boundaries(&self, query: &ListBoundaries) -> Result<FeatureCollection, ClientError> {
        self.get("/areas/boundaries").query(query).read().await
    }

    /// `find_area`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn find_area(&self, query: &AreaAt) -> Result<Area, ClientError> {
        self.get("/areas/at").query(query).read().await
    }
}
