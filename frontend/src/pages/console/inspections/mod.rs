//! Rounds of inspections, from the plan to publication and correction; titles and pledges of a place.

pub mod card;
pub mod correction;
pub mod given;
pub mod held;
pub mod list;
pub mod objections;
pub mod people;
pub mod photo;
pub mod plan;
pub mod pledges;
pub mod points;
pub mod round;
pub mod sheet;
pub mod template;
pub mod titles;
pub mod words;

pub use correction::Correction;
pub use list::Rounds;
pub use objections::Objections;
pub use plan::Plan;
pub use round::RoundPage;
pub use sheet::SheetPage;

pub(super) use card::ThisMonth;

use contract::identity::Me;
use domain::permissions::Permission;

/// What these pages need somewhere: to hold rounds, or else to be one who inspects.
fn needs(me: &Me) -> Permission {
    let holds = me.grants.iter().any(|grant| grant.role.allows(Permission::ManageInspections));
    if holds { Permission::ManageInspections } else { Permission::Inspect }
}
