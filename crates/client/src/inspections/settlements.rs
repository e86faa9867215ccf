//! Settlements, simulations, criticism, records of villages, certificates.

use contract::inspections::{
    Certificate, Certificates, Criticisms, GetVillageRecord, IssueCertificate, ListCertificates,
    ListCriticisms, ListSettlements, RevokeCertificate, SettleHalfYear, Settlement, Settlements, Simulation,
    VillageRecord,
};
use domain::ids::{AreaId, AwardRulesId, SettlementId};
use reqwest::Method;

use crate::{Client, ClientError};

impl Client {
    /// `list_settlements`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_settlements(&self, query: &ListSettlements) -> Result<Settlements, ClientError> {
        self.get("/settlements").query(query).read().await
    }

    /// `get_settlement`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_settlement(&self, id: SettlementId) -> Result<Settlement, ClientError> {
        self.get(&format!("/settlements/{id}")).read().await
    }

    /// `get_settlement_payouts`: a file of the type `accept`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_settlement_payouts(
        &self,
        id: SettlementId,
        accept: &str,
    ) -> Result<Vec<u8>, ClientError> {
        self.get(&format!("/settlements/{id}/payouts")).header("accept", accept).bytes().await
    }

    /// `settle_half_year`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn settle_half_year(
        &self,
        body: &SettleHalfYear,
        key: Option<&str>,
    ) -> Result<Settlement, ClientError> {
        self.call(Method::POST, "/settlements").json(body).once(key).read().await
    }

    /// `simulate_award_rules`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn simulate_award_rules(&self, id: AwardRulesId) -> Result<Simulation, ClientError> {
        self.get(&format!("/award-rules/{id}/simulation")).read().await
    }

    /// `list_criticisms`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_criticisms(&self, query: &ListCriticisms) -> Result<Criticisms, ClientError> {
        self.get("/inspection-criticisms").query(query).read().await
    }

    /// `get_village_record`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_village_record(
        &self,
        village: AreaId,
        query: &GetVillageRecord,
    ) -> Result<VillageRecord, ClientError> {
        self.get(&format!("/areas/{village}/inspection-record")).query(query).read().await
    }

    /// `list_certificates`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_certificates(&self, query: &ListCertificates) -> Result<Certificates, ClientError> {
        self.get("/certificates").query(query).read().await
    }

    /// `get_certificate`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_certificate(&self, number: &str) -> Result<Certificate, ClientError> {
        self.get(&format!("/certificates/{number}")).read().await
    }

    /// `get_certificate_paper`: a PDF
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_certificate_paper(&self, number: &str) -> Result<Vec<u8>, ClientError> {
        self.get(&format!("/certificates/{number}/paper")).bytes().await
    }

    /// `issue_certificate`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn issue_certificate(
        &self,
        settlement: SettlementId,
        body: &IssueCertificate,
        key: Option<&str>,
    ) -> Result<Certificate, ClientError> {
        let path = format!("/settlements/{settlement}/certificates");
        self.call(Method::POST, &path).json(body).once(key).read().await
    }

    /// `revoke_certificate`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn revoke_certificate(
        &self,
        number: &str,
        body: &RevokeCertificate,
        key: Option<&str>,
    ) -> Result<Certificate, ClientError> {
        let path = format!("/certificates/{number}/revocation");
        self.call(Method::POST, &path).json(body).once(key).read().await
    }
}
