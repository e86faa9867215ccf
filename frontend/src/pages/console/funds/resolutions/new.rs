//! Putting something to the vote among those who sit in the committee today.

use chrono::{Days, NaiveDate};
use client::{Client, Created};
use contract::{
    funds::{CharterSummary, Fund, OpenResolution, OpenedMatter, Resolution},
    problems::{FieldProblem, fields},
};
use domain::{
    funds::{RESOLUTION_TEXT_CHARS_MAX, RESOLUTION_TITLE_CHARS_MAX, VOTING_DAYS_MAX},
    ids::FundId,
    town_time,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::super::{READING, address, chars, no_such_fund, resolution_address, today};
use crate::{
    components::{
        BackLink, Button, ButtonKind, Choice, DateField, Form, FormState, PageHead, RadioCards, SelectField,
        TextArea, TextField,
    },
    fetch::fetch,
    format,
    i18n::{self, funds},
    once::Once,
    pages::{
        console::{BASE, awards::half_written::HalfWritten, lists::loaded, office::office},
        funds::{amount, id_at, if_there, words},
        identity::SignedInOnly,
    },
    query::QueryParam,
    send::mistakes,
    session::Session,
};

/// Days that members have where nothing else is said.
const DAYS_READY: u64 = 7;
/// What can be put to the vote, by the names of the API.
const KINDS: [(&str, words::Text, words::Text); 6] = [
    ("charter", funds::kind_charter, funds::kind_charter_hint),
    ("spending", funds::kind_spending, funds::kind_spending_hint),
    ("earmark", funds::kind_earmark, funds::kind_earmark_hint),
    ("release", funds::kind_release, funds::kind_release_hint),
    ("lifting", funds::kind_lifting, funds::kind_lifting_hint),
    ("winding_up", funds::kind_winding_up, funds::kind_winding_up_hint),
];

/// Those of them that are about a purpose.
const FOR_PURPOSE: [&str; 3] = ["earmark", "release", "lifting"];

/// It as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    title: String,
    reason: String,
    kind: String,
    charter: String,
    purpose: String,
    amount: String,
    until: String,
}

