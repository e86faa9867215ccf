//! Keys with which other systems report.

use contract::{
    api_keys::{ApiKey, CreateApiKey, ListApiKeys, NewApiKey},
    page::Page,
};
use domain::ids::ApiKeyId;
use reqwest::Method;

use crate::{Client, ClientError};

impl Client {
    /// `list_api_keys`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_api_keys(&self, query: &ListApiKeys) -> Result<Page<ApiKey>, ClientError> {
        self.get("/api-keys").query(query).read().await
    }

    /// `create_api_key`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn create_api_key(&self, body: &CreateApiKey) -> Result<NewApiKey, ClientError> {
        self.call(Method::POST, "/api-keys").json(body).read().await
    }

    /// `revoke_api_key`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn revoke_api_key(&self, id: ApiKeyId) -> Result<ApiKey, ClientError> {
        self.call(Method::DELETE, &format!("/api-keys/{id}")).read().await
    }
}
