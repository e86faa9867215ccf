//! Public-welfare funds: what the public pages, the community app and the console say of them in the same way.

pub mod amount;
pub mod charter;
pub mod check;
pub mod committee;
pub mod disbursements;
pub mod disclosure;
pub mod income;
pub mod online;
pub mod plain;
pub mod projects;
pub mod receipt;
pub mod resolution;
pub mod vote;
pub mod words;

use std::str::FromStr;

use client::ClientError;
use domain::ids::FundId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The public page of a fund.
pub fn open_address(id: FundId) -> String {
    format!("/open/funds/{id}")
}

/// The id that stands at this name in the address; none where what stands there is no id.
pub fn id_at<I>(name: &'static str) -> Memo<Option<I>>
where
    I: FromStr + Copy + PartialEq + Send + Sync + 'static,
{
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get(name)).and_then(|id| id.parse().ok()))
}

/// What there is; nothing where the server knows none, or none for the caller.
///
/// # Errors
/// Whatever else went wrong.
pub fn if_there<T>(answer: Result<T, ClientError>) -> Result<Option<T>, ClientError> {
    match answer {
        Err(error) if error.code() == Some("not_found") => Ok(None),
        other => other.map(Some),
    }
}
