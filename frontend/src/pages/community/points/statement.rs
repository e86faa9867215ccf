//! A wallet's statement: every line with what was there then, each of which the reader's own browser can prove.

use contract::points::{GetWalletStatement, Wallet, WalletLine};
use domain::ids::LedgerAccountId;
use leptos::prelude::*;

use super::{
    line::{Line, Reversals},
    one_wallet::OneWallet,
    proof::{Checks, Course, Outcome},
    summary::expiring,
    wallets::whose,
};
use crate::{
    components::{
        BackLink, Button, ButtonKind, ButtonLink, EmptyState, ErrorState, PageHead, Progress, Skeleton,
    },
    fetch::{Fetched, Listed, More, fetch_list},
    format,
    i18n::points,
    live,
};

/// The page.
#[component]
pub fn Statement() -> impl IntoView {
    view! { <OneWallet title=points::statement children=|id, wallet, fetched| view! { <Shown id wallet fetched/> }.into_any()/> }
}

#[component]
fn Shown(id: LedgerAccountId, wallet: Wallet, fetched: Fetched<Wallet>) -> impl IntoView {
    let listed = fetch_list(move |client, after| async move {
        client.get_wallet_statement(id, &GetWalletStatement { limit: None, after }).await
    });
    live::follow(
        |event| ["claim:", "gift:", "redemption:"].into_iter().any(|kind| event.subject.starts_with(kind)),
        move || {
            fetched.reload();
            listed.reload();
        },
    );
    let checks = Checks::new(id);
    let (line, name) = (whose(&wallet), wallet.programme_name.clone());
    // The newest numbers; those it began with until they are here.
    let now = Memo::new(move |_| match fetched.answer.get() {
        Some(Ok(newer)) => newer,
        Some(Err(_)) | None => wallet.clone(),
    });
    view! {
        <div class="stack stack--loose">
            <BackLink href="/points" label=points::my_points/>
            <PageHead title=points::statement lead=format!("{name} · {line}")/>
            <section class="card wallet">
                <p class="wallet__balance"><strong>{move || format::number(now.with(|now| now.balance))}</strong><span>{points::unit}</span></p>
                {move || {
                    let (held, available) = now.with(|now| (now.held, now.available));
                    (held > 0).then(|| view! { <p>{points::held(format::number(held), format::number(available))}</p> })
                }}
                {move || now.with(expiring)}
            </section>
            <Lines listed checks/>
        </div>
    }
}

#[component]
fn Lines(listed: Listed<WalletLine>, checks: Checks) -> impl IntoView {
    move || {
        match listed.answer.get() {
        None => view! { <Skeleton count=6/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| listed.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() => view! {
            <EmptyState title=points::no_lines detail=points::no_lines_detail icon=icondata_lu::LuReceiptText>
                <ButtonLink kind=ButtonKind::Primary href="/points/claim" icon=icondata_lu::LuPlus>{points::claim}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
        Some(Ok(items)) => {
            let reversals = Reversals::of(&items);
            let line = move |line: WalletLine| view! { <Line line reversals=reversals.clone() checks/> };
            view! {
                <CheckAll listed checks/>
                <ul class="lines" role="list">{items.into_iter().map(line).collect_view()}</ul>
                <More list=listed/>
            }
            .into_any()
        }
    }
    }
}

/// Checks every line that is shown, and says what that proves.
#[component]
fn CheckAll(listed: Listed<WalletLine>, checks: Checks) -> impl IntoView {
    let busy = Signal::derive(move || matches!(checks.course.get(), Course::Running(..)));
    let check = move |()| {
        if let Some(Ok(lines)) = listed.answer.get_untracked() {
            checks.check_all(lines);
        }
    };
    let counted = move || match checks.course.get() {
        Course::Running(done, total) => (done, total),
        Course::Idle | Course::Done | Course::Stopped(_) => (0, 0),
    };
    let (done, total) = (Signal::derive(move || counted().0), Signal::derive(move || counted().1));
    view! {
        <section class="stack stack--tight no-print" aria-labelledby="check-head">
            <h2 id="check-head">{points::check_head}</h2>
            <p class="soft">{points::check_lead}</p>
            <div class="row">
                <Button icon=icondata_lu::LuShieldCheck busy on_press=check>{points::check_all}</Button>
            </div>
            <Show when=move || busy.get()><Progress label=points::checking done total/></Show>
            <div role="status"><Outcome checks/></div>
        </section>
    }
}
