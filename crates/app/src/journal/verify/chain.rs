//! Entries, nodes and roots against each other.

use std::collections::{BTreeMap, VecDeque};

use diesel::{dsl::max, prelude::*};
use domain::{
    ids::EntryId,
    journal::{
        Entry, NodeHash, Root,
        tree::{Frontier, SIZE_MAX, whole_nodes},
    },
};

use super::{Fault, Faults, Options, Progress};
use crate::{
    db::{
        DbError, Tx,
        schema::{journal, journal_nodes, journal_roots},
    },
    journal::rows::{Row, column, nodes},
};

/// Positions of one batch.
const BATCH: u64 = 1_000;
/// Rows of one page where nothing but faults is expected.
const PAGE: i64 = 1_000;

/// What stands at a position.
enum Found {
    Entry(EntryId, NodeHash),
    /// Reported already; the check goes on with what was sealed.
    Nothing,
}

/// Checks positions, entries, nodes and roots; how many entries the tree was built of.
pub(super) fn check(
    tx: &mut Tx<'_>,
    options: &Options,
    faults: &mut Faults,
    progress: &mut impl FnMut(Progress),
) -> Result<u64, DbError> {
    let size = size(tx)?;
    let mut chain = Chain { frontier: Frontier::default(), known: known(options), faults };
    let mut roots = Roots::default();
    while chain.frontier.size() < size {
        let from = chain.frontier.size();
        let end = size.min(from + BATCH);
        let entries = entries_between(tx, from, end, chain.faults)?;
        let stored = nodes_between(tx, from, end)?;
        for found in entries {
            chain.append(found, &stored);
            roots.compare(tx, &chain.frontier, chain.faults)?;
        }
        progress(Progress { done: end, of: size });
    }
    let Chain { known, .. } = chain;
    for root in known {
        faults.add(Fault::KnownRootBeyond { size: root.size, entries: size });
    }
    roots_beyond(tx, size, faults)?;
    uncovered(tx, size, faults)?;
    surplus_nodes(tx, size, faults)?;
    Ok(size)
}

/// How many positions to go through: what the newest root covers, unless there can never have been so many.
fn size(tx: &mut Tx<'_>) -> Result<u64, DbError> {
    let covered: Option<i64> = journal_roots::table.select(max(journal_roots::size)).first(tx.db())?;
    let rows: i64 = journal::table.count().get_result(tx.db())?;
    let stored: i64 = journal_nodes::table.count().get_result(tx.db())?;
    let plausible = covered.unwrap_or(0).min(rows.max(stored));
    Ok(u64::try_from(plausible).unwrap_or(0).min(SIZE_MAX))
}

/// The roots noted outside, smallest first.
fn known(options: &Options) -> VecDeque<Root> {
    let mut known = options.known_roots.clone();
    known.sort_by_key(|root| root.size);
    known.into()
}

struct Chain<'a> {
    frontier: Frontier,
    known: VecDeque<Root>,
    faults: &'a mut Faults,
}

impl Chain<'_> {
    /// Appends what stands at the next position and compares the nodes that it completes.
    fn append(&mut self, found: Found, stored: &BTreeMap<u64, NodeHash>) {
        let position = self.frontier.size();
        let faults = &mut *self.faults;
        let (id, leaf) = match found {
            Found::Entry(id, leaf) => (Some(id), leaf),
            Found::Nothing => {
                (None, stored.get(&(2 * position)).copied().unwrap_or_else(NodeHash::of_nothing))
            }
        };
        self.frontier.append_with(leaf, |index, computed| {
            match (stored.get(&index), id) {
                (None, _) => faults.add(Fault::NodeMissing { index }),
                (Some(sealed), _) if *sealed == computed => {}
                (Some(sealed), Some(id)) if index == 2 * position => {
                    faults.add(Fault::Changed { position, id, sealed: *sealed, found: computed });
                }
                (Some(stored), _) => faults.add(Fault::NodeChanged { index, stored: *stored, computed }),
            }
            stored.get(&index).copied().unwrap_or(computed)
        });
        let (size, computed) = (self.frontier.size(), self.frontier.root());
        while let Some(root) = self.known.pop_front_if(|root| root.size <= size) {
            // A noted root of no entries says nothing.
            if root.size == size && root.hash != computed {
                self.faults.add(Fault::KnownRootDiffers { size, known: root.hash, computed });
            }
        }
    }
}

/// The stored roots, read ahead in pages.
#[derive(Default)]
struct Roots {
    page: VecDeque<(i64, Vec<u8>)>,
    after: i64,
    over: bool,
}

impl Roots {
    /// Compares the root of the tree's size, where one was published.
    fn compare(&mut self, tx: &mut Tx<'_>, tree: &Frontier, faults: &mut Faults) -> Result<(), DbError> {
        if self.page.is_empty() && !self.over {
            self.page = journal_roots::table
                .filter(journal_roots::size.gt(self.after))
                .order(journal_roots::size)
                .limit(PAGE)
                .select((journal_roots::size, journal_roots::hash))
                .load(tx.db())?
                .into();
            self.over = self.page.is_empty();
        }
        let Some((size, bytes)) = self.page.pop_front_if(|(size, _)| *size == column(tree.size())) else {
            return Ok(());
        };
        self.after = size;
        let computed = tree.root();
        let stored = NodeHash::from_bytes(&bytes).unwrap_or(NodeHash([0; 32]));
        if stored != computed {
            faults.add(Fault::RootChanged { size: tree.size(), stored, computed });
        }
        Ok(())
    }
}

