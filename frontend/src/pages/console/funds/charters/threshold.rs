//! Majorities by their names in the form: `at_least:2/3`.

use domain::funds::{Share, Threshold};

/// What is offered for a majority, by name.
pub(super) const OFFERED: [&str; 5] =
    ["at_least:1/2", "more_than:1/2", "at_least:2/3", "at_least:3/4", "at_least:1/1"];

/// A majority's name in the form.
pub(super) fn name(threshold: Threshold) -> String {
    let (kind, share) = match threshold {
        Threshold::AtLeast(share) => ("at_least", share),
        Threshold::MoreThan(share) => ("more_than", share),
    };
    let (parts, whole) = share.fraction();
    format!("{kind}:{parts}/{whole}")
}

/// Reads it back.
pub(super) fn read(name: &str) -> Option<Threshold> {
    let (kind, fraction) = name.split_once(':')?;
    let (parts, whole) = fraction.split_once('/')?;
    let share = Share::new(parts.parse().ok()?, whole.parse().ok()?).ok()?;
    match kind {
        "at_least" => Some(Threshold::AtLeast(share)),
        "more_than" => Some(Threshold::MoreThan(share)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_offered_is_read_back_by_its_name() {
        for offered in OFFERED {
            assert_eq!(read(offered).map(name).as_deref(), Some(offered));
        }
        assert_eq!((read("at_least:3/2"), read("most:1/2"), read("")), (None, None, None));
    }
}
