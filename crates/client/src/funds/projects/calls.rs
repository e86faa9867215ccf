//! Calls for proposals.

use contract::{
    funds::{ListProposalCalls, ProposalCall, WriteProposalCall},
    page::Page,
};
use domain::ids::{FundId, ProposalCallId};
use reqwest::Method;

use crate::{Client, ClientError, Created, Tagged};

impl Client {
    /// `list_proposal_calls`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_proposal_calls(
        &self,
        query: &ListProposalCalls,
    ) -> Result<Page<ProposalCall>, ClientError> {
        self.get("/proposal-calls").query(query).read().await
    }

    /// `get_proposal_call`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_proposal_call(&self, id: ProposalCallId) -> Result<Tagged<ProposalCall>, ClientError> {
        self.get(&format!("/proposal-calls/{id}")).read_tagged().await
    }

    /// `draft_proposal_call`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn draft_proposal_call(
        &self,
        fund: FundId,
        body: &WriteProposalCall,
        key: Option<&str>,
    ) -> Result<Created<ProposalCall>, ClientError> {
        let path = format!("/funds/{fund}/proposal-calls");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `revise_proposal_call`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn revise_proposal_call(
        &self,
        id: ProposalCallId,
        etag: &str,
        body: &WriteProposalCall,
    ) -> Result<Tagged<ProposalCall>, ClientError> {
        let path = format!("/proposal-calls/{id}");
        self.call(Method::PUT, &path).json(body).if_match(etag).read_tagged().await
    }

    /// `publish_proposal_call`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn publish_proposal_call(
        &self,
        id: ProposalCallId,
        etag: &str,
    ) -> Result<Tagged<ProposalCall>, ClientError> {
        let path = format!("/proposal-calls/{id}/publication");
        self.call(Method::POST, &path).if_match(etag).read_tagged().await
    }

    /// `close_proposal_call`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn close_proposal_call(
        &self,
        id: ProposalCallId,
        etag: &str,
    ) -> Result<Tagged<ProposalCall>, ClientError> {
        let path = format!("/proposal-calls/{id}/closure");
        self.call(Method::POST, &path).if_match(etag).read_tagged().await
    }
}
