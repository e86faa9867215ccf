//! The journal: sealing what was appended, reading it, following it, proving and checking it.
//!
//! Use cases append with [`Tx::journal`](crate::db::Tx::journal). The [`Sealer`] gives each committed entry its
//! position and its place in the Merkle tree; everything that follows from a change reads sealed entries:
//! [`Consumer`]s with a cursor in the store, and the [`live`] updates of each node.

mod consumer;
pub mod live;
mod proof;
mod read;
mod rows;
mod seal;
mod sealer;
mod subjects;
mod verify;

pub use self::{
    consumer::Consumer,
    proof::{Proof, Refused, consistency, inclusion, inclusion_of},
    read::{
        EntryFilter, PublishedRoot, agent_names, entries, entry, newest_root, readable_areas, roots,
        sealed_from, sealer_lag,
    },
    seal::{BATCH_MAX, Sealed, seal},
    sealer::Sealer,
    subjects::concerned,
    verify::{Fault, Options as VerifyOptions, Progress, Report, verify},
};
pub(crate) use self::{
    read::{entry_position, entry_time, first_root_over, root_time},
    subjects::members,
};
