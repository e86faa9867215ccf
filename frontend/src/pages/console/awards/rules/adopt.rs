//! Putting a draft in force: from which half-year on, in words that name it.

use client::Client;
use contract::inspections::{AdoptAwardRules, AwardRulesVersion};
use domain::inspections::HalfYear;
use leptos::prelude::*;

use super::super::{after, half_year_of};
use crate::{
    components::{Button, ButtonKind, Form, FormState, SelectField},
    device,
    i18n::awards,
    pages::awards_words::half_year,
    send::send,
    session::Session,
};

/// How many half-years ahead rules can be adopted for here.
const AHEAD: usize = 4;

/// Chooses the half-year and adopts.
#[component]
pub fn Adopt(
    /// The draft.
    draft: AwardRulesVersion,
    /// Its tag.
    etag: String,
    /// What its area is called.
    area: String,
    /// Half-years from which the area has adopted other rules.
    taken: Vec<HalfYear>,
    /// Takes what was adopted.
    #[prop(into)]
    on_done: Callback<AwardRulesVersion>,
) -> impl IntoView {
    let (session, state) = (Session::get(), FormState::new("adoption"));
    let now = half_year_of(device::now());
    let ahead = std::iter::successors(now.and_then(after), |half_year| after(*half_year)).take(AHEAD);
    let open: Vec<HalfYear> = ahead.filter(|half_year| !taken.contains(half_year)).collect();
    let from = RwSignal::new(open.first().map(ToString::to_string).unwrap_or_default());
    let options = Signal::derive(move || {
        open.iter()
            .map(|half_year_of| (half_year_of.to_string(), half_year(*half_year_of)))
            .collect::<Vec<_>>()
    });
    let chosen = move || from.with(|from| from.parse::<HalfYear>().ok());
    let called = move || chosen().map(half_year).unwrap_or_default();
    let id = draft.id;
    let submit = move |()| {
        let Some(from) = chosen() else { return };
        let etag = etag.clone();
        let ask = move |client: Client, body: AdoptAwardRules| {
            let etag = etag.clone();
            async move { client.adopt_award_rules(id, &etag, &body).await }
        };
        send(session, state, AdoptAwardRules { from }, ask, move |done| on_done.run(done.body));
    };
    view! {
        <Form state on_submit=submit>
            <SelectField name="from" label=awards::adopt_from hint=awards::adopt_from_hint value=from options/>
            <p>{move || awards::adopt_consequence(&area, called())}</p>
            <div class="dialog__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{move || awards::adopt_verb(called())}</Button>
            </div>
        </Form>
    }
}
