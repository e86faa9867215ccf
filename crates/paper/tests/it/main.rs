//! Makes papers and reads them again with another crate.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod certificate;
mod fonts;
mod paper;
mod read;
mod table;
