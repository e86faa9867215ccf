//! What somebody looks for again and again in a list.

use contract::saved_filters::{ListSavedFilters, SaveFilter, SavedFilter};
use domain::ids::SavedFilterId;
use reqwest::Method;

use crate::{Client, ClientError};

impl Client {
    /// `list_saved_filters`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_saved_filters(
        &self,
        query: &ListSavedFilters,
    ) -> Result<Vec<SavedFilter>, ClientError> {
        self.get("/me/saved-filters").query(query).read().await
    }

    /// `save_filter`: in place of what was kept under the name.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn save_filter(&self, body: &SaveFilter) -> Result<SavedFilter, ClientError> {
        self.call(Method::PUT, "/me/saved-filters").json(body).read().await
    }

    /// `delete_saved_filter`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn delete_saved_filter(&self, id: SavedFilterId) -> Result<(), ClientError> {
        self.call(Method::DELETE, &format!("/me/saved-filters/{id}")).done().await
    }
}
