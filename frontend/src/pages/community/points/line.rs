//! One line of a wallet's statement: what it is, how much came or went, what was there then, and its proof.

use std::collections::BTreeMap;

use contract::points::{WalletLine, WalletLineKind};
use domain::ids::{ClaimId, RedemptionId};
use leptos::prelude::*;

use super::{
    proof::{Checked, Checks},
    words,
};
use crate::{
    components::{Badge, Button, Icon, Time, Tone},
    format,
    i18n::points,
};

/// What later lines did to earlier ones. The latest line comes first, so what takes something back is here before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reversals {
    taken_back: BTreeMap<ClaimId, i64>,
    returned: BTreeMap<RedemptionId, i64>,
}

impl Reversals {
    /// Of these lines.
    pub fn of(lines: &[WalletLine]) -> Self {
        let mut all = Self::default();
        for line in lines {
            match (line.kind, line.claim_id, line.redemption_id) {
                (WalletLineKind::TakenBack, Some(claim), _) => {
                    *all.taken_back.entry(claim).or_default() += line.points.abs();
                }
                (WalletLineKind::Returned, _, Some(redemption)) => {
                    *all.returned.entry(redemption).or_default() += line.points.abs();
                }
                _ => {}
            }
        }
        all
    }

    /// How much of a line was taken back or returned later.
    fn of_line(&self, line: &WalletLine) -> Option<i64> {
        match line.kind {
            WalletLineKind::Earned => self.taken_back.get(&line.claim_id?).copied(),
            WalletLineKind::Redeemed => self.returned.get(&line.redemption_id?).copied(),
            _ => None,
        }
    }
}

/// What a line is about, in a few words.
fn about(line: &WalletLine) -> String {
    let parts = [
        line.activity_name.clone(),
        line.gift_person.clone(),
        line.earner_name.clone(),
        line.words.as_ref().map(points::quoted),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// One line.
#[component]
pub fn Line(
    /// The line.
    line: WalletLine,
    /// What came after it.
    reversals: Reversals,
    /// Where checks are kept.
    checks: Checks,
) -> impl IntoView {
    let (kind, posting) = (line.kind, line.posting_id);
    let came = line.points > 0;
    let undone = reversals.of_line(&line);
    let undoes = matches!(kind, WalletLineKind::TakenBack | WalletLineKind::Returned);
    let (day, what) = (line.day, about(&line));
    let href = match (line.claim_id, line.redemption_id) {
        (Some(id), _) => Some(format!("/points/claims/{id}")),
        (None, Some(id)) => Some(format!("/shop/codes/{id}")),
        (None, None) => None,
    };
    let title = {
        let what = what.clone();
        move || {
            if what.is_empty() {
                words::line(kind).to_owned()
            } else {
                points::line_about(words::line(kind), &what)
            }
        }
    };
    let (amount, balance) = (words::signed(line.points), format::number(line.balance));
    let at = line.at;
    view! {
        <li class="line" id=format!("line-{posting}") class:line--undone=undone.is_some()>
            <div class="line__what">
                {match href {
                    Some(href) => view! { <a href=href>{title}</a> }.into_any(),
                    None => view! { <span>{title}</span> }.into_any(),
                }}
                <span class="small soft">
                    <Time at/>
                    {day.map(|day| view! { " · " {move || points::deed_of(format::date(day))} })}
                </span>
                {undone.map(|amount| view! {
                    <Badge tone=Tone::Alert label=move || points::undone_later(format::number(amount))/>
                })}
                {undoes.then(|| view! { <Badge tone=Tone::Neutral label=points::undoes_earlier/> })}
            </div>
            <p class="line__amount" class:line__amount--out=!came>
                <span class="line__word">{move || if came { points::came() } else { points::went() }}</span>
                <strong>{amount}</strong>
                <span class="small soft">{move || points::balance_then(&balance)}</span>
            </p>
            <Proof line checks/>
        </li>
    }
}

#[component]
fn Proof(line: WalletLine, checks: Checks) -> impl IntoView {
    let posting = line.posting_id;
    let checked = Memo::new(move |_| checks.lines.with(|lines| lines.get(&posting).cloned()));
    let name = StoredValue::new(format::date_time(line.at));
    let line = StoredValue::new(line);
    let check = move |()| checks.check(line.get_value());
    let button = move |words: fn() -> &'static str| {
        let busy = Signal::derive(move || checked.get() == Some(Checked::Busy));
        view! {
            <Button small=true busy icon=icondata_lu::LuShieldCheck on_press=check>
                {words}<span class="visually-hidden">" "{name.get_value()}</span>
            </Button>
        }
    };
    view! {
        <div class="line__proof" role="status">
            {move || match checked.get() {
                None | Some(Checked::Busy) => button(points::check).into_any(),
                Some(Checked::Holds { number, size }) => view! {
                    <p class="proof proof--holds">
                        <Icon icon=icondata_lu::LuShieldCheck/>
                        <span>{move || points::line_holds(shown(number), shown(size))}</span>
                    </p>
                }
                .into_any(),
                Some(Checked::Fails) => view! {
                    <p class="proof proof--fails">
                        <Icon icon=icondata_lu::LuShieldAlert/>
                        <span><strong>{points::line_fails}</strong>" "{points::line_fails_what}</span>
                    </p>
                    {button(points::check_again)}
                }
                .into_any(),
                Some(Checked::Later(why)) => view! {
                    <p class="proof">
                        <Icon icon=icondata_lu::LuHourglass/>
                        <span>{why}</span>
                    </p>
                    {button(points::check_again)}
                }
                .into_any(),
            }}
        </div>
    }
}

fn shown(count: u64) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use domain::ids::{EntryId, PostingId};
    use uuid::Uuid;

    use super::*;

    fn line(kind: WalletLineKind, points: i64, claim: u128) -> WalletLine {
        WalletLine {
            posting_id: PostingId(Uuid::nil()),
            entry_id: EntryId(Uuid::nil()),
            at: chrono::DateTime::UNIX_EPOCH,
            points,
            balance: 0,
            kind,
            claim_id: Some(ClaimId(Uuid::from_u128(claim))),
            activity_name: None,
            day: None,
            earner_name: None,
            gift_id: None,
            gift_person: None,
            words: None,
            redemption_id: None,
        }
    }

    #[test]
    fn a_line_says_how_much_of_it_was_taken_back() {
        let lines = [
            line(WalletLineKind::TakenBack, -3, 1),
            line(WalletLineKind::TakenBack, -2, 1),
            line(WalletLineKind::Earned, 5, 1),
            line(WalletLineKind::Earned, 5, 2),
        ];
        let reversals = Reversals::of(&lines);
        assert_eq!(lines.each_ref().map(|line| reversals.of_line(line)), [None, None, Some(5), None]);
    }
}
