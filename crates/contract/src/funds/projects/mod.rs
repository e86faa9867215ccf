//! Projects of funds, and the calls that they answer, on the wire.

mod calls;
mod comments;
mod deciding;
mod project;
mod running;
mod write;

pub use self::{calls::*, comments::*, deciding::*, project::*, running::*, write::*};
