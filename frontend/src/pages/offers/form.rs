//! Writing an offer.

use contract::{
    photos::PHOTO_BYTES_MAX,
    points::Programme,
    redemptions::{
        CreateOffer, DESCRIPTION_CHARS_MAX, Offer, OfferContent, PICK_UP_CHARS_MAX, TITLE_CHARS_MAX,
    },
};
use domain::{
    ids::{PhotoId, ProviderId},
    redemptions::{OfferKind, PHOTOS_MAX},
    town_time,
};
use leptos::prelude::*;

use super::{HoursFields, HoursTyped, OfferPicture, words};
use crate::{
    components::{
        Button, ButtonKind, Checkbox, Choice, DateField, Form, FormState, Icon, Photo, PhotoPicker,
        RadioCards, SelectField, TextArea, TextField,
    },
    device,
    failure::Failure,
    format,
    i18n::redemptions,
    once::Once,
    photos::upload_all,
    send::attempt,
    session::Session,
};

/// Characters of a number.
const DIGITS: u32 = 7;

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    kind: RwSignal<String>,
    title: RwSignal<String>,
    description: RwSignal<String>,
    price: RwSignal<String>,
    stock: RwSignal<String>,
    month_max: RwSignal<String>,
    whole_max: RwSignal<String>,
    pick_up: RwSignal<String>,
    has_hours: RwSignal<bool>,
    hours: HoursTyped,
    keep_days: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
    kept: RwSignal<Vec<PhotoId>>,
}

/// Why what is typed cannot be sent.
type Wrong = fn() -> &'static str;

impl Typed {
    fn new(offer: Option<&Offer>) -> Self {
        let text = |read: fn(&Offer) -> String| RwSignal::new(offer.map(read).unwrap_or_default());
        let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        let today = town_time::date(device::now());
        Self {
            kind: RwSignal::new(offer.map_or("goods", |offer| offer.kind.as_str()).to_owned()),
            title: text(|offer| offer.title.clone()),
            description: text(|offer| offer.description.clone()),
            price: text(|offer| offer.price.to_string()),
            stock: text(|offer| offer.stock.map(|stock| stock.to_string()).unwrap_or_default()),
            month_max: RwSignal::new(number(offer.and_then(|offer| offer.month_max))),
            whole_max: RwSignal::new(number(offer.and_then(|offer| offer.whole_max))),
            pick_up: text(|offer| offer.own_pick_up.clone().unwrap_or_default()),
            has_hours: RwSignal::new(offer.is_some_and(|offer| offer.own_opening_hours.is_some())),
            hours: HoursTyped::new(offer.and_then(|offer| offer.own_opening_hours.as_ref())),
            keep_days: RwSignal::new(offer.map_or(7, |offer| offer.keep_days).to_string()),
            from: RwSignal::new(format::iso_date(offer.map_or(today, |offer| offer.shown_from))),
            until: RwSignal::new(
                offer.and_then(|offer| offer.shown_until).map(format::iso_date).unwrap_or_default(),
            ),
            kept: RwSignal::new(offer.map(|offer| offer.photos.clone()).unwrap_or_default()),
        }
    }

    fn read(self) -> Result<OfferContent, Wrong> {
        let text = |typed: RwSignal<String>| typed.with_untracked(|text| text.trim().to_owned());
        let some = |typed| Some(text(typed)).filter(|text| !text.is_empty());
        let not_number = || redemptions::not_number as Wrong;
        let count = |typed| some(typed).map(|text| text.parse::<u32>()).transpose().map_err(|_| not_number());
        let stock = some(self.stock).map(|text| text.parse::<i64>()).transpose();
        let hours = self.has_hours.get_untracked().then(|| self.hours.read());
        Ok(OfferContent {
            kind: OfferKind::parse(&text(self.kind)).unwrap_or(OfferKind::Goods),
            title: text(self.title),
            description: text(self.description),
            photos: self.kept.get_untracked(),
            price: text(self.price).parse().map_err(|_| not_number())?,
            stock: stock.map_err(|_| not_number())?,
            month_max: count(self.month_max)?,
            whole_max: count(self.whole_max)?,
            pick_up: some(self.pick_up),
            opening_hours: match hours {
                None => None,
                Some(hours) => Some(hours.ok_or(crate::i18n::providers::closed_not_day as Wrong)?),
            },
            keep_days: text(self.keep_days).parse().map_err(|_| not_number())?,
            shown_from: text(self.from).parse().map_err(|_| redemptions::choose_day as Wrong)?,
            shown_until: some(self.until).and_then(|day| day.parse().ok()),
        })
    }
}

