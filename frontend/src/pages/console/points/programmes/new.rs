//! Beginning a programme, and changing what is written of one.

use chrono::NaiveDate;
use client::Client;
use contract::points::{NewProgramme, PatchProgramme, Programme};
use domain::{
    permissions::Permission,
    points::{ProgrammeState, WalletKind},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    super::{NAME_CHARS_MAX, TEXT_CHARS_MAX, today},
    address,
};
use crate::{
    components::{
        BackLink, Button, ButtonKind, Choice, DateField, Form, FormState, PageHead, RadioCards, TextArea,
        TextField,
    },
    failure::Failure,
    format,
    i18n::programmes,
    once::Once,
    pages::{
        console::{
            BASE,
            awards::half_written::HalfWritten,
            office::{Scope, placed},
        },
        identity::SignedInOnly,
    },
    send::{mistakes, send},
    session::Session,
};

/// A programme as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    name: String,
    description: String,
    wallets: String,
    from: String,
    until: String,
}

impl Typed {
    /// To begin with: from the first of the month after this one, to the end of that year.
    fn ready(today: NaiveDate) -> Self {
        use chrono::Datelike as _;
        let next = match today.month() {
            12 => NaiveDate::from_ymd_opt(today.year() + 1, 1, 1),
            month => NaiveDate::from_ymd_opt(today.year(), month + 1, 1),
        };
        let from = next.unwrap_or(today);
        let until = NaiveDate::from_ymd_opt(from.year(), 12, 31).unwrap_or(from);
        Self {
            wallets: WalletKind::Person.as_str().to_owned(),
            from: format::iso_date(from),
            until: format::iso_date(until),
            ..Self::default()
        }
    }
}

#[derive(Clone, Copy)]
struct Fields {
    name: RwSignal<String>,
    description: RwSignal<String>,
    wallets: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
}

impl Fields {
    fn of(typed: Typed) -> Self {
        let signal = RwSignal::new;
        Self {
            name: signal(typed.name),
            description: signal(typed.description),
            wallets: signal(typed.wallets),
            from: signal(typed.from),
            until: signal(typed.until),
        }
    }

    /// What is typed; tracked.
    fn typed(self) -> Typed {
        Typed {
            name: self.name.get(),
            description: self.description.get(),
            wallets: self.wallets.get(),
            from: self.from.get(),
            until: self.until.get(),
        }
    }
}

/// The page.
#[component]
pub fn NewProgrammePage() -> impl IntoView {
    view! {
        <SignedInOnly title=programmes::new_programme home=BASE
            children=|me| placed(&me, Permission::ManageProgrammes, || view! { <New/> }.into_any())/>
    }
}

#[component]
fn New() -> impl IntoView {
    let half = HalfWritten::<Typed>::take_up("programme", "new".to_owned());
    view! {
        <BackLink href=format!("{BASE}/points") label=programmes::programmes/>
        <PageHead title=programmes::new_programme lead=programmes::new_programme_lead/>
        {half.edited(move |kept| view! { <Editor kept half/> })}
    }
}

