//! Kinds of matters.

use contract::categories::{Categories, Category, CreateCategory, ListCategories, UpdateCategory};
use domain::ids::CategoryId;
use reqwest::Method;

use crate::{Client, ClientError, Created, Tagged};

impl Client {
    /// `list_categories`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_categories(&self, query: &ListCategories) -> Result<Categories, ClientError> {
        self.get("/categories").query(query).read().await
    }

    /// `create_category`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn create_category(
        &self,
        body: &CreateCategory,
        key: Option<&str>,
    ) -> Result<Created<Category>, ClientError> {
        self.call(Method::POST, "/categories").json(body).once(key).read_tagged().await
    }

    /// `update_category`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn update_category(
        &self,
        id: CategoryId,
        etag: &str,
        body: &UpdateCategory,
    ) -> Result<Tagged<Category>, ClientError> {
        self.call(Method::PATCH, &format!("/categories/{id}")).json(body).if_match(etag).read_tagged().await
    }
}
