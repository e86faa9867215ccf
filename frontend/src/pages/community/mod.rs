//! Pages of the community app.

pub mod decide;
pub mod home;
pub mod mine;

pub use decide::Decide;
pub use home::Home;
pub use mine::Mine;
