//! The journal on the wire: entries, published roots, proofs, live updates.

use chrono::{DateTime, Utc};
use domain::{
    areas::AreaPath,
    ids::{AreaId, EntryId, UserId},
    journal::{self, Entry, NodeHash, ProofError},
    ledger::Posted,
};
use serde::{Deserialize, Serialize};

use crate::page::PageQuery;

/// Something that happened, for reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JournalEntry {
    /// Its place in the journal, from 0, without gaps.
    pub position: u64,
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: EntryId,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who did it; absent for the system's own jobs.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub agent_id: Option<UserId>,
    /// Their name as it is now.
    pub agent_name: Option<String>,
    /// For whom, where somebody acted on another's behalf.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub principal_id: Option<UserId>,
    /// Their name as it is now.
    pub principal_name: Option<String>,
    /// What happened.
    #[cfg_attr(feature = "openapi", schema(example = "ticket.solved"))]
    pub event: String,
    /// Where.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/105/203/"))]
    pub area_path: AreaPath,
    /// To what.
    #[cfg_attr(feature = "openapi", schema(example = "ticket:01920000-0000-7000-8000-000000000000"))]
    pub subject: String,
    /// The event's fields.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub payload: serde_json::Value,
}

/// An entry exactly as it was sealed: what its leaf's hash covers. The leaf is the JSON array of these fields as
/// texts, in this order; times have six decimals and `Z`, an absent person is an empty text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SealedEntry {
    /// Its place in the journal.
    pub position: u64,
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: EntryId,
    /// When it happened, to the microsecond.
    pub at: DateTime<Utc>,
    /// Who did it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub agent_id: Option<UserId>,
    /// For whom.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub principal_id: Option<UserId>,
    /// What happened.
    pub event: String,
    /// Where.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub area_path: AreaPath,
    /// To what.
    pub subject: String,
    /// The event's fields as the JSON text that was stored.
    pub payload: String,
}

impl From<Entry> for SealedEntry {
    fn from(entry: Entry) -> Self {
        Self {
            position: entry.position,
            id: entry.id,
            at: entry.at,
            agent_id: entry.agent,
            principal_id: entry.principal,
            event: entry.event,
            area_path: entry.area,
            subject: entry.subject,
            payload: entry.payload,
        }
    }
}

impl From<SealedEntry> for Entry {
    fn from(entry: SealedEntry) -> Self {
        Self {
            position: entry.position,
            id: entry.id,
            at: entry.at,
            agent: entry.agent_id,
            principal: entry.principal_id,
            event: entry.event,
            area: entry.area_path,
            subject: entry.subject,
            payload: entry.payload,
        }
    }
}

/// A published root: what the first `size` entries hash to (RFC 6962, SHA-256).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JournalRoot {
    /// How many entries it covers.
    pub size: u64,
    /// The root hash, 64 hexadecimal digits.
    #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 64, max_length = 64))]
    pub hash: NodeHash,
    /// When it was published; absent for the empty journal's.
    pub sealed_at: Option<DateTime<Utc>>,
}

impl From<JournalRoot> for journal::Root {
    fn from(root: JournalRoot) -> Self {
        Self { size: root.size, hash: root.hash }
    }
}

/// What proves that an entry is in the published journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InclusionProof {
    /// The entry as it was sealed.
    pub entry: SealedEntry,
    /// The audit path, leaf to root: hashes of 64 hexadecimal digits.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>, max_items = 64))]
    pub path: Vec<NodeHash>,
    /// How many entries the root covers.
    pub size: u64,
    /// The root hash.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub root: NodeHash,
}

impl InclusionProof {
    /// Checks the proof against a root that the caller trusts, of the proof's size: one noted before, or fetched
    /// from somewhere else than the proof.
    ///
    /// # Errors
    /// [`ProofError`] where the entry is not what that root covers.
    pub fn verify(&self, trusted: &journal::Root) -> Result<(), ProofError> {
        journal::verify_inclusion(&self.entry.clone().into(), &self.path, trusted)
    }

    /// The posting that the entry tells of, where it tells of one.
    #[must_use]
    pub fn posted(&self) -> Option<Posted> {
        #[derive(Deserialize)]
        struct Told {
            posted: Posted,
        }
        serde_json::from_str::<Told>(&self.entry.payload).ok().map(|told| told.posted)
    }

