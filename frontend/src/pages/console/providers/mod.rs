//! Who serves residents, their staff, what they are paid, and what they offer.

pub mod agreements;
pub mod approvals;
pub mod edit;
pub mod form;
pub mod list;
pub mod offers;
pub mod redemptions;
pub mod show;
pub mod words;

pub use self::{
    approvals::Approvals,
    edit::{EditProvider, NewProvider},
    list::Providers,
    offers::{EditOffer, NewOffer},
    show::ProviderPage,
};
