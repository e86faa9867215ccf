//! Proofs: that an entry is in the published journal, and that the journal was only appended to.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{
    ids::EntryId,
    journal::{Entry, NodeHash, Root, tree::ProofPlan},
    permissions::{Actor, Denied},
};

use super::{
    read::{entry, sealed},
    rows::{column, hash, head, nodes},
};
use crate::db::{DbError, Tx, schema::journal_roots};

/// An entry as it was sealed, with what proves it.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The entry.
    pub entry: Entry,
    /// The audit path, leaf to root.
    pub path: Vec<NodeHash>,
    /// The published root it leads to.
    pub root: Root,
}

/// Why something of the journal is not handed out.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The caller may not read the journal there.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The entry is committed and gets its place within a second.
    #[error("the entry is not sealed yet")]
    NotSealed,
    /// No root of that size was published, or it is older than the entry.
    #[error("no root of {size} entries covers this")]
    NoSuchRoot {
        /// The size asked for.
        size: u64,
    },
    /// See [`DbError`].
    #[error(transparent)]
    Db(#[from] DbError),
}

/// The proof that an entry is covered by the published root of `size`, or by the newest one. An entry
/// that the caller may not read is not found.
///
/// # Errors
/// [`Refused`].
pub fn inclusion(tx: &mut Tx<'_>, actor: &Actor, id: EntryId, size: Option<u64>) -> Result<Proof, Refused> {
    let entry = entry(tx, actor, id)?;
    prove(tx, entry, size)
}

/// [`inclusion`] for what the caller may read for another reason: a posting in an account of theirs.
///
/// # Errors
/// [`Refused`].
pub fn inclusion_of(tx: &mut Tx<'_>, id: EntryId, size: Option<u64>) -> Result<Proof, Refused> {
    let entry = sealed(tx, id)?;
    prove(tx, entry, size)
}

fn prove(tx: &mut Tx<'_>, entry: Entry, size: Option<u64>) -> Result<Proof, Refused> {
    let root = match size {
        None => head(tx)?,
        Some(size) => published(tx, size)?,
    };
    let plan =
        ProofPlan::inclusion(entry.position, root.size).ok_or(Refused::NoSuchRoot { size: root.size })?;
    let path = path(tx, &plan)?;
    Ok(Proof { entry, path, root })
}

/// The proof that the tree of `to` entries begins with the tree of `from`, both published.
///
/// # Errors
/// [`Refused`].
pub fn consistency(tx: &mut Tx<'_>, from: u64, to: u64) -> Result<(Root, Root, Vec<NodeHash>), Refused> {
    let (older, newer) = (published(tx, from)?, published(tx, to)?);
    let plan = ProofPlan::consistency(from, to).ok_or(Refused::NoSuchRoot { size: from })?;
    Ok((older, newer, path(tx, &plan)?))
}

fn path(tx: &mut Tx<'_>, plan: &ProofPlan) -> Result<Vec<NodeHash>, DbError> {
    let stored: BTreeMap<u64, NodeHash> = nodes(tx, &plan.nodes())?.into_iter().collect();
    plan.path(&stored).ok_or_else(|| DbError::damaged("a node of the journal's tree is missing"))
}

fn published(tx: &mut Tx<'_>, size: u64) -> Result<Root, Refused> {
    let found: Option<Vec<u8>> = journal_roots::table
        .find(column(size))
        .select(journal_roots::hash)
        .first(tx.db())
        .optional()
        .map_err(DbError::from)?;
    Ok(Root { size, hash: hash(&found.ok_or(Refused::NoSuchRoot { size })?)? })
}
