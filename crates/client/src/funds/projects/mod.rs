//! Projects of funds, and the calls that they answer.

mod calls;
mod comments;
mod deciding;
mod moves;
mod project;
mod running;
