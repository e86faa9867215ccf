//! One's own account, and accounts as those in charge see them.

use chrono::{DateTime, Utc};
use domain::{
    areas::AreaPath,
    identity::UserState,
    ids::{AreaId, GrantId, MembershipId, UserId},
    permissions::Role,
    tickets::form::Answer,
};
use serde::{Deserialize, Deserializer, Serialize};
use validator::Validate;

use super::rules;
use crate::{lang::Lang, memberships, page::PageQuery, points, redemptions, tickets, volunteering};

/// A new account, made by the person themselves.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateUser {
    /// What they will sign in with; letters count as lower case.
    #[validate(custom(function = rules::login_name))]
    #[cfg_attr(feature = "openapi", schema(min_length = 3, max_length = 32, example = "lin.xia"))]
    pub login: String,
    /// What others call them.
    #[validate(custom(function = rules::display_name))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 30, example = "林霞"))]
    pub display_name: String,
    /// At least 8 characters, none of the common ones.
    #[validate(custom(function = rules::password))]
    #[cfg_attr(feature = "openapi", schema(min_length = 8, max_length = 256, example = "柳塘边的青石板路"))]
    pub password: String,
    /// An 11-digit mobile number; kept encrypted, shown masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = rules::phone))]
    #[cfg_attr(feature = "openapi", schema(max_length = 20, example = "13800000000"))]
    pub phone: Option<String>,
    /// The language of messages to them.
    #[serde(default)]
    pub locale: Lang,
    /// That they accept the terms; must be true.
    #[validate(custom(function = rules::accepted))]
    #[cfg_attr(feature = "openapi", schema(example = true))]
    pub terms_accepted: bool,
}

/// An account that was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreatedUser {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: UserId,
    /// The name to sign in with.
    pub login: String,
}

/// Everything about oneself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// One's id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: UserId,
    /// What one signs in with.
    pub login: String,
    /// What others call one.
    pub display_name: String,
    /// The language of messages.
    pub locale: Lang,
    /// One's number, masked.
    pub phone: Option<MaskedPhone>,
    /// Where one stands with the second factor.
    pub second_factor: SecondFactorStatus,
    /// The roles one holds now; those above resident work only where `second_factor.shown`.
    pub grants: Vec<MyGrant>,
    /// The households one belongs to, or has asked to join.
    pub memberships: Vec<MyMembership>,
    /// Whether this is an account of the demo.
    pub demo: bool,
    /// Grows with every change.
    pub version: i64,
    /// Since when the account exists.
    pub created_at: DateTime<Utc>,
}

/// A telephone number as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MaskedPhone {
    /// The number with its middle hidden.
    #[cfg_attr(feature = "openapi", schema(example = "138****0000"))]
    pub masked: String,
    /// Whether its owner has shown a code sent to it; only then may it be used to sign in by SMS.
    pub confirmed: bool,
}

/// Where somebody stands with the second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondFactorStatus {
    /// Some role of theirs needs it.
    pub required: bool,
    /// They have one.
    pub enrolled: bool,
    /// It was shown in this session.
    pub shown: bool,
    /// Recovery codes that are left.
    pub recovery_codes_left: u32,
}

/// A role held now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyGrant {
    /// The grant's id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: GrantId,
    /// What one is.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "grid_worker"))]
    pub role: Role,
    /// Where.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// The area's path.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/105/203/"))]
    pub area_path: AreaPath,
    /// The area's name.
    pub area_name: String,
    /// Since when.
    pub from: DateTime<Utc>,
    /// Until when; open where absent.
    pub until: Option<DateTime<Utc>>,
}

/// A household one belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyMembership {
    /// The membership's id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: MembershipId,
    /// The household.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub household_id: AreaId,
    /// The household's path.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub area_path: AreaPath,
    /// The household's name.
    pub area_name: String,
    /// As what: owner, tenant, family.
    pub relation: String,
    /// Whether it is confirmed.
    pub state: String,
}

