//! Tickets on the wire: what is sent here, what is answered in [`show`], lists in [`list`].

mod board;
mod form;
mod list;
mod moves;
mod partners;
mod position;
mod public;
mod show;
mod similar;

use domain::{
    ids::{AreaId, PhotoId, UserId},
    tickets::{TicketText, form::RawAnswers},
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

pub use self::{
    board::{GetTicketBoard, OpenTickets, TicketBoard, TicketsInState},
    form::{answer_fault, answer_pointer, answer_problems, form_fault, form_problems},
    list::{
        AreaRates, CategoryRates, EXPORT_ROWS_HEADER, EXPORT_ROWS_MAX, KeeperName, KeeperRates, ListTickets,
        ProviderRates, Rates, SummarizeTickets, TicketSummary,
    },
    moves::{
        AssignTickets, AssignedTickets, DecideAppeal, GiveReason, HandOverTicket, MergeTicket, RefusedTicket,
        WaitForOthers,
    },
    partners::{
        Call, CallProviders, DESCRIPTION_CHARS_MAX, DecideQuotation, EntrustTicket, ListCalls, ListedCall,
        MATERIALS_MAX, Material, MaterialSum, MaterialSums, ProviderName, ProviderWorker, ProviderWorkers,
        Quotation, QuotationLine, QuoteTicket, QuotedLine, ReportOnCall, SumMaterials, UNIT_CHARS_MAX,
    },
    position::{Point, PointKind},
    public::{ListPublicTickets, PublicTicket},
    show::{
        AreaName, CategoryName, Contact, Escalation, ListedTicket, MergedInto, Ticket, TicketPhoto,
        TimelineEntry,
    },
    similar::{FindSimilar, MergeCandidates, SimilarTicket, SimilarTickets},
};

/// Most photos of a report, a solution or an objection.
pub const PHOTOS_MAX: u64 = 6;

/// A matter to report.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportTicket {
    /// Of which kind: a code from `list_categories`.
    #[validate(length(min = 1, max = 32), custom(function = crate::categories::code))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 32, pattern = "^[a-z0-9_]+$", example = "facilities")
    )]
    pub category: String,
    /// What is wrong.
    #[validate(length(min = 1, max = 2000), custom(function = words))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000, example = "路灯不亮，三天了"))]
    pub text: String,
    /// What was answered to the form of its kind, by the keys of the fields: a text, a number, a yes or no, the key of an
    /// option or several, a day as `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "RawAnswers::is_empty")]
    #[validate(length(max = 20))]
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::BTreeMap<String, domain::tickets::form::RawAnswer>,
        example = json!({ "pole_number": "37", "times": 3, "what": "dark", "when": ["evening", "night"] })))]
    pub answers: RawAnswers,
    /// What it looks like: photos the caller has uploaded.
    #[serde(default)]
    #[validate(length(max = 6), custom(function = each_once))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>, max_items = 6))]
    pub photos: Vec<PhotoId>,
    /// Where, to the metre. The grid around it becomes the ticket's area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub position: Option<Point>,
    /// Where, if no grid's boundary holds the position; the caller's household where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub area_id: Option<AreaId>,
    /// The resident for whom the caller writes, at a counter or by telephone; both are recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub on_behalf_of: Option<UserId>,
    /// Whether nobody shall look up who reported it, where its kind lets that; not for somebody else.
    #[serde(default)]
    pub anonymous: bool,
}

/// Who is to handle a ticket.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AssignTicket {
    /// The handler; the caller takes it where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub handler_id: Option<UserId>,
}

/// A ticket declared done.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SolveTicket {
    /// What shows that it is done: photos the caller has uploaded; at least one where the ticket's kind needs it.
    #[serde(default)]
    #[validate(length(max = 6), custom(function = each_once))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>, max_items = 6))]
    pub photos: Vec<PhotoId>,
    /// What was done; needed where there is no photo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 2000), custom(function = words))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000, example = "已更换灯泡"))]
    pub text: Option<String>,
    /// What was used for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(length(max = MATERIALS_MAX), nested)]
    #[cfg_attr(feature = "openapi", schema(max_items = 30))]
    pub materials: Vec<Material>,
}

/// The reporter's word that it is done.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmTicket {
    /// How content they are: 1 (not at all) to 5 (fully). From 4 on it counts as satisfied.
    #[validate(range(min = 1, max = 5))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 5, example = 5))]
    pub rating: u8,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 2000), custom(function = words))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub text: Option<String>,
}

/// The reporter's word that it is not done.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ObjectToSolution {
    /// What is still wrong.
    #[validate(length(min = 1, max = 2000), custom(function = words))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000, example = "第二盏还是不亮"))]
    pub text: String,
    /// What it looks like: photos the caller has uploaded.
    #[serde(default)]
    #[validate(length(max = 6), custom(function = each_once))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>, max_items = 6))]
    pub photos: Vec<PhotoId>,
}

/// A message to the other side.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SendMessage {
    /// What is said.
    #[validate(length(min = 1, max = 2000), custom(function = words))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 2000, example = "请问是哪一根灯杆？")
    )]
    pub text: String,
}

/// Why somebody needs the reporter's phone number.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RevealContact {
    /// The purpose; the reporter sees it in the timeline.
    #[validate(length(min = 2, max = 200), custom(function = words))]
    #[cfg_attr(feature = "openapi", schema(min_length = 2, max_length = 200, example = "约上门维修的时间"))]
    pub purpose: String,
}

fn words(raw: &str) -> Result<(), ValidationError> {
    // Its length is a rule of its own.
    let long = raw.chars().count() > TicketText::CHARS_MAX;
    if raw.is_empty() || long || TicketText::new(raw).is_ok() {
        Ok(())
    } else if raw.trim().is_empty() {
        Err(ValidationError::new("required"))
    } else {
        Err(ValidationError::new("not_text"))
    }
}

pub(crate) fn each_once(photos: &[PhotoId]) -> Result<(), ValidationError> {
    all_different(photos, "twice")
}

fn all_different<T: PartialEq>(items: &[T], code: &'static str) -> Result<(), ValidationError> {
    let twice = items.iter().enumerate().any(|(at, item)| items[..at].contains(item));
    if twice { Err(ValidationError::new(code)) } else { Ok(()) }
}
