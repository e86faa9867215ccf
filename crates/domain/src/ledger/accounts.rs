//! What postings do to the accounts that they touch.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::{
    Account, AccountState, BATCH_MAX, ENTRIES_MAX, Entry, NewPosting, Posting, PostingState, Refusal,
};
use crate::ids::LedgerAccountId;

/// The accounts that a step touches, as they stand under its locks. Every step happens as a whole or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accounts(BTreeMap<LedgerAccountId, Account>);

impl FromIterator<(LedgerAccountId, Account)> for Accounts {
    fn from_iter<I: IntoIterator<Item = (LedgerAccountId, Account)>>(accounts: I) -> Self {
        Self(accounts.into_iter().collect())
    }
}

impl Accounts {
    /// One of them.
    #[must_use]
    pub fn get(&self, id: LedgerAccountId) -> Option<&Account> {
        self.0.get(&id)
    }

    /// One of them, to be changed by what is not a posting.
    pub fn get_mut(&mut self, id: LedgerAccountId) -> Option<&mut Account> {
        self.0.get_mut(&id)
    }

    /// All of them, in the order of their ids: that in which they are locked.
    pub fn iter(&self) -> impl Iterator<Item = (LedgerAccountId, &Account)> {
        self.0.iter().map(|(id, account)| (*id, account))
    }

    /// Posts at once.
    ///
    /// # Errors
    /// Why not; nothing has changed then.
    pub fn post(&mut self, new: &NewPosting) -> Result<(), Refusal> {
        self.apply(new, |id, account, amount| {
            account.balance = account.balance.checked_add(amount).ok_or(Refusal::TooLarge(id))?;
            Ok(())
        })
    }

    /// Holds what a posting will take out, until it is committed or voided.
    ///
    /// # Errors
    /// Why not; nothing has changed then.
    pub fn hold(&mut self, new: &NewPosting) -> Result<(), Refusal> {
        self.apply(new, |id, account, amount| {
            let (held, coming) = if amount < 0 { (amount, 0) } else { (0, amount) };
            account.held = account.held.checked_sub(held).ok_or(Refusal::TooLarge(id))?;
            account.coming = account.coming.checked_add(coming).ok_or(Refusal::TooLarge(id))?;
            // Committed, it must fit too.
            account.balance.checked_add(account.coming).ok_or(Refusal::TooLarge(id))?;
            account.balance.checked_sub(account.held).ok_or(Refusal::TooLarge(id))?;
            Ok(())
        })
    }

    /// Lets a pending posting count.
    ///
    /// # Errors
    /// [`Refusal::NotPending`], [`Refusal::Expired`], [`Refusal::Frozen`], [`Refusal::TooLarge`]; nothing has changed
    /// then.
    pub fn commit(&mut self, posting: &Posting, now: DateTime<Utc>) -> Result<(), Refusal> {
        match posting.state {
            PostingState::Pending { until } if now < until => {}
            PostingState::Pending { .. } => return Err(Refusal::Expired),
            PostingState::Committed | PostingState::Voided => return Err(Refusal::NotPending),
        }
        let changed = self.changed(&posting.content.entries, |id, account, amount| {
            takes_part(id, account)?;
            release(account, amount);
            account.balance = account.balance.checked_add(amount).ok_or(Refusal::TooLarge(id))?;
            Ok(())
        })?;
        self.0.extend(changed);
        Ok(())
    }

    /// Gives back what a pending posting held; frozen accounts too.
    ///
    /// # Errors
    /// [`Refusal::NotPending`]; nothing has changed then.
    pub fn void(&mut self, posting: &Posting) -> Result<(), Refusal> {
        if !matches!(posting.state, PostingState::Pending { .. }) {
            return Err(Refusal::NotPending);
        }
        let changed = self.changed(&posting.content.entries, |_, account, amount| {
            release(account, amount);
            Ok(())
        })?;
        self.0.extend(changed);
        Ok(())
    }

    /// Posts all or nothing.
    ///
    /// # Errors
    /// Every posting that is refused, by its place in the batch, each judged as if those refused before it were not
    /// there; nothing has changed then. A batch of the wrong size is refused at place 0.
    pub fn post_all(&mut self, batch: &[NewPosting]) -> Result<(), Vec<(usize, Refusal)>> {
        if batch.is_empty() || batch.len() > BATCH_MAX {
            return Err(vec![(0, Refusal::BatchSize)]);
        }
        let mut after = self.clone();
        let refused: Vec<(usize, Refusal)> = batch
            .iter()
            .enumerate()
            .filter_map(|(place, new)| after.post(new).err().map(|refusal| (place, refusal)))
            .collect();
        if refused.is_empty() {
            *self = after;
            Ok(())
        } else {
            Err(refused)
        }
    }

    /// Checks a new posting against every rule and does `work` to each account.
    fn apply(
        &mut self,
        new: &NewPosting,
        work: impl Fn(LedgerAccountId, &mut Account, i64) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        well_formed(&new.entries)?;
        let changed = self.changed(&new.entries, |id, account, amount| {
            takes_part(id, account)?;
            if account.unit != new.unit {
                return Err(Refusal::OtherUnit(id));
            }
            if amount < 0 {
                if account.purpose.is_some() && account.purpose != new.purpose {
                    return Err(Refusal::OtherPurpose(id));
                }
                let wanted = amount.checked_neg().ok_or(Refusal::TooLarge(id))?;
                if let Some(available) = account.available().filter(|available| *available < wanted) {
                    return Err(Refusal::BelowFloor { account: id, available, wanted });
                }
            }
            work(id, account, amount)
        })?;
        self.0.extend(changed);
        Ok(())
    }

    /// The accounts of these entries as they are after `work`.
    fn changed(
        &self,
        entries: &[Entry],
        work: impl Fn(LedgerAccountId, &mut Account, i64) -> Result<(), Refusal>,
    ) -> Result<Vec<(LedgerAccountId, Account)>, Refusal> {
        let one = |entry: &Entry| {
            let id = entry.account;
            let mut account = self.0.get(&id).ok_or(Refusal::Missing(id))?.clone();
            work(id, &mut account, entry.amount)?;
            Ok((id, account))
        };
        entries.iter().map(one).collect()
    }
}

/// What holds of entries whatever the accounts are.
fn well_formed(entries: &[Entry]) -> Result<(), Refusal> {
    if !(2..=ENTRIES_MAX).contains(&entries.len()) {
        return Err(Refusal::EntryCount);
    }
    let mut seen = BTreeSet::new();
    for entry in entries {
        if entry.amount == 0 {
            return Err(Refusal::Zero(entry.account));
        }
        if !seen.insert(entry.account) {
            return Err(Refusal::Twice(entry.account));
        }
    }
    // Wide enough for any number of entries.
    let sum: i128 = entries.iter().map(|entry| i128::from(entry.amount)).sum();
    if sum == 0 { Ok(()) } else { Err(Refusal::Unbalanced(sum)) }
}

fn takes_part(id: LedgerAccountId, account: &Account) -> Result<(), Refusal> {
    match account.state {
        AccountState::Open => Ok(()),
        AccountState::Frozen => Err(Refusal::Frozen(id)),
        AccountState::Closed => Err(Refusal::Closed(id)),
    }
}

/// Takes back what holding an entry did: it was added before, so it fits.
fn release(account: &mut Account, amount: i64) {
    if amount < 0 {
        account.held += amount;
    } else {
        account.coming -= amount;
    }
}
