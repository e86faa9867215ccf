//! Pages of the community app.

mod decide;
mod home;
mod mine;

pub use decide::Decide;
pub use home::Home;
pub use mine::Mine;
