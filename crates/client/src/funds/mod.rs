//! Public-welfare funds.

mod books;
mod charters;
mod committee;
mod disclosures;
mod fund;
mod income;
mod projects;
