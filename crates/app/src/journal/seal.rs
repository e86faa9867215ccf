//! Sealing: committed entries get gapless positions, their leaves enter the tree, a root is published.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use diesel::prelude::*;
use domain::{
    ids::NodeId,
    journal::{
        NodeHash, Root,
        tree::{Frontier, peaks},
    },
};

use super::{
    read::sealed_from,
    rows::{column, head, nodes},
};
use crate::{
    db::{
        DbError, Tx, on_each,
        schema::{journal_nodes, journal_roots},
    },
    leases,
};

/// Most entries of one batch.
pub const BATCH_MAX: u32 = 1_000;
/// Nodes of one INSERT: two values each, far below what a statement may carry.
const NODES_PER_INSERT: usize = 400;
const LEASE_JOB: &str = "journal.seal";
/// How long another node waits for a sealer that has gone; short, since everything follows from sealing.
const LEASE: TimeDelta = TimeDelta::seconds(3);

/// What a call of [`seal`] has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sealed {
    /// Every committed entry was sealed already.
    Nothing,
    /// So many entries were sealed under this root.
    Batch(u32, Root),
    /// Another node holds the lease and does it.
    Elsewhere,
}

/// Seals the oldest entries that have no position yet, at most [`BATCH_MAX`], in the order of their insertion.
///
/// The lease's row is locked first and is the lock on the journal's end, so two sealers at once are one after the
/// other, and each statement after it sees what the one before has committed. An entry is taken because it has
/// no position, never because of its time or number: one that commits late is in the next batch. Positions, nodes and
/// root are kept together or not at all.
///
/// # Errors
/// [`DbError::Damaged`] where the stored tree does not hash to its newest root: nothing is built on it.
pub fn seal(tx: &mut Tx<'_>, node: NodeId) -> Result<Sealed, DbError> {
    if !leases::take(tx, LEASE_JOB, node, LEASE)? {
        return Ok(Sealed::Elsewhere);
    }
    let before = head(tx)?;
    let mut frontier = frontier(tx, &before)?;
    if number_unsealed(tx, before.size)? == 0 {
        return Ok(Sealed::Nothing);
    }
    let entries = sealed_from(tx, before.size, None, BATCH_MAX)?;
    let mut made = Vec::with_capacity(entries.len() * 2);
    for entry in &entries {
        if entry.position != frontier.size() {
            return Err(DbError::damaged(format!("position {} is not the next", entry.position)));
        }
        frontier.append(NodeHash::of_leaf(&entry.leaf()), &mut made);
    }
    for chunk in made.chunks(NODES_PER_INSERT) {
        let rows: Vec<_> = chunk
            .iter()
            .map(|(index, hash)| {
                (journal_nodes::idx.eq(column(*index)), journal_nodes::hash.eq(hash.0.to_vec()))
            })
            .collect();
        on_each!(tx.db(), |c| diesel::insert_into(journal_nodes::table).values(&rows).execute(c))?;
    }
    let root = Root { size: frontier.size(), hash: frontier.root() };
    let now = tx.timestamp();
    diesel::insert_into(journal_roots::table)
        .values((
            journal_roots::size.eq(column(root.size)),
            journal_roots::hash.eq(root.hash.0.to_vec()),
            journal_roots::sealed_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(Sealed::Batch(u32::try_from(entries.len()).unwrap_or(u32::MAX), root))
}

/// The tree's right edge as it is stored.
fn frontier(tx: &mut Tx<'_>, head: &Root) -> Result<Frontier, DbError> {
    let indices = peaks(head.size);
    let stored: BTreeMap<u64, NodeHash> = nodes(tx, &indices)?.into_iter().collect();
    let edge: Option<Vec<NodeHash>> = indices.iter().map(|i| stored.get(i).copied()).collect();
    let frontier = edge.and_then(|edge| Frontier::new(head.size, edge));
    frontier.filter(|f| f.root() == head.hash).ok_or_else(|| {
        DbError::damaged(format!("the journal's tree of {} entries is not its root's", head.size))
    })
}

/// Gives the next positions; how many.
fn number_unsealed(tx: &mut Tx<'_>, next: u64) -> Result<usize, DbError> {
    let text = format!(
        "UPDATE journal SET position = {next} + waiting.ordinal FROM ( \
             SELECT sequence, row_number() OVER (ORDER BY sequence) - 1 AS ordinal \
             FROM journal WHERE position IS NULL ORDER BY sequence LIMIT {BATCH_MAX} \
         ) AS waiting WHERE journal.sequence = waiting.sequence"
    );
    Ok(on_each!(tx.db(), |c| diesel::sql_query(&text).execute(c))?)
}
