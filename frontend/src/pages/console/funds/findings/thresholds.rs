//! What a fund lets its payments be asked about, and the auditor's way to change that.

use client::Client;
use contract::{funds::FindingSettings, problems::FieldProblem};
use domain::{areas::AreaPath, ids::FundId, permissions::Permission};
use leptos::prelude::*;

use crate::{
    amounts::{hundredths, typed},
    components::{Button, ButtonKind, Dialog, Form, FormState, TextField, Toasts},
    fetch::fetch,
    format,
    i18n::{common, disbursements as texts, funds},
    once::Once,
    pages::{console::lists::loaded, funds::amount},
    send::send,
    session::Session,
};

/// As they are, with the way to change them for who audits.
#[component]
pub fn Thresholds(
    /// Of which fund.
    id: FundId,
    /// The path of its area.
    path: AreaPath,
) -> impl IntoView {
    let (toasts, changing) = (Toasts::get(), RwSignal::new(false));
    let found = fetch(move |client| async move { client.get_finding_settings(id).await });
    let audits = Session::get().may(Permission::AuditLedger, &path);
    let saved = Callback::new(move |()| {
        changing.set(false);
        toasts.say(texts::thresholds_saved());
        found.reload();
    });
    view! {
        <section class="stack" aria-labelledby="thresholds-head">
            <h2 id="thresholds-head">{texts::thresholds}</h2>
            {loaded(found, move |now: FindingSettings| {
                let round = move || if now.round_fen == 0 { texts::round_never().to_owned() } else { format::money(now.round_fen) };
                view! {
                    <dl class="facts">
                        <dt>{texts::split_days}</dt><dd>{move || texts::split_days_shown(now.split_days)}</dd>
                        <dt>{texts::round_fen}</dt><dd>{round}</dd>
                        <dt>{texts::round_min_fen}</dt><dd>{format::money(now.round_min_fen)}</dd>
                    </dl>
                    {audits.then(|| view! {
                        <div><Button small=true icon=icondata_lu::LuPencil on_press=move |()| changing.set(true)>{texts::thresholds_change}</Button></div>
                        <Dialog open=changing title=texts::thresholds><Change id now open=changing on_done=saved/></Dialog>
                    })}
                }
            })}
        </section>
    }
}

#[component]
fn Change(id: FundId, now: FindingSettings, open: RwSignal<bool>, on_done: Callback<()>) -> impl IntoView {
    let (session, state, once) = (Session::get(), FormState::new("thresholds"), Once::new());
    let days = RwSignal::new(now.split_days.to_string());
    let (round, least) = (RwSignal::new(typed(now.round_fen)), RwSignal::new(typed(now.round_min_fen)));
    let read = move || -> Result<FindingSettings, Vec<FieldProblem>> {
        let mut faults = Vec::new();
        // Here nothing is an amount too.
        let mut fen = |text: RwSignal<String>, pointer: &str| {
            let fen = text.with_untracked(|text| hundredths(text.trim())).filter(|fen| *fen >= 0);
            fen.unwrap_or_else(|| {
                faults.push(amount::wrong(pointer, funds::not_an_amount()));
                0
            })
        };
        let (round_fen, round_min_fen) = (fen(round, "/round_fen"), fen(least, "/round_min_fen"));
        let split_days = days.with_untracked(|days| days.trim().parse().unwrap_or(0));
        if faults.is_empty() {
            Ok(FindingSettings { split_days, round_fen, round_min_fen })
        } else {
            Err(faults)
        }
    };
    let submit = move |()| {
        let body = match read() {
            Ok(body) => body,
            Err(faults) => {
                state.refuse_fields(faults);
                return;
            }
        };
        let key = once.key(&body);
        let ask = move |client: Client, body: FindingSettings| {
            let key = key.clone();
            async move { client.set_finding_settings(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_: FindingSettings| on_done.run(()));
    };
    view! {
        <Form state on_submit=submit>
            <TextField name="split_days" label=texts::split_days hint=texts::split_days_hint value=days inputmode="numeric"/>
            <TextField name="round_fen" label=texts::round_fen hint=texts::round_fen_hint value=round inputmode="decimal"/>
            <TextField name="round_min_fen" label=texts::round_min_fen hint=texts::round_min_fen_hint value=least inputmode="decimal"/>
            <div class="dialog__actions">
                <Button on_press=move |()| open.set(false)>{common::cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{texts::thresholds_save}</Button>
            </div>
        </Form>
    }
}
