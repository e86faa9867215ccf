//! What everybody may read without signing in: results of inspections, draws, awards, certificates.

pub mod awards;
pub mod certificate;
pub mod draw;
pub mod results;

use client::{Client, ClientError};
use contract::inspections::{ListRounds, ListedRound};
use domain::inspections::Subjects;
use leptos::prelude::*;

use crate::{
    components::{Button, Toasts},
    device,
    i18n::common,
    later::later,
    send::press,
    session::Session,
};

later! { open:
    /// The published results of inspections.
    results => |_| view! { <results::Results/> }.into_any();
    /// How a round was drawn.
    draw => |_| view! { <draw::Draw/> }.into_any();
    /// Settled half-years.
    awards => |_| view! { <awards::Awards/> }.into_any();
    /// A certificate, by its number.
    certificate => |_| view! { <certificate::Certificate/> }.into_any();
}

/// The published routine rounds of villages, the latest first.
async fn published(client: Client) -> Result<Vec<ListedRound>, ClientError> {
    let of = |after| ListRounds {
        subjects: Some(Subjects::Villages),
        state: Some("published".to_owned()),
        limit: Some(contract::page::LIMIT_MAX),
        after,
        ..ListRounds::default()
    };
    client::every_page(|after| {
        let (client, query) = (client.clone(), of(after));
        async move { client.list_rounds(&query).await }
    })
    .await
}

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
