//! The Merkle tree's arithmetic: which nodes there are, how appending makes them, what a proof needs.
//!
//! Nodes are numbered in order, as `ct-merkle` numbers them: leaf `i` is node `2i`, and a node of level `k`
//! (its index ends in `k` ones) stands between the two halves of its `2^k` leaves. Only **whole** nodes, whose
//! leaves are all there, are ever stored: such a hash never changes again, so the store of nodes is as
//! append-only as the journal itself. The few nodes of the right edge that are not whole yet are computed from whole
//! ones when they are needed, which also gives roots and proofs for every earlier size.

use std::collections::BTreeMap;

use ct_merkle::{indices_for_consistency_proof, indices_for_inclusion_proof};

use super::NodeHash;

/// Most entries a journal may hold; keeps node numbers within a database's signed 64 bits.
pub const SIZE_MAX: u64 = 1 << 61;

/// The number of the node of `level` that is the `ordinal`th of its level.
const fn index(level: u32, ordinal: u64) -> u64 {
    (ordinal << (level + 1)) + (1 << level) - 1
}

/// The leaves under a node were the tree large enough: first, and one past the last.
#[must_use]
pub const fn leaves(index: u64) -> (u64, u64) {
    let level = index.trailing_ones();
    let first = index >> (level + 1) << level;
    (first, first + (1 << level))
}

/// Whether all leaves of a node are there in a tree of `size` leaves, so that its hash is final.
#[must_use]
pub const fn is_whole(index: u64, size: u64) -> bool {
    leaves(index).1 <= size
}

/// How many whole nodes a tree of `size` leaves has.
#[must_use]
pub fn whole_nodes(size: u64) -> u64 {
    (0..64).map(|level| size >> level).sum()
}

/// The whole nodes that together cover a tree of `size` leaves, widest first.
#[must_use]
pub fn peaks(size: u64) -> Vec<u64> {
    let levels = (0..64).rev().filter(|level| size >> level & 1 == 1);
    levels.map(|level| index(level, (size >> level) - 1)).collect()
}

/// The right edge of a growing tree: all that is needed to append, `O(log n)`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<NodeHash>,
}

impl Frontier {
    /// The frontier of a tree of `size` leaves, from the hashes of its [`peaks`] in their order; `None` where
    /// their number is not right.
    #[must_use]
    pub fn new(size: u64, peaks: Vec<NodeHash>) -> Option<Self> {
        let right = size <= SIZE_MAX && u32::try_from(peaks.len()).is_ok_and(|n| n == size.count_ones());
        right.then_some(Self { size, peaks })
    }

