//! Rounds and what was published of them.

use contract::{
    inspections::{
        ChangeRound, CorrectRound, GetRanking, ListRounds, ListedRound, PlanRound, Ranking, Round, RoundDraw,
        RoundRecusals, RoundTargets,
    },
    page::Page,
};
use domain::ids::RoundId;
use reqwest::Method;

use crate::{Client, ClientError, Created, Tagged};

impl Client {
    /// `list_rounds`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_rounds(&self, query: &ListRounds) -> Result<Page<ListedRound>, ClientError> {
        self.get("/inspection-rounds").query(query).read().await
    }

    /// `get_round`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_round(&self, id: RoundId) -> Result<Tagged<Round>, ClientError> {
        self.get(&format!("/inspection-rounds/{id}")).read_tagged().await
    }

    /// `list_round_targets`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_round_targets(&self, id: RoundId) -> Result<RoundTargets, ClientError> {
        self.get(&format!("/inspection-rounds/{id}/targets")).read().await
    }

    /// `list_round_recusals`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_round_recusals(&self, id: RoundId) -> Result<RoundRecusals, ClientError> {
        self.get(&format!("/inspection-rounds/{id}/recusals")).read().await
    }

    /// `get_round_draw`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_round_draw(&self, id: RoundId) -> Result<RoundDraw, ClientError> {
        self.get(&format!("/inspection-rounds/{id}/draw")).read().await
    }

    /// `plan_round`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn plan_round(
        &self,
        body: &PlanRound,
        key: Option<&str>,
    ) -> Result<Created<Round>, ClientError> {
        self.call(Method::POST, "/inspection-rounds").json(body).once(key).read_tagged().await
    }

    /// `change_round`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn change_round(
        &self,
        id: RoundId,
        etag: &str,
        body: &ChangeRound,
    ) -> Result<Tagged<Round>, ClientError> {
        let path = format!("/inspection-rounds/{id}");
        self.call(Method::PATCH, &path).json(body).if_match(etag).read_tagged().await
    }

    /// `commit_draw`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn commit_draw(&self, id: RoundId, key: Option<&str>) -> Result<Tagged<Round>, ClientError> {
        self.step_round(id, "commitment", key).await
    }

    /// `reveal_draw`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn reveal_draw(&self, id: RoundId, key: Option<&str>) -> Result<Tagged<Round>, ClientError> {
        self.step_round(id, "draw", key).await
    }

    /// `start_round`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn start_round(&self, id: RoundId, key: Option<&str>) -> Result<Tagged<Round>, ClientError> {
        self.step_round(id, "start", key).await
    }

    /// `close_round`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn close_round(&self, id: RoundId, key: Option<&str>) -> Result<Tagged<Round>, ClientError> {
        self.step_round(id, "closure", key).await
    }

    /// `publish_round`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn publish_round(&self, id: RoundId, key: Option<&str>) -> Result<Tagged<Round>, ClientError> {
        self.step_round(id, "publication", key).await
    }

    /// `cancel_round`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn cancel_round(&self, id: RoundId, key: Option<&str>) -> Result<Tagged<Round>, ClientError> {
        self.step_round(id, "cancellation", key).await
    }

    /// `correct_round`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn correct_round(
        &self,
        id: RoundId,
        body: &CorrectRound,
        key: Option<&str>,
    ) -> Result<Tagged<Round>, ClientError> {
        let path = format!("/inspection-rounds/{id}/corrections");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `get_ranking`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_ranking(&self, id: RoundId, query: &GetRanking) -> Result<Ranking, ClientError> {
        self.get(&format!("/inspection-rounds/{id}/ranking")).query(query).read().await
    }

    /// `get_round_scores`: a file of the type `accept`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_round_scores(&self, id: RoundId, accept: &str) -> Result<Vec<u8>, ClientError> {
        self.get(&format!("/inspection-rounds/{id}/scores")).header("accept", accept).bytes().await
    }

    /// `get_bulletin`: a PDF
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_bulletin(&self, id: RoundId) -> Result<Vec<u8>, ClientError> {
        self.get(&format!("/inspection-rounds/{id}/bulletin")).bytes().await
    }

    async fn step_round(
        &self,
        id: RoundId,
        step: &str,
        key: Option<&str>,
    ) -> Result<Tagged<Round>, ClientError> {
        let path = format!("/inspection-rounds/{id}/{step}");
        self.call(Method::POST, &path).once(key).read_tagged().await
    }
}
