//! Importing a statement as the bank exports it: all of its lines, or a list of those that cannot be used.

use contract::funds::{BadBankLine, BankStatementImport, Fund};
use domain::{funds::STATEMENT_BYTES_MAX, ids::FundId, permissions::Permission};
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, File, HtmlInputElement};

use super::super::{address, of_fund::OfFund};
use crate::{
    components::{
        BackLink, Button, ButtonKind, Field, Form, FormState, Notice, PageHead, TableBox, Toasts, Tone,
    },
    device,
    failure::Failure,
    format,
    i18n::{bank as texts, people},
    route::Go,
    session::Session,
};

/// The page.
#[component]
pub fn ImportPage() -> impl IntoView {
    view! {
        <OfFund title=texts::import needs=Permission::KeepFunds page=|fund| view! { <Whole fund/> }.into_any()/>
    }
}

#[component]
fn Whole(fund: Fund) -> impl IntoView {
    let (session, toasts, go) = (Session::get(), Toasts::get(), Go::new());
    let (id, state) = (fund.id, FormState::new("statement"));
    let refused = RwSignal::new(None::<BankStatementImport>);
    let file = StoredValue::new_local(None::<File>);
    let back = format!("{}/bank", address(id));
    let choose = move |event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        file.set_value(input.and_then(|input| input.files()).and_then(|files| files.get(0)));
    };
    let to = back.clone();
    let submit = move |()| {
        let Some(file) = file.get_value() else {
            return state.refuse(Failure::here(people::choose_file_first()));
        };
        let bytes_max = u32::try_from(STATEMENT_BYTES_MAX).unwrap_or(u32::MAX);
        if file.size() > f64::from(bytes_max) {
            return state.refuse(Failure::here(people::file_too_large(format::bytes(bytes_max.into()))));
        }
        state.busy.set(true);
        refused.set(None);
        let to = to.clone();
        spawn_local(async move {
            match import(session, id, file).await {
                Ok(done) => {
                    state.accept();
                    match &done.statement {
                        Some(statement) => {
                            toasts.say(if done.again {
                                texts::imported_again().to_owned()
                            } else {
                                texts::imported(statement.lines, statement.known, done.matched)
                            });
                            go.to(&to);
                        }
                        None => {
                            // The page may be gone by now.
                            let _ = refused.try_set(Some(done));
                            request_animation_frame(|| device::focus("refused-head"));
                        }
                    }
                }
                Err(failure) => state.refuse(failure),
            }
        });
    };
    view! {
        <BackLink href=back label=texts::reconciliation/>
        <PageHead title=texts::import lead=texts::import_lead/>
        <Form state on_submit=submit>
            <Field
                name="file"
                label=texts::import_file
                hint=texts::import_file_hint
                children=Box::new(move |id: String| view! {
                    <input class="input" type="file" id=id accept=".csv,.xlsx,text/csv" on:change=choose/>
                }.into_any())
            />
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{texts::import}</Button>
            </div>
            <p role="status">{move || state.busy.get().then(texts::importing)}</p>
        </Form>
        {move || refused.get().map(bad)}
    }
}

/// The lines that cannot be used.
fn bad(done: BankStatementImport) -> impl IntoView {
    let (total, shown) = (done.bad_lines_total, done.bad_lines.len());
    let less = u64::try_from(shown).is_ok_and(|shown| shown < total);
    let row = |bad: BadBankLine| {
        view! {
            <tr>
                <th scope="row">{format::number(bad.line.into())}</th>
                <td>{bad.column}</td>
                <td class="text">{bad.detail}</td>
            </tr>
        }
    };
    view! {
        <section class="stack" aria-labelledby="refused-head">
            <h2 id="refused-head" tabindex="-1">{texts::refused}</h2>
            <Notice tone=Tone::Alert><p>{move || texts::lines_bad(total)}</p></Notice>
            {less.then(|| view! { <p class="soft">{move || texts::lines_bad_shown(shown)}</p> })}
            <TableBox caption=texts::refused>
                <thead><tr>
                    <th scope="col">{texts::column_line}</th>
                    <th scope="col">{texts::column_cell}</th>
                    <th scope="col">{texts::column_what}</th>
                </tr></thead>
                <tbody>{done.bad_lines.into_iter().map(row).collect_view()}</tbody>
            </TableBox>
        </section>
    }
}

async fn import(session: Session, id: FundId, file: File) -> Result<BankStatementImport, Failure> {
    let unreadable = |_| Failure::here(people::file_unreadable());
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(unreadable)?;
    let bytes = Uint8Array::new(&buffer).to_vec();
    session
        .call(|client| {
            let bytes = bytes.clone();
            async move { client.import_bank_statement(id, bytes).await }
        })
        .await
}
