//! Where the words of a query are in a text as it is shown.

use std::ops::Range;

/// The parts of a text in which the words of a raw query are: ranges of bytes, in order, apart from each other. Only width and
/// capitals are folded here, character by character, so that every mark is a part of what is shown; what else [`fold`](super::fold)
/// makes one is found and not marked.
#[must_use]
pub fn marks(text: &str, query: &str) -> Vec<Range<usize>> {
    let (mut shown, mut ends) = (Vec::new(), Vec::new());
    for (at, c) in text.char_indices() {
        shown.push(light(c));
        ends.push(at..at + c.len_utf8());
    }
    let mut is_marked = vec![false; shown.len()];
    for word in query.split(super::is_gap) {
        let word: Vec<char> = word.chars().map(light).collect();
        if word.is_empty() || word.len() > shown.len() {
            continue;
        }
        for at in 0..=shown.len() - word.len() {
            if shown[at..at + word.len()] == word[..] {
                is_marked[at..at + word.len()].fill(true);
            }
        }
    }
    let mut marks: Vec<Range<usize>> = Vec::new();
    for (range, _) in ends.into_iter().zip(is_marked).filter(|(_, marked)| *marked) {
        match marks.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => marks.push(range),
        }
    }
    marks
}

/// A character in its usual width, small.
fn light(c: char) -> char {
    let usual = match c {
        // The full-width forms of ASCII stand as far from it everywhere.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    };
    let mut small = usual.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) => one,
        _ => usual,
    }
}
