//! Giving points to somebody: to whom, how many, and once more before it is done.

use client::Client;
use contract::{
    points::{FindGiftRecipient, Gift, GiftRecipient, GiveGift, Wallet},
    problems::{FieldProblem, fields},
};
use domain::{
    ids::LedgerAccountId,
    points::{GiftError, GiftRules, WORDS_CHARS_MAX},
};
use leptos::prelude::*;

use super::{one_wallet::OneWallet, wallets::whose};
use crate::{
    components::{
        BackLink, Button, ButtonKind, ButtonLink, Confirm, EmptyState, Form, FormState, PageHead, TextArea,
        TextField, Toasts,
    },
    fetch::Fetched,
    format,
    i18n::{self, points},
    once::Once,
    route::Go,
    send::send,
    session::Session,
};

/// The page.
#[component]
pub fn GivePage() -> impl IntoView {
    view! { <OneWallet title=points::give children=|id, wallet, fetched| view! { <Shown id wallet fetched/> }.into_any()/> }
}

#[component]
fn Shown(id: LedgerAccountId, wallet: Wallet, fetched: Fetched<Wallet>) -> impl IntoView {
    let line = format!("{} · {}", wallet.programme_name, whose(&wallet));
    let form = match wallet.gifts {
        Some(rules) => view! { <Give id rules wallet fetched/> }.into_any(),
        None => view! {
            <EmptyState title=points::no_gifts detail=points::no_gifts_detail icon=icondata_lu::LuGift>
                <ButtonLink href="/points">{points::my_points}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
    };
    view! {
        <div class="stack">
            <BackLink href="/points" label=points::my_points/>
            <PageHead title=points::give lead=line/>
            {form}
        </div>
    }
}

/// What is wrong with a number of points, before anybody is asked.
fn mistake(typed: &str, wallet: &Wallet, rules: GiftRules) -> Result<i64, FieldProblem> {
    let wrong = |code: &'static str, params: &[(String, String)]| {
        fields::problem("/points", code, untrack(i18n::lang), params)
    };
    let told = |detail: String| FieldProblem { pointer: "/points".to_owned(), code: "range".into(), detail };
    let most = wallet.available.min(rules.each_max).to_string();
    let range = [("min".to_owned(), "1".to_owned()), ("max".to_owned(), most)];
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(wrong("required", &[]));
    }
    let amount =
        typed.parse::<i64>().ok().filter(|amount| *amount > 0).ok_or_else(|| wrong("range", &range))?;
    if amount > wallet.available {
        return Err(told(points::give_short(format::number(wallet.available))));
    }
    rules.allow(wallet.given_this_month, amount).map(|()| amount).map_err(|error| match error {
        GiftError::TooLarge { max } => told(points::give_too_large(format::number(max))),
        GiftError::MonthReached { left } => told(points::give_month_reached(format::number(left))),
        GiftError::NotAllowed => told(points::no_gifts().to_owned()),
    })
}

