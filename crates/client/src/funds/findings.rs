//! The auditor's desk.

use contract::{
    funds::{AnswerFinding, Finding, FindingSettings, FindingSummary, JudgeFinding, ListFindings},
    page::Page,
};
use domain::ids::{FindingId, FundId};
use reqwest::Method;

use crate::{Client, ClientError, Tagged};

impl Client {
    /// `list_findings`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_findings(
        &self,
        fund: FundId,
        query: &ListFindings,
    ) -> Result<Page<FindingSummary>, ClientError> {
        self.get(&format!("/funds/{fund}/findings")).query(query).read().await
    }

    /// `get_finding`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_finding(&self, id: FindingId) -> Result<Tagged<Finding>, ClientError> {
        self.get(&format!("/findings/{id}")).read_tagged().await
    }

    /// `answer_finding`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn answer_finding(
        &self,
        id: FindingId,
        body: &AnswerFinding,
        key: Option<&str>,
    ) -> Result<Tagged<Finding>, ClientError> {
        self.call(Method::POST, &format!("/findings/{id}/answer")).json(body).once(key).read_tagged().await
    }

    /// `judge_finding`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn judge_finding(
        &self,
        id: FindingId,
        body: &JudgeFinding,
        key: Option<&str>,
    ) -> Result<Tagged<Finding>, ClientError> {
        self.call(Method::POST, &format!("/findings/{id}/judgement")).json(body).once(key).read_tagged().await
    }

    /// `get_finding_settings`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_finding_settings(&self, fund: FundId) -> Result<FindingSettings, ClientError> {
        self.get(&format!("/funds/{fund}/finding-settings")).read().await
    }

    /// `set_finding_settings`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn set_finding_settings(
        &self,
        fund: FundId,
        body: &FindingSettings,
        key: Option<&str>,
    ) -> Result<FindingSettings, ClientError> {
        let path = format!("/funds/{fund}/finding-settings");
        self.call(Method::PUT, &path).json(body).once(key).read().await
    }
}
