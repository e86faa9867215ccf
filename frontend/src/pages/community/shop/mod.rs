//! What points are spent on: the shop, one offer, one's codes.

pub mod code;
pub mod codes;
pub mod list;
pub mod offer;
pub mod reserve;

use leptos::prelude::*;

use crate::later::later;

later! { personal:
    /// What is offered for points.
    shop => |_| view! { <list::Shop/> }.into_any();
    /// One offer.
    offer => |_| view! { <offer::OfferPage/> }.into_any();
    /// What one has redeemed.
    codes => |_| view! { <codes::Codes/> }.into_any();
    /// One code.
    code => |_| view! { <code::CodePage/> }.into_any();
}
