//! Putting a later charter in force: by which resolution, and from which day on.

use chrono::NaiveDate;
use client::Client;
use contract::funds::{AdoptCharter, ResolutionMatter};
use domain::ids::{CharterId, FundId};
use leptos::prelude::*;

use super::super::{resolutions::carried, steps::NoResolution, today};
use crate::{
    components::{Button, ButtonKind, DateField, Form, FormState, SelectField},
    fetch::fetch,
    format,
    i18n::{common, funds},
    pages::{console::lists::loaded, moves::forms::refuse_empty},
    send::send,
    session::Session,
};

/// Chooses both and adopts; where no resolution was carried, the way to the committee.
#[component]
pub(super) fn Adopt(
    /// The draft.
    id: CharterId,
    /// Its fund.
    fund: FundId,
    /// Its tag.
    etag: String,
    /// It was adopted.
    #[prop(into)]
    on_done: Callback<()>,
    /// It was not.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let about = move |matter: &ResolutionMatter| matches!(matter, ResolutionMatter::Charter { charter_id } if *charter_id == id);
    let options = fetch(move |client| async move { carried(client, fund, about).await });
    let etag = StoredValue::new(etag);
    view! {
        {loaded(options, move |options: Vec<(String, String)>| {
            if options.is_empty() {
                return view! { <NoResolution id=fund kind=format!("charter&charter={id}") on_cancel/> }.into_any();
            }
            view! { <Choose id etag=etag.get_value() options on_done on_cancel/> }.into_any()
        })}
    }
}

#[component]
fn Choose(
    id: CharterId,
    etag: String,
    options: Vec<(String, String)>,
    on_done: Callback<()>,
    on_cancel: Callback<()>,
) -> impl IntoView {
    let (session, state) = (Session::get(), FormState::new("adopt-charter"));
    let tomorrow = today().succ_opt().unwrap_or_else(today);
    let from = RwSignal::new(format::iso_date(tomorrow));
    let chosen = RwSignal::new(options.first().map(|(id, _)| id.clone()).unwrap_or_default());
    let submit = move |()| {
        let Ok(resolution_id) = chosen.with_untracked(|chosen| chosen.parse()) else {
            return refuse_empty(state, "/resolution_id");
        };
        let Ok(from) = from.with_untracked(|from| from.parse::<NaiveDate>()) else {
            return refuse_empty(state, "/from");
        };
        let etag = etag.clone();
        let ask = move |client: Client, body: AdoptCharter| {
            let etag = etag.clone();
            async move { client.adopt_charter(id, &etag, &body).await }
        };
        send(session, state, AdoptCharter { resolution_id, from }, ask, move |_| on_done.run(()));
    };
    view! {
        <Form state on_submit=submit>
            <SelectField name="resolution_id" label=funds::by_resolution value=chosen options=Signal::stored(options)/>
            <DateField name="from" label=funds::charter_from hint=funds::adopt_from_hint value=from min=tomorrow/>
            <p>{funds::adopt_consequence}</p>
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{funds::adopt_charter}</Button>
            </div>
        </Form>
    }
}
