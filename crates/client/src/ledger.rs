//! The ledger.

use contract::{
    journal::{InclusionProof, ProofQuery},
    ledger::{
        AccountReason, BalanceAt, BalanceQuery, ExplainedAccount, ExportBook, LedgerAccount, LedgerPosting,
        ListLedgerAccounts, ListStatement, StatementLine,
    },
    page::Page,
};
use domain::{
    ids::{LedgerAccountId, PostingId},
    journal::{ProofError, Root},
    ledger::Entry,
};
use reqwest::Method;
use uuid::Uuid;

use crate::{Client, ClientError};

impl Client {
    /// `list_ledger_accounts`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_ledger_accounts(
        &self,
        query: &ListLedgerAccounts,
    ) -> Result<Page<LedgerAccount>, ClientError> {
        self.get("/ledger/accounts").query(query).read().await
    }

    /// `get_ledger_account`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_ledger_account(&self, id: LedgerAccountId) -> Result<ExplainedAccount, ClientError> {
        self.get(&format!("/ledger/accounts/{id}")).read().await
    }

    /// `get_ledger_statement`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_ledger_statement(
        &self,
        id: LedgerAccountId,
        query: &ListStatement,
    ) -> Result<Page<StatementLine>, ClientError> {
        self.get(&format!("/ledger/accounts/{id}/statement")).query(query).read().await
    }

    /// `get_ledger_balance`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_ledger_balance(
        &self,
        id: LedgerAccountId,
        query: &BalanceQuery,
    ) -> Result<BalanceAt, ClientError> {
        self.get(&format!("/ledger/accounts/{id}/balance")).query(query).read().await
    }

    /// `freeze_ledger_account`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn freeze_ledger_account(
        &self,
        id: LedgerAccountId,
        body: &AccountReason,
        key: Option<&str>,
    ) -> Result<LedgerAccount, ClientError> {
        self.call(Method::POST, &format!("/ledger/accounts/{id}/freeze")).json(body).once(key).read().await
    }

    /// `thaw_ledger_account`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn thaw_ledger_account(
        &self,
        id: LedgerAccountId,
        body: &AccountReason,
        key: Option<&str>,
    ) -> Result<LedgerAccount, ClientError> {
        self.call(Method::POST, &format!("/ledger/accounts/{id}/thaw")).json(body).once(key).read().await
    }

    /// `close_ledger_account`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn close_ledger_account(
        &self,
        id: LedgerAccountId,
        body: &AccountReason,
        key: Option<&str>,
    ) -> Result<LedgerAccount, ClientError> {
        self.call(Method::POST, &format!("/ledger/accounts/{id}/closure")).json(body).once(key).read().await
    }

    /// `get_ledger_posting`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_ledger_posting(&self, id: PostingId) -> Result<LedgerPosting, ClientError> {
        self.get(&format!("/ledger/postings/{id}")).read().await
    }

    /// `prove_ledger_posting`: the proof as the server gives it, unchecked; see [`Client::verify_statement_line`].
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn prove_ledger_posting(
        &self,
        id: PostingId,
        query: &ProofQuery,
    ) -> Result<InclusionProof, ClientError> {
        self.get(&format!("/ledger/postings/{id}/proof")).query(query).read().await
    }

    /// Proves one line of a statement here, with the domain's own code: that the journal entry which tells of its posting
    /// is covered by the newest published root, that the entry tells of this account and this amount, and that the journal
    /// was only appended to since `noted`.
    ///
    /// # Errors
    /// [`ClientError::Proof`] where what the server shows is not what the journal covers.
    pub async fn verify_statement_line(
        &self,
        account: LedgerAccountId,
        line: &StatementLine,
        noted: Option<&Root>,
    ) -> Result<(InclusionProof, Root), ClientError> {
        self.verify_posting(line.posting_id, Entry { account, amount: line.amount }, noted).await
    }

    /// The same for what is known of a posting otherwise: that it does this to this account.
    pub(crate) async fn verify_posting(
        &self,
        posting: PostingId,
        entry: Entry,
        noted: Option<&Root>,
    ) -> Result<(InclusionProof, Root), ClientError> {
        let root = Root::from(self.get_latest_journal_root().await?);
        let query = ProofQuery { size: Some(root.size) };
        let proof = self.prove_ledger_posting(posting, &query).await?;
        self.check_proof(&proof, &root, noted).await?;
        let told = proof.posted().filter(|posted| posted.posting == posting);
        if !told.is_some_and(|posted| posted.entries.contains(&entry)) {
            return Err(ProofError::Mismatch.into());
        }
        Ok((proof, root))
    }

    /// `export_book`: the file's bytes.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn export_book(&self, book: Uuid, query: &ExportBook) -> Result<Vec<u8>, ClientError> {
        self.get(&format!("/ledger/books/{book}/export")).query(query).bytes().await
    }
}
