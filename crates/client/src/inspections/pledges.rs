//! Pledges.

use contract::inspections::{GetPledgeCoverage, HouseholdPledge, PledgeCoverage, RecordPledge, SignPledge};
use domain::ids::AreaId;
use reqwest::Method;

use crate::{Client, ClientError};

impl Client {
    /// `get_household_pledge`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_household_pledge(&self, household: AreaId) -> Result<HouseholdPledge, ClientError> {
        self.get(&format!("/households/{household}/pledge")).read().await
    }

    /// `sign_pledge`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn sign_pledge(
        &self,
        household: AreaId,
        body: &SignPledge,
        key: Option<&str>,
    ) -> Result<HouseholdPledge, ClientError> {
        let path = format!("/households/{household}/pledge");
        self.call(Method::POST, &path).json(body).once(key).read().await
    }

    /// `record_pledge`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn record_pledge(
        &self,
        household: AreaId,
        body: &RecordPledge,
        key: Option<&str>,
    ) -> Result<HouseholdPledge, ClientError> {
        let path = format!("/households/{household}/paper-pledge");
        self.call(Method::POST, &path).json(body).once(key).read().await
    }

    /// `withdraw_pledge`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn withdraw_pledge(
        &self,
        household: AreaId,
        key: Option<&str>,
    ) -> Result<HouseholdPledge, ClientError> {
        let path = format!("/households/{household}/pledge/withdrawal");
        self.call(Method::POST, &path).once(key).read().await
    }

    /// `get_pledge_coverage`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_pledge_coverage(
        &self,
        query: &GetPledgeCoverage,
    ) -> Result<PledgeCoverage, ClientError> {
        self.get("/pledge-coverage").query(query).read().await
    }
}
