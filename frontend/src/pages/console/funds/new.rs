//! Founding a fund, and changing what is said of one.

use client::{Client, Created, Tagged};
use contract::funds::{Fund, NewFund, PatchFund};
use domain::{
    funds::{FUND_NAME_CHARS_MAX, FUND_TEXT_CHARS_MAX},
    permissions::Permission,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{address, chars};
use crate::{
    components::{BackLink, Button, ButtonKind, Form, FormState, PageHead, TextArea, TextField},
    i18n::funds,
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

/// A fund as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    name: String,
    description: String,
}

#[derive(Clone, Copy)]
struct Fields {
    name: RwSignal<String>,
    description: RwSignal<String>,
}

impl Fields {
    fn of(typed: Typed) -> Self {
        Self { name: RwSignal::new(typed.name), description: RwSignal::new(typed.description) }
    }

    /// What is typed; tracked.
    fn typed(self) -> Typed {
        Typed { name: self.name.get(), description: self.description.get() }
    }
}

/// The page.
#[component]
pub fn NewFundPage() -> impl IntoView {
    view! {
        <SignedInOnly title=funds::new_fund home=BASE
            children=|me| placed(&me, Permission::ManageFunds, || view! { <New/> }.into_any())/>
    }
}

#[component]
fn New() -> impl IntoView {
    let half = HalfWritten::<Typed>::take_up("fund", "new".to_owned());
    view! {
        <BackLink href=format!("{BASE}/funds") label=funds::funds/>
        <PageHead title=funds::new_fund lead=funds::new_fund_lead/>
        {half.edited(move |kept| view! { <Editor kept half/> })}
    }
}

#[component]
fn Editor(kept: Option<Typed>, half: HalfWritten<Typed>) -> impl IntoView {
    let (session, scope) = (Session::get(), Scope::get());
    let (state, once) = (FormState::new("fund"), Once::new());
    let restored = kept.is_some();
    let fields = Fields::of(kept.unwrap_or_default());
    half.keep(Typed::default(), move || fields.typed());
    let submit = move |()| {
        let Some(area_id) = scope.area.get_untracked() else { return };
        let typed = untrack(|| fields.typed());
        let body = NewFund {
            area_id,
            name: typed.name.trim().to_owned(),
            description: typed.description.trim().to_owned(),
        };
        if state.refuse_fields(mistakes(&body)) {
            return;
        }
        let key = once.key(&body);
        let ask = move |client: Client| {
            let (body, key) = (body.clone(), key.clone());
            async move { client.create_fund(&body, Some(&key)).await }
        };
        let saved = |made: Created<Fund>| (funds::fund_made().to_owned(), address(made.body.id));
        half.save(state, session.call(ask), saved, |_| {});
    };
    let where_to = move || scope.here().map(|here| funds::fund_of(here.name));
    view! {
        <Form state on_submit=submit>
            {restored.then(|| half.here_again())}
            <p>{where_to}</p>
            <TextField name="name" label=funds::name value=fields.name characters_max=chars(FUND_NAME_CHARS_MAX)/>
            <TextArea name="description" label=funds::what_for hint=funds::what_for_hint value=fields.description
                optional=true characters_max=chars(FUND_TEXT_CHARS_MAX)/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{funds::make_fund}</Button>
            </div>
        </Form>
    }
}

/// Changes what is said of a fund; in a dialog.
#[component]
pub(super) fn Change(
    /// The fund and its tag.
    found: Tagged<Fund>,
    /// It was changed.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let (session, state) = (Session::get(), FormState::new("change-fund"));
    let Tagged { body: fund, etag } = found;
    let fields = Fields::of(Typed { name: fund.name.clone(), description: fund.description.clone() });
    let submit = move |()| {
        let typed = untrack(|| fields.typed());
        let changed = |text: &str, was: &str| Some(text.trim().to_owned()).filter(|text| text != was);
        let body = PatchFund {
            name: changed(&typed.name, &fund.name),
            description: changed(&typed.description, &fund.description),
        };
        let (id, etag) = (fund.id, etag.clone());
        let ask = move |client: Client, body: PatchFund| {
            let etag = etag.clone();
            async move { client.change_fund(id, &etag, &body).await }
        };
        send(session, state, body, ask, move |_| on_done.run(()));
    };
    view! {
        <Form state on_submit=submit>
            <TextField name="name" label=funds::name value=fields.name characters_max=chars(FUND_NAME_CHARS_MAX)/>
            <TextArea name="description" label=funds::what_for value=fields.description optional=true
                characters_max=chars(FUND_TEXT_CHARS_MAX)/>
            <div class="dialog__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{funds::save}</Button>
            </div>
        </Form>
    }
}
