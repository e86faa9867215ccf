//! Volunteering.

use contract::{
    page::Page,
    volunteering::{
        CalendarFeed, CancelShift, CheckCode, CheckIn, Checked, DoneShift, GetCheckCode, ListAttendances,
        ListShifts, ListSignUps, NewCalendarFeed, NoteAttendance, PlanShift, PlannedShifts,
        ProjectVolunteering, Shift, SignUpEntry, SignUpMember, UpdateShift, VolunteerHours,
    },
};
use domain::ids::{ProjectId, ShiftId, SignUpId};
use reqwest::Method;

use crate::{Client, ClientError, Tagged};

impl Client {
    /// `list_shifts`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_shifts(&self, query: &ListShifts) -> Result<Page<Shift>, ClientError> {
        self.get("/shifts").query(query).read().await
    }

    /// `plan_shift`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn plan_shift(
        &self,
        body: &PlanShift,
        key: Option<&str>,
    ) -> Result<PlannedShifts, ClientError> {
        self.call(Method::POST, "/shifts").json(body).once(key).read().await
    }

    /// `get_shift`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_shift(&self, id: ShiftId) -> Result<Tagged<Shift>, ClientError> {
        self.get(&format!("/shifts/{id}")).read_tagged().await
    }

    /// `update_shift`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn update_shift(
        &self,
        id: ShiftId,
        etag: &str,
        body: &UpdateShift,
        key: Option<&str>,
    ) -> Result<Tagged<Shift>, ClientError> {
        let path = format!("/shifts/{id}");
        self.call(Method::PATCH, &path).if_match(etag).json(body).once(key).read_tagged().await
    }

    /// `cancel_shift`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn cancel_shift(
        &self,
        id: ShiftId,
        body: &CancelShift,
        key: Option<&str>,
    ) -> Result<Tagged<Shift>, ClientError> {
        let path = format!("/shifts/{id}/cancellation");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `get_shift_calendar`: the shift as an iCalendar file.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_shift_calendar(&self, id: ShiftId) -> Result<Vec<u8>, ClientError> {
        self.get(&format!("/shifts/{id}.ics")).bytes().await
    }

    /// `sign_up_for_shift`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn sign_up_for_shift(
        &self,
        id: ShiftId,
        key: Option<&str>,
    ) -> Result<Tagged<Shift>, ClientError> {
        self.call(Method::POST, &format!("/shifts/{id}/sign-up")).once(key).read_tagged().await
    }

    /// `withdraw_from_shift`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn withdraw_from_shift(
        &self,
        id: ShiftId,
        key: Option<&str>,
    ) -> Result<Tagged<Shift>, ClientError> {
        self.call(Method::DELETE, &format!("/shifts/{id}/sign-up")).once(key).read_tagged().await
    }

    /// `list_sign_ups`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_sign_ups(
        &self,
        id: ShiftId,
        query: &ListSignUps,
    ) -> Result<Page<SignUpEntry>, ClientError> {
        self.get(&format!("/shifts/{id}/sign-ups")).query(query).read().await
    }

    /// `sign_up_member`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn sign_up_member(
        &self,
        id: ShiftId,
        body: &SignUpMember,
        key: Option<&str>,
    ) -> Result<SignUpEntry, ClientError> {
        let path = format!("/shifts/{id}/sign-ups");
        self.call(Method::POST, &path).json(body).once(key).read().await
    }

    /// `withdraw_sign_up`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn withdraw_sign_up(
        &self,
        id: ShiftId,
        sign_up: SignUpId,
        key: Option<&str>,
    ) -> Result<Tagged<Shift>, ClientError> {
        let path = format!("/shifts/{id}/sign-ups/{sign_up}/withdrawal");
        self.call(Method::POST, &path).once(key).read_tagged().await
    }

    /// `note_attendance`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn note_attendance(
        &self,
        id: ShiftId,
        sign_up: SignUpId,
        body: &NoteAttendance,
        key: Option<&str>,
    ) -> Result<SignUpEntry, ClientError> {
        let path = format!("/shifts/{id}/sign-ups/{sign_up}/attendance");
        self.call(Method::POST, &path).json(body).once(key).read().await
    }

    /// `get_check_code`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_check_code(&self, id: ShiftId, query: &GetCheckCode) -> Result<CheckCode, ClientError> {
        self.get(&format!("/shifts/{id}/check-code")).query(query).read().await
    }

    /// `check_by_code`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn check_by_code(&self, body: &CheckIn, key: Option<&str>) -> Result<Checked, ClientError> {
        self.call(Method::POST, "/shifts/check").json(body).once(key).read().await
    }

    /// `get_project_volunteering`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_project_volunteering(&self, id: ProjectId) -> Result<ProjectVolunteering, ClientError> {
        self.get(&format!("/projects/{id}/volunteering")).read().await
    }

    /// `get_volunteer_hours`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_volunteer_hours(&self) -> Result<VolunteerHours, ClientError> {
        self.get("/volunteering/hours").read().await
    }

    /// `list_attendances`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_attendances(&self, query: &ListAttendances) -> Result<Page<DoneShift>, ClientError> {
        self.get("/volunteering/attendances").query(query).read().await
    }

    /// `get_calendar_feed`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_calendar_feed(&self) -> Result<CalendarFeed, ClientError> {
        self.get("/volunteering/feed").read().await
    }

    /// `make_calendar_feed`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn make_calendar_feed(&self) -> Result<NewCalendarFeed, ClientError> {
        self.call(Method::POST, "/volunteering/feed").read().await
    }

    /// `revoke_calendar_feed`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn revoke_calendar_feed(&self) -> Result<(), ClientError> {
        self.call(Method::DELETE, "/volunteering/feed").done().await
    }

    /// `read_calendar_feed`: the calendar behind a secret address, by the last part of that address.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn read_calendar_feed(&self, token: &str) -> Result<Vec<u8>, ClientError> {
        self.get(&format!("/volunteering/feed/{token}.ics")).bytes().await
    }
}
