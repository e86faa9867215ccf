//! Who serves residents, their staff, what they are paid, and what they want to offer.

mod agreements;
mod approvals;
mod edit;
mod form;
mod list;
mod redemptions;
mod show;
mod words;

pub use self::{
    approvals::Approvals,
    edit::{EditProvider, NewProvider},
    list::Providers,
    show::ProviderPage,
};
