//! Rectifications and look-backs.

use contract::{
    inspections::{
        DemandRectifications, DemandedRectifications, FailedItems, ListRectifications, RecordLookBack,
        Rectification,
    },
    page::Page,
};
use domain::ids::{RoundId, TicketId};
use reqwest::Method;

use crate::{Client, ClientError};

impl Client {
    /// `list_failed_items`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_failed_items(&self, round: RoundId) -> Result<FailedItems, ClientError> {
        self.get(&format!("/inspection-rounds/{round}/failed-items")).read().await
    }

    /// `demand_rectifications`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn demand_rectifications(
        &self,
        round: RoundId,
        body: &DemandRectifications,
        key: Option<&str>,
    ) -> Result<DemandedRectifications, ClientError> {
        let path = format!("/inspection-rounds/{round}/rectifications");
        self.call(Method::POST, &path).json(body).once(key).read().await
    }

    /// `list_rectifications`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_rectifications(
        &self,
        query: &ListRectifications,
    ) -> Result<Page<Rectification>, ClientError> {
        self.get("/rectifications").query(query).read().await
    }

    /// `get_rectification`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_rectification(&self, id: TicketId) -> Result<Rectification, ClientError> {
        self.get(&format!("/rectifications/{id}")).read().await
    }

    /// `record_look_back`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn record_look_back(
        &self,
        id: TicketId,
        body: &RecordLookBack,
        key: Option<&str>,
    ) -> Result<Rectification, ClientError> {
        let path = format!("/rectifications/{id}/look-backs");
        self.call(Method::POST, &path).json(body).once(key).read().await
    }
}
