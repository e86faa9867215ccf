//! An objection as the village sees it: where it stands, both marks, the reply.

use contract::inspections::Objection;
use domain::inspections::Indicator;
use leptos::prelude::*;

use crate::{
    components::{Badge, Button, ButtonKind, Confirm, Time, Toasts, Tone},
    i18n::objections,
    once::Once,
    pages::community::field::{
        photo::{Source, Thumb},
        words,
    },
    send::press,
    session::Session,
};

/// One objection, under its mark.
#[component]
pub fn ShowObjection(
    /// The objection.
    objection: Objection,
    /// What it is about.
    indicator: Indicator,
    /// It was withdrawn: the page reads it again.
    changed: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (busy, ask, once) = (RwSignal::new(false), RwSignal::new(false), Once::new());
    let id = objection.id;
    let withdraw = move |()| {
        let key = once.key(&id);
        let ask = move |client: client::Client| {
            let key = key.clone();
            async move { client.withdraw_objection(id, Some(&key)).await }
        };
        press(session, toasts, busy, ask, move |_| {
            toasts.say(objections::withdrawn_said());
            changed.run(());
        });
    };
    let (word, tone) = match objection.state.as_str() {
        "upheld" => (objections::state_upheld as fn() -> &'static str, Tone::Done),
        "dismissed" => (objections::state_dismissed as fn() -> &'static str, Tone::Neutral),
        "withdrawn" => (objections::state_withdrawn as fn() -> &'static str, Tone::Neutral),
        _ => (objections::state_open as fn() -> &'static str, Tone::Waiting),
    };
    let mine = session.me().is_some_and(|me| me.id == objection.objector_id);
    let can_withdraw = mine && objection.state == "open";
    let name = indicator.name.clone();
    let alt = name.clone();
    let before = {
        let indicator = indicator.clone();
        move || words::result(&indicator, objection.before)
    };
    let after = objection.after.map(|points| move || words::result(&indicator, points));
    let photo = move |(number, id): (usize, domain::ids::PhotoId)| {
        let alt = crate::i18n::scoring::photo_of(&alt, number + 1);
        view! { <li><Thumb source=Source::Server(id) alt/></li> }
    };
    let photos = objection.photos;
    view! {
        <div class="objection">
            <p class="row"><Badge tone label=word/><span class="small soft">{objections::raised}" "<Time at=objection.raised_at/></span></p>
            <dl class="facts">
                <dt>{objections::reason}</dt>
                <dd class="breakable">{objection.text}</dd>
                <dt>{objections::before}</dt>
                <dd>{before}</dd>
                {after.map(|after| view! { <dt>{objections::after}</dt><dd><strong>{after}</strong></dd> })}
                {objection.reply.map(|reply| view! { <dt>{objections::reply}</dt><dd class="breakable">{reply}</dd> })}
            </dl>
            {(!photos.is_empty()).then(|| view! {
                <ul class="thumbs" role="list">{photos.into_iter().enumerate().map(photo).collect_view()}</ul>
            })}
            {can_withdraw.then(|| view! {
                <div class="row"><Button kind=ButtonKind::Quiet busy on_press=move |()| ask.set(true)>{objections::withdraw}</Button></div>
                <Confirm
                    open=ask
                    title={ let name = name.clone(); move || objections::withdraw_question(&name) }
                    consequence=objections::withdraw_effect
                    verb=objections::withdraw
                    on_confirm=withdraw
                    danger=true
                />
            })}
        </div>
    }
}
