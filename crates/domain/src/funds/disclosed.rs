//! What a disclosure says in full: what people read, and whose hash is signed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Figures, income::SourceKind};
use crate::{
    ids::{EntryId, FundId, ProjectId},
    journal::NodeHash,
};

/// What a disclosure says. Amounts are in fen; every list adds up to its figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Disclosed {
    /// Of which fund.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub fund_id: FundId,
    /// What the fund is called.
    pub fund_name: String,
    /// The name of its area.
    pub area_name: String,
    /// The first day of the period.
    pub from: NaiveDate,
    /// The day after its last.
    pub until: NaiveDate,
    /// The whole.
    pub figures: Figures,
    /// What came in, by source, in the order of the sources that gave anything.
    pub sources: Vec<SourceDisclosed>,
    /// The same by purpose: first what is free, then in the order of their codes.
    pub purposes: Vec<PurposeDisclosed>,
    /// What was spent and handed out, by project: first what belongs to none.
    pub projects: Vec<ProjectDisclosed>,
    /// How many postings the period has.
    pub postings: i64,
    /// The journal entry that tells of the last of them.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub last_entry_id: Option<EntryId>,
    /// What whoever prepared it adds in words.
    pub note: String,
}

/// What came from one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SourceDisclosed {
    /// Which.
    pub source: SourceKind,
    /// In money, less what was taken back.
    pub income_fen: i64,
    /// In kind, less what was taken back.
    pub in_kind_fen: i64,
}

/// What happened for one purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PurposeDisclosed {
    /// Which; anything where absent.
    pub purpose: Option<String>,
    /// What the fund calls it; absent for anything.
    pub name: Option<String>,
    /// Cash when the period began.
    pub opening_fen: i64,
    /// What came in, with opening balances that were booked.
    pub income_fen: i64,
    /// What was spent.
    pub expense_fen: i64,
    /// What was moved to it from other purposes by decisions of the committee, less what was moved away. Absent for nothing, as in
    /// accounts of before there was any.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub moved_fen: i64,
    /// Cash when the period ended: the opening with what came in and was moved, less what was spent.
    pub closing_fen: i64,
    /// What came in kind.
    pub in_kind_fen: i64,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
const fn is_zero(fen: &i64) -> bool {
    *fen == 0
}

/// What one project cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectDisclosed {
    /// Which; none where the fund spent it itself.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub project_id: Option<ProjectId>,
    /// What it is called.
    pub title: Option<String>,
    /// What was spent on it, less what came back.
    pub expense_fen: i64,
    /// Goods that were handed out for it, by their value.
    pub handed_out_fen: i64,
}

impl Disclosed {
    /// The text that is signed: JSON without spaces, its fields in the order in which they stand here.
    ///
    /// # Errors
    /// [`serde_json::Error`], never of what is here.
    pub fn text(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// Reads [`Self::text`].
    ///
    /// # Errors
    /// [`serde_json::Error`] for another text.
    pub fn read(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The SHA-256 of a text that is signed.
    #[must_use]
    pub fn hash(text: &str) -> NodeHash {
        NodeHash(Sha256::digest(text.as_bytes()).into())
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_text_is_read_back_as_it_was_and_hashes_to_the_same() {
        let said = Disclosed {
            fund_id: FundId(Uuid::nil()),
            fund_name: "社区公益基金".to_owned(),
            area_name: "镇".to_owned(),
            from: "2026-01-01".parse().unwrap(),
            until: "2026-04-01".parse().unwrap(),
            figures: Figures { income_fen: 5, closing_fen: 5, ..Figures::default() },
            sources: vec![SourceDisclosed { source: SourceKind::Interest, income_fen: 5, in_kind_fen: 0 }],
            purposes: Vec::new(),
            projects: Vec::new(),
            postings: 1,
            last_entry_id: None,
            note: String::new(),
        };
        let text = said.text().unwrap();
        assert_eq!(Disclosed::read(&text).unwrap(), said);
        assert_eq!(Disclosed::read(&text).unwrap().text().unwrap(), text);
        assert!(
            text.starts_with(r#"{"fund_id":"00000000-0000-0000-0000-000000000000","fund_name":"#),
            "{text}"
        );
        let other = Disclosed { postings: 2, ..said };
        assert_ne!(Disclosed::hash(&other.text().unwrap()), Disclosed::hash(&text));
    }
}
