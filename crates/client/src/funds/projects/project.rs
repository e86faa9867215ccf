//! Projects themselves.

use contract::{
    funds::{ListProjects, Project, ProjectSummary, WriteProject},
    page::Page,
};
use domain::ids::{ProjectId, ProposalCallId};
use reqwest::Method;

use crate::{Client, ClientError, Created, Tagged};

impl Client {
    /// `list_projects`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_projects(&self, query: &ListProjects) -> Result<Page<ProjectSummary>, ClientError> {
        self.get("/projects").query(query).read().await
    }

    /// `get_project`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_project(&self, id: ProjectId) -> Result<Tagged<Project>, ClientError> {
        self.get(&format!("/projects/{id}")).read_tagged().await
    }

    /// `draft_project`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn draft_project(
        &self,
        call: ProposalCallId,
        body: &WriteProject,
        key: Option<&str>,
    ) -> Result<Created<Project>, ClientError> {
        let path = format!("/proposal-calls/{call}/projects");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `revise_project`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn revise_project(
        &self,
        id: ProjectId,
        etag: &str,
        body: &WriteProject,
    ) -> Result<Tagged<Project>, ClientError> {
        self.call(Method::PUT, &format!("/projects/{id}")).json(body).if_match(etag).read_tagged().await
    }
}
