//! A fund's own budget: what it may spend outside projects, line by line.

use client::Client;
use contract::funds::{Fund, FundBudget, FundLine, WriteFundLine};
use domain::{
    funds::{DISBURSEMENT_TITLE_CHARS_MAX, FundState},
    ids::FundId,
    permissions::Permission,
};
use leptos::prelude::*;

use super::{READING, address, chars, no_such_fund};
use crate::{
    components::{
        BackLink, Button, ButtonKind, Dialog, EmptyState, Form, FormState, PageHead, SelectField, TableBox,
        TextField, Toasts,
    },
    fetch::fetch,
    format,
    i18n::{common, disbursements as texts, funds},
    once::Once,
    pages::{
        console::{BASE, lists::loaded, office::office},
        funds::{amount, id_at, if_there, words},
        identity::SignedInOnly,
    },
    send::send,
    session::Session,
};

/// The page.
#[component]
pub fn Budget() -> impl IntoView {
    view! {
        <SignedInOnly title=texts::budget home=BASE
            children=|me| office(&me, READING, || view! { <div class="stack"><Whole/></div> }.into_any())/>
    }
}

#[component]
fn Whole() -> impl IntoView {
    let id = id_at::<FundId>("id");
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            let Some(id) = id else { return Ok(None) };
            let Some(fund) = if_there(client.get_fund(id).await)? else { return Ok(None) };
            let budget = client.get_fund_budget(id).await?;
            Ok(Some((fund.body, budget)))
        }
    });
    let done = Callback::new(move |()| found.reload());
    view! {
        {loaded(found, move |found: Option<(Fund, FundBudget)>| match found {
            Some((fund, budget)) => view! { <Lines fund budget on_done=done/> }.into_any(),
            None => no_such_fund(),
        })}
    }
}

#[component]
fn Lines(fund: Fund, budget: FundBudget, on_done: Callback<()>) -> impl IntoView {
    let toasts = Toasts::get();
    let runs = matches!(fund.state, FundState::Open | FundState::Closing);
    let may = runs && Session::get().may(Permission::ManageFunds, &fund.area_path);
    let (id, open) = (fund.id, RwSignal::new(false));
    let chosen = RwSignal::new(None::<FundLine>);
    let next = u16::try_from(budget.lines.len()).unwrap_or(u16::MAX).saturating_add(1);
    let purposes = StoredValue::new(fund.purposes.clone());
    let write = move |line: Option<FundLine>| {
        chosen.set(line);
        open.set(true);
    };
    let saved = move |()| {
        open.set(false);
        toasts.say(texts::line_saved());
        on_done.run(());
    };
    let row = move |line: FundLine| {
        let (purpose, again) = (line.purpose.clone(), line.clone());
        view! {
            <tr>
                <th scope="row">{line.number}" · "{line.title}</th>
                <td>{move || words::purpose(purpose.as_deref(), &purposes.get_value())}</td>
                <td class="number">{format::money(line.limit_fen)}</td>
                <td class="number">{format::money(line.reserved_fen)}</td>
                <td class="number">{format::money(line.spent_fen)}</td>
                <td class="number">{format::money(line.left_fen)}</td>
                <td>{may.then(|| view! {
                    <Button small=true icon=icondata_lu::LuPencil on_press=move |()| write(Some(again.clone()))>{texts::change_line}</Button>
                })}</td>
            </tr>
        }
    };
    let table = if budget.lines.is_empty() {
        view! { <EmptyState title=texts::no_lines detail=texts::no_lines_detail icon=icondata_lu::LuBookOpen/> }.into_any()
    } else {
        view! {
            <TableBox caption=texts::budget>
                <thead><tr>
                    <th scope="col">{texts::on_line}</th>
                    <th scope="col">{funds::purpose}</th>
                    <th scope="col" class="number">{texts::limit}</th>
                    <th scope="col" class="number">{texts::reserved}</th>
                    <th scope="col" class="number">{texts::spent}</th>
                    <th scope="col" class="number">{texts::left_over}</th>
                    <th scope="col"><span class="visually-hidden">{funds::actions}</span></th>
                </tr></thead>
                <tbody>{budget.lines.into_iter().map(row).collect_view()}</tbody>
            </TableBox>
        }
        .into_any()
    };
    view! {
        <BackLink href=address(id) label=fund.name.clone()/>
        <PageHead title=texts::budget lead=texts::budget_lead>
            {may.then(|| view! {
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuPlus on_press=move |()| write(None)>{texts::add_line}</Button>
            })}
        </PageHead>
        {table}
        <Dialog open title=texts::budget_line>
            {move || view! { <Write id next line=chosen.get() purposes=purposes.get_value() on_done=saved on_cancel=move |()| open.set(false)/> }}
        </Dialog>
    }
}

/// Writes one line: a new one, or one that is there, whose purpose stays.
#[component]
fn Write(
    id: FundId,
    next: u16,
    line: Option<FundLine>,
    purposes: Vec<contract::funds::FundPurpose>,
    #[prop(into)] on_done: Callback<()>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let (session, state, once) = (Session::get(), FormState::new("budget-line"), Once::new());
    let number = line.as_ref().map_or(next, |line| line.number);
    let is_new = line.is_none();
    let kept = line.as_ref().and_then(|line| line.purpose.clone());
    let title = RwSignal::new(line.as_ref().map(|line| line.title.clone()).unwrap_or_default());
    let limit = RwSignal::new(line.map(|line| crate::amounts::typed(line.limit_fen)).unwrap_or_default());
    let purpose = RwSignal::new(kept.unwrap_or_default());
    let options = Signal::stored(words::purpose_options(&purposes));
    let submit = move |()| {
        let limit_fen = match limit.with_untracked(|text| amount::read(text, "/limit_fen")) {
            Ok(limit) => limit,
            Err(fault) => {
                state.refuse_fields(vec![fault]);
                return;
            }
        };
        let body = WriteFundLine {
            title: title.with_untracked(|title| title.trim().to_owned()),
            limit_fen,
            purpose: Some(purpose.get_untracked()).filter(|code| !code.is_empty()),
        };
        let key = once.key(&(number, &body));
        let ask = move |client: Client, body: WriteFundLine| {
            let key = key.clone();
            async move { client.set_fund_line(id, number, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| on_done.run(()));
    };
    view! {
        <Form state on_submit=submit>
            <TextField name="title" label=texts::line_title value=title characters_max=chars(DISBURSEMENT_TITLE_CHARS_MAX)/>
            <TextField name="limit_fen" label=texts::limit hint=funds::yuan_hint value=limit inputmode="decimal"/>
            {is_new.then(|| view! {
                <SelectField name="purpose" label=funds::purpose hint=texts::line_purpose_hint value=purpose options optional=true/>
            })}
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{funds::save}</Button>
            </div>
        </Form>
    }
}
