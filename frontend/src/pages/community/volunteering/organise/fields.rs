//! The fields of a shift, for planning and for changing it.

use domain::ids::AreaId;
use leptos::prelude::*;

use super::{super::words, typed::Typed};
use crate::{
    components::{Button, DateField, Map, SelectField, TextArea, TextField},
    fetch::{Loaded, fetch},
    i18n::volunteering as texts,
    installation,
    pages::community::where_map,
};

/// How many hours before the beginning sign-up may close.
const CLOSES_HOURS: [i64; 5] = [0, 2, 24, 48, 72];

/// What, when, where, for how many.
#[component]
pub fn ShiftFields(
    /// What is typed.
    typed: Typed,
    /// Whether it is planned anew: then for how many weeks.
    #[prop(optional)]
    planning: bool,
) -> impl IntoView {
    let other = typed.closes.get_untracked();
    let closes = move || {
        let mut hours = CLOSES_HOURS.to_vec();
        hours.extend(other.parse().ok().filter(|hours| !CLOSES_HOURS.contains(hours)));
        let words = |hours: i64| {
            if hours == 0 { texts::closes_at_start().to_owned() } else { texts::closes_before(hours) }
        };
        hours.into_iter().map(|hours| (hours.to_string(), words(hours))).collect::<Vec<_>>()
    };
    view! {
        <TextField name="title" label=texts::title hint=texts::title_hint value=typed.title characters_max=60_u32/>
        <TextArea name="description" label=texts::description value=typed.description characters_max=1000/>
        <TextField name="place" label=texts::place hint=texts::place_hint value=typed.place characters_max=120_u32/>
        <TextField name="bring" label=texts::bring value=typed.bring optional=true characters_max=300_u32/>
        <DateField name="day" label=texts::day value=typed.day min=words::today()/>
        <div class="pair">
            <TextField name="starts_at" label=texts::starts value=typed.starts kind="time"/>
            <TextField name="ends_at" label=texts::ends hint=texts::ends_hint value=typed.ends kind="time"/>
        </div>
        <div class="pair">
            <TextField name="places" label=texts::how_many hint=texts::how_many_hint value=typed.places inputmode="numeric" characters_max=3_u32/>
            {planning.then(|| view! {
                <TextField name="weeks" label=texts::weeks hint=texts::weeks_hint value=typed.weeks optional=true inputmode="numeric" characters_max=2_u32/>
            })}
        </div>
        <SelectField name="sign_up_until" label=texts::closes value=typed.closes options=Signal::derive(closes) optional=true/>
        <Pin typed/>
    }
}

/// A mark on the map of the chosen area, for who wants one.
#[component]
fn Pin(typed: Typed) -> impl IntoView {
    let open = RwSignal::new(typed.pin.get_untracked().is_some());
    let area = Memo::new(move |_| typed.area.with(|area| area.parse::<AreaId>().ok()));
    view! {
        <details class="card" prop:open=move || open.get() on:toggle=move |_| open.set(true)>
            <summary>{texts::mark_on_map}</summary>
            <Show when=move || open.get() && area.get().is_some()>
                <Drawn typed area/>
                <Show when=move || typed.pin.get().is_some()>
                    <div class="row"><Button on_press=move |()| typed.pin.set(None)>{texts::remove_pin}</Button></div>
                </Show>
            </Show>
        </details>
    }
}

#[component]
fn Drawn(typed: Typed, area: Memo<Option<AreaId>>) -> impl IntoView {
    let fetched = fetch(move |client| {
        let area = area.get();
        async move {
            match area {
                Some(area) => where_map::outline(client, area).await,
                None => Ok(Vec::new()),
            }
        }
    });
    view! {
        <Loaded fetched let:areas>
            <Map label=texts::on_the_map areas pin=typed.pin tiles=installation::tiles()/>
        </Loaded>
    }
}