#[component]
fn Editor(kept: Option<Typed>, half: HalfWritten<Typed>) -> impl IntoView {
    let (session, scope) = (Session::get(), Scope::get());
    let (state, once) = (FormState::new("programme"), Once::new());
    let (began, restored) = (Typed::ready(today()), kept.is_some());
    let fields = Fields::of(kept.unwrap_or_else(|| began.clone()));
    half.keep(began, move || fields.typed());
    let submit = move |()| {
        let typed = untrack(|| fields.typed());
        let Some(area_id) = scope.area.get_untracked() else { return };
        let (Ok(starts_on), Ok(ends_on)) = (typed.from.parse(), typed.until.parse()) else {
            return state.refuse(Failure::here(programmes::choose_days()));
        };
        let body = NewProgramme {
            area_id,
            name: typed.name.trim().to_owned(),
            description: typed.description.trim().to_owned(),
            wallets: WalletKind::parse(&typed.wallets).unwrap_or(WalletKind::Person),
            starts_on,
            ends_on,
        };
        let mut wrong = mistakes(&body);
        // The last day is to be after the first: said at the last day.
        for problem in &mut wrong {
            if problem.pointer.trim_matches('/').is_empty() {
                problem.pointer = "/ends_on".into();
            }
        }
        if state.refuse_fields(wrong) {
            return;
        }
        let key = once.key(&body);
        let ask = move |client: Client| {
            let (body, key) = (body.clone(), key.clone());
            async move { client.create_programme(&body, Some(&key)).await }
        };
        let saved = |made: client::Created<Programme>| (programmes::programme_made().to_owned(), address(made.body.id));
        half.save(state, session.call(ask), saved, |_| {});
    };
    let wallets = Signal::derive(|| {
        vec![
            Choice::new(WalletKind::Person.as_str(), programmes::wallets_person).hint(programmes::wallets_person_hint),
            Choice::new(WalletKind::Household.as_str(), programmes::wallets_household)
                .hint(programmes::wallets_household_hint),
        ]
    });
    view! {
        <Form state on_submit=submit>
            {restored.then(|| half.here_again())}
            <TextField name="name" label=programmes::name value=fields.name characters_max=NAME_CHARS_MAX/>
            <TextArea name="description" label=programmes::description hint=programmes::description_hint value=fields.description
                optional=true characters_max=TEXT_CHARS_MAX/>
            <RadioCards name="wallets" label=programmes::wallets hint=programmes::wallets_hint value=fields.wallets choices=wallets/>
            <DateField name="starts_on" label=programmes::starts_on value=fields.from/>
            <DateField name="ends_on" label=programmes::ends_on value=fields.until/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{programmes::make_programme}</Button>
            </div>
        </Form>
    }
}

/// Changes what is written of a programme; in a dialog.
#[component]
pub(super) fn Change(
    /// The programme.
    programme: Programme,
    /// Its tag.
    etag: String,
    /// It was changed.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let (session, state) = (Session::get(), FormState::new("change-programme"));
    let draft = programme.state == ProgrammeState::Draft;
    let id = programme.id;
    let fields = Fields::of(Typed {
        name: programme.name.clone(),
        description: programme.description.clone(),
        wallets: String::new(),
        from: format::iso_date(programme.starts_on),
        until: format::iso_date(programme.ends_on),
    });
    let last = programme.ends_on;
    let submit = move |()| {
        let typed = untrack(|| fields.typed());
        let day = |text: &str, was: NaiveDate| text.parse::<NaiveDate>().ok().filter(|day| *day != was);
        let body = PatchProgramme {
            name: Some(typed.name.trim().to_owned()).filter(|name| *name != programme.name),
            description: Some(typed.description.trim().to_owned()).filter(|text| *text != programme.description),
            starts_on: day(&typed.from, programme.starts_on),
            ends_on: day(&typed.until, programme.ends_on),
        };
        let etag = etag.clone();
        let ask = move |client: Client, body: PatchProgramme| {
            let etag = etag.clone();
            async move { client.change_programme(id, &etag, &body).await }
        };
        send(session, state, body, ask, move |_| on_done.run(()));
    };
    view! {
        <Form state on_submit=submit>
            <TextField name="name" label=programmes::name value=fields.name characters_max=NAME_CHARS_MAX/>
            <TextArea name="description" label=programmes::description value=fields.description optional=true characters_max=TEXT_CHARS_MAX/>
            {draft.then(|| view! { <DateField name="starts_on" label=programmes::starts_on value=fields.from/> })}
            {if draft {
                view! { <DateField name="ends_on" label=programmes::ends_on value=fields.until/> }.into_any()
            } else {
                view! { <DateField name="ends_on" label=programmes::ends_on hint=programmes::ends_on_later value=fields.until min=last/> }.into_any()
            }}
            <div class="dialog__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{programmes::save}</Button>
            </div>
        </Form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_programme_begins_with_the_month_after_this_one() {
        let days = |today: &str| {
            let typed = Typed::ready(today.parse().unwrap());
            (typed.from, typed.until)
        };
        assert_eq!(days("2026-11-26"), ("2026-12-01".into(), "2026-12-31".into()));
        assert_eq!(days("2026-12-31"), ("2027-01-01".into(), "2027-12-31".into()));
    }
}
