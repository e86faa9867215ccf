//! Writing a draft of a fund's charter: a new one, from what most say or from any version, or one that is there.

use client::{Client, Tagged};
use contract::funds::{Charter, Fund, WriteCharter};
use domain::{
    ids::{CharterId, FundId},
    permissions::Permission,
};
use leptos::prelude::*;

use super::{
    super::{address, charter_address, no_such_fund},
    fields::charter_fields,
    form::{CharterForm, at_fields},
    typed::TypedCharter,
};
use crate::{
    components::{BackLink, Button, ButtonKind, Form, FormState, PageHead},
    failure::Failure,
    fetch::fetch,
    i18n::funds,
    once::Once,
    pages::{
        console::{BASE, awards::half_written::HalfWritten, lists::loaded, office::office},
        funds::{id_at, if_there, plain::sentences},
        identity::SignedInOnly,
    },
    query::QueryParam,
    send::mistakes,
    session::Session,
};

/// The page of a new draft.
#[component]
pub fn NewCharter() -> impl IntoView {
    view! {
        <SignedInOnly title=funds::write_charter home=BASE
            children=|me| office(&me, Permission::ManageFunds, || view! { <div class="stack"><New/></div> }.into_any())/>
    }
}

/// The page of a draft that is written anew.
#[component]
pub fn EditCharter() -> impl IntoView {
    view! {
        <SignedInOnly title=funds::edit_charter home=BASE
            children=|me| office(&me, Permission::ManageFunds, || view! { <div class="stack"><Edit/></div> }.into_any())/>
    }
}

#[component]
fn New() -> impl IntoView {
    let id = id_at::<FundId>("id");
    let from = QueryParam::of("from").value;
    let start = fetch(move |client| {
        let (id, from) = (id.get(), from.with(|from| from.parse::<CharterId>().ok()));
        async move {
            let Some(id) = id else { return Ok(None) };
            let Some(fund) = if_there(client.get_fund(id).await)? else { return Ok(None) };
            let from = match from {
                Some(from) => if_there(client.get_charter(from).await)?,
                None => None,
            };
            Ok(Some((fund.body, from.map(|from| from.body))))
        }
    });
    let show = move |start: Option<(Fund, Option<Charter>)>| {
        let Some((fund, from)) = start else { return no_such_fund() };
        let typed = from.as_ref().map_or_else(TypedCharter::ready, TypedCharter::from);
        let half = HalfWritten::take_up("charter", format!("{}/{}", fund.id, origin(from.as_ref())));
        let (id, name) = (fund.id, fund.name);
        view! {
            <BackLink href=address(id) label=name/>
            <PageHead title=funds::write_charter lead=funds::write_charter_lead/>
            {half.edited(move |kept| view! { <Editor start=typed.clone() kept half to=To::New(id)/> })}
        }
        .into_any()
    };
    view! { {loaded(start, show)} }
}

/// From what a draft was begun, as a name.
fn origin(from: Option<&Charter>) -> String {
    from.map(|from| from.summary.id.to_string()).unwrap_or_default()
}

#[component]
fn Edit() -> impl IntoView {
    let id = id_at::<CharterId>("id");
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            let Some(id) = id else { return Ok(None) };
            if_there(client.get_charter(id).await)
        }
    });
    let show = move |found: Option<Tagged<Charter>>| {
        let Some(Tagged { body: charter, etag }) = found else { return no_such_fund() };
        let id = charter.summary.id;
        let half = HalfWritten::take_up("charter", id.to_string());
        let typed = TypedCharter::from(&charter);
        view! {
            <BackLink href=charter_address(id) label=charter.summary.title.clone()/>
            <PageHead title=funds::edit_charter lead=funds::write_charter_lead/>
            {half.edited(move |kept| view! { <Editor start=typed.clone() kept half to=To::Draft(id, etag.clone())/> })}
        }
        .into_any()
    };
    view! { {loaded(found, show)} }
}

/// Where it is saved.
#[derive(Clone)]
enum To {
    /// As the next draft of this fund.
    New(FundId),
    /// In the place of this draft, as it was read.
    Draft(CharterId, String),
}

impl To {
    async fn save(self, session: Session, body: WriteCharter, key: String) -> Result<CharterId, Failure> {
        let ask = |client: Client| {
            let (to, body, key) = (self.clone(), body.clone(), key.clone());
            async move {
                match to {
                    Self::New(fund) => {
                        client.draft_charter(fund, &body, Some(&key)).await.map(|made| made.body.summary.id)
                    }
                    Self::Draft(id, etag) => {
                        client.revise_charter(id, &etag, &body).await.map(|saved| saved.body.summary.id)
                    }
                }
            }
        };
        session.call(ask).await
    }
}

#[component]
fn Editor(
    start: TypedCharter,
    kept: Option<TypedCharter>,
    half: HalfWritten<TypedCharter>,
    to: To,
) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("charter"), Once::new());
    let restored = kept.is_some();
    let form = CharterForm::of(kept.unwrap_or_else(|| start.clone()));
    let (watched, fields, meant) = (form.clone(), form.clone(), form.clone());
    half.keep(start, move || watched.typed());
    let submit = move |()| {
        let body = match untrack(|| form.typed()).read() {
            Ok(body) => body,
            Err(faults) => {
                state.refuse_fields(faults);
                return;
            }
        };
        if state.refuse_fields(at_fields(mistakes(&body))) {
            return;
        }
        let key = once.key(&body);
        let saved = |id: CharterId| (funds::charter_saved().to_owned(), charter_address(id));
        half.save(state, to.clone().save(session, body, key), saved, |failure| {
            failure.errors = at_fields(std::mem::take(&mut failure.errors));
        });
    };
    view! {
        <Form state on_submit=submit>
            {restored.then(|| half.here_again())}
            {charter_fields(fields, state)}
            <Meaning form=meant/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{funds::save_charter}</Button>
            </div>
        </Form>
    }
}

/// What the numbers mean as they stand on the page.
#[component]
fn Meaning(form: CharterForm) -> impl IntoView {
    let read = Memo::new(move |_| form.typed().read().map(|read| read.rules).map_err(|faults| faults.len()));
    let words = move || match read.get() {
        Ok(rules) => {
            let all = sentences(&rules).into_iter().map(|words| view! { <li>{words}</li> });
            view! { <ul class="bullets">{all.collect_view()}</ul> }.into_any()
        }
        Err(count) => view! { <p>{move || funds::not_possible_yet(count)}</p> }.into_any(),
    };
    view! {
        <section class="meaning stack" aria-labelledby="meaning-head">
            <h2 id="meaning-head">{funds::charter_rules}</h2>
            <div class="stack">{words}</div>
        </section>
    }
}
