//! What was there when the books began: brought in once for each purpose, and taken back where it was wrong.

use client::Client;
use contract::{
    funds::{BringBalance, Fund, FundPurpose, IncomeReason, OpeningBalance, OpeningBalances},
    problems::FieldProblem,
};
use domain::{
    funds::{FundState, INCOME_NOTE_CHARS_MAX},
    permissions::Permission,
};
use leptos::prelude::*;

use super::{address, chars, of_fund::OfFund};
use crate::{
    components::{
        BackLink, Badge, Button, ButtonKind, Dialog, EmptyState, Form, FormState, PageHead, Reason,
        ReasonDialog, SelectField, TableBox, TextArea, TextField, Time, Toasts, Tone,
    },
    fetch::fetch,
    format,
    i18n::{common, funds},
    once::Once,
    pages::{
        console::{ask::Ask, lists::loaded},
        funds::{amount, words},
    },
    send::{mistakes, send},
    session::Session,
};

/// The page.
#[component]
pub fn Balances() -> impl IntoView {
    view! { <OfFund title=funds::balances page=|fund| view! { <List fund/> }.into_any()/> }
}

#[component]
fn List(fund: Fund) -> impl IntoView {
    let (session, toasts, once) = (Session::get(), Toasts::get(), Once::new());
    let id = fund.id;
    let (bringing, ask) = (RwSignal::new(false), Ask::<OpeningBalance>::new());
    let list = fetch(move |client| async move { client.list_opening_balances(id).await });
    let keeps = session.may(Permission::KeepFunds, &fund.area_path);
    let brings = keeps && fund.state == FundState::Open;
    let brought = move |()| {
        bringing.set(false);
        toasts.say(funds::balance_brought());
        list.reload();
    };
    let reverse = move |(form, text): Reason| {
        let Some(balance) = ask.row() else { return };
        let body = IncomeReason { reason: text.trim().to_owned() };
        let key = once.key(&(balance.id, &body));
        let call = move |client: Client, body: IncomeReason| {
            let key = key.clone();
            async move { client.reverse_balance(balance.id, &body, Some(&key)).await }
        };
        send(session, form, body, call, move |_: OpeningBalances| {
            ask.open.set(false);
            toasts.say(funds::was_taken_back());
            list.reload();
        });
    };
    let purposes = StoredValue::new(fund.purposes.clone());
    view! {
        <BackLink href=address(id) label=fund.name.clone()/>
        <PageHead title=funds::balances lead=funds::balances_lead>
            {brings.then(|| view! {
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuPlus on_press=move |()| bringing.set(true)>{funds::bring}</Button>
            })}
        </PageHead>
        {loaded(list, move |found: OpeningBalances| {
            if found.items.is_empty() {
                return view! { <EmptyState title=funds::no_balances detail=funds::no_balances_detail icon=icondata_lu::LuBookOpen/> }.into_any();
            }
            rows(found.items, &purposes.get_value(), keeps.then_some(ask))
        })}
        <Dialog open=bringing title=funds::bring>
            <Bring fund=fund.clone() on_done=brought on_cancel=move |()| bringing.set(false)/>
        </Dialog>
        <ReasonDialog open=ask.open name="reverse-balance"
            title=move || ask.words(|balance| funds::reverse_question(format::money(balance.amount_fen)))
            label=funds::reason hint=funds::reverse_hint verb=funds::reverse characters_max=INCOME_NOTE_CHARS_MAX on_submit=reverse/>
    }
}

fn rows(items: Vec<OpeningBalance>, purposes: &[FundPurpose], ask: Option<Ask<OpeningBalance>>) -> AnyView {
    let row = |balance: OpeningBalance| {
        let purpose = words::purpose(balance.purpose.as_deref(), purposes);
        let act = ask.filter(|_| balance.reversed_at.is_none()).map(|ask| {
            let (row, name) = (balance.clone(), purpose.clone());
            view! {
                <Button small=true on_press=move |()| ask.about(row.clone())>
                    {funds::reverse}<span class="visually-hidden">" "{name}</span>
                </Button>
            }
        });
        let undone = balance.reversed_at.map(|at| {
            view! {
                <Badge tone=Tone::Alert label=funds::was_reversed/>" "<Time at/>
                {balance.reason.clone().map(|reason| view! { <br/><span class="small soft">{reason}</span> })}
            }
        });
        view! {
            <tr>
                <th scope="row">{purpose}</th>
                <td class="number">{format::money(balance.amount_fen)}</td>
                <td class="text">{balance.note}</td>
                <td><Time at=balance.brought_at/></td>
                <td>{undone}{act}</td>
            </tr>
        }
    };
    let all = items.into_iter().map(row).collect_view();
    view! {
        <TableBox caption=funds::balances>
            <thead><tr>
                <th scope="col">{funds::purpose}</th>
                <th scope="col" class="number">{funds::amount}</th>
                <th scope="col">{funds::from_books}</th>
                <th scope="col">{funds::registered_at}</th>
                <th scope="col">{funds::column_state}</th>
            </tr></thead>
            <tbody>{all}</tbody>
        </TableBox>
    }
    .into_any()
}

/// How much, for what, and from which books.
#[component]
fn Bring(
    fund: Fund,
    #[prop(into)] on_done: Callback<()>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let (session, state, once) = (Session::get(), FormState::new("balance"), Once::new());
    let [purpose, much, note] = [(); 3].map(|()| RwSignal::new(String::new()));
    let id = fund.id;
    let read = move || -> Result<BringBalance, Vec<FieldProblem>> {
        let amount_fen =
            much.with_untracked(|text| amount::read(text, "/amount_fen")).map_err(|one| vec![one])?;
        let body = BringBalance {
            purpose: Some(purpose.get_untracked()).filter(|code| !code.is_empty()),
            amount_fen,
            note: note.with_untracked(|note| note.trim().to_owned()),
        };
        let faults = mistakes(&body);
        if faults.is_empty() { Ok(body) } else { Err(faults) }
    };
    let submit = move |()| {
        let body = match read() {
            Ok(body) => body,
            Err(faults) => {
                state.refuse_fields(faults);
                return;
            }
        };
        let key = once.key(&body);
        let ask = move |client: Client, body: BringBalance| {
            let key = key.clone();
            async move { client.bring_balance(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| on_done.run(()));
    };
    let purposes = Signal::stored(words::purpose_options(&fund.purposes));
    view! {
        <Form state on_submit=submit>
            <SelectField name="purpose" label=funds::purpose hint=funds::purpose_hint value=purpose options=purposes optional=true/>
            <TextField name="amount_fen" label=funds::amount hint=funds::yuan_hint value=much inputmode="decimal"/>
            <TextArea name="note" label=funds::from_books hint=funds::from_books_hint value=note characters_max=chars(INCOME_NOTE_CHARS_MAX)/>
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{funds::bring}</Button>
            </div>
        </Form>
    }
}
