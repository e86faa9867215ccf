//! Households from a file: choose, look at what would change and at every bad cell, confirm, done.

use client::Client;
use contract::households::{BadCell, IMPORT_BYTES_MAX, ImportChange, ImportDone, ImportPreview};
use domain::{ids::AreaId, permissions::Permission};
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, File, HtmlInputElement};

use crate::{
    components::{
        BackLink, Button, ButtonKind, ButtonLink, Field, Form, FormState, Notice, PageHead, Stat, TableBox,
        Toasts, Tone,
    },
    device,
    failure::Failure,
    format,
    i18n::{common, people},
    pages::{
        console::{
            BASE,
            office::{Scope, placed},
        },
        identity::SignedInOnly,
    },
    send::press,
    session::Session,
};

/// How far one has come.
#[derive(Clone, PartialEq)]
enum Step {
    Choosing,
    Looking(ImportPreview),
    Done(ImportDone),
}

/// The page.
#[component]
pub fn ImportHouseholds() -> impl IntoView {
    view! {
        <SignedInOnly title=people::import_title home=BASE
            children=|me| placed(&me, Permission::ManageHouseholds, || view! { <Wizard/> }.into_any())/>
    }
}

#[component]
fn Wizard() -> impl IntoView {
    let step = RwSignal::new(Step::Choosing);
    view! {
        <BackLink href=format!("{BASE}/households") label=people::households/>
        <PageHead title=people::import_title lead=people::import_lead/>
        {move || match step.get() {
            Step::Choosing => view! { <Choose step/> }.into_any(),
            Step::Looking(preview) => view! { <Look preview step/> }.into_any(),
            Step::Done(done) => view! { <Finished done step/> }.into_any(),
        }}
    }
}

#[component]
fn Choose(step: RwSignal<Step>) -> impl IntoView {
    let (session, toasts, scope) = (Session::get(), Toasts::get(), Scope::get());
    let state = FormState::new("import");
    let file = StoredValue::new_local(None::<File>);
    let busy = RwSignal::new(false);
    let choose = move |event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        file.set_value(input.and_then(|input| input.files()).and_then(|files| files.get(0)));
    };
    let submit = move |()| {
        let Some(area) = scope.area.get_untracked() else { return };
        let Some(file) = file.get_value() else {
            return state.refuse(Failure::here(people::choose_file_first()));
        };
        let bytes_max = u32::try_from(IMPORT_BYTES_MAX).unwrap_or(u32::MAX);
        if file.size() > f64::from(bytes_max) {
            return state.refuse(Failure::here(people::file_too_large(format::bytes(bytes_max.into()))));
        }
        state.busy.set(true);
        spawn_local(async move {
            match prepare(session, area, file).await {
                Ok(preview) => {
                    state.accept();
                    step.set(Step::Looking(preview));
                }
                Err(failure) => state.refuse(failure),
            }
        });
    };
    let template = move |()| {
        let ask = move |client: Client| async move { client.get_household_template().await };
        press(session, toasts, busy, ask, move |bytes| {
            if !device::download("households.xlsx", device::XLSX, &bytes) {
                toasts.say(common::not_saved());
            }
        });
    };
    view! {
        <Notice>
            <p>{people::import_template_why}</p>
            <p><Button icon=icondata_lu::LuFileDown busy on_press=template>{people::get_template}</Button></p>
        </Notice>
        <Form state on_submit=submit>
            <Field
                name="file"
                label=people::import_file_label
                hint=people::import_file_hint
                children=Box::new(move |id: String| {
                    view! {
                        <input class="input" type="file" id=id accept=".csv,.xlsx,text/csv" on:change=choose/>
                    }
                    .into_any()
                })
            />
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{people::look_at_file}</Button>
            </div>
        </Form>
    }
}

async fn prepare(session: Session, area: AreaId, file: File) -> Result<ImportPreview, Failure> {
    let unreadable = |_| Failure::here(people::file_unreadable());
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(unreadable)?;
    let bytes = Uint8Array::new(&buffer).to_vec();
    session
        .call(|client| {
            let bytes = bytes.clone();
            async move { client.prepare_household_import(area, bytes).await }
        })
        .await
}

