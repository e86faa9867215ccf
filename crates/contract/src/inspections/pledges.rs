//! Pledges of the four responsibilities before the door (门前四包) on the wire, and what is signed.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    areas::{AreaKind, AreaPath},
    ids::{AreaId, PledgeId},
    inspections::{PLEDGE_TEXT, SIGNER_CHARS_MAX},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::lang::{Lang, Text};

/// What a household promises: the sentences of each version of the text, the first version first.
const TEXTS: [[Text; 4]; PLEDGE_TEXT as usize] = [[
    Text {
        hans: "包门前整洁：每天打扫，垃圾分类装桶，不倒污水。",
        hant: "包門前整潔：每天打掃，垃圾分類裝桶，不倒污水。",
        en: "Tidy: we sweep before our door every day, sort our waste into bins and pour no dirty water out.",
    },
    Text {
        hans: "包绿化养护：门前花木有人浇水修剪，不占绿地。",
        hant: "包綠化養護：門前花木有人澆水修剪，不佔綠地。",
        en: "Green: we water and trim what grows before our door and take no green space for ourselves.",
    },
    Text {
        hans: "包门前秩序：车辆、农具放整齐，不占道，家禽圈养。",
        hant: "包門前秩序：車輛、農具放整齊，不佔道，家禽圈養。",
        en: "Orderly: we park vehicles and tools out of the way and keep our poultry in.",
    },
    Text {
        hans: "包设施完好：爱护门前的路、沟渠、路灯，坏了就报。",
        hant: "包設施完好：愛護門前的路、溝渠、路燈，壞了就報。",
        en: "Sound: we take care of the path, ditch and lamp before our door and report what breaks.",
    },
]];

/// The sentences of a version of the text; none where there is no such version.
#[must_use]
pub fn pledge_sentences(version: u32, lang: Lang) -> Vec<String> {
    let text = version.checked_sub(1).and_then(|index| TEXTS.get(index as usize));
    text.into_iter().flatten().map(|sentence| sentence.get(lang).to_owned()).collect()
}

/// A pledge of a household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pledge {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: PledgeId,
    /// The version of the text that was signed.
    pub text_version: u32,
    /// Who signed on paper, by word; absent where a member signed in the app.
    #[cfg_attr(feature = "openapi", schema(example = "户主本人"))]
    pub signer: Option<String>,
    /// The day on which it was signed.
    pub signed_on: NaiveDate,
    /// The member who signed, or who recorded the paper.
    pub recorder_name: String,
    /// When that was.
    pub recorded_at: DateTime<Utc>,
    /// When a member took it back; in force where absent.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// The pledges of a household and what is signed now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HouseholdPledge {
    /// The pledges, the latest first; at most 50. One of them is in force at most.
    pub pledges: Vec<Pledge>,
    /// The version of the text that is signed now.
    pub text_version: u32,
    /// Its sentences, in the language of the request.
    pub sentences: Vec<String>,
    /// Whether the caller belongs to the household: who does may sign and take back.
    pub member: bool,
}

impl HouseholdPledge {
    /// The pledge in force.
    #[must_use]
    pub fn in_force(&self) -> Option<&Pledge> {
        self.pledges.iter().find(|pledge| pledge.withdrawn_at.is_none())
    }
}

/// What a member signs.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignPledge {
    /// The version of the text that they have read.
    #[validate(range(min = 1, max = 1_000))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1000, example = 1))]
    pub text_version: u32,
}

/// What was signed on paper.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordPledge {
    /// Who signed, by word.
    #[validate(length(min = 1, max = SIGNER_CHARS_MAX), custom(function = crate::words::not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40, example = "户主本人"))]
    pub signer: String,
    /// The day that stands on the paper; not after today.
    pub signed_on: NaiveDate,
}

/// Where to count pledges.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct GetPledgeCoverage {
    /// In this area and in each area directly in it.
    #[cfg_attr(feature = "openapi", param(value_type = uuid::Uuid))]
    pub area_id: AreaId,
}

/// How many households of a place have pledged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PledgeCount {
    /// Which place.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// Its path.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/105/3/"))]
    pub area_path: AreaPath,
    /// Its name.
    pub area_name: String,
    /// What it is.
    pub kind: AreaKind,
    /// How many of its households have a pledge in force.
    pub pledged: u32,
    /// How many households it has.
    pub households: u32,
}

/// How many households have pledged, in an area and in each area directly in it. A place with fewer than five households
/// is left out: its count would say who pledged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PledgeCoverage {
    /// The whole area.
    pub whole: PledgeCount,
    /// Its parts, in the order of the tree.
    pub parts: Vec<PledgeCount>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_signed_now_has_four_sentences_in_every_language() {
        for lang in Lang::ALL {
            assert_eq!(pledge_sentences(PLEDGE_TEXT, lang).len(), 4);
        }
        assert!(pledge_sentences(0, Lang::En).is_empty());
        assert!(pledge_sentences(PLEDGE_TEXT + 1, Lang::En).is_empty());
    }
}
