//! Which gifts were promised on this device: the server hands each of them to who gave it, and lists them to nobody.

use domain::ids::{IncomeId, UserId};

use crate::device;

/// Most gifts that a device keeps in mind; the oldest are forgotten first.
const KEPT_MAX: usize = 100;

fn name(user: UserId) -> String {
    format!("donations.{user}")
}

/// The gifts of this person that this device knows of, the latest first.
pub(super) fn known(user: UserId) -> Vec<IncomeId> {
    device::recall(&name(user)).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Keeps one in mind.
pub(super) fn remember(user: UserId, id: IncomeId) {
    let kept = with(known(user), id);
    // Where storage is off or full, the page of the gift is still where its person goes on to.
    if let Ok(text) = serde_json::to_string(&kept) {
        device::remember(&name(user), &text);
    }
}

fn with(mut kept: Vec<IncomeId>, id: IncomeId) -> Vec<IncomeId> {
    kept.retain(|other| *other != id);
    kept.insert(0, id);
    kept.truncate(KEPT_MAX);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_comes_first_and_each_once() {
        let id =
            |last: u8| format!("019b8f2e-0000-7000-8000-0000000000{last:02}").parse::<IncomeId>().unwrap();
        let kept = with(with(with(Vec::new(), id(1)), id(2)), id(1));
        assert_eq!(kept, [id(1), id(2)]);
        let many = (0..=99).fold(kept, |kept, last| with(kept, id(last)));
        assert_eq!((many.len(), many[0]), (KEPT_MAX, id(99)));
    }
}