/// The form of an offer: a new one of `provider`, or a change of one that is there.
#[component]
pub fn OfferForm(
    /// Whose it is.
    provider: ProviderId,
    /// The one that is changed.
    offer: Option<Offer>,
    /// Programmes whose points it may take.
    programmes: Vec<Programme>,
    /// Whether an official looks at it before it is shown.
    waits: bool,
    /// Takes what came of it.
    #[prop(into)]
    on_done: Callback<Offer>,
) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("offer"), Once::new());
    let typed = Typed::new(offer.as_ref());
    let photos = RwSignal::new(Vec::<Photo>::new());
    let uploaded = StoredValue::new(Vec::<(u32, PhotoId)>::new());
    let one_alone = (programmes.len() == 1).then(|| programmes[0].id.to_string());
    let programme = RwSignal::new(one_alone.unwrap_or_default());
    let edited = offer.as_ref().map(|offer| (offer.id, format!("\"{}\"", offer.version)));
    let is_new = edited.is_none();
    let submit = move |()| {
        let content = match typed.read() {
            Ok(content) => content,
            Err(wrong) => return state.refuse(Failure::here(wrong())),
        };
        let chosen = programme.with_untracked(|id| id.parse().ok());
        if is_new && chosen.is_none() {
            return state.refuse(Failure::here(redemptions::choose_programme()));
        }
        let edited = edited.clone();
        let checked = content.clone();
        let ask = move || async move {
            let mut content = content;
            let added = photos.get_untracked();
            content.photos.extend(upload_all(session, &added, uploaded).await?);
            match (edited, chosen) {
                (Some((id, etag)), _) => {
                    let call = move |client: client::Client| {
                        let (etag, content) = (etag.clone(), content.clone());
                        async move { client.change_offer(id, &etag, &content).await }
                    };
                    session.call(call).await.map(|made| made.body)
                }
                (None, Some(programme_id)) => {
                    let body = CreateOffer { provider_id: provider, programme_id, content };
                    let key = once.key(&body);
                    let call = move |client: client::Client| {
                        let (key, body) = (key.clone(), body.clone());
                        async move { client.create_offer(&body, Some(&key)).await }
                    };
                    session.call(call).await.map(|made| made.body)
                }
                (None, None) => Err(Failure::here(redemptions::choose_programme())),
            }
        };
        attempt(state, &checked, ask, move |offer: Offer| on_done.run(offer));
    };
    let kinds = Signal::derive(|| {
        vec![
            Choice::new("goods", redemptions::goods).icon(icondata_lu::LuPackage),
            Choice::new("service", redemptions::service).icon(icondata_lu::LuHandHelping),
        ]
    });
    let all = Signal::derive(move || programmes.clone());
    let photos_max = usize::try_from(PHOTOS_MAX).unwrap_or(6);
    let photo_bytes_max = u32::try_from(PHOTO_BYTES_MAX).unwrap_or(u32::MAX);
    view! {
        <Form state on_submit=submit>
            {is_new.then(|| view! {
                <SelectField name="programme_id" label=redemptions::programme value=programme options=words::programmes(all)/>
            })}
            <RadioCards name="kind" label=redemptions::kind value=typed.kind choices=kinds columns=true/>
            <TextField name="title" label=redemptions::title hint=redemptions::title_hint value=typed.title
                characters_max=u32::try_from(TITLE_CHARS_MAX).unwrap_or(u32::MAX)/>
            <TextArea name="description" label=redemptions::description value=typed.description optional=true
                characters_max=u32::try_from(DESCRIPTION_CHARS_MAX).unwrap_or(u32::MAX)/>
            {offer.map(|offer| view! { <Kept offer kept=typed.kept/> })}
            <PhotoPicker name="photos" label=redemptions::photos hint=move || redemptions::photos_hint(photos_max)
                photos photos_max photo_bytes_max/>
            <div class="hours-fields">
                <TextField name="price" label=redemptions::price value=typed.price inputmode="numeric" characters_max=DIGITS/>
                <TextField name="stock" label=redemptions::stock hint=redemptions::stock_hint value=typed.stock optional=true
                    inputmode="numeric" characters_max=DIGITS/>
                <TextField name="month_max" label=redemptions::month_max value=typed.month_max optional=true
                    inputmode="numeric" characters_max=DIGITS/>
                <TextField name="whole_max" label=redemptions::whole_max value=typed.whole_max optional=true
                    inputmode="numeric" characters_max=DIGITS/>
            </div>
            <TextField name="keep_days" label=redemptions::keep_days hint=redemptions::keep_days_hint value=typed.keep_days
                inputmode="numeric" characters_max=2_u32/>
            <TextField name="pick_up" label=redemptions::pick_up hint=redemptions::pick_up_hint value=typed.pick_up optional=true
                characters_max=u32::try_from(PICK_UP_CHARS_MAX).unwrap_or(u32::MAX)/>
            <Checkbox name="own_hours" label=redemptions::own_hours value=typed.has_hours/>
            <Show when=move || typed.has_hours.get()><HoursFields typed=typed.hours/></Show>
            <DateField name="shown_from" label=redemptions::shown_from value=typed.from/>
            <DateField name="shown_until" label=redemptions::shown_until value=typed.until optional=true/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>
                    {move || if waits { redemptions::propose() } else { redemptions::save_offer() }}
                </Button>
            </div>
        </Form>
    }
}

/// The photos that an offer has, each to be taken out.
#[component]
fn Kept(offer: Offer, kept: RwSignal<Vec<PhotoId>>) -> impl IntoView {
    let (id, title) = (offer.id, offer.title);
    let shown = offer.state == domain::redemptions::OfferState::Approved;
    let one = move |(index, photo): (usize, PhotoId)| {
        let title = title.clone();
        let drop = move |_| kept.update(|kept| kept.retain(|one| *one != photo));
        view! {
            <div class="photo">
                <OfferPicture offer=id photo=Some(photo) title shown/>
                <button type="button" class="photo__remove" on:click=drop
                    aria-label=move || format!("{} {}", redemptions::photo_drop(), redemptions::photo_number(index + 1))>
                    <Icon icon=icondata_lu::LuX/>
                </button>
            </div>
        }
    };
    move || {
        let all = kept.get();
        (!all.is_empty()).then(|| {
            view! {
                <fieldset class="field">
                    <legend class="field__label">{redemptions::photos_kept}</legend>
                    <div class="photos">{all.into_iter().enumerate().map(one.clone()).collect_view()}</div>
                </fieldset>
            }
        })
    }
}
