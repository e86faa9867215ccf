//! The single-page app: the community app ([`shell::community`]) and the officials' console ([`shell::console`]) share
//! everything here but their pages. Read from `shell`: it names the pages, the pages compose `components`.

pub mod amounts;
pub mod asking;
pub mod components;
pub mod device;
pub mod draft;
pub mod failure;
pub mod fetch;
pub mod format;
pub mod i18n;
pub mod inbox;
pub mod indexed_db;
pub mod installation;
pub mod later;
pub mod live;
pub mod noted_root;
pub mod offline;
pub mod once;
pub mod online;
pub mod pages;
pub mod photos;
pub mod preferences;
pub mod query;
pub mod route;
pub mod rows;
pub mod send;
pub mod session;
pub mod shell;
