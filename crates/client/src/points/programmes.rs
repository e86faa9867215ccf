//! Programmes, their rules and their budgets.

use contract::{
    page::Page,
    points::{
        AdoptProgrammeRules, DraftProgrammeRules, FundProgramme, Fundings, GetProgrammeNumbers,
        ListProgrammes, ListSkippedEvents, NewProgramme, PatchProgramme, Programme, ProgrammeNumbers,
        ProgrammeRulesList, ProgrammeRulesVersion, SkippedEvent, StartProgramme,
    },
};
use domain::ids::{ProgrammeId, ProgrammeRulesId};
use reqwest::Method;

use crate::{Client, ClientError, Created, Tagged};

impl Client {
    /// `list_programmes`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_programmes(&self, query: &ListProgrammes) -> Result<Page<Programme>, ClientError> {
        self.get("/programmes").query(query).read().await
    }

    /// `get_programme`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_programme(&self, id: ProgrammeId) -> Result<Tagged<Programme>, ClientError> {
        self.get(&format!("/programmes/{id}")).read_tagged().await
    }

    /// `create_programme`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn create_programme(
        &self,
        body: &NewProgramme,
        key: Option<&str>,
    ) -> Result<Created<Programme>, ClientError> {
        self.call(Method::POST, "/programmes").json(body).once(key).read_tagged().await
    }

    /// `change_programme`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn change_programme(
        &self,
        id: ProgrammeId,
        etag: &str,
        patch: &PatchProgramme,
    ) -> Result<Tagged<Programme>, ClientError> {
        self.call(Method::PATCH, &format!("/programmes/{id}")).json(patch).if_match(etag).read_tagged().await
    }

    /// `start_programme`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn start_programme(
        &self,
        id: ProgrammeId,
        etag: &str,
        body: &StartProgramme,
    ) -> Result<Tagged<Programme>, ClientError> {
        self.call(Method::POST, &format!("/programmes/{id}/start"))
            .json(body)
            .if_match(etag)
            .read_tagged()
            .await
    }

    /// `end_programme`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn end_programme(
        &self,
        id: ProgrammeId,
        etag: &str,
        key: Option<&str>,
    ) -> Result<Tagged<Programme>, ClientError> {
        self.call(Method::POST, &format!("/programmes/{id}/end")).if_match(etag).once(key).read_tagged().await
    }

    /// `get_programme_numbers`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_programme_numbers(
        &self,
        id: ProgrammeId,
        query: &GetProgrammeNumbers,
    ) -> Result<ProgrammeNumbers, ClientError> {
        self.get(&format!("/programmes/{id}/numbers")).query(query).read().await
    }

    /// `list_skipped_events`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_skipped_events(
        &self,
        id: ProgrammeId,
        query: &ListSkippedEvents,
    ) -> Result<Page<SkippedEvent>, ClientError> {
        self.get(&format!("/programmes/{id}/skipped-events")).query(query).read().await
    }

    /// `list_programme_fundings`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_programme_fundings(&self, id: ProgrammeId) -> Result<Fundings, ClientError> {
        self.get(&format!("/programmes/{id}/funding")).read().await
    }

    /// `fund_programme`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn fund_programme(
        &self,
        id: ProgrammeId,
        body: &FundProgramme,
        key: Option<&str>,
    ) -> Result<Fundings, ClientError> {
        self.call(Method::POST, &format!("/programmes/{id}/funding")).json(body).once(key).read().await
    }

    /// `list_programme_rules`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_programme_rules(&self, id: ProgrammeId) -> Result<ProgrammeRulesList, ClientError> {
        self.get(&format!("/programmes/{id}/rules")).read().await
    }

    /// `draft_programme_rules`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn draft_programme_rules(
        &self,
        id: ProgrammeId,
        body: &DraftProgrammeRules,
        key: Option<&str>,
    ) -> Result<Created<ProgrammeRulesVersion>, ClientError> {
        self.call(Method::POST, &format!("/programmes/{id}/rules")).json(body).once(key).read_tagged().await
    }

    /// `get_programme_rules`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_programme_rules(
        &self,
        id: ProgrammeRulesId,
    ) -> Result<Tagged<ProgrammeRulesVersion>, ClientError> {
        self.get(&format!("/programme-rules/{id}")).read_tagged().await
    }

    /// `adopt_programme_rules`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn adopt_programme_rules(
        &self,
        id: ProgrammeRulesId,
        etag: &str,
        body: &AdoptProgrammeRules,
    ) -> Result<Tagged<ProgrammeRulesVersion>, ClientError> {
        self.call(Method::POST, &format!("/programme-rules/{id}/adoption"))
            .json(body)
            .if_match(etag)
            .read_tagged()
            .await
    }
}
