//! Public-welfare funds.

mod bank;
mod books;
mod charters;
mod committee;
mod disbursements;
mod disclosures;
mod findings;
mod fund;
mod income;
mod payments;
mod projects;
mod transfers;
