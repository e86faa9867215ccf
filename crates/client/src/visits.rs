//! Visits to households.

use contract::{
    page::Page,
    visits::{
        AddVisitNote, FollowUpVisit, ListVisitPlans, MakeVisitPlan, RecordVisit, VisitPlan, VisitPlanDetail,
        VisitPlanReason, WriteVisit, WriteVisitPlan,
    },
};
use domain::ids::{VisitId, VisitPlanId};
use reqwest::Method;

use crate::{Client, ClientError, Created, Tagged};

impl Client {
    /// `list_visit_plans`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_visit_plans(&self, query: &ListVisitPlans) -> Result<Page<VisitPlan>, ClientError> {
        self.get("/visit-plans").query(query).read().await
    }

    /// `make_visit_plan`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn make_visit_plan(
        &self,
        body: &MakeVisitPlan,
        key: Option<&str>,
    ) -> Result<Created<VisitPlanDetail>, ClientError> {
        self.call(Method::POST, "/visit-plans").json(body).once(key).read_tagged().await
    }

    /// `get_visit_plan`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_visit_plan(&self, id: VisitPlanId) -> Result<Tagged<VisitPlanDetail>, ClientError> {
        self.get(&format!("/visit-plans/{id}")).read_tagged().await
    }

    /// `change_visit_plan`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn change_visit_plan(
        &self,
        id: VisitPlanId,
        etag: &str,
        body: &WriteVisitPlan,
        key: Option<&str>,
    ) -> Result<Tagged<VisitPlanDetail>, ClientError> {
        let path = format!("/visit-plans/{id}");
        self.call(Method::PUT, &path).json(body).if_match(etag).once(key).read_tagged().await
    }

    /// `pause_visit_plan`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn pause_visit_plan(
        &self,
        id: VisitPlanId,
        body: &VisitPlanReason,
        key: Option<&str>,
    ) -> Result<Tagged<VisitPlanDetail>, ClientError> {
        let path = format!("/visit-plans/{id}/pause");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `resume_visit_plan`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn resume_visit_plan(
        &self,
        id: VisitPlanId,
        key: Option<&str>,
    ) -> Result<Tagged<VisitPlanDetail>, ClientError> {
        let path = format!("/visit-plans/{id}/resumption");
        self.call(Method::POST, &path).once(key).read_tagged().await
    }

    /// `end_visit_plan`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn end_visit_plan(
        &self,
        id: VisitPlanId,
        body: &VisitPlanReason,
        key: Option<&str>,
    ) -> Result<Tagged<VisitPlanDetail>, ClientError> {
        let path = format!("/visit-plans/{id}/end");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `record_visit`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn record_visit(
        &self,
        id: VisitId,
        body: &RecordVisit,
        key: Option<&str>,
    ) -> Result<VisitPlanDetail, ClientError> {
        self.call(Method::PUT, &format!("/visits/{id}")).json(body).once(key).read().await
    }

    /// `correct_visit`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn correct_visit(
        &self,
        id: VisitId,
        body: &WriteVisit,
        key: Option<&str>,
    ) -> Result<VisitPlanDetail, ClientError> {
        let path = format!("/visits/{id}/correction");
        self.call(Method::POST, &path).json(body).once(key).read().await
    }

    /// `add_visit_note`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn add_visit_note(
        &self,
        id: VisitId,
        body: &AddVisitNote,
        key: Option<&str>,
    ) -> Result<VisitPlanDetail, ClientError> {
        self.call(Method::POST, &format!("/visits/{id}/notes")).json(body).once(key).read().await
    }

    /// `follow_up_visit`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn follow_up_visit(
        &self,
        id: VisitId,
        body: &FollowUpVisit,
        key: Option<&str>,
    ) -> Result<VisitPlanDetail, ClientError> {
        self.call(Method::POST, &format!("/visits/{id}/follow-up")).json(body).once(key).read().await
    }
}
