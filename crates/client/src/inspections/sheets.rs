//! Sheets and objections.

use contract::inspections::{DecideObjection, KeepSheet, Objection, Objections, RaiseObjection, Sheet};
use domain::ids::{AreaId, ObjectionId, RoundId};
use reqwest::Method;

use crate::{Client, ClientError, Tagged};

impl Client {
    /// `get_sheet`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_sheet(&self, round: RoundId, area: AreaId) -> Result<Tagged<Sheet>, ClientError> {
        self.get(&format!("/inspection-rounds/{round}/targets/{area}/sheet")).read_tagged().await
    }

    /// `keep_sheet`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn keep_sheet(
        &self,
        round: RoundId,
        area: AreaId,
        etag: &str,
        body: &KeepSheet,
        key: Option<&str>,
    ) -> Result<Tagged<Sheet>, ClientError> {
        let path = format!("/inspection-rounds/{round}/targets/{area}/sheet");
        self.call(Method::PUT, &path).json(body).if_match(etag).once(key).read_tagged().await
    }

    /// `list_objections`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_objections(&self, round: RoundId) -> Result<Objections, ClientError> {
        self.get(&format!("/inspection-rounds/{round}/objections")).read().await
    }

    /// `raise_objection`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn raise_objection(
        &self,
        round: RoundId,
        area: AreaId,
        body: &RaiseObjection,
        key: Option<&str>,
    ) -> Result<Objection, ClientError> {
        let path = format!("/inspection-rounds/{round}/targets/{area}/objections");
        self.call(Method::POST, &path).json(body).once(key).read().await
    }

    /// `decide_objection`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn decide_objection(
        &self,
        id: ObjectionId,
        body: &DecideObjection,
        key: Option<&str>,
    ) -> Result<Objection, ClientError> {
        let path = format!("/inspection-objections/{id}/decision");
        self.call(Method::POST, &path).json(body).once(key).read().await
    }

    /// `withdraw_objection`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn withdraw_objection(
        &self,
        id: ObjectionId,
        key: Option<&str>,
    ) -> Result<Objection, ClientError> {
        let path = format!("/inspection-objections/{id}/withdrawal");
        self.call(Method::POST, &path).once(key).read().await
    }
}
