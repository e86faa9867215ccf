//! What is known of a provider, as somebody writes it.

use contract::{
    providers::{
        ABOUT_CHARS_MAX, ADDRESS_CHARS_MAX, CreateProvider, NAME_CHARS_MAX, Provider, ProviderContent,
    },
    tickets::{Point, PointKind},
};
use domain::{ids::AreaId, providers::ProviderKind};
use leptos::prelude::*;

use super::words;
use crate::{
    components::{Button, ButtonKind, Form, FormState, SelectField, TextArea, TextField},
    failure::Failure,
    i18n::providers,
    once::Once,
    pages::offers::{HoursFields, HoursTyped},
    send::send,
    session::Session,
};

/// Adds a provider to `area`, or changes one that is there.
#[component]
pub(super) fn ProviderForm(
    /// Where a new one serves.
    area: Option<AreaId>,
    /// The one that is changed.
    provider: Option<Provider>,
    /// Takes what came of it.
    #[prop(into)]
    on_done: Callback<Provider>,
) -> impl IntoView {
    let (session, state, once) = (Session::get(), FormState::new("provider"), Once::new());
    let before = provider.as_ref();
    let text = |read: fn(&Provider) -> String| RwSignal::new(before.map(read).unwrap_or_default());
    let name = text(|provider| provider.name.clone());
    let kind = text(|provider| provider.kind.as_str().to_owned());
    let about = text(|provider| provider.about.clone());
    let address = text(|provider| provider.address.clone());
    let telephone = text(|provider| provider.telephone.clone().unwrap_or_default());
    let place = |index: usize| {
        let place = before.and_then(|provider| provider.position);
        RwSignal::new(place.map(|place| place.coordinates[index].to_string()).unwrap_or_default())
    };
    let (longitude, latitude) = (place(0), place(1));
    let hours = HoursTyped::new(before.map(|provider| &provider.opening_hours));
    let edited = before.map(|provider| (provider.id, format!("\"{}\"", provider.version)));
    let submit = move |()| {
        let read = |typed: RwSignal<String>| typed.with_untracked(|text| text.trim().to_owned());
        let position = match (read(longitude).as_str(), read(latitude).as_str()) {
            ("", "") => None,
            (longitude, latitude) => match (longitude.parse(), latitude.parse()) {
                (Ok(longitude), Ok(latitude)) => {
                    Some(Point { kind: PointKind::Point, coordinates: [longitude, latitude] })
                }
                _ => return state.refuse(Failure::here(providers::position_half())),
            },
        };
        let Some(opening_hours) = hours.read() else {
            return state.refuse(Failure::here(providers::closed_not_day()));
        };
        let content = ProviderContent {
            name: read(name),
            kind: ProviderKind::parse(&read(kind)).unwrap_or(ProviderKind::Other),
            about: read(about),
            address: read(address),
            position,
            telephone: Some(read(telephone)).filter(|text| !text.is_empty()),
            opening_hours,
        };
        let edited = edited.clone();
        let key = once.key(&content);
        let ask = move |client: client::Client, content: ProviderContent| {
            let (edited, key) = (edited.clone(), key.clone());
            async move {
                match (edited, area) {
                    (Some((id, etag)), _) => client.change_provider(id, &etag, &content).await,
                    (None, Some(area_id)) => {
                        client.create_provider(&CreateProvider { area_id, content }, Some(&key)).await
                    }
                    (None, None) => Err(client::ClientError::Unexpected("no place".to_owned())),
                }
            }
        };
        send(session, state, content, ask, move |made| on_done.run(made.body));
    };
    let kinds = Signal::derive(|| {
        ProviderKind::ALL
            .into_iter()
            .map(|one| (one.as_str().to_owned(), words::kind(one).to_owned()))
            .collect::<Vec<_>>()
    });
    let characters = |max: u64| u32::try_from(max).unwrap_or(u32::MAX);
    view! {
        <Form state on_submit=submit>
            <TextField name="name" label=providers::name value=name characters_max=characters(NAME_CHARS_MAX)/>
            <SelectField name="kind" label=providers::kind value=kind options=kinds/>
            <TextArea name="about" label=providers::about value=about optional=true characters_max=characters(ABOUT_CHARS_MAX)/>
            <TextField name="address" label=providers::address value=address characters_max=characters(ADDRESS_CHARS_MAX)/>
            <TextField name="telephone" label=providers::telephone hint=providers::telephone_hint value=telephone optional=true
                kind="tel" characters_max=25_u32/>
            <fieldset class="field">
                <legend class="field__label">{providers::position}</legend>
                <p class="field__hint">{providers::position_hint}</p>
                <div class="hours-fields">
                    <TextField name="position/longitude" label=providers::longitude value=longitude optional=true inputmode="decimal"/>
                    <TextField name="position/latitude" label=providers::latitude value=latitude optional=true inputmode="decimal"/>
                </div>
            </fieldset>
            <HoursFields typed=hours/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{providers::save}</Button>
            </div>
        </Form>
    }
}
