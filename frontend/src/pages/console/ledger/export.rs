//! A whole book as a file.

use client::Client;
use contract::ledger::{BookFormat, ExportBook};
use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    components::{Button, Toasts},
    device,
    i18n::{common, ledger},
    send::press,
    session::Session,
};

/// Takes a book out, in any format.
#[component]
pub(super) fn Export(
    /// Which.
    book: Uuid,
    /// What it is called.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let busy = RwSignal::new(false);
    let take = move |format: BookFormat, ending: &'static str, kind: &'static str| {
        let ask = move |client: Client| async move { client.export_book(book, &ExportBook { format }).await };
        press(session, toasts, busy, ask, move |bytes: Vec<u8>| {
            if !device::download(&format!("book-{book}.{ending}"), kind, &bytes) {
                toasts.say(common::not_saved());
            }
        });
    };
    view! {
        <section class="stack stack--tight" aria-label=ledger::export>
            <p class="soft">{move || if name.is_empty() { ledger::export_lead().to_owned() } else { ledger::export_lead_of(&name) }}</p>
            <div class="row">
                <Button icon=icondata_lu::LuFileDown busy on_press=move |()| take(BookFormat::Beancount, "beancount", "text/plain")>
                    {ledger::export_beancount}
                </Button>
                <Button icon=icondata_lu::LuFileDown busy on_press=move |()| take(BookFormat::Csv, "csv", device::CSV)>
                    {ledger::export_csv}
                </Button>
                <Button icon=icondata_lu::LuFileDown busy on_press=move |()| take(BookFormat::DataPackage, "datapackage.json", "application/json")>
                    {ledger::export_data_package}
                </Button>
            </div>
        </section>
    }
}
