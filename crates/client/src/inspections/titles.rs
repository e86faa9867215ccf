//! Titles, and the checks of a household.

use contract::inspections::{
    AwardTitles, AwardedTitles, GetTitleCandidates, HouseholdChecks, HouseholdTitles, ListTitles,
    RevokeTitle, ShowTitle, Title, TitleCandidates, Titles,
};
use domain::ids::AreaId;
use reqwest::Method;

use crate::{Client, ClientError};

impl Client {
    /// `list_household_checks`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_household_checks(&self, household: AreaId) -> Result<HouseholdChecks, ClientError> {
        self.get(&format!("/households/{household}/checks")).read().await
    }

    /// `list_household_titles`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_household_titles(&self, household: AreaId) -> Result<HouseholdTitles, ClientError> {
        self.get(&format!("/households/{household}/titles")).read().await
    }

    /// `list_titles`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_titles(&self, query: &ListTitles) -> Result<Titles, ClientError> {
        self.get("/titles").query(query).read().await
    }

    /// `get_title_candidates`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_title_candidates(
        &self,
        query: &GetTitleCandidates,
    ) -> Result<TitleCandidates, ClientError> {
        self.get("/title-candidates").query(query).read().await
    }

    /// `award_titles`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn award_titles(
        &self,
        body: &AwardTitles,
        key: Option<&str>,
    ) -> Result<AwardedTitles, ClientError> {
        self.call(Method::POST, "/titles").json(body).once(key).read().await
    }

    /// `get_title`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_title(&self, number: &str) -> Result<Title, ClientError> {
        self.get(&format!("/titles/{number}")).read().await
    }

    /// `get_title_paper`: a PDF
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_title_paper(&self, number: &str) -> Result<Vec<u8>, ClientError> {
        self.get(&format!("/titles/{number}/paper")).bytes().await
    }

    /// `show_title`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn show_title(
        &self,
        number: &str,
        body: &ShowTitle,
        key: Option<&str>,
    ) -> Result<Title, ClientError> {
        self.call(Method::POST, &format!("/titles/{number}/consent")).json(body).once(key).read().await
    }

    /// `revoke_title`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn revoke_title(
        &self,
        number: &str,
        body: &RevokeTitle,
        key: Option<&str>,
    ) -> Result<Title, ClientError> {
        self.call(Method::POST, &format!("/titles/{number}/revocation")).json(body).once(key).read().await
    }
}
