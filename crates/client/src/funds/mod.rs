//! Public-welfare funds.

mod charters;
mod fund;
mod projects;
