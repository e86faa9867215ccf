//! Household memberships on the wire.

use chrono::{DateTime, Utc};
use domain::{
    ids::{AreaId, InvitationId, MembershipId, UserId},
    memberships::{Decision, HouseholdCode, MembershipState, Relation},
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::page::PageQuery;

/// Longest reason of a decision, in characters.
pub const REASON_CHARS_MAX: u64 = 200;

/// A code to hand out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"relation": "owner", "uses": 2, "days": 7})))]
#[serde(deny_unknown_fields)]
pub struct NewHouseholdCode {
    /// What the code makes people: `owner`, `tenant` or `family`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub relation: Relation,
    /// How many people it lets in, 1 to 10.
    #[validate(range(min = 1, max = 10))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 10))]
    pub uses: u32,
    /// For how many days it works, 1 to 30.
    #[validate(range(min = 1, max = 30))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 30))]
    pub days: u32,
}

/// A code as it is shown, once; it cannot be read again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HouseholdCodeShown {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: InvitationId,
    /// The code, in two groups of four.
    #[cfg_attr(feature = "openapi", schema(example = "7K3M-92QX"))]
    pub code: String,
    /// When it stops working.
    pub expires_at: DateTime<Utc>,
}

/// How to join a household: either with its code, or by asking its grid worker.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"code": "7K3M-92QX"})))]
#[validate(schema(function = "check_one_way"))]
#[serde(deny_unknown_fields)]
pub struct JoinHousehold {
    /// The household's code; joins at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "check_code"))]
    #[cfg_attr(feature = "openapi", schema(max_length = 20))]
    pub code: Option<String>,
    /// The household asked for; its grid worker decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub household_id: Option<AreaId>,
    /// What one is to that household: `owner`, `tenant` or `family`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub relation: Option<Relation>,
}

fn check_code(text: &str) -> Result<(), ValidationError> {
    HouseholdCode::parse(text).map(drop).ok_or_else(|| ValidationError::new("household_code"))
}

fn check_one_way(join: &JoinHousehold) -> Result<(), ValidationError> {
    match (&join.code, join.household_id, join.relation) {
        (Some(_), None, None) | (None, Some(_), Some(_)) => Ok(()),
        _ => Err(ValidationError::new("code_or_household")),
    }
}

/// One's own belonging to a household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Membership {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: MembershipId,
    /// Which household.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub household_id: AreaId,
    /// The names of the areas from the widest down to the household.
    pub place: Vec<String>,
    /// As what: `owner`, `tenant` or `family`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub relation: Relation,
    /// `pending`, `confirmed`, `refused` or `ended`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: MembershipState,
    /// Why it was decided so.
    pub reason: Option<String>,
    /// When it was asked for or came into force.
    pub created_at: DateTime<Utc>,
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

/// One's own memberships.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyMemberships {
    /// Those in force or waiting, at most 20; then the latest past ones, at most 50.
    pub items: Vec<Membership>,
}

/// Somebody's belonging to a household, as its grid worker sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// The membership.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: MembershipId,
    /// Which household.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub household_id: AreaId,
    /// The names of the areas from the widest down to the household.
    pub place: Vec<String>,
    /// The person.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub user_id: UserId,
    /// What others call the person.
    pub display_name: String,
    /// As what: `owner`, `tenant` or `family`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub relation: Relation,
    /// `pending`, `confirmed`, `refused` or `ended`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: MembershipState,
    /// When it was asked for or came into force.
    pub created_at: DateTime<Utc>,
}

/// Who belongs to a household, and who asks to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Members {
    /// In the order in which they came, at most 100.
    pub items: Vec<Member>,
}

/// Which requests to list: those that wait for a decision, the oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListRequests {
    /// Only in this area; everywhere one may decide where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub under_id: Option<AreaId>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl ListRequests {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

/// How a request is decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"decision": "refuse", "reason": "与登记的户主不符"})))]
#[serde(deny_unknown_fields)]
pub struct DecideMembership {
    /// `accept` or `refuse`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub decision: Decision,
    /// Why; the person reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(max = REASON_CHARS_MAX))]
    #[cfg_attr(feature = "openapi", schema(max_length = 200))]
    pub reason: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_is_joined_in_exactly_one_way() {
        let code = Some("7K3M-92QX".to_owned());
        let household_id = Some(AreaId(uuid::Uuid::nil()));
        let relation = Some(Relation::Owner);
        let good = |code: &Option<String>, household_id, relation| {
            JoinHousehold { code: code.clone(), household_id, relation }.validate().is_ok()
        };
        assert!(good(&code, None, None));
        assert!(good(&None, household_id, relation));
        assert!(!good(&None, household_id, None));
        assert!(!good(&code, household_id, relation));
        assert!(!good(&None, None, None));
        assert!(!good(&Some("7K3M".to_owned()), None, None));
    }
}
