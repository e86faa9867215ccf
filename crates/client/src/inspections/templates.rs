//! Templates of inspections.

use contract::inspections::{
    CreateTemplate, GetTemplate, ListTemplates, OfferTemplate, ReadyTemplates, ReviseTemplate,
    TemplateVersion, Templates,
};
use domain::ids::TemplateId;
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
}
