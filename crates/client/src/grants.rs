//! Roles that people hold.

use contract::{
    grants::{CreateGrant, FindGrantee, Grant, Grantee, ListGrants},
    page::Page,
};
use domain::ids::GrantId;
use reqwest::Method;

use crate::{Client, ClientError, Created};

impl Client {
    /// `list_grants`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_grants(&self, query: &ListGrants) -> Result<Page<Grant>, ClientError> {
        self.get("/grants").query(query).read().await
    }

    /// `find_grantee`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn find_grantee(&self, body: &FindGrantee) -> Result<Grantee, ClientError> {
        self.call(Method::POST, "/grants/grantee").json(body).read().await
    }

    /// `create_grant`; the same `key` gives the role once, however often it is sent.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn create_grant(
        &self,
        body: &CreateGrant,
        key: Option<&str>,
    ) -> Result<Created<Grant>, ClientError> {
        self.call(Method::POST, "/grants").once(key).json(body).read_tagged().await
    }

    /// `revoke_grant`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn revoke_grant(&self, id: GrantId) -> Result<(), ClientError> {
        self.call(Method::DELETE, &format!("/grants/{id}")).done().await
    }
}
