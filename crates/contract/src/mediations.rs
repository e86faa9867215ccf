//! Mediations on the wire: records of disputes, which their parties and their mediator alone read.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::{AreaId, MediationId, MeetingId, PartyId, PhotoId, UserId},
    mediations::{
        AGREEMENT_CHARS_MAX, Answer, MATTER_CHARS_MAX, MEETING_CHARS_MAX, MediationMove, MediationState,
        NAME_CHARS_MAX, PLACE_CHARS_MAX, REASON_CHARS_MAX, Side,
    },
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::page::PageQuery;

/// Which records to list: those that the caller mediates or is a party of.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListMediations {
    /// Only those that have not ended.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl ListMediations {
    /// Which page is asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

/// A party: a resident, or a written name.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[validate(schema(function = one_of_both))]
pub struct NewParty {
    /// A resident of the area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub user_id: Option<UserId>,
    /// What somebody without an account is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = NAME_CHARS_MAX), custom(function = crate::words::not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40, example = "周大爷"))]
    pub name: Option<String>,
    /// Their mobile phone number; the mediator alone reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 20))]
    #[cfg_attr(feature = "openapi", schema(max_length = 20, example = "13800000000"))]
    pub phone: Option<String>,
}

fn one_of_both(party: &NewParty) -> Result<(), ValidationError> {
    match (party.user_id, &party.name, &party.phone) {
        (Some(_), None, None) | (None, Some(_), _) => Ok(()),
        _ => Err(ValidationError::new("party_kind")),
    }
}

/// A new record.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenMediation {
    /// Where; the caller mediates there.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// What it is about.
    #[validate(length(min = 1, max = MATTER_CHARS_MAX), custom(function = crate::words::not_blank))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 2000, example = "两家共用的院墙由谁修")
    )]
    pub matter: String,
    /// Whose dispute it is: 2 to 8.
    #[validate(nested, length(max = 8))]
    pub parties: Vec<NewParty>,
}

/// A meeting, held or to be held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AddMeeting {
    /// When.
    pub held_at: DateTime<Utc>,
    /// Where.
    #[validate(length(min = 1, max = PLACE_CHARS_MAX), custom(function = crate::words::not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100, example = "村委会调解室"))]
    pub place: String,
    /// What was said; nothing of one that is to be held.
    #[serde(default)]
    #[validate(length(max = MEETING_CHARS_MAX), custom(function = crate::words::text))]
    #[cfg_attr(feature = "openapi", schema(max_length = 4000))]
    pub notes: String,
}

/// What would be agreed.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProposeAgreement {
    /// The whole text.
    #[validate(length(min = 1, max = AGREEMENT_CHARS_MAX), custom(function = crate::words::not_blank))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 8000, example = "院墙由两家各出一半，十月底前修好。")
    )]
    pub text: String,
}

/// Which text a party agrees to.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmAgreement {
    /// Its number: that of the text that was read.
    #[validate(range(min = 1, max = 1_000))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1000, example = 1))]
    pub number: u32,
}

/// Which text a party does not agree to, and why.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeclineAgreement {
    /// Its number.
    #[validate(range(min = 1, max = 1_000))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1000, example = 1))]
    pub number: u32,
    /// What should be different; the other parties read it.
    #[validate(length(min = 1, max = REASON_CHARS_MAX), custom(function = crate::words::not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 1000, example = "期限太短"))]
    pub reason: String,
}

/// What a party without an account signed on paper.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordSignature {
    /// The number of the text.
    #[validate(range(min = 1, max = 1_000))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1000, example = 1))]
    pub number: u32,
    /// The paper: a photo that the caller has uploaded.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub photo: PhotoId,
    /// Who saw it being signed: neither a party nor the mediator.
    #[validate(length(min = 1, max = NAME_CHARS_MAX), custom(function = crate::words::not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40, example = "村会计孙敏"))]
    pub witness: String,
}

/// Why a record ends.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EndMediation {
    /// In words, for the parties.
    #[validate(length(min = 1, max = REASON_CHARS_MAX), custom(function = crate::words::not_blank))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 1000, example = "双方同意到法院解决")
    )]
    pub reason: String,
}

/// A record in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MediationItem {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: MediationId,
    /// Where.
    pub area_name: String,
    /// What it is about.
    pub matter: String,
    /// Where it stands.
    pub state: MediationState,
    /// What the caller is to it.
    pub side: Side,
    /// Whether the caller is asked for their answer to the text.
    pub asked: bool,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

/// A record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Mediation {
    /// The record.
    pub item: MediationItem,
    /// Who mediates.
    pub mediator_name: String,
    /// Whose dispute it is.
    pub parties: Vec<Party>,
    /// The meetings, the earliest first.
    pub meetings: Vec<Meeting>,
    /// The texts of the agreement, the latest first; that one is answered to.
    pub agreements: Vec<Agreement>,
    /// Why it ended.
    pub end_reason: Option<String>,
    /// What the caller can do with it now.
    pub moves: Vec<MediationMove>,
    /// Grows with every change; the `ETag`.
    pub version: i64,
}

/// A party of a dispute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Party {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: PartyId,
    /// What they are called.
    pub name: String,
    /// Whether they answer with an account of their own.
    pub has_account: bool,
    /// Whether this is the caller.
    pub me: bool,
    /// Their phone number, for the mediator of who has no account.
    pub phone: Option<String>,
    /// What they say to the latest text.
    pub answer: Option<Answer>,
    /// When they said so.
    pub answered_at: Option<DateTime<Utc>>,
    /// Why they did not agree, the last time.
    pub decline_reason: Option<String>,
    /// Who saw them sign.
    pub witness: Option<String>,
    /// The paper that they signed.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub signature: Option<PhotoId>,
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Meeting {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: MeetingId,
    /// When and where, and what was said.
    pub meeting: AddMeeting,
}

/// A text of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Agreement {
    /// Its number, from 1.
    pub number: u32,
    /// The words.
    pub text: String,
    /// When it was written down.
    pub proposed_at: DateTime<Utc>,
}

/// What to count.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct CountMediations {
    /// In this area and below.
    #[cfg_attr(feature = "openapi", param(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// Opened on this day or later.
    pub from: NaiveDate,
    /// Opened before this day.
    pub until: NaiveDate,
}

/// How many records were opened in a time, by where they stand now; nothing of what is in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MediationCounts {
    /// The parties talk.
    pub open: u32,
    /// Confirmations are waited for.
    pub agreed: u32,
    /// Every party has confirmed.
    pub settled: u32,
    /// It led to nothing.
    pub failed: u32,
    /// Taken back.
    pub withdrawn: u32,
}
