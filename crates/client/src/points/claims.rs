//! Claims of points, decisions about them, and points for many.

use contract::{
    page::Page,
    points::{
        BULK_FILE_FIELD, BULK_PROGRAMME_FIELD, BulkAward, BulkAwards, Claim, JudgeClaim, ListBulkAwards,
        ListClaims, ListReAudits, NewClaim, RejectClaim,
    },
};
use domain::ids::{BulkAwardId, ClaimId, ProgrammeId};
use reqwest::{
    Method,
    multipart::{Form, Part},
};

use crate::{Client, ClientError, Created, Tagged};

impl Client {
    /// `list_claims`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_claims(&self, query: &ListClaims) -> Result<Page<Claim>, ClientError> {
        self.get("/claims").query(query).read().await
    }

    /// `get_claim`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_claim(&self, id: ClaimId) -> Result<Tagged<Claim>, ClientError> {
        self.get(&format!("/claims/{id}")).read_tagged().await
    }

    /// `create_claim`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn create_claim(
        &self,
        body: &NewClaim,
        key: Option<&str>,
    ) -> Result<Created<Claim>, ClientError> {
        self.call(Method::POST, "/claims").json(body).once(key).read_tagged().await
    }

    /// `approve_claim`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn approve_claim(
        &self,
        id: ClaimId,
        etag: &str,
        key: Option<&str>,
    ) -> Result<Tagged<Claim>, ClientError> {
        self.call(Method::POST, &format!("/claims/{id}/approval"))
            .if_match(etag)
            .once(key)
            .read_tagged()
            .await
    }

    /// `reject_claim`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn reject_claim(
        &self,
        id: ClaimId,
        etag: &str,
        body: &RejectClaim,
        key: Option<&str>,
    ) -> Result<Tagged<Claim>, ClientError> {
        let path = format!("/claims/{id}/rejection");
        self.call(Method::POST, &path).json(body).if_match(etag).once(key).read_tagged().await
    }

    /// `withdraw_claim`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn withdraw_claim(&self, id: ClaimId, key: Option<&str>) -> Result<Tagged<Claim>, ClientError> {
        self.call(Method::POST, &format!("/claims/{id}/withdrawal")).once(key).read_tagged().await
    }

    /// `list_re_audits`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_re_audits(&self, query: &ListReAudits) -> Result<Page<Claim>, ClientError> {
        self.get("/re-audits").query(query).read().await
    }

    /// `judge_re_audit`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn judge_re_audit(
        &self,
        id: ClaimId,
        etag: &str,
        body: &JudgeClaim,
        key: Option<&str>,
    ) -> Result<Tagged<Claim>, ClientError> {
        let path = format!("/re-audits/{id}/judgement");
        self.call(Method::POST, &path).json(body).if_match(etag).once(key).read_tagged().await
    }

    /// `list_bulk_awards`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_bulk_awards(&self, query: &ListBulkAwards) -> Result<BulkAwards, ClientError> {
        self.get("/bulk-awards").query(query).read().await
    }

    /// `get_bulk_award`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_bulk_award(&self, id: BulkAwardId) -> Result<BulkAward, ClientError> {
        self.get(&format!("/bulk-awards/{id}")).read().await
    }

    /// `get_bulk_award_template`: an Excel workbook
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_bulk_award_template(&self) -> Result<Vec<u8>, ClientError> {
        self.get("/bulk-awards/template").bytes().await
    }

    /// `prepare_bulk_award`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn prepare_bulk_award(
        &self,
        programme: ProgrammeId,
        file: Vec<u8>,
    ) -> Result<BulkAward, ClientError> {
        let file = Part::bytes(file).file_name("points");
        let form = Form::new().text(BULK_PROGRAMME_FIELD, programme.to_string()).part(BULK_FILE_FIELD, file);
        self.call(Method::POST, "/bulk-awards").multipart(form).read().await
    }

    /// `commit_bulk_award`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn commit_bulk_award(
        &self,
        id: BulkAwardId,
        key: Option<&str>,
    ) -> Result<BulkAward, ClientError> {
        self.call(Method::POST, &format!("/bulk-awards/{id}/commitment")).once(key).read().await
    }

    /// `discard_bulk_award`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn discard_bulk_award(&self, id: BulkAwardId) -> Result<(), ClientError> {
        self.call(Method::DELETE, &format!("/bulk-awards/{id}")).done().await
    }
}
