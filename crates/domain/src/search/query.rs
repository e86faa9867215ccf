//! What somebody looks for.

use std::collections::BTreeSet;

use super::{fold, is_narrow, pieces};

/// Why nothing can be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// See [`Query::new`].
    #[error("a search has a word of at least two characters")]
    TooShort,
    /// See [`Query::CHARS_MAX`].
    #[error("a search has at most 60 characters")]
    TooLong,
}

/// Words of which a text has all, in any order and anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// Longest query, in characters.
    pub const CHARS_MAX: usize = 60;

    /// Reads words that are parted by blanks; `None` where there is nothing but blanks. A word of one character only narrows
    /// what another finds: alone it would find half of everything.
    ///
    /// # Errors
    /// [`QueryError::TooShort`] without a word of two characters; [`QueryError::TooLong`].
    pub fn new(raw: &str) -> Result<Option<Self>, QueryError> {
        if raw.trim().chars().count() > Self::CHARS_MAX {
            return Err(QueryError::TooLong);
        }
        let folded = fold(raw);
        let words: Vec<String> =
            folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        if words.is_empty() {
            return Ok(None);
        }
        if pieces(&folded).is_empty() { Err(QueryError::TooShort) } else { Ok(Some(Self { words })) }
    }

    /// The words, folded.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Pieces that every text has which has the words; never none. Two letters are left out where three hold them.
    #[must_use]
    pub fn pieces(&self) -> BTreeSet<String> {
        self.words.iter().flat_map(|word| telling(word)).collect()
    }

    /// Whether a folded text has all the words.
    #[must_use]
    pub fn is_in(&self, folded: &str) -> bool {
        self.words.iter().all(|word| folded.contains(word.as_str()))
    }
}

pub(super) fn telling(word: &str) -> Vec<String> {
    let chars: Vec<char> = word.chars().collect();
    let is_three = |at: usize| chars.get(at..at + 3).is_some_and(|three| three.iter().all(|c| is_narrow(*c)));
    let mut found = Vec::new();
    for at in 0..chars.len().saturating_sub(1) {
        if is_three(at) {
            found.push(chars[at..at + 3].iter().collect());
        } else if at == 0 || !is_three(at - 1) {
            found.push(chars[at..at + 2].iter().collect());
        }
    }
    found
}