    /// How many leaves there are.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf; `made` is told every node that becomes whole, the leaf's own first. It may hand
    /// back another hash to go on with: a check goes on with what is stored, to name each fault once.
    pub fn append_with(&mut self, leaf: NodeHash, mut made: impl FnMut(u64, NodeHash) -> NodeHash) {
        let mut hash = made(index(0, self.size), leaf);
        // Each trailing one of the old size is a peak that pairs with what has just become whole.
        for level in 1..=self.size.trailing_ones() {
            let Some(left) = self.peaks.pop() else { break };
            hash = made(index(level, self.size >> level), NodeHash::of_children(&left, &hash));
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// Appends a leaf and lists the nodes that become whole.
    pub fn append(&mut self, leaf: NodeHash, nodes: &mut Vec<(u64, NodeHash)>) {
        self.append_with(leaf, |index, hash| {
            nodes.push((index, hash));
            hash
        });
    }

    /// The root of the tree.
    #[must_use]
    pub fn root(&self) -> NodeHash {
        let mut narrowest_first = self.peaks.iter().rev().copied();
        let last = narrowest_first.next().unwrap_or_else(NodeHash::of_nothing);
        narrowest_first.fold(last, |right, left| NodeHash::of_children(&left, &right))
    }
}

/// A proof to be put together: which whole nodes to load, and then [`ProofPlan::path`].
#[derive(Clone, Debug)]
pub struct ProofPlan {
    size: u64,
    wanted: Vec<u64>,
}

impl ProofPlan {
    /// The audit path of the leaf at `position` in the tree of the first `size` leaves; `None` where it
    /// has no such leaf.
    #[must_use]
    pub fn inclusion(position: u64, size: u64) -> Option<Self> {
        let there = position < size && size <= SIZE_MAX;
        there.then(|| Self { size, wanted: indices_for_inclusion_proof(size, position) })
    }

    /// The proof that the tree of `to` leaves begins with the tree of `from`; `None` where it cannot.
    #[must_use]
    pub fn consistency(from: u64, to: u64) -> Option<Self> {
        let ordered = (1..=to).contains(&from) && to <= SIZE_MAX;
        ordered.then(|| Self { size: to, wanted: indices_for_consistency_proof(from, to - from) })
    }

    /// The whole nodes that [`ProofPlan::path`] needs.
    #[must_use]
    pub fn nodes(&self) -> Vec<u64> {
        let mut nodes = Vec::new();
        for wanted in &self.wanted {
            whole_under(*wanted, self.size, &mut nodes);
        }
        nodes
    }

    /// The proof's hashes, in the order in which they are checked; `None` where a node is missing.
    #[must_use]
    pub fn path(&self, nodes: &BTreeMap<u64, NodeHash>) -> Option<Vec<NodeHash>> {
        self.wanted.iter().map(|wanted| hash_of(*wanted, self.size, nodes)).collect()
    }
}

/// The two children of a node above leaves, in a tree of `size` leaves: where the right half is not
/// whole, its place is taken by the widest node below it that has leaves on both sides.
fn children(index: u64, size: u64) -> (u64, u64) {
    let level = index.trailing_ones();
    let mut right = index + (1 << (level - 1));
    while right > 2 * (size - 1) {
        right -= 1 << (right.trailing_ones() - 1);
    }
    (index - (1 << (level - 1)), right)
}

fn whole_under(index: u64, size: u64, nodes: &mut Vec<u64>) {
    if is_whole(index, size) {
        nodes.push(index);
    } else {
        let (left, right) = children(index, size);
        nodes.push(left);
        whole_under(right, size, nodes);
    }
}

fn hash_of(index: u64, size: u64, nodes: &BTreeMap<u64, NodeHash>) -> Option<NodeHash> {
    if is_whole(index, size) {
        return nodes.get(&index).copied();
    }
    let (left, right) = children(index, size);
    Some(NodeHash::of_children(nodes.get(&left)?, &hash_of(right, size, nodes)?))
}

#[cfg(test)]
mod tests {
    use ct_merkle::mem_backed_tree::MemoryBackedTree;
    use proptest::prelude::*;
    use sha2::Sha256;

    use super::*;

    type Reference = MemoryBackedTree<Sha256, Vec<u8>>;

    fn leaf(position: u64) -> Vec<u8> {
        format!("entry {position}").into_bytes()
    }

    /// The library's own tree and ours, grown together, with every node that became whole.
    fn grow(size: u64) -> (Reference, Frontier, BTreeMap<u64, NodeHash>) {
        let mut reference = Reference::new();
        let mut frontier = Frontier::default();
        let mut nodes = Vec::new();
        for position in 0..size {
            reference.push(leaf(position));
            frontier.append(NodeHash::of_leaf(&leaf(position)), &mut nodes);
        }
        let stored: BTreeMap<u64, NodeHash> = nodes.iter().copied().collect();
        assert_eq!(stored.len(), nodes.len(), "a node was made twice");
        (reference, frontier, stored)
    }

    fn chunks(proof: &[u8]) -> Vec<NodeHash> {
        proof.chunks_exact(32).map(|c| NodeHash::from_bytes(c).unwrap()).collect()
    }

    #[test]
    fn every_size_to_300_has_the_roots_and_proofs_of_the_reference_tree() {
        let (_, _, nodes) = grow(300);
        let mut reference = Reference::new();
        for size in 1..=300_u64 {
            reference.push(leaf(size - 1));
            let expected = NodeHash::from_bytes(reference.root().as_bytes()).unwrap();
            let edge = peaks(size).iter().map(|i| nodes[i]).collect();
            assert_eq!(Frontier::new(size, edge).unwrap().root(), expected, "root of {size}");
            for position in (0..size).step_by(7).chain([size - 1]) {
                let plan = ProofPlan::inclusion(position, size).unwrap();
                let proof = reference.prove_inclusion(usize::try_from(position).unwrap());
                assert_eq!(plan.path(&nodes).unwrap(), chunks(proof.as_bytes()), "{position} in {size}");
                assert!(plan.nodes().len() <= 2 * 10, "more than O(log n) nodes");
            }
            for from in (1..=size).step_by(11) {
                let plan = ProofPlan::consistency(from, size).unwrap();
                if from < size {
                    let proof = reference.prove_consistency(usize::try_from(size - from).unwrap());
                    assert_eq!(plan.path(&nodes).unwrap(), chunks(proof.as_bytes()), "{from} to {size}");
                }
            }
        }
    }

    #[test]
    fn exactly_the_whole_nodes_are_made() {
        for size in 0..=130 {
            let (_, _, nodes) = grow(size);
            let expected: Vec<u64> = (0..size * 2 + 2).filter(|i| is_whole(*i, size)).collect();
            assert_eq!(nodes.keys().copied().collect::<Vec<_>>(), expected, "{size}");
            assert_eq!(whole_nodes(size), u64::try_from(nodes.len()).unwrap());
        }
    }

    #[test]
    fn what_is_not_in_the_tree_has_no_proof() {
        assert!(ProofPlan::inclusion(3, 3).is_none());
        assert!(ProofPlan::inclusion(0, 0).is_none());
        assert!(ProofPlan::consistency(0, 3).is_none());
        assert!(ProofPlan::consistency(4, 3).is_none());
        assert!(Frontier::new(3, vec![NodeHash::of_nothing()]).is_none());
    }

    proptest! {
        #[test]
        fn appending_in_any_batches_gives_one_tree(batches in proptest::collection::vec(1_u64..60, 1..8)) {
            let mut stored = BTreeMap::new();
            let mut size = 0;
            for batch in batches {
                // Each batch begins from what is stored, as the sealer does.
                let edge = peaks(size).iter().map(|i| stored[i]).collect();
                let mut frontier = Frontier::new(size, edge).unwrap();
                let mut nodes = Vec::new();
                for position in size..size + batch {
                    frontier.append(NodeHash::of_leaf(&leaf(position)), &mut nodes);
                }
                size += batch;
                for (index, hash) in nodes {
                    prop_assert!(stored.insert(index, hash).is_none(), "node {} was written twice", index);
                }
                let (reference, at_once, _) = grow(size);
                prop_assert_eq!(&frontier, &at_once);
                let expected = reference.root();
                prop_assert_eq!(&frontier.root().0[..], expected.as_bytes().as_slice());
            }
        }
    }
}
