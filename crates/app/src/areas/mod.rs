//! The tree of places.

mod read;

pub use read::{Area, AreaFilter, area, areas, at_paths, lineage};
