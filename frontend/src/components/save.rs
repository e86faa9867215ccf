//! Files that the server makes.

use std::future::Future;

use client::{Client, ClientError};
use leptos::prelude::*;

use crate::{
    components::{Button, Toasts},
    device,
    i18n::common,
    send::press,
    session::Session,
};

/// Saves a file that the server makes.
#[component]
pub fn Save<F, Fut>(
    /// What is on the button.
    children: Children,
    /// What the file is called.
    #[prop(into)]
    name: String,
    /// Its media type.
    kind: &'static str,
    /// Fetches it.
    ask: F,
) -> impl IntoView
where
    F: Fn(Client) -> Fut + Copy + Send + Sync + 'static,
    Fut: Future<Output = Result<Vec<u8>, ClientError>> + 'static,
{
    let (session, toasts) = (Session::get(), Toasts::get());
    let busy = RwSignal::new(false);
    let name = StoredValue::new(name);
    let save = move |()| {
        press(session, toasts, busy, ask, move |bytes: Vec<u8>| {
            if !name.with_value(|name| device::download(name, kind, &bytes)) {
                toasts.say(common::not_saved());
            }
        });
    };
    view! { <Button icon=icondata_lu::LuDownload busy on_press=save>{children()}</Button> }
}
