//! Words in texts: how a text is cut up so that any two characters of it can be found, in Chinese and in English.
//!
//! A text is *folded* (full and half width, capital and small letters become one) and cut into *pieces*: every two characters
//! that stand together, and in words of letters and digits every three, since two letters are in half of all texts. Whoever
//! looks for `积水` finds it in the middle of a sentence; no dictionary has to know where a word begins.
//!
//! The pieces are our own because no tokenizer of the two databases does this. FTS5's `trigram` finds nothing that is shorter than
//! three characters, and `pg_trgm` makes no piece of less than a word's three, so that its index is read whole for two; the most
//! common Chinese words have two. And neither FTS5 beside a permission nor any GIN index gives what it finds in the order of a list:
//! a word that is in a third of all texts would be sorted anew for every page. A plain index over (piece, id) is read backwards from
//! where the page before ended, on both databases alike.

mod likeness;
mod marks;
mod query;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

pub use self::{
    likeness::likeness,
    marks::marks,
    query::{Query, QueryError},
};

/// A text as it is compared: compatible forms are one (NFKC), letters are small, and every gap is one blank.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkc().flat_map(char::to_lowercase).nfkc() {
        if !is_gap(c) {
            folded.push(c);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// What parts one run of characters from the next.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// A letter or digit of a script that is written in words of several: not a character that is half a word by itself.
fn is_narrow(c: char) -> bool {
    let is_wide = matches!(c,
        '\u{3005}' | '\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    c.is_alphanumeric() && !is_wide
}

/// The pieces under which a folded text is kept.
#[must_use]
pub fn pieces(folded: &str) -> BTreeSet<String> {
    let mut pieces = BTreeSet::new();
    for run in folded.split(' ') {
        let run: Vec<char> = run.chars().collect();
        pieces.extend(run.windows(2).map(String::from_iter));
        let words = run.windows(3).filter(|three| three.iter().all(|c| is_narrow(*c)));
        pieces.extend(words.map(String::from_iter));
    }
    pieces
}
