//! The newest root of the journal that this device has checked against: what comes later has to go on from it, so that
//! the past cannot be changed between two looks.

use domain::journal::Root;

use crate::device;

const REMEMBERED_AS: &str = "journal-root";

/// The root that was noted last.
pub fn noted() -> Option<Root> {
    serde_json::from_str(&device::recall(REMEMBERED_AS)?).ok()
}

/// Notes a root that was checked, where it covers more than the one before.
pub fn note(root: &Root) {
    if noted().is_none_or(|before| before.size < root.size)
        && let Ok(text) = serde_json::to_string(root)
    {
        // Where storage is off every look is the first one.
        device::remember(REMEMBERED_AS, &text);
    }
}
