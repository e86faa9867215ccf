//! Money that leaves a fund, who is paid, and the budget that it is paid from.

use contract::{
    funds::{
        AddPayee, Disbursement, DisbursementReason, DisbursementSummary, FundBudget, FundPayee,
        ListDisbursements, MakePayout, PayDisbursement, Payout, ProposeDisbursement, WriteFundLine,
    },
    page::{Page, PageQuery},
};
use domain::ids::{DisbursementId, FundId, PayoutId};
use reqwest::Method;

use crate::{Client, ClientError, Created, Tagged};

impl Client {
    /// `get_fund_budget`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_fund_budget(&self, fund: FundId) -> Result<FundBudget, ClientError> {
        self.get(&format!("/funds/{fund}/budget")).read().await
    }

    /// `set_fund_line`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn set_fund_line(
        &self,
        fund: FundId,
        number: u16,
        body: &WriteFundLine,
        key: Option<&str>,
    ) -> Result<FundBudget, ClientError> {
        let path = format!("/funds/{fund}/budget/{number}");
        self.call(Method::PUT, &path).json(body).once(key).read().await
    }

    /// `list_payees`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_payees(&self, fund: FundId, query: &PageQuery) -> Result<Page<FundPayee>, ClientError> {
        self.get(&format!("/funds/{fund}/payees")).query(query).read().await
    }

    /// `add_payee`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn add_payee(
        &self,
        fund: FundId,
        body: &AddPayee,
        key: Option<&str>,
    ) -> Result<FundPayee, ClientError> {
        self.call(Method::POST, &format!("/funds/{fund}/payees")).json(body).once(key).read().await
    }

    /// `list_disbursements`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_disbursements(
        &self,
        query: &ListDisbursements,
    ) -> Result<Page<DisbursementSummary>, ClientError> {
        self.get("/disbursements").query(query).read().await
    }

    /// `get_disbursement`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_disbursement(&self, id: DisbursementId) -> Result<Tagged<Disbursement>, ClientError> {
        self.get(&format!("/disbursements/{id}")).read_tagged().await
    }

    /// `propose_disbursement`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn propose_disbursement(
        &self,
        fund: FundId,
        body: &ProposeDisbursement,
        key: Option<&str>,
    ) -> Result<Created<Disbursement>, ClientError> {
        let path = format!("/funds/{fund}/disbursements");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `approve_disbursement`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn approve_disbursement(
        &self,
        id: DisbursementId,
        key: Option<&str>,
    ) -> Result<Tagged<Disbursement>, ClientError> {
        self.call(Method::POST, &format!("/disbursements/{id}/approval")).once(key).read_tagged().await
    }

    /// `refuse_disbursement`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn refuse_disbursement(
        &self,
        id: DisbursementId,
        body: &DisbursementReason,
        key: Option<&str>,
    ) -> Result<Tagged<Disbursement>, ClientError> {
        let path = format!("/disbursements/{id}/refusal");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `withdraw_disbursement`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn withdraw_disbursement(
        &self,
        id: DisbursementId,
        key: Option<&str>,
    ) -> Result<Tagged<Disbursement>, ClientError> {
        self.call(Method::POST, &format!("/disbursements/{id}/withdrawal")).once(key).read_tagged().await
    }

    /// `pay_disbursement`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn pay_disbursement(
        &self,
        id: DisbursementId,
        body: &PayDisbursement,
        key: Option<&str>,
    ) -> Result<Tagged<Disbursement>, ClientError> {
        let path = format!("/disbursements/{id}/payment");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `reverse_disbursement`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn reverse_disbursement(
        &self,
        id: DisbursementId,
        body: &DisbursementReason,
        key: Option<&str>,
    ) -> Result<Tagged<Disbursement>, ClientError> {
        let path = format!("/disbursements/{id}/reversal");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `make_payout`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn make_payout(
        &self,
        fund: FundId,
        body: &MakePayout,
        key: Option<&str>,
    ) -> Result<Payout, ClientError> {
        self.call(Method::POST, &format!("/funds/{fund}/payouts")).json(body).once(key).read().await
    }

    /// `get_payout`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_payout(&self, id: PayoutId) -> Result<Payout, ClientError> {
        self.get(&format!("/payouts/{id}")).read().await
    }

    /// `export_payout`: a file of the type `accept`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn export_payout(&self, id: PayoutId, accept: &str) -> Result<Vec<u8>, ClientError> {
        self.get(&format!("/payouts/{id}/file")).header("accept", accept).bytes().await
    }
}
