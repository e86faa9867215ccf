//! Registering what is to come in: money, or goods by their value.

use client::{Client, ClientError, Created, every_page};
use contract::{
    funds::{Fund, FundDonor, Income},
    page::{LIMIT_MAX, PageQuery},
};
use domain::{
    funds::{
        INCOME_NOTE_CHARS_MAX,
        income::{Channel, DocumentNumber, Form as InForm, SourceKind},
    },
    ids::FundId,
    permissions::Permission,
};
use leptos::prelude::*;

use super::{
    super::{address, chars, donors::AddDonorDialog, income_address, of_fund::OfFund},
    agreement::Fingerprint,
    form::{Fields, Typed},
};
use crate::{
    components::{
        BackLink, Button, ButtonKind, Checkbox, Choice, Form, FormState, PageHead, RadioCards, SelectField,
        TextArea, TextField,
    },
    fetch::fetch,
    i18n::funds,
    once::Once,
    pages::{console::awards::half_written::HalfWritten, funds::words},
    send::mistakes,
    session::Session,
};

/// Sources of which somebody is the donor.
const GIVEN: [SourceKind; 2] = [SourceKind::Donation, SourceKind::Sponsorship];
/// Sources that can be goods.
const IN_KIND: [SourceKind; 3] = [SourceKind::Donation, SourceKind::Subsidy, SourceKind::Sponsorship];

/// The page.
#[component]
pub fn RegisterIncomePage() -> impl IntoView {
    view! {
        <OfFund title=funds::register needs=Permission::KeepFunds page=written/>
    }
}

fn written(fund: Fund) -> AnyView {
    let half = HalfWritten::take_up("income", fund.id.to_string());
    view! {
        <BackLink href=format!("{}/income", address(fund.id)) label=funds::incomes/>
        <PageHead title=funds::register lead=funds::register_lead/>
        {half.edited(move |kept| view! { <Editor fund=fund.clone() kept half/> })}
    }
    .into_any()
}

#[component]
fn Editor(fund: Fund, kept: Option<Typed>, half: HalfWritten<Typed>) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("income"), Once::new());
    let (id, restored) = (fund.id, kept.is_some());
    let fields = Fields::of(kept.unwrap_or_else(Typed::ready));
    half.keep(Typed::ready(), move || fields.typed());
    let submit = move |()| {
        let body = match untrack(|| fields.typed()).read() {
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
        let ask = move |client: Client| {
            let (body, key) = (body.clone(), key.clone());
            async move { client.register_income(id, &body, Some(&key)).await }
        };
        let saved =
            |made: Created<Income>| (funds::was_registered().to_owned(), income_address(made.body.id));
        half.save(state, session.call(ask), saved, |_| {});
    };
    let sources = Signal::derive(|| {
        let choice = |kind: SourceKind| Choice::new(kind.as_str(), move || words::source(kind));
        SourceKind::ALL.map(choice).to_vec()
    });
    let forms = Signal::derive(|| {
        InForm::ALL.map(|form| Choice::new(form.as_str(), move || words::form(form))).to_vec()
    });
    let channels = Signal::derive(|| {
        let choice = |channel: Channel| Choice::new(channel.as_str(), move || words::channel(channel));
        [Channel::Counter, Channel::Bank].map(choice).to_vec()
    });
    let purposes = Signal::stored(words::purpose_options(&fund.purposes));
    let in_kind = move || fields.is(&IN_KIND) && fields.form.with(|form| form == InForm::InKind.as_str());
    // What cannot be goods is money again.
    Effect::new(move |_| {
        if !fields.is(&IN_KIND) {
            fields.form.set(InForm::Money.as_str().to_owned());
        }
    });
    let known = fetch(move |client| donors(client, id));
    let options = Signal::derive(move || known.answer.get().and_then(Result::ok).unwrap_or_default());
    let adding = RwSignal::new(false);
    let added = move |donor: FundDonor| {
        adding.set(false);
        known.reload();
        fields.donor.set(donor.id.to_string());
    };
    let amount = move || if in_kind() { funds::value() } else { funds::amount() };
    view! {
        <Form state on_submit=submit>
            {restored.then(|| half.here_again())}
            <RadioCards name="source" label=funds::source value=fields.source choices=sources columns=true/>
            <Show when=move || fields.is(&GIVEN)><Giver fields options adding/></Show>
            <Show when=move || fields.is(&[SourceKind::Subsidy])>
                <TextField name="source/document" label=funds::document value=fields.document
                    characters_max=u32::try_from(DocumentNumber::CHARS_MAX).unwrap_or(u32::MAX)/>
            </Show>
            <Show when=move || fields.is(&[SourceKind::Sponsorship])>
                <Fingerprint name="source/agreement" label=funds::agreement_file hint=funds::agreement_hint told=funds::agreement
                    value=fields.agreement/>
            </Show>
            <Show when=move || fields.is(&IN_KIND)>
                <RadioCards name="form" label=funds::form hint=funds::form_hint value=fields.form choices=forms columns=true/>
            </Show>
            <TextField name="amount_fen" label=amount hint=funds::yuan_hint value=fields.amount inputmode="decimal"/>
            <SelectField name="purpose" label=funds::purpose hint=funds::purpose_hint value=fields.purpose options=purposes optional=true/>
            <Show when=move || !in_kind()>
                <RadioCards name="channel" label=funds::channel value=fields.channel choices=channels columns=true/>
            </Show>
            <TextArea name="note" label=funds::note hint=funds::note_hint value=fields.note optional=true characters_max=chars(INCOME_NOTE_CHARS_MAX)/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{funds::register}</Button>
            </div>
        </Form>
        <AddDonorDialog id open=adding on_done=added/>
    }
}

/// Everybody who gives to the fund, as options.
async fn donors(client: Client, id: FundId) -> Result<Vec<(String, String)>, ClientError> {
    let all: Vec<FundDonor> = every_page(|after| {
        let (client, query) = (client.clone(), PageQuery { limit: Some(LIMIT_MAX), after });
        async move { client.list_donors(id, &query).await }
    })
    .await?;
    Ok(all.into_iter().map(|donor| (donor.id.to_string(), donor.name)).collect())
}

/// Who gives it, and whether the public is told.
#[component]
fn Giver(fields: Fields, options: Signal<Vec<(String, String)>>, adding: RwSignal<bool>) -> impl IntoView {
    view! {
        <SelectField name="source/donor_id" label=funds::donor value=fields.donor options/>
        <div><Button small=true icon=icondata_lu::LuUserPlus on_press=move |()| adding.set(true)>{funds::add_donor}</Button></div>
        <Checkbox name="source/named" label=funds::name_publicly value=fields.named/>
    }
}
