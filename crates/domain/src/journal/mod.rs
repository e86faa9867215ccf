//! The journal: what an entry is, how it becomes a leaf of the Merkle tree, and how a proof is checked.
//!
//! The tree has the form of RFC 6962: leaf hash `SHA-256(0x00 ‖ bytes)`, inner hash `SHA-256(0x01 ‖ left ‖ right)`.

mod audience;
mod hash;
pub mod tree;

use chrono::{DateTime, SecondsFormat, Utc};
use ct_merkle::{ConsistencyProof, InclusionProof, RootHash};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

pub use self::{
    audience::may_follow,
    hash::{HashError, NodeHash},
};
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// How many entries it covers.
    pub size: u64,
    /// The root hash.
    pub hash: NodeHash,
}

impl Root {
    fn known(&self) -> RootHash<Sha256> {
        RootHash::new(self.hash.0.into(), self.size)
    }
}

/// Why a proof does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The entry lies outside the tree, or the trees are in the wrong order.
    #[error("the proof is malformed")]
    Malformed,
    /// The entry is not what the root covers at that position.
    #[error("the entry is not in the published journal as claimed")]
    Mismatch,
    /// The newer root does not begin with what the older one covers.
    #[error("the journal was changed between the two roots")]
    Rewritten,
}

/// Checks that `entry` is in the tree of `root`, by the audit path, leaf to root.
///
/// # Errors
/// [`ProofError`] where it is not, or where the path is not one.
pub fn verify_inclusion(entry: &Entry, path: &[NodeHash], root: &Root) -> Result<(), ProofError> {
    if entry.position >= root.size || root.size > tree::SIZE_MAX {
        return Err(ProofError::Malformed);
    }
    let proof = InclusionProof::<Sha256>::from_digests(digests(path).iter());
    root.known().verify_inclusion(&entry.leaf(), entry.position, &proof).map_err(|_| ProofError::Mismatch)
}

/// Checks that the tree of `newer` begins with the tree of `older`: nothing that was published before was
/// changed or taken away.
///
/// # Errors
/// [`ProofError`] where it was, or where the proof is not one.
pub fn verify_consistency(older: &Root, newer: &Root, path: &[NodeHash]) -> Result<(), ProofError> {
    if !(1..=newer.size).contains(&older.size) || newer.size > tree::SIZE_MAX {
        return Err(ProofError::Malformed);
    }
    if older.size == newer.size {
        return if older.hash == newer.hash { Ok(()) } else { Err(ProofError::Rewritten) };
    }
    let proof = ConsistencyProof::<Sha256>::from_digests(digests(path).iter());
    newer.known().verify_consistency(&older.known(), &proof).map_err(|_| ProofError::Rewritten)
}

fn digests(path: &[NodeHash]) -> Vec<ct_merkle::digest::Output<Sha256>> {
    path.iter().map(|hash| hash.0.into()).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{
        tree::{Frontier, ProofPlan},
        *,
    };

    fn entry(position: u64) -> Entry {
        Entry {
            position,
            id: EntryId(Uuid::from_u128(position.into())),
            at: DateTime::from_timestamp_micros(1_767_574_800_000_001).unwrap(),
            agent: Some(UserId(Uuid::from_u128(7))),
            principal: None,
            event: "ticket.closed".into(),
            area: AreaPath::parse("1/2/").unwrap(),
            subject: "ticket:1".into(),
            payload: "{\"rating\":5}".into(),
        }
    }

    fn grow(size: u64) -> (Vec<Root>, std::collections::BTreeMap<u64, NodeHash>) {
        let mut frontier = Frontier::default();
        let (mut nodes, mut roots) = (Vec::new(), Vec::new());
        for position in 0..size {
            frontier.append(NodeHash::of_leaf(&entry(position).leaf()), &mut nodes);
            roots.push(Root { size: position + 1, hash: frontier.root() });
        }
        (roots, nodes.into_iter().collect())
    }

    #[test]
    fn a_leaf_is_a_json_array_of_texts_in_a_fixed_order() {
        let leaf = String::from_utf8(entry(3).leaf()).unwrap();
        assert_eq!(
            leaf,
            "[\"3\",\"00000000-0000-0000-0000-000000000003\",\"2026-01-05T01:00:00.000001Z\",\
             \"00000000-0000-0000-0000-000000000007\",\"\",\"ticket.closed\",\"1/2/\",\"ticket:1\",\
             \"{\\\"rating\\\":5}\"]"
        );
    }

    #[test]
    fn an_entry_with_any_field_changed_is_not_included() {
        let (roots, nodes) = grow(21);
        let root = roots[20];
        let path = ProofPlan::inclusion(13, 21).unwrap().path(&nodes).unwrap();
        assert_eq!(verify_inclusion(&entry(13), &path, &root), Ok(()));
        let changes: [fn(&mut Entry); 9] = [
            |e| e.position = 12,
            |e| e.id = EntryId(Uuid::from_u128(99)),
            |e| e.at += chrono::TimeDelta::microseconds(1),
            |e| e.agent = None,
            |e| e.principal = Some(UserId(Uuid::from_u128(8))),
            |e| e.event.push('x'),
            |e| e.area = AreaPath::parse("1/3/").unwrap(),
            |e| e.subject = "ticket:2".into(),
            |e| e.payload = "{\"rating\":1}".into(),
        ];
        for (number, change) in changes.iter().enumerate() {
            let mut changed = entry(13);
            change(&mut changed);
            assert_eq!(verify_inclusion(&changed, &path, &root), Err(ProofError::Mismatch), "{number}");
        }
        assert_eq!(verify_inclusion(&entry(13), &path[1..], &root), Err(ProofError::Mismatch));
        assert_eq!(verify_inclusion(&entry(13), &path, &roots[13]), Err(ProofError::Mismatch));
        assert_eq!(verify_inclusion(&entry(30), &path, &root), Err(ProofError::Malformed));
    }

    #[test]
    fn a_rewritten_past_breaks_the_consistency_of_roots() {
        let (roots, nodes) = grow(40);
        for (from, to) in [(1, 40), (7, 8), (8, 40), (13, 33), (40, 40)] {
            let path = ProofPlan::consistency(from, to).unwrap().path(&nodes).unwrap();
            let index = |size: u64| usize::try_from(size - 1).unwrap();
            let (older, newer) = (roots[index(from)], roots[index(to)]);
            assert_eq!(verify_consistency(&older, &newer, &path), Ok(()), "{from} to {to}");
            let forged = Root { hash: NodeHash::of_nothing(), ..older };
            assert_eq!(verify_consistency(&forged, &newer, &path), Err(ProofError::Rewritten));
            if from < to {
                assert_eq!(verify_consistency(&newer, &older, &path), Err(ProofError::Malformed));
            }
        }
    }
}
