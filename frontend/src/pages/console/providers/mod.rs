//! Who serves residents, their staff, what they are paid, and what they want to offer.

pub mod agreements;
pub mod approvals;
pub mod edit;
pub mod form;
pub mod list;
pub mod redemptions;
pub mod show;
pub mod words;

pub use self::{
    approvals::Approvals,
    edit::{EditProvider, NewProvider},
    list::Providers,
    show::ProviderPage,
};
