//! How long words about a fund may be, in characters, and how much of anything there may be.

/// Longest name of a fund.
pub const FUND_NAME_CHARS_MAX: u64 = 60;
/// Longest text about a fund.
pub const FUND_TEXT_CHARS_MAX: u64 = 2_000;
/// Longest name of a purpose.
pub const PURPOSE_NAME_CHARS_MAX: u64 = 40;
/// Longest title of a charter.
pub const CHARTER_TITLE_CHARS_MAX: u64 = 120;
/// Longest text of a charter.
pub const CHARTER_TEXT_CHARS_MAX: u64 = 50_000;
/// Most versions and drafts of a fund's charter.
pub const CHARTERS_MAX: i64 = 100;
