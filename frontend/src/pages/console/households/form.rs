//! Adding a household, or changing one. What is masked cannot be shown to be changed: a field left empty keeps it.

use client::{Client, Tagged};
use contract::households::{Household, NewHousehold, PatchHousehold};
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, Checkbox, Form, FormState, TextField},
    failure::Failure,
    i18n::people,
    once::Once,
    pages::console::office::Scope,
    send::send,
    session::Session,
};

/// What is typed.
#[derive(Clone, Copy, Default)]
struct Typed {
    number: RwSignal<String>,
    head_count: RwSignal<String>,
    floor_area: RwSignal<String>,
    holder_name: RwSignal<String>,
    identity_number: RwSignal<String>,
    phone: RwSignal<String>,
    forget: RwSignal<bool>,
}

fn given(typed: RwSignal<String>) -> Option<String> {
    let text = typed.with_untracked(|typed| typed.trim().to_owned());
    (!text.is_empty()).then_some(text)
}

impl Typed {
    /// A whole number, or none; anything else is refused on the form.
    fn heads(self, state: FormState) -> Result<Option<i64>, ()> {
        match given(self.head_count).map(|text| text.parse::<i64>()) {
            None => Ok(None),
            Some(Ok(count)) => Ok(Some(count)),
            Some(Err(_)) => {
                state.refuse(Failure::here(people::heads_not_number()));
                Err(())
            }
        }
    }
}

/// Adds a household at the console's place.
#[component]
pub fn HouseholdForm(
    /// What follows.
    #[prop(into)]
    on_done: Callback<Household>,
) -> impl IntoView {
    let (session, scope) = (Session::get(), Scope::get());
    let (state, once, typed) = (FormState::new("household"), Once::new(), Typed::default());
    let submit = move |()| {
        let (Some(parent_id), Ok(head_count)) = (scope.area.get_untracked(), typed.heads(state)) else {
            return;
        };
        let body = NewHousehold {
            parent_id,
            number: given(typed.number).unwrap_or_default(),
            head_count,
            floor_area: given(typed.floor_area),
            holder_name: given(typed.holder_name),
            identity_number: given(typed.identity_number),
            phone: given(typed.phone),
        };
        let key = once.key(&body);
        let ask = move |client: Client, body: NewHousehold| {
            let key = key.clone();
            async move { client.create_household(&body, Some(&key)).await }
        };
        send(session, state, body, ask, move |made: Tagged<Household>| on_done.run(made.body));
    };
    view! {
        <p class="soft">{move || people::added_in(scope.here().map(|here| here.name).unwrap_or_default())}</p>
        {fields(state, typed, None, Callback::new(submit))}
    }
}

/// Changes a household.
#[component]
pub fn HouseholdEdit(
    /// The household as it is.
    found: Tagged<Household>,
    /// What follows.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let session = Session::get();
    let (state, typed) = (FormState::new("household"), Typed::default());
    let Tagged { body: before, etag } = found;
    typed.number.set(before.number.clone());
    typed.head_count.set(before.head_count.map(|count| count.to_string()).unwrap_or_default());
    typed.floor_area.set(before.floor_area.clone().unwrap_or_default());
    let (id, kept) = (before.id, before.clone());
    let submit = move |()| {
        let Ok(heads) = typed.heads(state) else { return };
        let (number, floor_area) = (given(typed.number), given(typed.floor_area));
        let forget = typed.forget.get_untracked();
        // A field left empty keeps what is there, unless it shall be forgotten.
        let personal = |typed, had: bool| match given(typed) {
            Some(text) => Some(Some(text)),
            None => (forget && had).then_some(None),
        };
        let patch = PatchHousehold {
            number: (number.as_ref() != Some(&before.number)).then_some(number.unwrap_or_default()),
            head_count: (heads != before.head_count).then_some(heads),
            floor_area: (floor_area != before.floor_area).then_some(floor_area),
            holder_name: personal(typed.holder_name, before.holder_name.is_some()),
            identity_number: personal(typed.identity_number, before.identity_number.is_some()),
            phone: personal(typed.phone, before.phone.is_some()),
        };
        if patch == PatchHousehold::default() {
            return on_done.run(());
        }
        let etag = etag.clone();
        let ask = move |client: Client, patch: PatchHousehold| {
            let etag = etag.clone();
            async move { client.change_household(id, &etag, &patch).await }
        };
        send(session, state, patch, ask, move |_| on_done.run(()));
    };
    fields(state, typed, Some(kept), Callback::new(submit))
}

fn fields(
    state: FormState,
    typed: Typed,
    kept: Option<Household>,
    submit: Callback<()>,
) -> impl IntoView + use<> {
    let is_edit = kept.is_some();
    let (name, identity, phone) =
        kept.map_or((None, None, None), |kept| (kept.holder_name, kept.identity_number, kept.phone));
    let has_personal = name.is_some() || identity.is_some() || phone.is_some();
    let hint = move |value: Option<String>| {
        move || match &value {
            Some(masked) => people::kept_unless_typed(masked),
            None => people::not_known_yet().to_owned(),
        }
    };
    view! {
        <Form state on_submit=submit>
            <TextField name="number" label=people::column_door hint=people::door_hint value=typed.number characters_max=60_u32/>
            <TextField name="floor_area" label=people::column_floor_area value=typed.floor_area optional=true inputmode="decimal" characters_max=12_u32/>
            <TextField name="head_count" label=people::column_heads value=typed.head_count optional=true inputmode="numeric" characters_max=6_u32/>
            <TextField name="holder_name" label=people::column_holder hint=hint(name) value=typed.holder_name optional=true characters_max=40_u32/>
            <TextField name="identity_number" label=people::column_identity_number hint=hint(identity) value=typed.identity_number optional=true characters_max=18_u32/>
            <TextField name="phone" label=people::column_phone hint=hint(phone) value=typed.phone optional=true kind="tel" characters_max=20_u32/>
            {has_personal.then(|| view! { <Checkbox name="forget" label=people::forget_holder value=typed.forget/> })}
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>
                    {if is_edit { people::save.into_any() } else { people::add_household.into_any() }}
                </Button>
            </div>
        </Form>
    }
}
