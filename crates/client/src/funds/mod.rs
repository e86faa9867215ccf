//! Public-welfare funds.

mod books;
mod charters;
mod committee;
mod fund;
mod income;
mod projects;
