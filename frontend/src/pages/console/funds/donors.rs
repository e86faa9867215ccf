//! Who gives to a fund: those with an account come by themselves, the others are noted here.

use client::Client;
use contract::{
    funds::{AddDonor, Fund, FundDonor},
    page::{LIMIT_DEFAULT, PageQuery},
};
use domain::{funds::DONOR_NAME_CHARS_MAX, ids::FundId, permissions::Permission};
use leptos::prelude::*;

use super::{address, chars, of_fund::OfFund};
use crate::{
    components::{
        BackLink, Button, ButtonKind, Dialog, EmptyState, Form, FormState, PageHead, TableBox, TextField,
        Time, Toasts,
    },
    fetch::fetch_list,
    i18n::{common, funds},
    once::Once,
    pages::console::lists::listed,
    send::send,
    session::Session,
};

/// The page.
#[component]
pub fn Donors() -> impl IntoView {
    view! { <OfFund title=funds::donors page=|fund| view! { <List fund/> }.into_any()/> }
}

#[component]
fn List(fund: Fund) -> impl IntoView {
    let id = fund.id;
    let adding = RwSignal::new(false);
    let list = fetch_list(move |client, after| async move {
        client.list_donors(id, &PageQuery { limit: Some(LIMIT_DEFAULT), after }).await
    });
    let keeps = Session::get().may(Permission::KeepFunds, &fund.area_path);
    let added = move |_: FundDonor| {
        adding.set(false);
        list.reload();
    };
    view! {
        <BackLink href=address(id) label=fund.name/>
        <PageHead title=funds::donors lead=funds::donors_lead>
            {keeps.then(|| view! {
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuUserPlus on_press=move |()| adding.set(true)>{funds::add_donor}</Button>
            })}
        </PageHead>
        {listed(
            list,
            || view! { <EmptyState title=funds::no_donors detail=funds::no_donors_detail icon=icondata_lu::LuUsers/> }.into_any(),
            rows,
        )}
        <AddDonorDialog id open=adding on_done=added/>
    }
}

fn rows(items: Vec<FundDonor>) -> AnyView {
    let row = |donor: FundDonor| {
        let account = if donor.has_account { funds::with_account } else { funds::without_account };
        view! {
            <tr>
                <th scope="row">{donor.name}</th>
                <td>{account}</td>
                <td><Time at=donor.added_at/></td>
            </tr>
        }
    };
    view! {
        <TableBox caption=funds::donors>
            <thead><tr>
                <th scope="col">{funds::donor}</th>
                <th scope="col">{funds::column_account}</th>
                <th scope="col">{funds::registered_at}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}

/// Notes somebody who gives without an account; in a dialog.
#[component]
pub(super) fn AddDonorDialog(
    /// The fund.
    id: FundId,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// They are noted.
    #[prop(into)]
    on_done: Callback<FundDonor>,
) -> impl IntoView {
    view! { <Dialog open title=funds::add_donor><Add id open on_done/></Dialog> }
}

#[component]
fn Add(id: FundId, open: RwSignal<bool>, on_done: Callback<FundDonor>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once, name) = (FormState::new("donor"), Once::new(), RwSignal::new(String::new()));
    let submit = move |()| {
        let body = AddDonor { name: name.with_untracked(|name| name.trim().to_owned()) };
        let key = once.key(&body);
        let ask = move |client: Client, body: AddDonor| {
            let key = key.clone();
            async move { client.add_donor(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |donor: FundDonor| {
            toasts.say(funds::donor_added());
            on_done.run(donor);
        });
    };
    view! {
        <Form state on_submit=submit>
            <TextField name="name" label=funds::donor_name hint=funds::donor_name_hint value=name characters_max=chars(DONOR_NAME_CHARS_MAX)/>
            <div class="dialog__actions">
                <Button on_press=move |()| open.set(false)>{common::cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{funds::add_donor}</Button>
            </div>
        </Form>
    }
}
