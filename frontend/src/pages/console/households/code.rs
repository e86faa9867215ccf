//! A joining code: made for a household, shown once, large, and printed for the door.

use client::Client;
use contract::memberships::{HouseholdCodeShown, NewHouseholdCode};
use domain::{ids::AreaId, memberships::Relation};
use leptos::prelude::*;

use crate::{
    components::{
        Button, ButtonKind, Choice, Copyable, Form, FormState, Notice, RadioCards, TextField, Tone,
    },
    device,
    failure::Failure,
    format,
    i18n::people,
    pages::console::words,
    send::send,
    session::Session,
};

/// Makes a code and shows it.
#[component]
pub fn JoiningCode(
    /// The household.
    household: AreaId,
    /// Where it is, in words.
    place: String,
) -> impl IntoView {
    let session = Session::get();
    let state = FormState::new("household-code");
    let relation = RwSignal::new(Relation::Owner.as_str().to_owned());
    let (uses, days) = (RwSignal::new("1".to_owned()), RwSignal::new("7".to_owned()));
    let shown = RwSignal::new(None::<HouseholdCodeShown>);
    let submit = move |()| {
        let number = |text: RwSignal<String>| text.with_untracked(|text| text.trim().parse::<u32>().ok());
        let relation = relation.with_untracked(|relation| Relation::parse(relation));
        let (Some(relation), Some(uses), Some(days)) = (relation, number(uses), number(days)) else {
            return state.refuse(Failure::here(people::code_numbers()));
        };
        let body = NewHouseholdCode { relation, uses, days };
        let ask = move |client: Client, body: NewHouseholdCode| async move {
            client.create_household_code(household, &body).await
        };
        send(session, state, body, ask, move |code| shown.set(Some(code)));
    };
    let choices = Signal::derive(|| {
        Relation::ALL
            .map(|relation| Choice::new(relation.as_str(), move || words::relation(relation)))
            .to_vec()
    });
    move || {
        match shown.get() {
        Some(code) => {
            let (until, place) = (code.expires_at, place.clone());
            view! {
                <div class="stack">
                    <Notice tone=Tone::Waiting>{people::shown_once}</Notice>
                    <div class="code-card">
                        <p>{place}</p>
                        <p class="big-code"><Copyable text=code.code/></p>
                        <p>{people::code_how}</p>
                        <p>{move || people::works_until(format::date_time(until))}</p>
                    </div>
                    <div class="row no-print">
                        <Button kind=ButtonKind::Primary icon=icondata_lu::LuPrinter on_press=|()| device::print()>{people::print}</Button>
                    </div>
                </div>
            }
            .into_any()
        }
        None => view! {
            <Form state on_submit=submit>
                <RadioCards name="relation" label=people::code_for value=relation choices columns=true/>
                <TextField name="uses" label=people::code_uses value=uses inputmode="numeric" characters_max=2_u32/>
                <TextField name="days" label=people::code_days value=days inputmode="numeric" characters_max=2_u32/>
                <div class="form__actions">
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy>{people::make_code}</Button>
                </div>
            </Form>
        }
        .into_any(),
    }
    }
}
