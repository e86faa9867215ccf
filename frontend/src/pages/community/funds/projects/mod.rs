//! Proposing projects and carrying them out on the telephone: calls, one's own projects, and what can be done with one.

pub mod call;
pub mod mine;
pub mod one;
pub mod write;

pub use self::{
    call::CallPage,
    mine::MyProjects,
    one::OwnProjectPage,
    write::{EditPage, ProposePage},
};
