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
/// Longest words with the account of a period.
pub const DISCLOSURE_NOTE_CHARS_MAX: u64 = 2_000;
/// Most gifts that somebody promises before the first of them came.
pub const PROMISES_MAX: i64 = 20;
/// How long a payment on line can be made after it was begun, in minutes.
pub const PAYMENT_MINUTES: i64 = 30;
/// Most payments that somebody signed in begins before the first of them is made or over.
pub const PAYMENTS_OPEN_MAX: i64 = 20;
/// Largest payment on line, in fen: no provider takes more.
pub const PAYMENT_FEN_MAX: i64 = 10_000_000_000;
/// Longest reason of a refund: its payer reads it in the provider's app, which takes 80 bytes.
pub const REFUND_REASON_CHARS_MAX: u64 = 20;
/// How long the money of a refund is held for its provider's answer, in days.
pub const REFUND_HELD_DAYS: i64 = 400;
/// Longest name of who is paid, and of who wrote an invoice.
pub const PAYEE_NAME_CHARS_MAX: u64 = 60;
/// Longest words about what a disbursement pays.
pub const DISBURSEMENT_TITLE_CHARS_MAX: u64 = 80;
/// Longest reason why one is refused or reversed.
pub const DISBURSEMENT_REASON_CHARS_MAX: u64 = 500;
/// Longest answer to what an auditor asks about.
pub const FINDING_TEXT_CHARS_MAX: u64 = 2_000;
/// How long the money of an approved one is held, in days; after that it is only refused.
pub const DISBURSEMENT_HELD_DAYS: i64 = 180;
/// Longest title of a call, a project, a line of its budget or a milestone.
pub const PROJECT_TITLE_CHARS_MAX: u64 = 80;
/// Longest plan of a project, and longest text of a call.
pub const PROJECT_PLAN_CHARS_MAX: u64 = 20_000;
/// Longest words with a step of a project, longest comment.
pub const PROJECT_WORDS_CHARS_MAX: u64 = 2_000;
/// Longest name of a group that proposes.
pub const PROPOSER_NAME_CHARS_MAX: u64 = 60;
/// Most proposals of one person to a fund that are not decided.
pub const PROPOSALS_UNDECIDED_MAX: i64 = 20;
/// Most comments of one person on a project, those taken back counted.
pub const PROJECT_COMMENTS_MAX: i64 = 20;
/// Most lines of one statement of a bank.
pub const STATEMENT_ROWS_MAX: usize = 5_000;
/// Largest file of one, in bytes.
pub const STATEMENT_BYTES_MAX: usize = 2 << 20;