/// What stands at each position from `from` to before `end`.
fn entries_between(tx: &mut Tx<'_>, from: u64, end: u64, faults: &mut Faults) -> Result<Vec<Found>, DbError> {
    let rows: Vec<Row> = journal::table
        .filter(journal::position.ge(column(from)).and(journal::position.lt(column(end))))
        .order(journal::position)
        .select(Row::as_select())
        .load(tx.db())?;
    let mut rows = rows.into_iter().peekable();
    let mut missing: Option<(u64, u64)> = None;
    let mut found = Vec::new();
    for position in from..end {
        let Some(row) = rows.next_if(|row| row.position == Some(column(position))) else {
            missing = Some((missing.map_or(position, |(first, _)| first), position));
            found.push(Found::Nothing);
            continue;
        };
        if let Some((first, last)) = missing.take() {
            faults.add(Fault::Missing { first, last });
        }
        let id = row.id.0;
        found.push(match Entry::try_from(row) {
            Ok(entry) => Found::Entry(id, NodeHash::of_leaf(&entry.leaf())),
            Err(why) => {
                faults.add(Fault::Unreadable { position: column(position), id, why: why.to_string() });
                Found::Nothing
            }
        });
    }
    if let Some((first, last)) = missing {
        faults.add(Fault::Missing { first, last });
    }
    Ok(found)
}

/// The stored nodes that appending the positions from `from` to before `end` completes (and a few more). A damaged
/// hash is one that fits nothing.
fn nodes_between(tx: &mut Tx<'_>, from: u64, end: u64) -> Result<BTreeMap<u64, NodeHash>, DbError> {
    let rows: Vec<(i64, Vec<u8>)> = journal_nodes::table
        .filter(journal_nodes::idx.ge(column(2 * from)).and(journal_nodes::idx.lt(column(2 * end))))
        .select((journal_nodes::idx, journal_nodes::hash))
        .load(tx.db())?;
    let mut stored: BTreeMap<u64, NodeHash> = rows
        .into_iter()
        .filter_map(|(index, bytes)| {
            let hash = NodeHash::from_bytes(&bytes).unwrap_or(NodeHash([0; 32]));
            u64::try_from(index).ok().map(|index| (index, hash))
        })
        .collect();
    // What stands to the left of the batch: at most one node a level for each position that completes one.
    let mut left = Vec::new();
    let mut probe = completed_left_of(from, end);
    probe.sort_unstable();
    probe.dedup();
    for chunk in probe.chunks(500) {
        left.extend(nodes(tx, chunk)?);
    }
    stored.extend(left);
    Ok(stored)
}

/// The nodes below `2 * from` that positions from `from` to before `end` complete.
fn completed_left_of(from: u64, end: u64) -> Vec<u64> {
    let completed = |position: u64| {
        (1..=position.trailing_ones()).map(move |level| {
            let ordinal = position >> level;
            (ordinal << (level + 1)) + (1 << level) - 1
        })
    };
    (from..end).flat_map(completed).filter(|index| *index < 2 * from).collect()
}

fn roots_beyond(tx: &mut Tx<'_>, size: u64, faults: &mut Faults) -> Result<(), DbError> {
    let beyond = journal_roots::table.filter(journal_roots::size.gt(column(size)));
    let newest: Option<i64> = beyond.select(max(journal_roots::size)).first(tx.db())?;
    if let Some(newest) = newest.and_then(|n| u64::try_from(n).ok()) {
        faults.add(Fault::Cut { size: newest, entries: size });
    }
    Ok(())
}

/// Rows whose position lies outside what the roots cover.
fn uncovered(tx: &mut Tx<'_>, size: u64, faults: &mut Faults) -> Result<(), DbError> {
    let outside = || {
        journal::table
            .filter(journal::position.lt(0).or(journal::position.ge(column(size))))
            .order(journal::position)
            .select(Row::as_select())
            .into_boxed()
    };
    let mut after = None;
    loop {
        let page = match after {
            None => outside().limit(PAGE),
            Some(after) => outside().filter(journal::position.gt(after)).limit(PAGE),
        };
        let rows: Vec<Row> = page.load(tx.db())?;
        let Some(last) = rows.last().and_then(|row| row.position) else { return Ok(()) };
        for row in rows {
            faults.add(Fault::Uncovered { position: row.position.unwrap_or(-1), id: row.id.0 });
        }
        after = Some(last);
    }
}

fn surplus_nodes(tx: &mut Tx<'_>, size: u64, faults: &mut Faults) -> Result<(), DbError> {
    let stored: i64 = journal_nodes::table.count().get_result(tx.db())?;
    let surplus = u64::try_from(stored).unwrap_or(0).saturating_sub(whole_nodes(size));
    if surplus > 0 {
        faults.add(Fault::NodesTooMany { count: surplus });
    }
    Ok(())
}
