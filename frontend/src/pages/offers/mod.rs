//! What pages of the community app and of the console show of offers alike: pictures, hours, states, and the form.

pub mod form;
pub mod hours;
pub mod picture;
pub mod words;

pub use self::{
    form::OfferForm,
    hours::{Hours, HoursFields, HoursTyped},
    picture::OfferPicture,
};
