//! Points on the wire: programmes, claims, wallets.

mod bulk;
mod claims;
mod gifts;
mod leaderboard;
mod limits;
mod own;
mod programmes;
mod rules;
mod wallets;

pub use self::{
    bulk::*, claims::*, gifts::*, leaderboard::*, limits::*, own::*, programmes::*, rules::*, wallets::*,
};
