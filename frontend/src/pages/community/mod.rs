//! Pages of the community app.

pub mod decide;
pub mod home;
pub mod households;
pub mod mine;
pub mod tickets;

pub use decide::Decide;
pub use home::Home;
pub use households::{Join, MyHouseholds};
pub use mine::Mine;
pub use tickets::{MyTickets, Report, ShowTicket, Work};
