//! What everybody reads of a fund's books.

use contract::{
    funds::{Fund, FundPosting, FundTotals, ListFundPostings},
    page::Page,
};
use domain::ids::FundId;
use reqwest::Method;

use crate::{Client, ClientError, Tagged};

impl Client {
    /// `get_fund_totals`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_fund_totals(&self, fund: FundId) -> Result<FundTotals, ClientError> {
        self.get(&format!("/funds/{fund}/totals")).read().await
    }

    /// `list_fund_postings`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_fund_postings(
        &self,
        fund: FundId,
        query: &ListFundPostings,
    ) -> Result<Page<FundPosting>, ClientError> {
        self.get(&format!("/funds/{fund}/postings")).query(query).read().await
    }

    /// `list_fund_postings` as a file of this type: `text/csv`, or that of workbooks.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn export_fund_postings(
        &self,
        fund: FundId,
        query: &ListFundPostings,
        accept: &str,
    ) -> Result<Vec<u8>, ClientError> {
        self.get(&format!("/funds/{fund}/postings")).query(query).header("accept", accept).bytes().await
    }

    /// `close_fund`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn close_fund(&self, id: FundId, etag: &str) -> Result<Tagged<Fund>, ClientError> {
        self.call(Method::POST, &format!("/funds/{id}/closure")).if_match(etag).read_tagged().await
    }
}
