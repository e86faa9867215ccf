//! Moving money between purposes: what, how much, by which decision; of a gift also with its donor's consent.

use client::{Client, ClientError, every_page};
use contract::{
    funds::{Fund, FundTransfer, Income, IncomeSource, ListIncome, MakeTransfer, ResolutionMatter},
    page::LIMIT_MAX,
    problems::{FieldProblem, fields},
};
use domain::{
    funds::income::{Form as Gift, IncomeState},
    ids::FundId,
};
use leptos::prelude::*;

use super::super::{income::agreement::Fingerprint, resolutions::carried};
use crate::{
    components::{Button, ButtonKind, Choice, Form, FormState, RadioCards, SelectField, TextField},
    fetch::fetch,
    format,
    i18n::{self, common, funds},
    once::Once,
    pages::funds::{amount, words},
    send::{mistakes, send},
    session::Session,
};

/// What can be done, by the names of the API.
const KINDS: [(&str, words::Text, words::Text); 3] = [
    ("earmark", funds::posting_earmarked, funds::transfer_earmark_hint),
    ("release", funds::posting_released, funds::transfer_release_hint),
    ("lifting", funds::posting_lifted, funds::transfer_lifting_hint),
];

/// The form.
#[component]
pub(super) fn Make(
    fund: Fund,
    #[prop(into)] on_done: Callback<()>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let (session, state, once) = (Session::get(), FormState::new("transfer"), Once::new());
    let [kind, purpose, gift, to, much, resolution, consent] = [(); 7].map(|()| RwSignal::new(String::new()));
    let id = fund.id;
    let resolutions = fetch(move |client| {
        let kind = kind.get();
        async move { carried(client, id, |matter| is_about(&kind, matter)).await }
    });
    let gifts = fetch(move |client| async move { restricted(client, id).await });
    // What was chosen for one kind is nothing for another.
    Effect::new(move |_| {
        kind.track();
        resolution.set(String::new());
    });
    let read = move || -> Result<MakeTransfer, Vec<FieldProblem>> {
        let missing = |pointer: &str| vec![fields::problem(pointer, "required", untrack(i18n::lang), &[])];
        let text = |signal: RwSignal<String>| signal.with_untracked(|text| text.trim().to_owned());
        let some = |signal, pointer| {
            Some(text(signal)).filter(|text| !text.is_empty()).ok_or_else(|| missing(pointer))
        };
        let amount_fen = || amount::read(&text(much), "/amount_fen").map_err(|fault| vec![fault]);
        let by = || text(resolution).parse().map_err(|_| missing("/resolution_id"));
        Ok(match text(kind).as_str() {
            "earmark" => MakeTransfer::Earmark {
                purpose: some(purpose, "/purpose")?,
                amount_fen: amount_fen()?,
                resolution_id: by()?,
            },
            "release" => MakeTransfer::Release {
                purpose: some(purpose, "/purpose")?,
                amount_fen: amount_fen()?,
                resolution_id: by()?,
            },
            "lifting" => MakeTransfer::Lifting {
                income_id: text(gift).parse().map_err(|_| missing("/income_id"))?,
                purpose: Some(text(to)).filter(|code| !code.is_empty()),
                amount_fen: amount_fen()?,
                consent: text(consent).parse().map_err(|_| missing("/consent"))?,
                resolution_id: by()?,
            },
            _ => return Err(missing("/kind")),
        })
    };
    let submit = move |()| {
        let body = match read() {
            Ok(body) => body,
            Err(faults) => {
                state.refuse_fields(faults);
                return;
            }
        };
        if state.refuse_fields(mistakes(&body)) {
            return;
        }
        let key = once.key(&body);
        let ask = move |client: Client, body: MakeTransfer| {
            let key = key.clone();
            async move { client.make_fund_transfer(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_: FundTransfer| on_done.run(()));
    };
    let is = move |word: &'static str| kind.with(|kind| kind == word);
    let kinds =
        Signal::derive(|| KINDS.map(|(kind, name, hint)| Choice::new(kind, name).hint(hint)).to_vec());
    let purposes = Signal::stored(words::purpose_options(&fund.purposes));
    let there =
        |answer: Option<Result<Vec<(String, String)>, _>>| answer.and_then(Result::ok).unwrap_or_default();
    let options = Signal::derive(move || there(resolutions.answer.get()));
    let named = fund.purposes;
    let gift_options = Signal::derive(move || {
        let all = gifts.answer.get().and_then(Result::ok).unwrap_or_default();
        let option = |income: Income| {
            let who = income.donor_name.unwrap_or_default();
            let what = words::purpose(income.purpose.as_deref(), &named);
            (income.id.to_string(), format!("{} · {who} · {what}", format::money(income.amount_fen.fen())))
        };
        all.into_iter().map(option).collect::<Vec<_>>()
    });
    let none = move || {
        options.with(Vec::is_empty)
            && resolutions.answer.with(Option::is_some)
            && !kind.with(String::is_empty)
    };
    view! {
        <Form state on_submit=submit>
            <RadioCards name="kind" label=funds::transfer_kind value=kind choices=kinds/>
            <Show when=move || is("earmark") || is("release")>
                <SelectField name="purpose" label=funds::purpose value=purpose options=purposes/>
            </Show>
            <Show when=move || is("lifting")>
                <SelectField name="income_id" label=funds::transfer_gift hint=funds::transfer_gift_hint value=gift options=gift_options/>
                <SelectField name="purpose" label=funds::transfer_to hint=funds::transfer_to_hint value=to options=purposes optional=true/>
                <Fingerprint name="consent" label=funds::consent_file hint=funds::consent_hint told=funds::consent value=consent/>
            </Show>
            <TextField name="amount_fen" label=funds::amount hint=funds::yuan_hint value=much inputmode="decimal"/>
            <SelectField name="resolution_id" label=funds::transfer_resolution hint=funds::transfer_resolution_hint value=resolution options/>
            <Show when=none><p class="soft">{funds::no_resolution}</p></Show>
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{funds::make_transfer}</Button>
            </div>
        </Form>
    }
}

/// Whether a decision lets this be done.
fn is_about(kind: &str, matter: &ResolutionMatter) -> bool {
    matches!(
        (kind, matter),
        ("earmark", ResolutionMatter::Earmark { .. })
            | ("release", ResolutionMatter::Release { .. })
            | ("lifting", ResolutionMatter::Lifting { .. })
    )
}

/// Gifts of money for a purpose that have come.
async fn restricted(client: Client, fund: FundId) -> Result<Vec<Income>, ClientError> {
    let all: Vec<Income> = every_page(|after| {
        let client = client.clone();
        let query = ListIncome {
            state: Some(IncomeState::Received),
            limit: Some(LIMIT_MAX),
            after,
            ..ListIncome::default()
        };
        async move { client.list_income(fund, &query).await }
    })
    .await?;
    let given = |income: &Income| {
        let from = matches!(income.source, IncomeSource::Donation { .. } | IncomeSource::Sponsorship { .. });
        from && income.form == Gift::Money && income.purpose.is_some()
    };
    Ok(all.into_iter().filter(given).collect())
}
