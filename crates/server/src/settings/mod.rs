//! Settings: flags over environment over the configuration file over defaults.
//!
//! The whole list is [`table::SETTINGS`]; help, environment names, the file's keys and the checks come from it.

mod config;
mod given;
mod payments;
mod table;
mod values;

pub(crate) use self::{config::Config, given::Given, values::LogFormat};
