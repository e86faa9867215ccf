//! Who serves residents.

use contract::{
    page::Page,
    providers::{
        Agree, CreateProvider, ListProviders, MyProviders, Provider, ProviderAgreement, ProviderAgreements,
        ProviderContent,
    },
};
use domain::ids::{ProgrammeId, ProviderId};
use reqwest::Method;

use crate::{Client, ClientError, Created, Tagged};

impl Client {
    /// `list_providers`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_providers(&self, query: &ListProviders) -> Result<Page<Provider>, ClientError> {
        self.get("/providers").query(query).read().await
    }

    /// `list_my_providers`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_my_providers(&self) -> Result<MyProviders, ClientError> {
        self.get("/me/providers").read().await
    }

    /// `get_provider`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_provider(&self, id: ProviderId) -> Result<Tagged<Provider>, ClientError> {
        self.get(&format!("/providers/{id}")).read_tagged().await
    }

    /// `create_provider`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn create_provider(
        &self,
        body: &CreateProvider,
        key: Option<&str>,
    ) -> Result<Created<Provider>, ClientError> {
        self.call(Method::POST, "/providers").json(body).once(key).read_tagged().await
    }

    /// `change_provider`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn change_provider(
        &self,
        id: ProviderId,
        etag: &str,
        body: &ProviderContent,
    ) -> Result<Tagged<Provider>, ClientError> {
        self.call(Method::PUT, &format!("/providers/{id}")).json(body).if_match(etag).read_tagged().await
    }

    /// `end_provider`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn end_provider(&self, id: ProviderId) -> Result<Tagged<Provider>, ClientError> {
        self.call(Method::POST, &format!("/providers/{id}/ending")).read_tagged().await
    }

    /// `list_provider_agreements`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_provider_agreements(&self, id: ProviderId) -> Result<ProviderAgreements, ClientError> {
        self.get(&format!("/providers/{id}/agreements")).read().await
    }

    /// `agree_with_provider`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn agree_with_provider(
        &self,
        id: ProviderId,
        programme: ProgrammeId,
        body: &Agree,
    ) -> Result<ProviderAgreement, ClientError> {
        let path = format!("/providers/{id}/agreements/{programme}");
        self.call(Method::PUT, &path).json(body).read().await
    }
}
