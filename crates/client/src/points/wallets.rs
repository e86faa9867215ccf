//! Wallets, what caps leave, gifts and the leaderboard.

use contract::{
    journal::InclusionProof,
    page::Page,
    points::{
        EarningLimits, FindGiftRecipient, GetLeaderboard, GetWalletStatement, Gift, GiftCode, GiftRecipient,
        GiveGift, Leaderboard, ListEarningLimits, NameInLeaderboard, Wallet, WalletLine, Wallets,
    },
};
use domain::{ids::LedgerAccountId, journal::Root, ledger::Entry};
use reqwest::Method;

use crate::{Client, ClientError};

impl Client {
    /// `list_wallets`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_wallets(&self) -> Result<Wallets, ClientError> {
        self.get("/wallets").read().await
    }

    /// `get_wallet`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_wallet(&self, account: LedgerAccountId) -> Result<Wallet, ClientError> {
        self.get(&format!("/wallets/{account}")).read().await
    }

    /// `get_wallet_statement`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_wallet_statement(
        &self,
        account: LedgerAccountId,
        query: &GetWalletStatement,
    ) -> Result<Page<WalletLine>, ClientError> {
        self.get(&format!("/wallets/{account}/statement")).query(query).read().await
    }

    /// Proves one line of a wallet's statement here, as [`Client::verify_statement_line`] does.
    ///
    /// # Errors
    /// [`ClientError::Proof`] where what the server shows is not what the journal covers.
    pub async fn verify_wallet_line(
        &self,
        account: LedgerAccountId,
        line: &WalletLine,
        noted: Option<&Root>,
    ) -> Result<(InclusionProof, Root), ClientError> {
        self.verify_posting(line.posting_id, Entry { account, amount: line.points }, noted).await
    }

    /// `create_gift_code`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn create_gift_code(&self) -> Result<GiftCode, ClientError> {
        self.call(Method::POST, "/gift-codes").read().await
    }

    /// `find_gift_recipient`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn find_gift_recipient(&self, body: &FindGiftRecipient) -> Result<GiftRecipient, ClientError> {
        self.call(Method::POST, "/gift-recipients").json(body).read().await
    }

    /// `give_gift`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn give_gift(&self, body: &GiveGift, key: Option<&str>) -> Result<Gift, ClientError> {
        self.call(Method::POST, "/gifts").json(body).once(key).read().await
    }

    /// `list_earning_limits`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_earning_limits(&self, query: &ListEarningLimits) -> Result<EarningLimits, ClientError> {
        self.get("/earning-limits").query(query).read().await
    }

    /// `get_leaderboard`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_leaderboard(&self, query: &GetLeaderboard) -> Result<Leaderboard, ClientError> {
        self.get("/leaderboard").query(query).read().await
    }

    /// `name_in_leaderboard`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn name_in_leaderboard(&self, body: &NameInLeaderboard) -> Result<(), ClientError> {
        self.call(Method::PUT, "/leaderboard/naming").json(body).done().await
    }
}
