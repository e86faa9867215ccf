//! Numbers of certificates and titles, which anybody looks up.

use domain::inspections::HalfYear;

use crate::db::Tx;

/// Letters and digits of a number: none that is taken for another.
const DIGITS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// How many of them follow the half-year.
const NUMBER_DIGITS: usize = 8;

/// `2026-H1-7K3QXM9A`: nobody guesses another one's, and there is no counter to wait for.
pub(super) fn new(tx: &mut Tx<'_>, half_year: HalfYear) -> String {
    let random: [u8; NUMBER_DIGITS] = tx.random();
    let digit = |byte: u8| char::from(DIGITS[usize::from(byte) % DIGITS.len()]);
    format!("{half_year}-{}", random.into_iter().map(digit).collect::<String>())
}

/// A number as somebody types it: small letters and spaces do not matter.
pub(super) fn read(raw: &str) -> String {
    raw.to_uppercase().split_whitespace().collect()
}
