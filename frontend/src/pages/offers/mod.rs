//! What pages of the community app and of the console show of offers alike: pictures, hours, states, the list
//! of those who manage them, and the form.

pub mod form;
pub mod hours;
pub mod managed;
pub mod picture;
pub mod words;
pub mod write;

pub use self::{
    form::OfferForm,
    hours::{Hours, HoursFields, HoursTyped},
    managed::ManagedOffers,
    picture::OfferPicture,
    write::{ChangeOffer, WriteOffer, no_programmes, programmes_of},
};