#[component]
fn Give(id: LedgerAccountId, rules: GiftRules, wallet: Wallet, fetched: Fetched<Wallet>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once, go) = (FormState::new("give"), Once::new(), Go::new());
    let (who, amount, words) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (open, found) = (RwSignal::new(false), RwSignal::new(None::<(GiftRecipient, i64)>));
    // The newest numbers; those it began with until they are here.
    let now = Memo::new(move |_| match fetched.answer.get() {
        Some(Ok(newer)) => newer,
        Some(Err(_)) | None => wallet.clone(),
    });
    let ask = move |()| {
        let mut wrong = Vec::new();
        if who.with_untracked(|who| who.trim().is_empty()) {
            wrong.push(fields::problem("/login_or_code", "required", untrack(i18n::lang), &[]));
        }
        let checked = now.with_untracked(|now| amount.with_untracked(|typed| mistake(typed, now, rules)));
        wrong.extend(checked.as_ref().err().cloned());
        let Ok(count) = checked else {
            state.refuse_fields(wrong);
            return;
        };
        if state.refuse_fields(wrong) {
            return;
        }
        let body = FindGiftRecipient { account_id: id, login_or_code: who.get_untracked().trim().to_owned() };
        let find =
            |client: Client, body: FindGiftRecipient| async move { client.find_gift_recipient(&body).await };
        send(session, state, body, find, move |person: GiftRecipient| {
            found.set(Some((person, count)));
            open.set(true);
        });
    };
    let give = move |()| {
        let Some((person, count)) = found.get_untracked() else { return };
        let said = words.with_untracked(|words| words.trim().to_owned());
        let body = GiveGift {
            account_id: id,
            recipient_id: person.user_id,
            points: count,
            words: (!said.is_empty()).then_some(said),
        };
        let key = once.key(&body);
        let give = move |client: Client, body: GiveGift| {
            let key = key.clone();
            async move { client.give_gift(&body, Some(&key)).await }
        };
        send(session, state, body, give, move |gift: Gift| {
            toasts.say(points::said_given(&gift.recipient, format::number(gift.points)));
            go.instead(&format!("/points/wallets/{id}"));
        });
    };
    let title = move || {
        found.with(|found| {
            let words = |(person, count): &(GiftRecipient, i64)| {
                points::give_ask(&person.masked_name, format::number(*count))
            };
            found.as_ref().map(words).unwrap_or_default()
        })
    };
    let stays = move || {
        let count = found.with(|found| found.as_ref().map_or(0, |(_, count)| *count));
        points::give_effect(format::number(now.with(|now| now.available) - count))
    };
    let hint = move || {
        now.with(|now| {
            let left = rules.month_max.saturating_sub(now.given_this_month).max(0);
            points::how_many_hint(
                format::number(now.available),
                format::number(rules.each_max),
                format::number(left),
            )
        })
    };
    view! {
        <Form state on_submit=ask>
            <TextField name="login_or_code" label=points::to_whom hint=points::to_whom_hint value=who autocomplete="off" characters_max=40_u32/>
            <TextField name="points" label=points::how_many hint value=amount inputmode="numeric" autocomplete="off" characters_max=9_u32/>
            <TextArea name="words" label=points::gift_words value=words optional=true characters_max=u32::try_from(WORDS_CHARS_MAX).unwrap_or(u32::MAX)/>
            <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy icon=icondata_lu::LuGift>{points::give_next}</Button>
        </Form>
        <Confirm open title consequence=stays verb=points::give on_confirm=give danger=true/>
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        ids::ProgrammeId,
        points::{ProgrammeState, WalletKind},
    };

    use super::*;

    fn wallet(available: i64, given: i64) -> Wallet {
        Wallet {
            account_id: None,
            programme_id: ProgrammeId(uuid::Uuid::nil()),
            programme_name: String::new(),
            programme_state: ProgrammeState::Running,
            kind: WalletKind::Person,
            household_id: None,
            place: Vec::new(),
            balance: available,
            held: 0,
            available,
            upcoming: Vec::new(),
            expiring_soon: 0,
            gifts: None,
            given_this_month: given,
            named: false,
        }
    }

    #[test]
    fn a_number_of_points_is_checked_before_anybody_is_asked() {
        let rules = GiftRules { each_max: 50, month_max: 60 };
        let check = |typed: &str, available, given| mistake(typed, &wallet(available, given), rules).ok();
        assert_eq!(check(" 20 ", 100, 0), Some(20));
        assert_eq!(
            [check("", 100, 0), check("0", 100, 0), check("-3", 100, 0), check("很多", 100, 0)],
            [None; 4]
        );
        assert_eq!((check("51", 100, 0), check("20", 10, 0), check("20", 100, 50)), (None, None, None));
        assert_eq!(check("10", 100, 50), Some(10));
    }
}
