//! Declared kinship.

use contract::inspections::{DeclareKinship, Kinship, Kinships};
use domain::ids::KinshipId;
use reqwest::Method;

use crate::{Client, ClientError};

impl Client {
    /// `list_kinships`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_kinships(&self) -> Result<Kinships, ClientError> {
        self.get("/me/kinships").read().await
    }

    /// `declare_kinship`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn declare_kinship(
        &self,
        body: &DeclareKinship,
        key: Option<&str>,
    ) -> Result<Kinship, ClientError> {
        self.call(Method::POST, "/me/kinships").json(body).once(key).read().await
    }

    /// `withdraw_kinship`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn withdraw_kinship(&self, id: KinshipId) -> Result<(), ClientError> {
        self.call(Method::DELETE, &format!("/me/kinships/{id}")).done().await
    }
}
