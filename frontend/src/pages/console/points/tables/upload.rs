//! A table of awards from a file: choose, look at every row and what is wrong with it; somebody else commits it.

use client::Client;
use contract::{
    page::LIMIT_MAX,
    points::{BULK_BYTES_MAX, BulkAward, BulkAwardState, ListProgrammes},
};
use domain::{ids::ProgrammeId, permissions::Permission, points::ProgrammeState};
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, File, HtmlInputElement};

use super::{address, show::rows};
use crate::{
    components::{
        BackLink, Button, ButtonKind, EmptyState, Field, Form, FormState, Notice, PageHead, Save, SelectField,
        Toasts, Tone,
    },
    device,
    failure::Failure,
    fetch::fetch,
    format,
    i18n::{people, programmes},
    pages::{
        console::{BASE, lists::loaded, office::office},
        identity::SignedInOnly,
    },
    query::QueryParam,
    route::Go,
    session::Session,
};

/// The page.
#[component]
pub fn UploadTable() -> impl IntoView {
    view! {
        <SignedInOnly title=programmes::upload_table home=BASE
            children=|me| office(&me, Permission::ProposePoints, || view! { <div class="stack"><Whole/></div> }.into_any())/>
    }
}

#[component]
fn Whole() -> impl IntoView {
    let refused = RwSignal::new(None::<BulkAward>);
    let running = fetch(move |client| async move {
        let query = ListProgrammes {
            state: Some(ProgrammeState::Running),
            limit: Some(LIMIT_MAX),
            ..ListProgrammes::default()
        };
        let items = client.list_programmes(&query).await?.items;
        // Only where something is awarded from a table.
        let in_bulk = |programme: &contract::points::Programme| {
            programme.rules.as_ref().is_some_and(|rules| rules.content.activities.iter().any(|one| one.in_bulk))
        };
        Ok(items.into_iter().filter(in_bulk).map(|item| (item.id.to_string(), item.name)).collect::<Vec<_>>())
    });
    view! {
        <BackLink href=format!("{BASE}/points/tables") label=programmes::tables/>
        <PageHead title=programmes::upload_table lead=programmes::upload_lead/>
        <Notice>
            <p>{programmes::template_why}</p>
            <p>
                <Save name="points.xlsx" kind=device::XLSX ask=|client: Client| async move { client.get_bulk_award_template().await }>
                    {programmes::get_template}
                </Save>
            </p>
        </Notice>
        {loaded(running, move |options| {
            if options.is_empty() {
                return view! { <EmptyState title=programmes::nothing_in_bulk detail=programmes::nothing_in_bulk_detail icon=icondata_lu::LuTable/> }.into_any();
            }
            view! { <Choose options refused/> }.into_any()
        })}
        {move || refused.get().map(|table| {
            let (problems, total) = (table.problems_total, table.rows_total);
            view! {
                <section class="stack" aria-labelledby="refused-head">
                    <h2 id="refused-head" tabindex="-1">{programmes::table_refused}</h2>
                    <Notice tone=Tone::Alert><p>{move || programmes::rows_bad(problems, total)}</p></Notice>
                    {rows(table.rows, true)}
                </section>
            }
        })}
    }
}

#[component]
fn Choose(options: Vec<(String, String)>, refused: RwSignal<Option<BulkAward>>) -> impl IntoView {
    let (session, toasts, go) = (Session::get(), Toasts::get(), Go::new());
    let state = FormState::new("table");
    let from = QueryParam::of("programme").value;
    let first = options.first().map(|(id, _)| id.clone()).unwrap_or_default();
    let wanted = from.with_untracked(|from| options.iter().any(|(id, _)| id == from).then(|| from.clone()));
    let programme = RwSignal::new(wanted.unwrap_or(first));
    let file = StoredValue::new_local(None::<File>);
    let choose = move |event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        file.set_value(input.and_then(|input| input.files()).and_then(|files| files.get(0)));
    };
    let submit = move |()| {
        let Some(id) = programme.with_untracked(|id| id.parse::<ProgrammeId>().ok()) else {
            return state.refuse(Failure::here(programmes::choose_programme()));
        };
        let Some(file) = file.get_value() else {
            return state.refuse(Failure::here(people::choose_file_first()));
        };
        let bytes_max = u32::try_from(BULK_BYTES_MAX).unwrap_or(u32::MAX);
        if file.size() > f64::from(bytes_max) {
            return state.refuse(Failure::here(people::file_too_large(format::bytes(bytes_max.into()))));
        }
        state.busy.set(true);
        refused.set(None);
        spawn_local(async move {
            match prepare(session, id, file).await {
                Ok(table) => {
                    state.accept();
                    match table.id.filter(|_| table.state != BulkAwardState::Refused) {
                        Some(id) => {
                            toasts.say(programmes::was_prepared());
                            go.to(&address(id));
                        }
                        None => {
                            // The page may be gone by now.
                            let _ = refused.try_set(Some(table));
                            request_animation_frame(|| device::focus("refused-head"));
                        }
                    }
                }
                Err(failure) => state.refuse(failure),
            }
        });
    };
    view! {
        <Form state on_submit=submit>
            <SelectField name="programme_id" label=programmes::programme value=programme options=Signal::stored(options)/>
            <Field
                name="file"
                label=programmes::table_file
                hint=programmes::table_file_hint
                children=Box::new(move |id: String| view! {
                    <input class="input" type="file" id=id accept=".xlsx,.csv,text/csv" on:change=choose/>
                }.into_any())
            />
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{people::look_at_file}</Button>
            </div>
        </Form>
    }
}

async fn prepare(session: Session, programme: ProgrammeId, file: File) -> Result<BulkAward, Failure> {
    let unreadable = |_| Failure::here(people::file_unreadable());
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(unreadable)?;
    let bytes = Uint8Array::new(&buffer).to_vec();
    session
        .call(|client| {
            let bytes = bytes.clone();
            async move { client.prepare_bulk_award(programme, bytes).await }
        })
        .await
}
