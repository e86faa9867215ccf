//! The moves of an office and of whoever works on a ticket, as both shells offer them: what the server says can be done, one form
//! open at a time.

pub mod alike;
pub mod call;
pub mod entrust;
pub mod facts;
pub mod forms;
pub mod line_fields;
pub mod lines;
pub mod materials;
pub mod over;
pub mod quote;
pub mod solve;
pub mod wait;
pub mod words;

use client::Client;
use contract::tickets::AreaName;
use domain::{
    ids::{ProviderId, TicketId},
    tickets::Action,
};
use leptos::prelude::*;

use self::{
    alike::Alike,
    call::Call,
    entrust::Entrust,
    forms::{Decide, Merge, Reason},
    lines::Lines,
    over::Over,
    quote::Quote,
    wait::Waits,
};
use crate::{
    components::{Button, Toasts},
    i18n::moves,
    once::Once,
    send::press,
    session::Session,
};

/// The moves of this file, in the order in which they are offered.
const OFFERED: [Action; 13] = [
    Action::Accept,
    Action::Resume,
    Action::DecideAppeal,
    Action::Quote,
    Action::Call,
    Action::Wait,
    Action::HandBack,
    Action::Return,
    Action::Entrust,
    Action::HandOver,
    Action::Reject,
    Action::Merge,
    Action::Appeal,
];

/// What was begun, kept while the ticket is read anew because somebody else did something with it.
#[derive(Clone, Copy, Default)]
pub struct Drafts {
    open: RwSignal<Option<Action>>,
    text: RwSignal<String>,
    choice: RwSignal<String>,
    day: RwSignal<String>,
    provider: RwSignal<String>,
    called: RwSignal<Vec<String>>,
    payer: RwSignal<String>,
    lines: StoredValue<Lines>,
}

impl Drafts {
    fn clear(self) {
        self.open.set(None);
        for words in [self.text, self.choice, self.day, self.provider, self.payer] {
            words.set(String::new());
        }
        self.called.set(Vec::new());
        self.lines.set_value(Lines::default());
    }
}

/// Buttons for what may be done now, and the form of the one that was pressed.
#[component]
pub fn Moves(
    /// The ticket.
    id: TicketId,
    /// Where it is.
    area: AreaName,
    /// What may be done.
    actions: Vec<Action>,
    /// The provider that keeps it.
    #[prop(default = None)]
    keeper: Option<ProviderId>,
    /// What was begun.
    drafts: Drafts,
    /// Shows the ticket as it is now.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    // Whoever can also give it to another provider takes it back; who serves the provider gives it back.
    let takes_back = actions.contains(&Action::Entrust);
    let verb = move |action| -> words::Words {
        match action {
            Action::Return if takes_back => moves::take_back,
            other => words::verb(other),
        }
    };
    let offered: Vec<Action> = OFFERED.into_iter().filter(|action| actions.contains(action)).collect();
    let toasts = Toasts::get();
    let done = Callback::new(move |said: &'static str| {
        drafts.clear();
        toasts.say(said);
        on_done.run(());
    });
    // What cannot be done any more is not left open; what was typed stays for another form.
    let (still, may_merge) = (offered.clone(), offered.contains(&Action::Merge));
    let open = move || drafts.open.get().filter(|action| still.contains(action));
    let place = StoredValue::new(area);
    view! {
        {(!offered.is_empty()).then(|| view! {
            <div class="row no-print" role="group" aria-label=moves::more>
                {offered.into_iter().map(|action| view! { <Offer id action verb=verb(action) drafts done/> }).collect_view()}
            </div>
        })}
        {move || match open() {
            Some(Action::Wait) => view! { <Waits id drafts done/> }.into_any(),
            Some(Action::HandOver) => view! { <Over id area=place.get_value() drafts done/> }.into_any(),
            Some(Action::Entrust) => view! { <Entrust id area=place.get_value() keeper drafts done/> }.into_any(),
            Some(Action::Call) => view! { <Call id area=place.get_value() drafts done/> }.into_any(),
            Some(Action::Quote) => view! { <Quote id drafts done/> }.into_any(),
            Some(Action::DecideAppeal) => view! { <Decide id drafts done/> }.into_any(),
            Some(Action::Merge) => view! { <Merge id drafts done/> }.into_any(),
            Some(action @ (Action::HandBack | Action::Return | Action::Reject | Action::Appeal)) => {
                view! { <Reason id action verb=verb(action) drafts done/> }.into_any()
            }
            _ => ().into_any(),
        }}
        {may_merge.then(|| view! { <Alike id drafts/> })}
    }
}

/// A move's button: it opens its form, or does it at once where nothing has to be said.
#[component]
fn Offer(
    id: TicketId,
    action: Action,
    verb: words::Words,
    drafts: Drafts,
    done: Callback<&'static str>,
) -> impl IntoView {
    let (session, toasts, busy, once) = (Session::get(), Toasts::get(), RwSignal::new(false), Once::new());
    let open = drafts.open;
    let go = move |()| match action {
        Action::Accept | Action::Resume => {
            let key = once.key(&(id, action));
            let ask = move |client: Client| {
                let key = key.clone();
                async move {
                    if action == Action::Accept {
                        client.accept_ticket(id, Some(&key)).await
                    } else {
                        client.resume_ticket(id, Some(&key)).await
                    }
                }
            };
            press(session, toasts, busy, ask, move |_| done.run(words::said(action)()));
        }
        _ => open.update(|open| *open = if *open == Some(action) { None } else { Some(action) }),
    };
    view! { <Button icon=words::picture(action) busy on_press=go>{verb}</Button> }
}
