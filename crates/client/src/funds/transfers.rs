//! Money that moves between the purposes of a fund.

use contract::{
    funds::{FundTransfer, MakeTransfer},
    page::{Page, PageQuery},
};
use domain::ids::FundId;
use reqwest::Method;

use crate::{Client, ClientError};

impl Client {
    /// `list_fund_transfers`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_fund_transfers(
        &self,
        fund: FundId,
        query: &PageQuery,
    ) -> Result<Page<FundTransfer>, ClientError> {
        self.get(&format!("/funds/{fund}/transfers")).query(query).read().await
    }

    /// `make_fund_transfer`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn make_fund_transfer(
        &self,
        fund: FundId,
        body: &MakeTransfer,
        key: Option<&str>,
    ) -> Result<FundTransfer, ClientError> {
        self.call(Method::POST, &format!("/funds/{fund}/transfers")).json(body).once(key).read().await
    }
}
