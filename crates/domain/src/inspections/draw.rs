//! A draw that nobody can steer: commit, then reveal (Plan 2, part V: 按照随机抽取形式).
//!
//! 1. The organiser publishes the *frame* (who can be drawn, and how many of each group) and a *commitment*, the hash of
//!    a secret seed with that frame.
//! 2. After that a *public value* comes about that nobody chose: the next sealed root of the journal.
//! 3. The seed is revealed. In each group those with the smallest hash of seed, public value and their own key are drawn.
//!
//! The organiser cannot try seeds until one pleases, for the public value is not known when the seed is committed to; and
//! whoever determines the public value does not know the seed. Anybody can recompute all of it:
//!
//! ```python
//! from hashlib import sha256
//! frame_text = "".join(f"{len(k)} {take} {name}\n" + "".join(key + "\n" for key in sorted(k)) for name, take, k in groups)
//! assert commitment == sha256(b"gongzhi.draw.commit.1\n" + sha256(frame_text.encode()).digest() + seed).digest()
//! rank = lambda key: sha256(b"gongzhi.draw.rank.1\n" + seed + public_value + key.encode()).digest()
//! sample = [sorted(sorted(k, key=rank)[:take]) for name, take, k in groups]
//! ```

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::journal::NodeHash;

/// Most candidates of a draw.
pub const CANDIDATES_MAX: usize = 100_000;
/// Longest key and name, in bytes.
pub const KEY_BYTES_MAX: usize = 100;

const COMMIT_LABEL: &[u8] = b"gongzhi.draw.commit.1\n";
const RANK_LABEL: &[u8] = b"gongzhi.draw.rank.1\n";

/// Who can be drawn, in groups of each of which so many are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Frame {
    groups: Vec<Group>,
}

/// Candidates of one kind: the sites of a village, say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// What the group is.
    pub name: String,
    /// How many of it are drawn.
    pub take: u32,
    /// The candidates' keys, sorted.
    pub keys: Vec<String>,
}

/// The secret: 32 random bytes, kept until the public value is known. Written as hexadecimal digits, like a hash.
pub type Seed = NodeHash;

/// Everything that anybody needs to recompute a draw. What else stands in a file, as in the API's answer, takes no part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawRecord {
    /// Who could be drawn.
    pub frame: Frame,
    /// What was published with the frame.
    pub commitment: NodeHash,
    /// What came about afterwards.
    pub public_value: NodeHash,
    /// What was revealed at the end.
    pub seed: Seed,
    /// Who was drawn, a list for each group.
    pub sample: Vec<Vec<String>>,
}

/// Why a frame cannot be drawn from, or a record does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    /// There is nobody, or too many.
    #[error("a draw has 1 to {CANDIDATES_MAX} candidates")]
    CandidateCount,
    /// A key or a name is empty, too long, or has a line break.
    #[error("{0:?} is no key: 1 to {KEY_BYTES_MAX} bytes in one line")]
    Key(String),
    /// A candidate stands twice in a group.
    #[error("{0:?} stands twice")]
    Twice(String),
    /// More are to be drawn than there are, or none.
    #[error("group {0:?}: between one and all of its candidates are drawn")]
    Take(String),
    /// Keys that are not sorted: the record is not as it was published.
    #[error("the frame is not sorted")]
    Unsorted,
    /// Frame and seed are not what was committed to.
    #[error("frame and seed do not fit the commitment")]
    Commitment,
    /// The sample is not the one that follows.
    #[error("group {0:?}: others are drawn than the record says")]
    Sample(String),
}

impl Frame {
    /// A frame; the order in which candidates are given means nothing.
    ///
    /// # Errors
    /// [`DrawError`].
    pub fn new(mut groups: Vec<Group>) -> Result<Self, DrawError> {
        groups.sort_by(|a, b| a.name.cmp(&b.name));
        for group in &mut groups {
            group.keys.sort_unstable();
        }
        let frame = Self { groups };
        frame.check()?;
        Ok(frame)
    }

    /// The groups, by name.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    #[cfg(test)]
    pub(super) fn groups_mut(&mut self) -> &mut [Group] {
        &mut self.groups
    }

    fn check(&self) -> Result<(), DrawError> {
        let count: usize = self.groups.iter().map(|group| group.keys.len()).sum();
        if !(1..=CANDIDATES_MAX).contains(&count) {
            return Err(DrawError::CandidateCount);
        }
        strictly_sorted(self.groups.iter().map(|group| &group.name))?;
        for group in &self.groups {
            strictly_sorted(group.keys.iter())?;
            if !(1..=group.keys.len()).contains(&(group.take as usize)) {
                return Err(DrawError::Take(group.name.clone()));
            }
        }
        Ok(())
    }

    fn hash(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        for group in &self.groups {
            hash.update(format!("{} {} {}\n", group.keys.len(), group.take, group.name));
            for key in &group.keys {
                hash.update(key);
                hash.update(b"\n");
            }
        }
        hash.finalize().into()
    }

    /// What is published before the draw.
    #[must_use]
    pub fn commit(&self, seed: &Seed) -> NodeHash {
        let hash = Sha256::new_with_prefix(COMMIT_LABEL).chain_update(self.hash()).chain_update(seed.0);
        NodeHash(hash.finalize().into())
    }

    /// Who is drawn: a sorted list of keys for each group.
    #[must_use]
    pub fn draw(&self, seed: &Seed, public_value: &NodeHash) -> Vec<Vec<String>> {
        let start = Sha256::new_with_prefix(RANK_LABEL).chain_update(seed.0).chain_update(public_value.0);
        let drawn = |group: &Group| {
            let rank = |key: &String| (start.clone().chain_update(key).finalize(), key.clone());
            let mut ranked: Vec<_> = group.keys.iter().map(rank).collect();
            ranked.sort_unstable();
            let mut keys: Vec<String> =
                ranked.into_iter().take(group.take as usize).map(|(_, key)| key).collect();
            keys.sort_unstable();
            keys
        };
        self.groups.iter().map(drawn).collect()
    }
}

fn strictly_sorted<'a>(keys: impl Iterator<Item = &'a String>) -> Result<(), DrawError> {
    let mut before: Option<&String> = None;
    for key in keys {
        if key.is_empty() || key.len() > KEY_BYTES_MAX || key.contains(['\n', '\r']) {
            return Err(DrawError::Key(key.clone()));
        }
        match before.map(|before| before.cmp(key)) {
            Some(std::cmp::Ordering::Equal) => return Err(DrawError::Twice(key.clone())),
            Some(std::cmp::Ordering::Greater) => return Err(DrawError::Unsorted),
            _ => before = Some(key),
        }
    }
    Ok(())
}

impl DrawRecord {
    /// Recomputes the draw.
    ///
    /// # Errors
    /// The first thing that does not fit.
    pub fn verify(&self) -> Result<(), DrawError> {
        self.frame.check()?;
        if self.frame.commit(&self.seed) != self.commitment {
            return Err(DrawError::Commitment);
        }
        let drawn = self.frame.draw(&self.seed, &self.public_value);
        let differs = |index: &usize| drawn.get(*index) != self.sample.get(*index);
        match (0..drawn.len().max(self.sample.len())).find(differs) {
            None => Ok(()),
            Some(index) => {
                let group = self.frame.groups.get(index).map_or_else(String::new, |group| group.name.clone());
                Err(DrawError::Sample(group))
            }
        }
    }
}
