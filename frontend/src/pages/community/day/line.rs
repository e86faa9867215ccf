//! One thing to do, large enough to be read outdoors: how urgent, what, where.

use contract::day::Stop;
use domain::day::{StopKind, Urgency};
use leptos::prelude::*;

use crate::{
    components::{Badge, Icon, Tone},
    format,
    i18n::day as texts,
    offline::visits::KeptVisit,
    pages::community::visits::words,
};

/// How urgent something is, in a word.
fn urgency(of: Urgency) -> (fn() -> &'static str, Tone) {
    match of {
        Urgency::Urgent => (texts::urgent, Tone::Alert),
        Urgency::Overdue => (texts::overdue, Tone::Alert),
        Urgency::Today => (texts::today, Tone::Waiting),
        Urgency::Later => (texts::later, Tone::Neutral),
    }
}

fn kind(of: StopKind) -> (fn() -> &'static str, icondata_core::Icon) {
    match of {
        StopKind::Ticket => (texts::ticket, icondata_lu::LuWrench),
        StopKind::Visit => (texts::visit, icondata_lu::LuHouse),
        StopKind::Meeting => (texts::meeting, icondata_lu::LuHandshake),
    }
}

fn href(stop: &Stop) -> String {
    match stop.kind {
        StopKind::Ticket => format!("/tickets/{}", stop.id),
        StopKind::Visit => format!("/work/visits/{}/record", stop.id),
        StopKind::Meeting => format!("/mediations/{}", stop.id),
    }
}

/// When it is due, in words.
fn when(stop: &Stop) -> Option<String> {
    match (stop.kind, stop.due_at, stop.due_on) {
        (StopKind::Meeting, Some(at), _) => Some(format::date_time(at)),
        (_, Some(at), _) => Some(texts::due_by(format::date_time(at))),
        (_, None, Some(on)) => Some(texts::due_on(format::date(on))),
        _ => None,
    }
}

/// One line of the day's list.
#[component]
pub fn Line(
    /// Its number, as on the map.
    number: usize,
    /// What is to be done.
    stop: Stop,
    /// What was recorded of it on this device.
    recorded: Option<KeptVisit>,
) -> impl IntoView {
    let ((word, tone), (of_kind, icon)) = (urgency(stop.urgency), kind(stop.kind));
    let (href, place, title, detail) =
        (href(&stop), stop.place.join(" · "), stop.title.clone(), stop.detail.clone());
    let (reason, has_position, roughly) = (stop.reason, stop.position.is_some(), stop.roughly);
    let done = recorded.map(|visit| words::standing(&visit));
    let stop = StoredValue::new(stop);
    view! {
        <li>
            <a class="list__link day-stop" href=href>
                <span class="public-tickets__number" aria-hidden="true">{number}</span>
                <span class="grow stack stack--tight">
                    <span class="row">
                        <Badge tone label=word/>
                        {done.map(|(word, tone)| view! { <Badge tone label=word/> })}
                    </span>
                    <strong class="day-stop__title">
                        <Icon icon=icon/>
                        <span>{of_kind}": "{title}</span>
                    </strong>
                    {reason.map(|reason| view! { <span>{words::reason(reason)}</span> })}
                    {(!detail.is_empty()).then(|| view! { <span class="day-stop__detail">{detail}</span> })}
                    <span class="small soft">{move || stop.with_value(when)}</span>
                    <span class="small soft">
                        {place}
                        {roughly.then(|| view! { " · " {texts::roughly} })}
                        {(!has_position).then(|| view! { " · " {texts::nowhere} })}
                    </span>
                </span>
                <Icon icon=icondata_lu::LuChevronRight/>
            </a>
        </li>
    }
}
