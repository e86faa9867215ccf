//! What becomes of a proposal.

use contract::funds::{Project, ScreenProject};
use domain::ids::ProjectId;
use reqwest::Method;

use crate::{Client, ClientError, Tagged};

impl Client {
    /// `submit_project`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn submit_project(
        &self,
        id: ProjectId,
        key: Option<&str>,
    ) -> Result<Tagged<Project>, ClientError> {
        self.call(Method::POST, &format!("/projects/{id}/submission")).once(key).read_tagged().await
    }

    /// `screen_project`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn screen_project(
        &self,
        id: ProjectId,
        body: &ScreenProject,
        key: Option<&str>,
    ) -> Result<Tagged<Project>, ClientError> {
        self.call(Method::POST, &format!("/projects/{id}/screening")).json(body).once(key).read_tagged().await
    }

    /// `withdraw_project`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn withdraw_project(
        &self,
        id: ProjectId,
        key: Option<&str>,
    ) -> Result<Tagged<Project>, ClientError> {
        self.call(Method::POST, &format!("/projects/{id}/withdrawal")).once(key).read_tagged().await
    }

    /// `join_project`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn join_project(
        &self,
        id: ProjectId,
        key: Option<&str>,
    ) -> Result<Tagged<Project>, ClientError> {
        self.call(Method::POST, &format!("/projects/{id}/participation")).once(key).read_tagged().await
    }
}
