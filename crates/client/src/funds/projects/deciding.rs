//! What the committee decides about projects.

use contract::funds::{AskCommittee, Project};
use domain::ids::ProjectId;
use reqwest::Method;

use crate::{Client, ClientError, Tagged};

impl Client {
    /// `put_project`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn put_project(
        &self,
        id: ProjectId,
        body: &AskCommittee,
        key: Option<&str>,
    ) -> Result<Tagged<Project>, ClientError> {
        self.call(Method::POST, &format!("/projects/{id}/vote")).json(body).once(key).read_tagged().await
    }

    /// `decide_project`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn decide_project(
        &self,
        id: ProjectId,
        key: Option<&str>,
    ) -> Result<Tagged<Project>, ClientError> {
        self.call(Method::POST, &format!("/projects/{id}/decision")).once(key).read_tagged().await
    }

    /// `ask_to_terminate_project`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn ask_to_terminate_project(
        &self,
        id: ProjectId,
        body: &AskCommittee,
        key: Option<&str>,
    ) -> Result<Tagged<Project>, ClientError> {
        self.call(Method::POST, &format!("/projects/{id}/termination"))
            .json(body)
            .once(key)
            .read_tagged()
            .await
    }
}
