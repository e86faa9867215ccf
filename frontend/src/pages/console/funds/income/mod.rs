//! What comes into a fund: registered, confirmed against what is on paper, taken back.

pub mod act;
pub mod agreement;
mod form;
pub mod list;
pub mod register;
pub mod show;

pub use list::Incomes;
pub use register::RegisterIncomePage;
pub use show::IncomePage;
