//! Seats of committees, and what they decide.

use contract::{
    funds::{
        AdoptCharter, ByResolution, CastVote, Charter, FillSeat, Fund, FundSeats, OpenResolution,
        RecuseOneself, Resolution,
    },
    page::{Page, PageQuery},
};
use domain::ids::{CharterId, FundId, ResolutionId, SeatId};
use reqwest::Method;

use crate::{Client, ClientError, Created, Tagged};

impl Client {
    /// `list_fund_seats`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_fund_seats(&self, fund: FundId) -> Result<FundSeats, ClientError> {
        self.get(&format!("/funds/{fund}/seats")).read().await
    }

    /// `fill_fund_seat`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn fill_fund_seat(
        &self,
        fund: FundId,
        body: &FillSeat,
        key: Option<&str>,
    ) -> Result<FundSeats, ClientError> {
        self.call(Method::POST, &format!("/funds/{fund}/seats")).json(body).once(key).read().await
    }

    /// `end_fund_seat`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn end_fund_seat(&self, id: SeatId) -> Result<FundSeats, ClientError> {
        self.call(Method::POST, &format!("/fund-seats/{id}/end")).read().await
    }

    /// `open_fund`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn open_fund(&self, id: FundId, etag: &str) -> Result<Tagged<Fund>, ClientError> {
        self.call(Method::POST, &format!("/funds/{id}/opening")).if_match(etag).read_tagged().await
    }

    /// `adopt_charter`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn adopt_charter(
        &self,
        id: CharterId,
        etag: &str,
        body: &AdoptCharter,
    ) -> Result<Tagged<Charter>, ClientError> {
        self.call(Method::POST, &format!("/charters/{id}/adoption"))
            .json(body)
            .if_match(etag)
            .read_tagged()
            .await
    }

    /// `wind_up_fund`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn wind_up_fund(
        &self,
        id: FundId,
        etag: &str,
        body: &ByResolution,
    ) -> Result<Tagged<Fund>, ClientError> {
        self.call(Method::POST, &format!("/funds/{id}/winding-up"))
            .json(body)
            .if_match(etag)
            .read_tagged()
            .await
    }

    /// `list_resolutions`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_resolutions(
        &self,
        fund: FundId,
        query: &PageQuery,
    ) -> Result<Page<Resolution>, ClientError> {
        self.get(&format!("/funds/{fund}/resolutions")).query(query).read().await
    }

    /// `get_resolution`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_resolution(&self, id: ResolutionId) -> Result<Tagged<Resolution>, ClientError> {
        self.get(&format!("/resolutions/{id}")).read_tagged().await
    }

    /// `open_resolution`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn open_resolution(
        &self,
        fund: FundId,
        body: &OpenResolution,
        key: Option<&str>,
    ) -> Result<Created<Resolution>, ClientError> {
        self.call(Method::POST, &format!("/funds/{fund}/resolutions"))
            .json(body)
            .once(key)
            .read_tagged()
            .await
    }

    /// `cast_vote`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn cast_vote(
        &self,
        id: ResolutionId,
        body: &CastVote,
        key: Option<&str>,
    ) -> Result<Tagged<Resolution>, ClientError> {
        self.call(Method::POST, &format!("/resolutions/{id}/votes")).json(body).once(key).read_tagged().await
    }

    /// `recuse_oneself`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn recuse_oneself(
        &self,
        id: ResolutionId,
        body: &RecuseOneself,
        key: Option<&str>,
    ) -> Result<Tagged<Resolution>, ClientError> {
        self.call(Method::POST, &format!("/resolutions/{id}/recusals"))
            .json(body)
            .once(key)
            .read_tagged()
            .await
    }

    /// `decide_resolution`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn decide_resolution(
        &self,
        id: ResolutionId,
        key: Option<&str>,
    ) -> Result<Tagged<Resolution>, ClientError> {
        self.call(Method::POST, &format!("/resolutions/{id}/decision")).once(key).read_tagged().await
    }

    /// `withdraw_resolution`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn withdraw_resolution(
        &self,
        id: ResolutionId,
        key: Option<&str>,
    ) -> Result<Tagged<Resolution>, ClientError> {
        self.call(Method::POST, &format!("/resolutions/{id}/withdrawal")).once(key).read_tagged().await
    }
}
