//! What comes in, receipts, and what proves them.

use contract::{
    funds::{
        AddDonor, BringBalance, ConfirmIncome, FundDonor, Income, IncomeReason, ListIncome, MyDonation,
        OpeningBalances, PromiseDonation, RegisterIncome,
    },
    journal::{InclusionProof, ProofQuery},
    page::{Page, PageQuery},
};
use domain::ids::{FundId, IncomeId, OpeningBalanceId};
use reqwest::Method;

use crate::{Client, ClientError, Created, Tagged};

impl Client {
    /// `list_donors`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_donors(&self, fund: FundId, query: &PageQuery) -> Result<Page<FundDonor>, ClientError> {
        self.get(&format!("/funds/{fund}/donors")).query(query).read().await
    }

    /// `list_my_donations`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_my_donations(&self, query: &PageQuery) -> Result<Page<MyDonation>, ClientError> {
        self.get("/me/donations").query(query).read().await
    }

    /// `add_donor`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn add_donor(
        &self,
        fund: FundId,
        body: &AddDonor,
        key: Option<&str>,
    ) -> Result<FundDonor, ClientError> {
        self.call(Method::POST, &format!("/funds/{fund}/donors")).json(body).once(key).read().await
    }

    /// `list_opening_balances`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_opening_balances(&self, fund: FundId) -> Result<OpeningBalances, ClientError> {
        self.get(&format!("/funds/{fund}/opening-balances")).read().await
    }

    /// `bring_balance`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn bring_balance(
        &self,
        fund: FundId,
        body: &BringBalance,
        key: Option<&str>,
    ) -> Result<OpeningBalances, ClientError> {
        self.call(Method::POST, &format!("/funds/{fund}/opening-balances")).json(body).once(key).read().await
    }

    /// `reverse_balance`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn reverse_balance(
        &self,
        id: OpeningBalanceId,
        body: &IncomeReason,
        key: Option<&str>,
    ) -> Result<OpeningBalances, ClientError> {
        self.call(Method::POST, &format!("/opening-balances/{id}/reversal")).json(body).once(key).read().await
    }

    /// `list_income`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_income(&self, fund: FundId, query: &ListIncome) -> Result<Page<Income>, ClientError> {
        self.get(&format!("/funds/{fund}/income")).query(query).read().await
    }

    /// `get_income`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_income(&self, id: IncomeId) -> Result<Tagged<Income>, ClientError> {
        self.get(&format!("/income/{id}")).read_tagged().await
    }

    /// `register_income`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn register_income(
        &self,
        fund: FundId,
        body: &RegisterIncome,
        key: Option<&str>,
    ) -> Result<Created<Income>, ClientError> {
        self.call(Method::POST, &format!("/funds/{fund}/income")).json(body).once(key).read_tagged().await
    }

    /// `promise_donation`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn promise_donation(
        &self,
        fund: FundId,
        body: &PromiseDonation,
        key: Option<&str>,
    ) -> Result<Created<Income>, ClientError> {
        self.call(Method::POST, &format!("/funds/{fund}/donations")).json(body).once(key).read_tagged().await
    }

    /// `confirm_income`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn confirm_income(
        &self,
        id: IncomeId,
        body: &ConfirmIncome,
        key: Option<&str>,
    ) -> Result<Tagged<Income>, ClientError> {
        self.call(Method::POST, &format!("/income/{id}/confirmation"))
            .json(body)
            .once(key)
            .read_tagged()
            .await
    }

    /// `cancel_income`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn cancel_income(
        &self,
        id: IncomeId,
        body: &IncomeReason,
        key: Option<&str>,
    ) -> Result<Tagged<Income>, ClientError> {
        self.call(Method::POST, &format!("/income/{id}/cancellation"))
            .json(body)
            .once(key)
            .read_tagged()
            .await
    }

    /// `reverse_income`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn reverse_income(
        &self,
        id: IncomeId,
        body: &IncomeReason,
        key: Option<&str>,
    ) -> Result<Tagged<Income>, ClientError> {
        self.call(Method::POST, &format!("/income/{id}/reversal")).json(body).once(key).read_tagged().await
    }

    /// `get_receipt`: a PDF.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_receipt(&self, id: IncomeId) -> Result<Vec<u8>, ClientError> {
        self.get(&format!("/income/{id}/receipt")).bytes().await
    }

    /// `prove_income`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn prove_income(&self, id: IncomeId, size: Option<u64>) -> Result<InclusionProof, ClientError> {
        self.get(&format!("/income/{id}/proof")).query(&ProofQuery { size }).read().await
    }
}
