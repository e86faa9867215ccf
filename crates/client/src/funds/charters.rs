//! Charters of funds.

use contract::funds::{Charter, Charters, WriteCharter};
use domain::ids::{CharterId, FundId};
use reqwest::Method;

use crate::{Client, ClientError, Created, Tagged};

impl Client {
    /// `list_fund_charters`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_fund_charters(&self, fund: FundId) -> Result<Charters, ClientError> {
        self.get(&format!("/funds/{fund}/charters")).read().await
    }

    /// `get_charter`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_charter(&self, id: CharterId) -> Result<Tagged<Charter>, ClientError> {
        self.get(&format!("/charters/{id}")).read_tagged().await
    }

    /// `draft_charter`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn draft_charter(
        &self,
        fund: FundId,
        body: &WriteCharter,
        key: Option<&str>,
    ) -> Result<Created<Charter>, ClientError> {
        self.call(Method::POST, &format!("/funds/{fund}/charters")).json(body).once(key).read_tagged().await
    }

    /// `revise_charter`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn revise_charter(
        &self,
        id: CharterId,
        etag: &str,
        body: &WriteCharter,
    ) -> Result<Tagged<Charter>, ClientError> {
        self.call(Method::PUT, &format!("/charters/{id}")).json(body).if_match(etag).read_tagged().await
    }

    /// `found_charter`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn found_charter(&self, id: CharterId, etag: &str) -> Result<Tagged<Charter>, ClientError> {
        self.call(Method::POST, &format!("/charters/{id}/founding")).if_match(etag).read_tagged().await
    }
}
