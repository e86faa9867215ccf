//! How much two texts say the same.

use std::collections::BTreeSet;

use super::{fold, is_narrow};

/// How alike two texts are, in thousandths: the pieces that both have, twice, of all that each has (Dice). 1000 for texts with
/// the same pieces, 0 for texts that share none. Punctuation and blanks say nothing; two empty texts are not alike.
#[must_use]
pub fn likeness(one: &str, other: &str) -> u32 {
    let (one, other) = (said(one), said(other));
    let all = one.len() + other.len();
    if all == 0 {
        return 0;
    }
    let both = one.intersection(&other).count();
    u32::try_from(2000 * both / all).unwrap_or(1000)
}

/// Every two characters that stand together, of letters alone; a word of letters and digits counts as one.
fn said(text: &str) -> BTreeSet<String> {
    let mut pieces = BTreeSet::new();
    for run in fold(text).split(|c: char| !c.is_alphanumeric()) {
        let mut rest: Vec<char> = run.chars().collect();
        while !rest.is_empty() {
            let narrow = is_narrow(rest[0]);
            let end = rest.iter().position(|c| is_narrow(*c) != narrow).unwrap_or(rest.len());
            let after = rest.split_off(end);
            match rest.len() {
                _ if narrow => drop(pieces.insert(rest.iter().collect())),
                1 => drop(pieces.insert(rest.iter().collect())),
                _ => pieces.extend(rest.windows(2).map(String::from_iter)),
            }
            rest = after;
        }
    }
    pieces
}
