//! Points on the wire: programmes, claims, wallets.

mod bulk;
mod claims;
mod gifts;
mod leaderboard;
mod own;
mod programmes;
mod rules;
mod wallets;

pub use self::{
    bulk::*, claims::*, gifts::*, leaderboard::*, own::*, programmes::*, rules::*, wallets::*,
};
