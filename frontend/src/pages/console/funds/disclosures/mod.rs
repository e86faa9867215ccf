//! Accounts to the public at the desk: prepared, read, signed, published.

pub mod prepare;
pub mod show;

use contract::funds::{Fund, FundPeriod, FundPeriods};
use domain::{funds::PeriodState, ids::DisclosureId, permissions::Permission};
use leptos::prelude::*;

use self::prepare::Prepare;
pub use self::show::DisclosurePage;
use crate::{
    components::{Badge, Button, ButtonLink, Dialog, TableBox},
    fetch::fetch,
    i18n::funds,
    pages::{
        console::{BASE, ask::Ask, lists::loaded},
        funds::disclosure::{dated, days, signatory, standing},
    },
    session::Session,
};

/// The page of one account.
fn disclosure_address(id: DisclosureId) -> String {
    format!("{BASE}/funds/disclosures/{id}")
}

/// Every period of a fund, with what its reader can do about its account.
#[component]
pub(super) fn Disclosures(
    /// The fund.
    fund: Signal<Fund>,
    /// Grows whenever something may have happened.
    ticks: RwSignal<u32>,
    /// It is to be shown as it is now.
    on_done: Callback<()>,
) -> impl IntoView {
    let session = Session::get();
    let (id, path) = fund.with_untracked(|fund| (fund.id, fund.area_path.clone()));
    let keeps = session.may(Permission::KeepFunds, &path);
    let ask = Ask::<FundPeriod>::new();
    let periods = fetch(move |client| {
        ticks.track();
        async move { client.list_disclosures(id).await }
    });
    let show = move |found: FundPeriods| {
        if found.items.is_empty() {
            return view! { <p class="soft">{funds::no_periods}</p> }.into_any();
        }
        table(found.items, keeps.then_some(ask))
    };
    let prepared = move |()| {
        ask.open.set(false);
        on_done.run(());
    };
    view! {
        <section class="stack" aria-labelledby="disclosures-head">
            <h2 id="disclosures-head">{funds::disclosures}</h2>
            <p class="soft">{funds::disclosures_lead}</p>
            {loaded(periods, show)}
        </section>
        <Dialog open=ask.open title=move || ask.words(|period| funds::prepare_question(days(period.from, period.until)))>
            {move || ask.row().map(|period| view! {
                <Prepare fund=id period on_done=prepared on_cancel=move |()| ask.open.set(false)/>
            })}
        </Dialog>
    }
}

fn table(items: Vec<FundPeriod>, ask: Option<Ask<FundPeriod>>) -> AnyView {
    let row = move |period: FundPeriod| {
        let (tone, state) = standing(period.state, period.late);
        let (from, until) = (period.from, period.until);
        let (dates, signed) = (period.clone(), period.signed_by.clone());
        let can_prepare = !matches!(period.state, PeriodState::Running | PeriodState::Published);
        let link = period.disclosure_id.map(|id| {
            view! {
                <ButtonLink href=disclosure_address(id)>
                    {funds::read_disclosure}<span class="visually-hidden">" "{days(from, until)}</span>
                </ButtonLink>
            }
        });
        let made = period.disclosure_id.is_some();
        let prepare = ask.filter(|_| can_prepare).map(|ask| {
            view! {
                <Button small=true on_press=move |()| ask.about(period.clone())>
                    {if made { funds::prepare_again } else { funds::prepare_disclosure }}
                    <span class="visually-hidden">" "{days(from, until)}</span>
                </Button>
            }
        });
        let signed = move || signed.iter().map(|office| signatory(*office)).collect::<Vec<_>>().join(" · ");
        view! {
            <tr>
                <th scope="row">{move || days(from, until)}</th>
                <td><Badge tone label=state/></td>
                <td>{move || dated(&dates)}</td>
                <td>{signed}</td>
                <td><div class="row">{link}{prepare}</div></td>
            </tr>
        }
    };
    view! {
        <TableBox caption=funds::disclosures>
            <thead><tr>
                <th scope="col">{funds::period}</th>
                <th scope="col">{funds::column_state}</th>
                <th scope="col">{funds::period_due_on}</th>
                <th scope="col">{funds::signatures}</th>
                <th scope="col">{funds::actions}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
