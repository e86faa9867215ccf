//! Rules of awards.

use contract::inspections::{
    AdoptAwardRules, AwardRulesList, AwardRulesVersion, DraftAwardRules, ListAwardRules,
};
use domain::{ids::AwardRulesId, inspections::AwardRules};
use reqwest::Method;

use crate::{Client, ClientError, Created, Tagged};

impl Client {
    /// `get_ready_award_rules`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_ready_award_rules(&self) -> Result<AwardRules, ClientError> {
        self.get("/award-rules/ready").read().await
    }

    /// `list_award_rules`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_award_rules(&self, query: &ListAwardRules) -> Result<AwardRulesList, ClientError> {
        self.get("/award-rules").query(query).read().await
    }

    /// `get_award_rules`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_award_rules(&self, id: AwardRulesId) -> Result<Tagged<AwardRulesVersion>, ClientError> {
        self.get(&format!("/award-rules/{id}")).read_tagged().await
    }

    /// `draft_award_rules`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn draft_award_rules(
        &self,
        body: &DraftAwardRules,
        key: Option<&str>,
    ) -> Result<Created<AwardRulesVersion>, ClientError> {
        self.call(Method::POST, "/award-rules").json(body).once(key).read_tagged().await
    }

    /// `adopt_award_rules`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn adopt_award_rules(
        &self,
        id: AwardRulesId,
        etag: &str,
        body: &AdoptAwardRules,
    ) -> Result<Tagged<AwardRulesVersion>, ClientError> {
        let path = format!("/award-rules/{id}/adoption");
        self.call(Method::POST, &path).json(body).if_match(etag).read_tagged().await
    }
}
