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
/// Longest title of a resolution.
pub const RESOLUTION_TITLE_CHARS_MAX: u64 = 120;
/// Longest reason for one.
pub const RESOLUTION_TEXT_CHARS_MAX: u64 = 2_000;
/// Longest time in which members vote, in days.
pub const VOTING_DAYS_MAX: i64 = 60;
/// Longest name of a donor.
pub const DONOR_NAME_CHARS_MAX: u64 = 60;
/// Longest words about something that comes in, and longest reason why it is taken back.
pub const INCOME_NOTE_CHARS_MAX: u64 = 200;
/// Most gifts that somebody promises before the first of them came.
pub const PROMISES_MAX: i64 = 20;