impl Typed {
    /// As the server takes it.
    ///
    /// # Errors
    /// Everything that cannot be read, at once.
    fn read(&self) -> Result<OpenResolution, Vec<FieldProblem>> {
        let mut wrong = Vec::new();
        let missing = |pointer: &str| fields::problem(pointer, "required", untrack(i18n::lang), &[]);
        let until = self.until.parse::<NaiveDate>().ok();
        if until.is_none() {
            wrong.push(missing("/until"));
        }
        let amount = || amount::read(&self.amount, "/matter/most_fen");
        let purpose = || self.purpose.clone();
        let matter = match self.kind.as_str() {
            "charter" => match self.charter.parse() {
                Ok(charter_id) => Ok(OpenedMatter::Charter { charter_id }),
                Err(_) => Err(missing("/matter/charter_id")),
            },
            "spending" => amount().map(|most_fen| OpenedMatter::Spending { most_fen }),
            kind if FOR_PURPOSE.contains(&kind) && self.purpose.is_empty() => Err(missing("/matter/purpose")),
            "earmark" => amount().map(|most_fen| OpenedMatter::Earmark { purpose: purpose(), most_fen }),
            "release" => amount().map(|most_fen| OpenedMatter::Release { purpose: purpose(), most_fen }),
            "lifting" => amount().map(|most_fen| OpenedMatter::Lifting { purpose: purpose(), most_fen }),
            "winding_up" => Ok(OpenedMatter::WindingUp {}),
            _ => Err(missing("/matter")),
        };
        match (matter, until) {
            (Ok(matter), Some(day)) => Ok(OpenResolution {
                title: self.title.trim().to_owned(),
                reason: self.reason.trim().to_owned(),
                matter,
                // The whole day is left to vote.
                until: town_time::end(day),
            }),
            (matter, _) => {
                wrong.extend(matter.err());
                Err(wrong)
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Fields {
    title: RwSignal<String>,
    reason: RwSignal<String>,
    kind: RwSignal<String>,
    charter: RwSignal<String>,
    purpose: RwSignal<String>,
    amount: RwSignal<String>,
    until: RwSignal<String>,
}

impl Fields {
    fn of(typed: Typed) -> Self {
        let signal = RwSignal::new;
        Self {
            title: signal(typed.title),
            reason: signal(typed.reason),
            kind: signal(typed.kind),
            charter: signal(typed.charter),
            purpose: signal(typed.purpose),
            amount: signal(typed.amount),
            until: signal(typed.until),
        }
    }

    /// What is typed; tracked.
    fn typed(self) -> Typed {
        Typed {
            title: self.title.get(),
            reason: self.reason.get(),
            kind: self.kind.get(),
            charter: self.charter.get(),
            purpose: self.purpose.get(),
            amount: self.amount.get(),
            until: self.until.get(),
        }
    }
}

/// The page.
#[component]
pub fn NewResolution() -> impl IntoView {
    view! {
        <SignedInOnly title=funds::put_to_vote home=BASE
            children=|me| office(&me, READING, || view! { <div class="stack"><New/></div> }.into_any())/>
    }
}

#[component]
fn New() -> impl IntoView {
    let id = id_at::<FundId>("id");
    let [kind, charter] = ["kind", "charter"].map(|name| QueryParam::of(name).value);
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            let Some(id) = id else { return Ok(None) };
            let Some(fund) = if_there(client.get_fund(id).await)? else { return Ok(None) };
            let all = client.list_fund_charters(id).await?.items;
            let drafts = all.into_iter().filter(|charter| charter.adopted_from.is_none());
            Ok(Some((fund.body, drafts.collect::<Vec<_>>())))
        }
    });
    let show = move |found: Option<(Fund, Vec<CharterSummary>)>| {
        let Some((fund, drafts)) = found else { return no_such_fund() };
        let until = today().checked_add_days(Days::new(DAYS_READY)).map(format::iso_date);
        let begun = Typed {
            kind: kind.get_untracked(),
            charter: charter.get_untracked(),
            until: until.unwrap_or_default(),
            ..Typed::default()
        };
        let half = HalfWritten::take_up("resolution", format!("{}/{}", fund.id, begun.charter));
        view! {
            <BackLink href=address(fund.id) label=fund.name.clone()/>
            <PageHead title=funds::put_to_vote lead=funds::put_to_vote_lead/>
            {half.edited(move |kept| view! {
                <Editor fund=fund.clone() drafts=drafts.clone() begun=begun.clone() kept half/>
            })}
        }
        .into_any()
    };
    view! { {loaded(found, show)} }
}

#[component]
fn Editor(
    fund: Fund,
    drafts: Vec<CharterSummary>,
    begun: Typed,
    kept: Option<Typed>,
    half: HalfWritten<Typed>,
) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("resolution"), Once::new());
    let restored = kept.is_some();
    let fields = Fields::of(kept.unwrap_or_else(|| begun.clone()));
    half.keep(begun, move || fields.typed());
    let id = fund.id;
    let submit = move |()| {
        let body = match untrack(|| fields.typed()).read() {
            Ok(body) => body,
            Err(wrong) => {
                state.refuse_fields(wrong);
                return;
            }
        };
        if state.refuse_fields(mistakes(&body)) {
            return;
        }
        let key = once.key(&body);
        let ask = move |client: Client| {
            let (body, key) = (body.clone(), key.clone());
            async move { client.open_resolution(id, &body, Some(&key)).await }
        };
        let saved =
            |made: Created<Resolution>| (funds::voting_opened().to_owned(), resolution_address(made.body.id));
        half.save(state, session.call(ask), saved, |_| {});
    };
    let kinds =
        Signal::derive(|| KINDS.map(|(kind, name, hint)| Choice::new(kind, name).hint(hint)).to_vec());
    let charters = drafts.into_iter().map(|draft| (draft.id.to_string(), draft.title)).collect::<Vec<_>>();
    let charters = Signal::stored(charters);
    let purposes = Signal::stored(words::purpose_options(&fund.purposes));
    let is = move |kind: &'static str| fields.kind.with(|now| now == kind);
    let about_purpose = move || fields.kind.with(|now| FOR_PURPOSE.contains(&now.as_str()));
    let days = Days::new(VOTING_DAYS_MAX.unsigned_abs().saturating_sub(1));
    let last = today().checked_add_days(days).unwrap_or_else(today);
    view! {
        <Form state on_submit=submit>
            {restored.then(|| half.here_again())}
            <TextField name="title" label=funds::resolution_title hint=funds::resolution_title_hint value=fields.title
                characters_max=chars(RESOLUTION_TITLE_CHARS_MAX)/>
            <RadioCards name="matter" label=funds::matter value=fields.kind choices=kinds/>
            <Show when=move || is("charter")>
                <SelectField name="matter/charter_id" label=funds::which_draft hint=funds::which_draft_hint value=fields.charter options=charters/>
            </Show>
            <Show when=about_purpose>
                <SelectField name="matter/purpose" label=funds::purpose value=fields.purpose options=purposes/>
            </Show>
            <Show when=move || is("spending") || about_purpose()>
                <TextField name="matter/most_fen" label=funds::most hint=funds::yuan_hint value=fields.amount inputmode="decimal"/>
            </Show>
            <TextArea name="reason" label=funds::resolution_reason value=fields.reason optional=true characters_max=chars(RESOLUTION_TEXT_CHARS_MAX)/>
            <DateField name="until" label=funds::vote_until hint=funds::vote_until_hint value=fields.until min=today() max=last/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{funds::put_to_vote}</Button>
            </div>
        </Form>
    }
}
