//! Whose entries this device works with. The access token is in memory only, so after a reload without a network it is
//! this that says who was signed in; whoever signs out is forgotten here, and their entries wait for them.

use domain::ids::UserId;

use crate::device;

const ACCOUNT: &str = "account";

/// Who signed in last on this device and has not signed out.
pub fn remembered() -> Option<UserId> {
    device::recall(ACCOUNT)?.parse().ok()
}

/// Remembers who signed in.
pub fn remember(account: UserId) {
    let id = account.to_string();
    if device::recall(ACCOUNT).as_deref() != Some(&id) {
        device::remember(ACCOUNT, &id);
    }
}

/// Forgets who signed in: they signed out.
pub fn forget() {
    device::forget(ACCOUNT);
}

/// How many entries of this account wait to be sent.
pub fn unsent(account: UserId) -> usize {
    device::recall(&key(account)).and_then(|count| count.parse().ok()).unwrap_or(0)
}

/// Notes how many entries of this account wait to be sent.
pub fn note_unsent(account: UserId, count: usize) {
    match count {
        0 => device::forget(&key(account)),
        count => drop(device::remember(&key(account), &count.to_string())),
    }
}

/// Whether a day's list of this account is on the device.
pub fn has_day(account: UserId) -> bool {
    device::recall(&day_key(account)).is_some()
}

/// Notes that a day's list of this account is on the device.
pub fn note_day(account: UserId) {
    if !has_day(account) {
        device::remember(&day_key(account), "1");
    }
}

fn day_key(account: UserId) -> String {
    format!("day.{account}")
}

fn key(account: UserId) -> String {
    format!("unsent.{account}")
}
