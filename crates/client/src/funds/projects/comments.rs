//! What residents say of projects.

use contract::{
    funds::{CommentOnProject, ProjectComment, ProjectCommented},
    page::{Page, PageQuery},
};
use domain::ids::{ProjectCommentId, ProjectId};
use reqwest::Method;

use crate::{Client, ClientError};

impl Client {
    /// `list_project_comments`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_project_comments(
        &self,
        id: ProjectId,
        page: &PageQuery,
    ) -> Result<Page<ProjectComment>, ClientError> {
        self.get(&format!("/projects/{id}/comments")).query(page).read().await
    }

    /// `comment_on_project`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn comment_on_project(
        &self,
        id: ProjectId,
        body: &CommentOnProject,
        key: Option<&str>,
    ) -> Result<ProjectCommented, ClientError> {
        self.call(Method::POST, &format!("/projects/{id}/comments")).json(body).once(key).read().await
    }

    /// `withdraw_project_comment`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn withdraw_project_comment(&self, id: ProjectCommentId) -> Result<(), ClientError> {
        self.call(Method::DELETE, &format!("/project-comments/{id}")).done().await
    }
}
