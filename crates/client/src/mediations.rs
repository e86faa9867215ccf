//! Mediations.

use contract::{
    mediations::{
        AddMeeting, ConfirmAgreement, CountMediations, DeclineAgreement, EndMediation, ListMediations,
        Mediation, MediationCounts, MediationItem, OpenMediation, ProposeAgreement, RecordSignature,
    },
    page::Page,
};
use domain::ids::{MediationId, PartyId};
use reqwest::Method;

use crate::{Client, ClientError, Created, Tagged};

impl Client {
    /// `list_mediations`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_mediations(&self, query: &ListMediations) -> Result<Page<MediationItem>, ClientError> {
        self.get("/mediations").query(query).read().await
    }

    /// `get_mediation`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_mediation(&self, id: MediationId) -> Result<Tagged<Mediation>, ClientError> {
        self.get(&format!("/mediations/{id}")).read_tagged().await
    }

    /// `count_mediations`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn count_mediations(&self, query: &CountMediations) -> Result<MediationCounts, ClientError> {
        self.get("/mediation-counts").query(query).read().await
    }

    /// `open_mediation`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn open_mediation(
        &self,
        body: &OpenMediation,
        key: Option<&str>,
    ) -> Result<Created<Mediation>, ClientError> {
        self.call(Method::POST, "/mediations").json(body).once(key).read_tagged().await
    }

    /// `add_meeting`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn add_meeting(
        &self,
        id: MediationId,
        body: &AddMeeting,
        key: Option<&str>,
    ) -> Result<Tagged<Mediation>, ClientError> {
        let path = format!("/mediations/{id}/meetings");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `propose_agreement`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn propose_agreement(
        &self,
        id: MediationId,
        body: &ProposeAgreement,
        key: Option<&str>,
    ) -> Result<Tagged<Mediation>, ClientError> {
        let path = format!("/mediations/{id}/agreements");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `confirm_agreement`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn confirm_agreement(
        &self,
        id: MediationId,
        body: &ConfirmAgreement,
        key: Option<&str>,
    ) -> Result<Tagged<Mediation>, ClientError> {
        let path = format!("/mediations/{id}/confirmation");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `decline_agreement`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn decline_agreement(
        &self,
        id: MediationId,
        body: &DeclineAgreement,
        key: Option<&str>,
    ) -> Result<Tagged<Mediation>, ClientError> {
        let path = format!("/mediations/{id}/refusal");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `fail_mediation`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn fail_mediation(
        &self,
        id: MediationId,
        body: &EndMediation,
        key: Option<&str>,
    ) -> Result<Tagged<Mediation>, ClientError> {
        let path = format!("/mediations/{id}/failure");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `withdraw_mediation`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn withdraw_mediation(
        &self,
        id: MediationId,
        body: &EndMediation,
        key: Option<&str>,
    ) -> Result<Tagged<Mediation>, ClientError> {
        let path = format!("/mediations/{id}/withdrawal");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `record_signature`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn record_signature(
        &self,
        (id, party): (MediationId, PartyId),
        body: &RecordSignature,
        key: Option<&str>,
    ) -> Result<Tagged<Mediation>, ClientError> {
        let path = format!("/mediations/{id}/parties/{party}/signature");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }
}
