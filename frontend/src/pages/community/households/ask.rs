//! Asking to join: which household, by walking down the tree of places, and what one is to it.

use contract::{
    areas::Area,
    memberships::{JoinHousehold, Membership},
};
use domain::memberships::Relation;
use leptos::prelude::*;

use super::{choose::Choose, list::relation_word};
use crate::{
    components::{BackLink, Button, ButtonKind, Choice, Form, FormState, Notice, PageHead, RadioCards},
    i18n::households,
    once::Once,
    send::attempt,
    session::Session,
};

/// The request.
#[component]
pub fn Ask(
    /// Where the answer goes.
    joined: RwSignal<Option<Membership>>,
) -> impl IntoView {
    let household = RwSignal::new(None::<Area>);
    view! {
        <div class="stack">
            <BackLink href="/join".to_owned() label=households::have_code/>
            <PageHead title=households::ask lead=households::ask_lead/>
            {move || match household.get() {
                None => view! { <Choose on_choose=move |area| household.set(Some(area))/> }.into_any(),
                Some(area) => view! { <AsWhat area household joined/> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn AsWhat(
    area: Area,
    household: RwSignal<Option<Area>>,
    joined: RwSignal<Option<Membership>>,
) -> impl IntoView {
    let session = Session::get();
    let state = FormState::new("ask");
    let once = Once::new();
    let relation = RwSignal::new(String::new());
    let id = area.id;
    let submit = move |()| {
        let body = JoinHousehold {
            household_id: Some(id),
            relation: relation.with_untracked(|word| Relation::parse(word)),
            ..JoinHousehold::default()
        };
        let key = once.key(&body);
        attempt(state, &body.clone(), move || session.join(body, key), move |made| joined.set(Some(made)));
    };
    let choices = || {
        Relation::ALL.map(|relation| Choice::new(relation.as_str(), move || relation_word(relation))).to_vec()
    };
    view! {
        <Notice><p><strong>{area.name}</strong></p></Notice>
        <div class="row"><Button on_press=move |()| household.set(None)>{households::choose_other}</Button></div>
        <Form state on_submit=submit>
            <RadioCards name="relation" label=households::as_what value=relation choices=Signal::derive(choices)/>
            <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{households::ask_send}</Button>
        </Form>
    }
}
