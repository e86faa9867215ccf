//! Projects of funds, and the calls that they answer, on the wire.

mod calls;
mod comments;
mod project;
mod running;
mod write;

pub use self::{calls::*, comments::*, project::*, running::*, write::*};
