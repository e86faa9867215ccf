//! The tree of places.

mod read;

pub use read::{Area, AreaFilter, area, areas, lineage};
