//! Points.

mod claims;
mod programmes;
mod wallets;
