//! Household memberships.

use contract::{
    memberships::{
        DecideMembership, HouseholdCodeShown, JoinHousehold, ListRequests, Member, Membership, MyMemberships,
        NewHouseholdCode,
    },
    page::Page,
};
use domain::ids::{AreaId, MembershipId};
use reqwest::Method;

use crate::{Client, ClientError};

impl Client {
    /// `create_household_code`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn create_household_code(
        &self,
        household: AreaId,
        code: &NewHouseholdCode,
    ) -> Result<HouseholdCodeShown, ClientError> {
        self.call(Method::POST, &format!("/households/{household}/codes")).json(code).read().await
    }

    /// `join_household`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn join_household(
        &self,
        join: &JoinHousehold,
        key: Option<&str>,
    ) -> Result<Membership, ClientError> {
        self.call(Method::POST, "/memberships").json(join).once(key).read().await
    }

    /// `list_memberships`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_memberships(&self, query: &ListRequests) -> Result<Page<Member>, ClientError> {
        self.get("/memberships").query(query).read().await
    }

    /// `decide_membership`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn decide_membership(
        &self,
        id: MembershipId,
        decision: &DecideMembership,
        key: Option<&str>,
    ) -> Result<Membership, ClientError> {
        self.call(Method::POST, &format!("/memberships/{id}/decision")).json(decision).once(key).read().await
    }

    /// `end_membership`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn end_membership(&self, id: MembershipId) -> Result<(), ClientError> {
        self.call(Method::DELETE, &format!("/memberships/{id}")).done().await
    }

    /// `list_my_memberships`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_my_memberships(&self) -> Result<MyMemberships, ClientError> {
        self.get("/me/memberships").read().await
    }

    /// `leave_household`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn leave_household(&self, id: MembershipId) -> Result<(), ClientError> {
        self.call(Method::DELETE, &format!("/me/memberships/{id}")).done().await
    }
}
