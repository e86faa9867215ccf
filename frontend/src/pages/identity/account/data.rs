//! What is stored about me: a copy of it, and the end of it.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{AccountPage, closing::Closing};
use crate::{
    components::{Button, Toasts},
    device,
    failure::Failure,
    i18n::{common, identity},
    session::Session,
};

const FILE: &str = "gongzhi-my-data.json";

/// The page of one's data.
#[component]
pub fn MyData(
    /// The shell's first page.
    home: &'static str,
) -> impl IntoView {
    view! {
        <AccountPage home title=identity::my_data let:_me>
            <Export/>
            <Closing home/>
        </AccountPage>
    }
}

#[component]
fn Export() -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let busy = RwSignal::new(false);
    let export = move |()| {
        busy.set(true);
        spawn_local(async move {
            match session
                .call(|client| async move { client.export_me().await })
                .await
                .and_then(|data| file(&data))
            {
                Ok(text) => {
                    if !device::download(FILE, "application/json", text.as_bytes()) {
                        toasts.say(common::not_saved());
                    }
                }
                Err(failure) => toasts.say(failure.detail),
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <section class="stack">
            <h2>{identity::export}</h2>
            <p>{identity::export_lead}</p>
            <div class="row"><Button icon=icondata_lu::LuDownload busy on_press=export>{identity::export}</Button></div>
        </section>
    }
}

/// The copy as somebody can read it.
fn file(data: &contract::identity::MyData) -> Result<String, Failure> {
    serde_json::to_string_pretty(data)
        .map_err(|error| Failure::from(client::ClientError::Unexpected(error.to_string())))
}
