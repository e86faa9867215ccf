//! The bank's side of a fund's books.

use contract::{
    funds::{
        BankLine, BankStatement, BankStatementImport, CashPosting, FundReconciliation, ListBankLines,
        ListBankStatements, ListUnbankedPostings, MatchBankLine, Reconciled, STATEMENT_FILE_FIELD,
    },
    page::Page,
};
use domain::ids::{FundId, StatementLineId};
use reqwest::{
    Method,
    multipart::{Form, Part},
};

use crate::{Client, ClientError};

impl Client {
    /// `import_bank_statement`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn import_bank_statement(
        &self,
        fund: FundId,
        file: Vec<u8>,
    ) -> Result<BankStatementImport, ClientError> {
        let form = Form::new().part(STATEMENT_FILE_FIELD, Part::bytes(file).file_name("statement"));
        self.call(Method::POST, &format!("/funds/{fund}/bank-statements")).multipart(form).read().await
    }

    /// `list_bank_statements`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_bank_statements(
        &self,
        fund: FundId,
        query: &ListBankStatements,
    ) -> Result<Page<BankStatement>, ClientError> {
        self.get(&format!("/funds/{fund}/bank-statements")).query(query).read().await
    }

    /// `list_bank_lines`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_bank_lines(
        &self,
        fund: FundId,
        query: &ListBankLines,
    ) -> Result<Page<BankLine>, ClientError> {
        self.get(&format!("/funds/{fund}/bank-lines")).query(query).read().await
    }

    /// `list_unbanked_postings`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_unbanked_postings(
        &self,
        fund: FundId,
        query: &ListUnbankedPostings,
    ) -> Result<Page<CashPosting>, ClientError> {
        self.get(&format!("/funds/{fund}/unbanked-postings")).query(query).read().await
    }

    /// `get_fund_reconciliation`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_fund_reconciliation(&self, fund: FundId) -> Result<FundReconciliation, ClientError> {
        self.get(&format!("/funds/{fund}/reconciliation")).read().await
    }

    /// `reconcile_fund`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn reconcile_fund(&self, fund: FundId, key: Option<&str>) -> Result<Reconciled, ClientError> {
        self.call(Method::POST, &format!("/funds/{fund}/reconciliation")).once(key).read().await
    }

    /// `match_bank_line`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn match_bank_line(
        &self,
        id: StatementLineId,
        body: &MatchBankLine,
        key: Option<&str>,
    ) -> Result<BankLine, ClientError> {
        self.call(Method::PUT, &format!("/bank-lines/{id}/match")).json(body).once(key).read().await
    }

    /// `part_bank_line`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn part_bank_line(
        &self,
        id: StatementLineId,
        key: Option<&str>,
    ) -> Result<BankLine, ClientError> {
        self.call(Method::DELETE, &format!("/bank-lines/{id}/match")).once(key).read().await
    }
}
