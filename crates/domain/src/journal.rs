//! The journal: what an entry is, how it becomes a leaf of the Merkle tree, and how a proof is checked.
//!
//! The tree has the form of RFC 6962: leaf hash `SHA-256(0x00 ‖ bytes)`, inner hash `SHA-256(0x01 ‖ left ‖ right)`.

use chrono::{DateTime, SecondsFormat, Utc};
use ct_merkle::{InclusionProof, RootHash};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::{
    areas::AreaPath,
    ids::{EntryId, UserId},
};

/// Something that happened. Each area of the code has one enum of them; the payload is its fields and
/// never holds personal data (ids only).
pub trait Event: Serialize {
    /// The event's name, `area.verb_in_past_tense`: `ticket.closed`.
    fn name(&self) -> &'static str;
}

/// One entry as it is sealed: everything that the leaf's hash covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Gapless, from 0.
    pub position: u64,
    /// The entry's id.
    pub id: EntryId,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who did it; absent for the system's own jobs.
    pub agent: Option<UserId>,
    /// For whom, where somebody acted on another's behalf.
    pub principal: Option<UserId>,
    /// What happened: [`Event::name`].
    pub event: String,
    /// Where.
    pub area: AreaPath,
    /// To what: `ticket:0192…`.
    pub subject: String,
    /// The event's fields as the JSON text that was stored; hashed as it stands.
    pub payload: String,
}

impl Entry {
    /// The bytes of the leaf: one JSON array of texts in this fixed order. An array has no key order or
    /// number format to disagree about, so any language can rebuild it.
    #[must_use]
    pub fn leaf(&self) -> Vec<u8> {
        let person = |id: Option<UserId>| id.map(|id| id.to_string()).unwrap_or_default();
        let fields = [
            self.position.to_string(),
            self.id.to_string(),
            self.at.to_rfc3339_opts(SecondsFormat::Micros, true),
            person(self.agent),
            person(self.principal),
            self.event.clone(),
            self.area.to_string(),
            self.subject.clone(),
            self.payload.clone(),
        ];
        serde_json::Value::from(fields.to_vec()).to_string().into_bytes()
    }
}

/// A published root: what the journal's first `size` entries hash to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// How many entries it covers.
    pub size: u64,
    /// The root hash.
    pub hash: [u8; 32],
}

/// Why a proof does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The proof is not a whole number of hashes, or the entry lies outside the tree.
    #[error("the proof is malformed")]
    Malformed,
    /// The entry is not what the root covers at that position.
    #[error("the entry is not in the published journal as claimed")]
    Mismatch,
}

/// Checks that `entry` is in the tree of `root`, by the audit path (32-byte hashes, leaf to root).
///
/// # Errors
/// [`ProofError`] where it is not, or where the path is not one.
pub fn verify_inclusion(entry: &Entry, path: &[[u8; 32]], root: &Root) -> Result<(), ProofError> {
    if entry.position >= root.size {
        return Err(ProofError::Malformed);
    }
    let proof = InclusionProof::<Sha256>::from_bytes(path.concat());
    let root = RootHash::<Sha256>::new(root.hash.into(), root.size);
    root.verify_inclusion(&entry.leaf(), entry.position, &proof).map_err(|_| ProofError::Mismatch)
}
