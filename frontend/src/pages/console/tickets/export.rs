//! The list as a file, with how far it is.

use client::{Client, Received};
use contract::tickets::EXPORT_ROWS_MAX;
use leptos::prelude::*;

use super::asked::Asked;
use crate::{
    components::{Button, ButtonKind, Dialog, Toasts},
    device, format,
    i18n::{common, desk},
    send::press,
    session::Session,
};

/// The button, and the dialog in which the kind of file is chosen and waited for.
#[component]
pub(super) fn Export(
    /// What the list asks.
    asked: Asked,
) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Button icon=icondata_lu::LuFileDown on_press=move |()| open.set(true)>{desk::export}</Button>
        <Dialog open title=desk::export><Choosing asked open/></Dialog>
    }
}

#[component]
fn Choosing(asked: Asked, open: RwSignal<bool>) -> impl IntoView {
    let (session, toasts, busy) = (Session::get(), Toasts::get(), RwSignal::new(false));
    let received = RwSignal::new(None::<Received>);
    let take = move |ending: &'static str, kind: &'static str| {
        received.set(None);
        let query = untrack(|| asked.query());
        let ask = move |client: Client| {
            let query = query.clone();
            async move {
                let heard = |now| {
                    // Whoever has closed the dialog is not told any more.
                    let _ = received.try_set(Some(now));
                };
                client.export_tickets(&query, kind, heard).await
            }
        };
        press(session, toasts, busy, ask, move |file: Vec<u8>| {
            // A file that nobody waits for any more is thrown away.
            let Some(last) = received.try_get_untracked() else { return };
            if !device::download(&format!("tickets.{ending}"), kind, &file) {
                return toasts.say(common::not_saved());
            }
            let rows = last.and_then(|received| received.rows).unwrap_or_default();
            open.set(false);
            toasts.say(desk::export_ended(count(rows)));
        });
    };
    let far = move || match received.get() {
        Some(Received { bytes, rows: Some(rows) }) => {
            desk::export_received(count(rows), format::bytes(u64::try_from(bytes).unwrap_or_default()))
        }
        Some(_) | None => desk::export_running().to_owned(),
    };
    view! {
        <p>{move || desk::export_lead(count(EXPORT_ROWS_MAX))}</p>
        <div role="status" aria-live="polite">
            <Show when=move || busy.get()>
                <div class="progress"><progress aria-label=desk::export></progress></div>
                <p class="soft">{far}</p>
            </Show>
        </div>
        <div class="dialog__actions">
            <Button on_press=move |()| open.set(false)>{common::cancel}</Button>
            <Button busy on_press=move |()| take("csv", device::CSV)>{desk::as_csv}</Button>
            <Button kind=ButtonKind::Primary busy on_press=move |()| take("xlsx", device::XLSX)>{desk::as_xlsx}</Button>
        </div>
    }
}

fn count(rows: usize) -> String {
    format::number(i64::try_from(rows).unwrap_or(i64::MAX))
}
