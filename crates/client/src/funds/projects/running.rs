//! A project that runs, and what comes of it.

use contract::{
    funds::{JudgeStep, Project, ProjectTotals, RateProject, ReachMilestone, ShowStep},
    photos::PhotoSize,
};
use domain::ids::{FundId, PhotoId, ProjectId};
use reqwest::Method;

use crate::{Client, ClientError, Tagged};

impl Client {
    /// `sign_project_agreement`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn sign_project_agreement(
        &self,
        id: ProjectId,
        body: &ShowStep,
        key: Option<&str>,
    ) -> Result<Tagged<Project>, ClientError> {
        self.call(Method::POST, &format!("/projects/{id}/agreement")).json(body).once(key).read_tagged().await
    }

    /// `countersign_project_agreement`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn countersign_project_agreement(
        &self,
        id: ProjectId,
        key: Option<&str>,
    ) -> Result<Tagged<Project>, ClientError> {
        self.call(Method::POST, &format!("/projects/{id}/agreement/signature")).once(key).read_tagged().await
    }

    /// `reach_milestone`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn reach_milestone(
        &self,
        id: ProjectId,
        number: usize,
        body: &ReachMilestone,
        key: Option<&str>,
    ) -> Result<Tagged<Project>, ClientError> {
        let path = format!("/projects/{id}/milestones/{number}/evidence");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `judge_milestone`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn judge_milestone(
        &self,
        id: ProjectId,
        number: usize,
        body: &JudgeStep,
        key: Option<&str>,
    ) -> Result<Tagged<Project>, ClientError> {
        let path = format!("/projects/{id}/milestones/{number}/acceptance");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `report_project`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn report_project(
        &self,
        id: ProjectId,
        body: &ShowStep,
        key: Option<&str>,
    ) -> Result<Tagged<Project>, ClientError> {
        self.call(Method::POST, &format!("/projects/{id}/report")).json(body).once(key).read_tagged().await
    }

    /// `judge_project_report`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn judge_project_report(
        &self,
        id: ProjectId,
        body: &JudgeStep,
        key: Option<&str>,
    ) -> Result<Tagged<Project>, ClientError> {
        let path = format!("/projects/{id}/report/acceptance");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `rate_project`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn rate_project(
        &self,
        id: ProjectId,
        body: &RateProject,
        key: Option<&str>,
    ) -> Result<Tagged<Project>, ClientError> {
        self.call(Method::PUT, &format!("/projects/{id}/rating")).json(body).once(key).read_tagged().await
    }

    /// `archive_project`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn archive_project(
        &self,
        id: ProjectId,
        key: Option<&str>,
    ) -> Result<Tagged<Project>, ClientError> {
        self.call(Method::POST, &format!("/projects/{id}/archiving")).once(key).read_tagged().await
    }

    /// `get_project_photo`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_project_photo(
        &self,
        id: ProjectId,
        photo: PhotoId,
        size: PhotoSize,
    ) -> Result<Vec<u8>, ClientError> {
        self.get(&format!("/projects/{id}/photos/{photo}/{}", size.as_str())).bytes().await
    }

    /// `get_project_totals`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_project_totals(&self, fund: FundId) -> Result<ProjectTotals, ClientError> {
        self.get(&format!("/funds/{fund}/project-totals")).read().await
    }
}