#[component]
fn Look(preview: ImportPreview, step: RwSignal<Step>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let busy = RwSignal::new(false);
    let again = move |()| step.set(Step::Choosing);
    let ImportPreview { id, added, changed, unchanged, changes, bad_cells_total, bad_cells, .. } = preview;
    let nothing = added + changed == 0;
    let confirm = move |()| {
        let Some(id) = id else { return };
        let ask = move |client: Client| async move { client.confirm_household_import(id).await };
        press(session, toasts, busy, ask, move |done| step.set(Step::Done(done)));
    };
    view! {
        <div role="status">
            {if bad_cells_total > 0 {
                view! { <Notice tone=Tone::Alert>{move || people::cells_bad(bad_cells_total)}</Notice> }.into_any()
            } else if nothing {
                view! { <Notice tone=Tone::Done>{people::import_nothing}</Notice> }.into_any()
            } else {
                view! { <Notice tone=Tone::Waiting>{people::import_would}</Notice> }.into_any()
            }}
        </div>
        {(bad_cells_total > 0).then(|| bad(bad_cells, bad_cells_total))}
        <div class="stats">
            {counted(people::import_added, added)}
            {counted(people::import_changed, changed)}
            {counted(people::import_unchanged, unchanged)}
        </div>
        {(!changes.is_empty()).then(|| changed_rows(changes, added + changed))}
        <div class="row">
            {(id.is_some() && !nothing).then(|| view! {
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuCheck busy on_press=confirm>
                    {move || people::import_confirm(added + changed)}
                </Button>
            })}
            <Button on_press=again>{people::another_file}</Button>
        </div>
    }
}

/// A number of the file. It has no list behind it but the table below it.
fn counted(label: fn() -> &'static str, count: u64) -> impl IntoView {
    view! {
        <Stat label href="#changes" value=move || format::number(i64::try_from(count).unwrap_or(i64::MAX))/>
    }
}

fn bad(cells: Vec<BadCell>, total: u64) -> impl IntoView {
    let shown = cells.len();
    let row = |cell: BadCell| {
        view! {
            <tr>
                <th scope="row" class="number">{cell.line}</th>
                <td>{cell.column}</td>
                <td>{cell.detail}</td>
            </tr>
        }
    };
    view! {
        <TableBox caption=people::bad_cells>
            <thead>
                <tr>
                    <th scope="col" class="number">{people::column_line}</th>
                    <th scope="col">{people::column_column}</th>
                    <th scope="col">{people::column_wrong}</th>
                </tr>
            </thead>
            <tbody>{cells.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
        {(u64::try_from(shown).unwrap_or(u64::MAX) < total)
            .then(|| view! { <p class="soft">{move || people::first_of(shown, total)}</p> })}
    }
}

fn field_name(field: &str) -> String {
    match field {
        "holder_name" => people::column_holder().to_owned(),
        "identity_number" => people::column_identity_number().to_owned(),
        "phone" => people::column_phone().to_owned(),
        "floor_area" => people::column_floor_area().to_owned(),
        "head_count" => people::column_heads().to_owned(),
        other => other.to_owned(),
    }
}

fn changed_rows(changes: Vec<ImportChange>, total: u64) -> impl IntoView {
    let shown = changes.len();
    let row = |change: ImportChange| {
        let fields = change.fields.into_iter().map(|field| {
            let name = move || field_name(&field.field);
            let (old, new) = (field.old, field.new.unwrap_or_else(|| "—".into()));
            view! { <li>{name} ": " {old.map(|old| view! { <del>{old}</del> " → " })} <ins>{new}</ins></li> }
        });
        view! {
            <tr>
                <th scope="row" class="number">{change.line}</th>
                <td>{change.number}</td>
                <td>{if change.is_new { people::is_new.into_any() } else { people::is_changed.into_any() }}</td>
                <td><ul class="plain">{fields.collect_view()}</ul></td>
            </tr>
        }
    };
    view! {
        <div id="changes" class="stack">
            <TableBox caption=people::import_changes>
                <thead>
                    <tr>
                        <th scope="col" class="number">{people::column_line}</th>
                        <th scope="col">{people::column_door}</th>
                        <th scope="col">{people::column_state}</th>
                        <th scope="col">{people::import_changes}</th>
                    </tr>
                </thead>
                <tbody>{changes.into_iter().map(row).collect_view()}</tbody>
            </TableBox>
            {(u64::try_from(shown).unwrap_or(u64::MAX) < total)
                .then(|| view! { <p class="soft">{move || people::first_of(shown, total)}</p> })}
        </div>
    }
}

#[component]
fn Finished(done: ImportDone, step: RwSignal<Step>) -> impl IntoView {
    let scope = Scope::get();
    let list = Signal::derive(move || {
        let area = scope.area.get().map(|area| area.to_string()).unwrap_or_default();
        format!("{BASE}/households?area={area}")
    });
    view! {
        <div role="status">
            <Notice tone=Tone::Done>
                <p>{move || people::import_done(format::number(done.added), format::number(done.changed), format::number(done.unchanged))}</p>
            </Notice>
        </div>
        <div class="row">
            <ButtonLink kind=ButtonKind::Primary href=list>{people::to_households}</ButtonLink>
            <Button on_press=move |()| step.set(Step::Choosing)>{people::another_file}</Button>
        </div>
    }
}
