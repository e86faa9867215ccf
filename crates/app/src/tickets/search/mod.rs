//! Searching tickets: what is kept of each so that its words are found, and how a list finds them.
//!
//! Of a ticket the words of its report are searched and the names of where it is, from its village down: what everybody knows who
//! may see it in a list. What was said afterwards, who reported it and how to reach them is never kept here.

mod find;
mod index;

pub(crate) use self::index::search_anew;
pub use self::index::{FILL_MAX, fill_search};
pub(super) use self::{
    find::{EACH, Pieces, Way, along, having, patterns, way},
    index::{EVERYWHERE, Entry, keep, keep_anew},
};
