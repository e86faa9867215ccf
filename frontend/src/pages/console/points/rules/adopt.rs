//! Putting a draft in force: from which day on, in words that name it.

use chrono::NaiveDate;
use client::{Client, Tagged};
use contract::points::{AdoptProgrammeRules, Programme, ProgrammeRulesVersion};
use leptos::prelude::*;

use super::today;
use crate::{
    components::{Button, ButtonKind, DateField, Form, FormState},
    failure::Failure,
    format,
    i18n::{common, programmes},
    send::send,
    session::Session,
};

/// Chooses the day and adopts.
#[component]
pub(super) fn Adopt(
    /// The draft.
    rules: Tagged<ProgrammeRulesVersion>,
    /// Its programme.
    programme: Programme,
    /// It was adopted.
    #[prop(into)]
    on_done: Callback<()>,
    /// It was not.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let (session, state) = (Session::get(), FormState::new("adopt-programme-rules"));
    let tomorrow = today().succ_opt().unwrap_or_else(today);
    let from = RwSignal::new(format::iso_date(tomorrow));
    let chosen = move || from.with(|from| from.parse::<NaiveDate>().ok());
    let name = programme.name.clone();
    let consequence = move || match chosen() {
        Some(day) => programmes::adopt_consequence(&name, format::date(day)),
        None => programmes::choose_days().to_owned(),
    };
    let verb = move || chosen().map_or_else(|| programmes::adopt().to_owned(), |day| programmes::adopt_from_day(format::date(day)));
    let (id, etag) = (rules.body.id, rules.etag);
    let submit = move |()| {
        let Some(from) = untrack(chosen) else { return state.refuse(Failure::here(programmes::choose_days())) };
        let etag = etag.clone();
        let ask = move |client: Client, body: AdoptProgrammeRules| {
            let etag = etag.clone();
            async move { client.adopt_programme_rules(id, &etag, &body).await }
        };
        send(session, state, AdoptProgrammeRules { from }, ask, move |_| on_done.run(()));
    };
    view! {
        <Form state on_submit=submit>
            <DateField name="from" label=programmes::adopt_day hint=programmes::adopt_day_hint value=from min=tomorrow max=programme.ends_on/>
            <p>{consequence}</p>
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{verb}</Button>
            </div>
        </Form>
    }
}
