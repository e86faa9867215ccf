//! What a provider is paid for the points of each programme.

use client::Client;
use contract::{
    points::{ListProgrammes, Programme},
    providers::{Agree, ProviderAgreement},
};
use domain::ids::{AreaId, ProgrammeId, ProviderId};
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, Dialog, Form, FormState, TableBox, TextField, Toasts},
    failure::Failure,
    fetch::{Fetched, Loaded, fetch},
    format,
    i18n::{providers, redemptions},
    pages::console::ask::Ask,
    send::send,
    session::Session,
};

type Known = (Vec<Programme>, Vec<ProviderAgreement>);

#[component]
pub(super) fn Agreements(id: ProviderId, area: AreaId, may: Memo<bool>) -> impl IntoView {
    let fetched = fetch(move |client| async move {
        let query = ListProgrammes { area_id: Some(area), limit: Some(50), ..ListProgrammes::default() };
        let programmes = client.list_programmes(&query).await?.items;
        Ok((programmes, client.list_provider_agreements(id).await?.items))
    });
    view! {
        <Loaded fetched let:known><Table id known fetched may/></Loaded>
    }
}

#[component]
fn Table(id: ProviderId, known: Known, fetched: Fetched<Known>, may: Memo<bool>) -> impl IntoView {
    let (programmes, agreed) = known;
    if programmes.is_empty() {
        return view! { <p class="soft">{providers::no_programmes}</p> }.into_any();
    }
    let toasts = Toasts::get();
    let ask = Ask::<(ProgrammeId, String, Option<i64>)>::new();
    let row = move |programme: Programme| {
        let rate =
            agreed.iter().find(|one| one.programme_id == programme.id).and_then(|one| one.fen_per_point);
        let (of, name) = (programme.id, programme.name.clone());
        let words = move || match rate {
            Some(fen) => redemptions::rate(format::money(fen)),
            None => providers::no_rate().to_owned(),
        };
        let held = StoredValue::new((of, name.clone(), rate));
        view! {
            <tr>
                <th scope="row">{programme.name}</th>
                <td>{words}</td>
                <td>
                    <Show when=move || may.get()>
                        <Button small=true on_press=move |()| ask.about(held.get_value())>
                            {providers::change_rate}
                            <span class="visually-hidden">" "{held.with_value(|(_, name, _)| name.clone())}</span>
                        </Button>
                    </Show>
                </td>
            </tr>
        }
    };
    let done = move |()| {
        ask.open.set(false);
        toasts.say(providers::agreed_toast());
        fetched.reload();
    };
    view! {
        <TableBox caption=providers::agreements>
            <thead>
                <tr>
                    <th scope="col">{providers::programme}</th>
                    <th scope="col">{providers::agreements}</th>
                    <th scope="col">{providers::actions}</th>
                </tr>
            </thead>
            <tbody>{programmes.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
        <Dialog open=ask.open title=move || ask.words(|(_, name, _)| name.clone())>
            {move || ask.row().map(|(programme, _, rate)| view! { <Rate id programme rate on_done=done/> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Rate(
    id: ProviderId,
    programme: ProgrammeId,
    rate: Option<i64>,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let (session, state) = (Session::get(), FormState::new("rate"));
    let typed = RwSignal::new(rate.map(|rate| rate.to_string()).unwrap_or_default());
    let submit = move |()| {
        let text = typed.with_untracked(|text| text.trim().to_owned());
        let rate = Some(text).filter(|text| !text.is_empty()).map(|text| text.parse::<i64>()).transpose();
        let Ok(fen_per_point) = rate else {
            return state.refuse(Failure::here(providers::not_number()));
        };
        let ask = move |client: Client, body: Agree| async move {
            client.agree_with_provider(id, programme, &body).await
        };
        send(session, state, Agree { fen_per_point }, ask, move |_| on_done.run(()));
    };
    view! {
        <Form state on_submit=submit>
            <TextField name="fen_per_point" label=providers::fen_per_point hint=providers::fen_per_point_hint value=typed
                optional=true inputmode="numeric" characters_max=6_u32/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{providers::save}</Button>
            </div>
        </Form>
    }
}
