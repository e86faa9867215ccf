//! What offers need to know of programmes: their books in the ledger.

use std::collections::BTreeMap;

use domain::{
    areas::AreaPath,
    ids::{AreaId, ProgrammeId},
    ledger::{AccountKind, AccountState, Owned, Owner, Unit},
    permissions::{Actor, Role},
    points::ProgrammeState,
};

use super::Error;
use crate::{
    db::{DbError, Tx},
    ledger,
    points::programmes::state,
};

/// Whether a programme has a budget where a provider serves: its own area, around or under it.
pub(crate) fn is_at(tx: &mut Tx<'_>, programme: ProgrammeId, path: &AreaPath) -> Result<bool, DbError> {
    let budget = Owned { book: programme.0, kind: AccountKind::Budget, owner: Owner::Book };
    let budget = ledger::find(tx, &budget)?;
    Ok(budget.is_some_and(|found| {
        found.account.unit == Unit::Points
            && found.account.state != AccountState::Closed
            && (found.area.covers(path) || path.covers(&found.area))
    }))
}

/// Lets points of a programme that runs be taken by an offer: nobody has any before, and afterwards nobody earns more.
///
/// # Errors
/// [`Error::ProgrammeNotRunning`].
pub(super) fn require_running(tx: &mut Tx<'_>, programme: ProgrammeId) -> Result<(), Error> {
    match state(tx, programme)? {
        Some(ProgrammeState::Running) => Ok(()),
        Some(ProgrammeState::Draft | ProgrammeState::Ended) | None => Err(Error::ProgrammeNotRunning),
    }
}

/// A wallet that the actor may spend from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wallet {
    pub(crate) programme: ProgrammeId,
    /// Whose, where it is not the actor's own.
    pub(crate) household: Option<AreaId>,
    /// What can be spent now.
    pub(crate) available: i64,
}

/// The actor's own wallets and those of their households, that with the most first. Two statements.
pub(crate) fn wallets(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<Wallet>, DbError> {
    let homes = actor.grants.iter().filter(|grant| grant.role == Role::Resident);
    let mut owners: Vec<Owner> = homes.map(|grant| Owner::Household(grant.area)).collect();
    owners.push(Owner::Person(actor.user));
    let mut wallets: Vec<Wallet> = ledger::find_all(tx, &owners)?
        .into_iter()
        .filter(|found| found.owned.kind == AccountKind::Wallet && found.account.unit == Unit::Points)
        .filter(|found| found.account.state == AccountState::Open)
        .map(|found| Wallet {
            programme: ProgrammeId(found.owned.book),
            household: match found.owned.owner {
                Owner::Household(area) => Some(area),
                Owner::Book | Owner::Person(_) | Owner::Provider(_) => None,
            },
            available: found.account.available().unwrap_or(0),
        })
        .collect();
    wallets.sort_by_key(|wallet| std::cmp::Reverse(wallet.available));
    Ok(wallets)
}

/// The most that the actor can spend at once, by programme.
pub(crate) fn most(tx: &mut Tx<'_>, actor: &Actor) -> Result<BTreeMap<ProgrammeId, i64>, DbError> {
    let mut most = BTreeMap::new();
    for wallet in wallets(tx, actor)? {
        most.entry(wallet.programme).or_insert(wallet.available);
    }
    Ok(most)
}
