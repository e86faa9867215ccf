//! Inspections of villages.

use contract::inspections::{
    AdoptAwardRules, AwardRulesList, AwardRulesVersion, CreateTemplate, DraftAwardRules, GetTemplate,
    ListAwardRules, ListTemplates, OfferTemplate, ReadyTemplates, ReviseTemplate, TemplateVersion, Templates,
};
use domain::{
    ids::{AwardRulesId, TemplateId},
    inspections::AwardRules,
};
use reqwest::Method;

use crate::{Client, ClientError, Created, Tagged};

impl Client {
    /// `list_ready_templates`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_ready_templates(&self) -> Result<ReadyTemplates, ClientError> {
        self.get("/inspection-templates/ready").read().await
    }

    /// `list_templates`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_templates(&self, query: &ListTemplates) -> Result<Templates, ClientError> {
        self.get("/inspection-templates").query(query).read().await
    }

    /// `get_template`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_template(
        &self,
        id: TemplateId,
        query: &GetTemplate,
    ) -> Result<Tagged<TemplateVersion>, ClientError> {
        self.get(&format!("/inspection-templates/{id}")).query(query).read_tagged().await
    }

    /// `create_template`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn create_template(
        &self,
        body: &CreateTemplate,
        key: Option<&str>,
    ) -> Result<Created<TemplateVersion>, ClientError> {
        self.call(Method::POST, "/inspection-templates").json(body).once(key).read_tagged().await
    }

    /// `revise_template`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn revise_template(
        &self,
        id: TemplateId,
        etag: &str,
        body: &ReviseTemplate,
    ) -> Result<Tagged<TemplateVersion>, ClientError> {
        let path = format!("/inspection-templates/{id}/versions");
        self.call(Method::POST, &path).json(body).if_match(etag).read_tagged().await
    }

    /// `offer_template`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn offer_template(
        &self,
        id: TemplateId,
        etag: &str,
        body: &OfferTemplate,
    ) -> Result<Tagged<TemplateVersion>, ClientError> {
        let path = format!("/inspection-templates/{id}");
        self.call(Method::PATCH, &path).json(body).if_match(etag).read_tagged().await
    }

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