/// A copy of one's own data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyData {
    /// The account, with roles and households.
    pub account: Me,
    /// One's number, unmasked.
    pub phone: Option<String>,
    /// Where one is signed in.
    pub sessions: Vec<super::MySession>,
    /// Every household one belonged or asked to belong to.
    pub memberships: Vec<memberships::Membership>,
    /// Every matter one reported, oldest first. Its photos are fetched with `get_ticket` and `get_photo`.
    pub tickets: Vec<MyTicket>,
    /// Every shift one is or was signed up for, oldest first.
    pub shifts: Vec<volunteering::DoneShift>,
    /// What one earned or claimed, oldest first.
    pub claims: Vec<points::Claim>,
    /// One's wallets and those of one's households, with what was credited to them and their statements.
    pub wallets: Vec<points::MyWallet>,
    /// What one gave and was given, oldest first.
    pub gifts: Vec<points::MyGift>,
    /// What one reserved, oldest first.
    pub redemptions: Vec<redemptions::Redemption>,
}

/// A matter one reported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyTicket {
    /// The ticket.
    #[serde(flatten)]
    pub ticket: tickets::ListedTicket,
    /// What one answered to the form of its kind.
    pub answers: Vec<Answer>,
    /// What one said after the report, oldest first.
    pub words: Vec<MyWords>,
}

/// Something one said about a matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyWords {
    /// When.
    pub at: DateTime<Utc>,
    /// On which occasion: `message`, `reopened`, `confirmed`.
    #[cfg_attr(feature = "openapi", schema(example = "message"))]
    pub kind: String,
    /// The words.
    pub text: String,
}

/// A change of one's own account (JSON Merge Patch): what is absent stays, `null` removes.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateMe {
    /// What others call one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = rules::display_name))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 30))]
    pub display_name: Option<String>,
    /// The language of messages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Lang>,
    /// One's number; `null` removes it.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[validate(custom(function = rules::phone))]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 20))]
    pub phone: Option<Option<String>>,
}

/// Tells `null` from absent.
fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// A new password in place of the old one.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The password so far.
    #[validate(length(min = 1, max = 256))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 256))]
    pub old_password: String,
    /// At least 8 characters (10 for holders of a role above resident), none of the common ones.
    #[validate(custom(function = rules::password))]
    #[cfg_attr(feature = "openapi", schema(min_length = 8, max_length = 256))]
    pub new_password: String,
}

/// Confirms with the password what cannot be undone.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmWithPassword {
    /// One's password.
    #[validate(length(min = 1, max = 256))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 256))]
    pub password: String,
}

/// A new password with a code: handed out at a counter, or sent by SMS.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {
    /// The login name, or the confirmed telephone number.
    #[validate(length(min = 1, max = 64))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
    pub login: String,
    /// The code.
    #[validate(length(min = 6, max = 32))]
    #[cfg_attr(feature = "openapi", schema(min_length = 6, max_length = 32, example = "K7QF-2M9X-TB4C"))]
    pub code: String,
    /// The new password.
    #[validate(custom(function = rules::password))]
    #[cfg_attr(feature = "openapi", schema(min_length = 8, max_length = 256))]
    pub new_password: String,
}

/// A one-time code to set a new password with; shown this once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordResetCode {
    /// The code.
    #[cfg_attr(feature = "openapi", schema(example = "K7QF-2M9X-TB4C"))]
    pub code: String,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
}

/// An account as those in charge see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct User {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: UserId,
    /// The name to sign in with.
    pub login: String,
    /// What others call them.
    pub display_name: String,
    /// Their number, masked.
    pub phone: Option<MaskedPhone>,
    /// Where the account stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "active"))]
    pub state: UserState,
    /// Whether they have a second factor.
    pub second_factor: bool,
    /// Since when the account exists.
    pub created_at: DateTime<Utc>,
}

/// Which accounts to list. Ordered by login name.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListUsers {
    /// Only whose login or display name contains this text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub name_contains: Option<String>,
    /// Only who has this number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 20))]
    pub phone: Option<String>,
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>))]
    pub state: Option<UserState>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl ListUsers {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}
