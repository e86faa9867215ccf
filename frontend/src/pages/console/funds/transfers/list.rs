//! What moved between purposes, and the way to move more.

use contract::{
    funds::{Fund, FundPurpose, FundTransfer, TransferKind},
    page::{LIMIT_DEFAULT, PageQuery},
};
use domain::permissions::Permission;
use leptos::prelude::*;

use super::{
    super::{address, income_address, of_fund::OfFund, resolution_address},
    make::Make,
};
use crate::{
    components::{BackLink, Button, ButtonKind, Dialog, EmptyState, PageHead, TableBox, Time, Toasts},
    fetch::fetch_list,
    format,
    i18n::funds,
    live,
    pages::{console::lists::listed, funds::words},
    session::Session,
};

/// The page.
#[component]
pub fn Transfers() -> impl IntoView {
    view! { <OfFund title=funds::transfers page=|fund| view! { <List fund/> }.into_any()/> }
}

#[component]
fn List(fund: Fund) -> impl IntoView {
    let toasts = Toasts::get();
    let (id, making) = (fund.id, RwSignal::new(false));
    let list = fetch_list(move |client, after| async move {
        client.list_fund_transfers(id, &PageQuery { limit: Some(LIMIT_DEFAULT), after }).await
    });
    live::follow_list(list, LIMIT_DEFAULT, |event| event.event.starts_with("fund."));
    let keeps = Session::get().may(Permission::KeepFunds, &fund.area_path);
    let made = move |()| {
        making.set(false);
        toasts.say(funds::transfer_made());
        list.reload();
    };
    let purposes = StoredValue::new(fund.purposes.clone());
    view! {
        <BackLink href=address(id) label=fund.name.clone()/>
        <PageHead title=funds::transfers lead=funds::transfers_lead>
            {keeps.then(|| view! {
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuArrowLeftRight on_press=move |()| making.set(true)>{funds::make_transfer}</Button>
            })}
        </PageHead>
        {listed(
            list,
            || view! { <EmptyState title=funds::no_transfers detail=funds::no_transfers_detail icon=icondata_lu::LuArrowLeftRight/> }.into_any(),
            move |items| purposes.with_value(|purposes| rows(items, purposes)),
        )}
        <Dialog open=making title=funds::make_transfer>
            <Make fund=fund.clone() on_done=made on_cancel=move |()| making.set(false)/>
        </Dialog>
    }
}

/// What a transfer is called.
const fn kind(kind: TransferKind) -> words::Text {
    match kind {
        TransferKind::Earmark => funds::posting_earmarked,
        TransferKind::Release => funds::posting_released,
        TransferKind::Lifting => funds::posting_lifted,
    }
}

fn rows(items: Vec<FundTransfer>, purposes: &[FundPurpose]) -> AnyView {
    let row = |moved: FundTransfer| {
        let gift =
            moved.income_id.map(|id| view! { " "<a href=income_address(id)>{funds::transfer_gift}</a> });
        view! {
            <tr>
                <th scope="row"><Time at=moved.at/></th>
                <td>{kind(moved.kind)}{gift}</td>
                <td class="number">{format::money(moved.amount_fen)}</td>
                <td>{words::purpose(moved.from_purpose.as_deref(), purposes)}</td>
                <td>{words::purpose(moved.to_purpose.as_deref(), purposes)}</td>
                <td><a href=resolution_address(moved.resolution_id)>{funds::by_resolution}</a></td>
            </tr>
        }
    };
    let all = items.into_iter().map(row).collect_view();
    view! {
        <TableBox caption=funds::transfers>
            <thead><tr>
                <th scope="col">{funds::registered_at}</th>
                <th scope="col">{funds::transfer_kind}</th>
                <th scope="col" class="number">{funds::amount}</th>
                <th scope="col">{funds::column_from}</th>
                <th scope="col">{funds::column_to}</th>
                <th scope="col">{funds::by_resolution}</th>
            </tr></thead>
            <tbody>{all}</tbody>
        </TableBox>
    }
    .into_any()
}
