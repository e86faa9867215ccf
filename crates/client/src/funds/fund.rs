//! Funds themselves.

use contract::{
    funds::{Fund, FundPurpose, ListFunds, NewFund, PatchFund},
    page::Page,
};
use domain::ids::FundId;
use reqwest::Method;

use crate::{Client, ClientError, Created, Tagged};

impl Client {
    /// `list_funds`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_funds(&self, query: &ListFunds) -> Result<Page<Fund>, ClientError> {
        self.get("/funds").query(query).read().await
    }

    /// `get_fund`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_fund(&self, id: FundId) -> Result<Tagged<Fund>, ClientError> {
        self.get(&format!("/funds/{id}")).read_tagged().await
    }

    /// `create_fund`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn create_fund(&self, body: &NewFund, key: Option<&str>) -> Result<Created<Fund>, ClientError> {
        self.call(Method::POST, "/funds").json(body).once(key).read_tagged().await
    }

    /// `change_fund`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn change_fund(
        &self,
        id: FundId,
        etag: &str,
        patch: &PatchFund,
    ) -> Result<Tagged<Fund>, ClientError> {
        self.call(Method::PATCH, &format!("/funds/{id}")).json(patch).if_match(etag).read_tagged().await
    }

    /// `add_fund_purpose`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn add_fund_purpose(
        &self,
        id: FundId,
        body: &FundPurpose,
        key: Option<&str>,
    ) -> Result<Tagged<Fund>, ClientError> {
        self.call(Method::POST, &format!("/funds/{id}/purposes")).json(body).once(key).read_tagged().await
    }
}