    /// The root the proof itself names.
    #[must_use]
    pub fn claimed_root(&self) -> journal::Root {
        journal::Root { size: self.size, hash: self.root }
    }
}

/// What proves that the journal was only appended to between two published roots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsistencyProof {
    /// Entries of the older root.
    pub from: u64,
    /// The older root hash.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub from_root: NodeHash,
    /// Entries of the newer root.
    pub to: u64,
    /// The newer root hash.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub to_root: NodeHash,
    /// The proof's hashes.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>, max_items = 64))]
    pub path: Vec<NodeHash>,
}

impl ConsistencyProof {
    /// Checks that `newer` continues `older`, both as the caller knows them and not as the proof names them.
    ///
    /// # Errors
    /// [`ProofError`] where it does not.
    pub fn verify(&self, older: &journal::Root, newer: &journal::Root) -> Result<(), ProofError> {
        journal::verify_consistency(older, newer, &self.path)
    }
}

/// Which entries to list: newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListJournal {
    /// Only what happened in this area or under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub under_id: Option<AreaId>,
    /// Only events whose name begins with this: `ticket.`, `ticket.solved`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub event: Option<String>,
    /// Only what this person did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub agent_id: Option<UserId>,
    /// Only what happened to this: `ticket:<id>`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 100))]
    pub subject: Option<String>,
    /// Not before this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<DateTime<Utc>>,
    /// Before this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 20))]
    pub after: Option<String>,
}

impl ListJournal {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

/// Which roots to list: newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListRoots {
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 20))]
    pub after: Option<String>,
}

/// Under which root to prove an entry.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ProofQuery {
    /// The size of a published root; the newest where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
}

/// Between which published roots to prove that the journal only grew.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ConsistencyQuery {
    /// The size of the older root, at least 1.
    pub from: u64,
    /// The size of the newer root.
    pub to: u64,
}

/// Something that happened, told while it is new. Who did it and its details are not told: read the
/// subject for what the caller may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LiveEvent {
    /// The entry's position.
    pub position: u64,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// What happened.
    #[cfg_attr(feature = "openapi", schema(example = "ticket.opened"))]
    pub event: String,
    /// Where.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub area_path: AreaPath,
    /// To what.
    pub subject: String,
}

/// The name of the event that says that everything before it is told.
pub const LIVE_READY: &str = "ready";
/// The name of the event that says that too much was missed: read anew what is shown.
pub const LIVE_RESET: &str = "reset";

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn proof() -> InclusionProof {
        let entry = Entry {
            position: 0,
            id: EntryId(Uuid::from_u128(1)),
            at: DateTime::from_timestamp_micros(1_767_574_800_000_001).unwrap(),
            agent: Some(UserId(Uuid::from_u128(2))),
            principal: None,
            event: "ticket.solved".into(),
            area: AreaPath::parse("1/2/").unwrap(),
            subject: "ticket:1".into(),
            payload: "{\"rating\": 5}".into(),
        };
        let root = NodeHash::of_leaf(&entry.leaf());
        InclusionProof { entry: entry.into(), path: vec![], size: 1, root }
    }

    #[test]
    fn a_proof_that_crossed_the_wire_still_holds() {
        let sent = serde_json::to_string(&proof()).unwrap();
        let received: InclusionProof = serde_json::from_str(&sent).unwrap();
        assert_eq!(received, proof());
        assert_eq!(received.verify(&proof().claimed_root()), Ok(()));
    }

    #[test]
    fn a_field_changed_on_the_wire_breaks_the_proof() {
        let sent = serde_json::to_string(&proof()).unwrap();
        for (from, to) in [
            ("ticket.solved", "ticket.opened"),
            ("rating\\\": 5", "rating\\\":5"),
            ("000001Z", "000002Z"),
            ("1/2/", "1/3/"),
            ("\"principal_id\":null", "\"principal_id\":\"00000000-0000-0000-0000-000000000002\""),
        ] {
            let changed = sent.replacen(from, to, 1);
            assert_ne!(changed, sent, "{from}");
            let received: InclusionProof = serde_json::from_str(&changed).unwrap();
            assert_eq!(received.verify(&proof().claimed_root()), Err(ProofError::Mismatch), "{from}");
        }
    }
}
