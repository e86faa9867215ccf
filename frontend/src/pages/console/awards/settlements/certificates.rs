//! Certificates of a half-year: which villages may give how many, those that were issued, and their revocation.

use client::Client;
use contract::inspections::{
    Certificate, ListCertificates, ListSettlements, ListedSettlement, RevokeCertificate, Settlement,
};
use domain::{
    ids::{AreaId, SettlementId},
    permissions::Permission,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    super::READING,
    issue::{Village, issue},
};
use crate::{
    components::{
        BackLink, Badge, Button, ButtonKind, Copyable, Dialog, EmptyState, Form, FormState, Notice, PageHead,
        QrCode, Save, TableBox, TextArea, Time, Toasts, Tone,
    },
    device,
    fetch::{Fetched, fetch},
    i18n::awards,
    once::Once,
    pages::{
        awards_words::half_year,
        console::{BASE, ask::Ask, lists::loaded, office::office},
        identity::SignedInOnly,
    },
    send::send,
    session::Session,
};

/// The page.
#[component]
pub fn CertificatesPage() -> impl IntoView {
    view! {
        <SignedInOnly title=awards::certificates home=BASE
            children=|me| office(&me, READING, || view! { <div class="stack"><Whole/></div> }.into_any())/>
    }
}

/// A settlement, the latest of its half-year, and the half-year's certificates.
#[derive(Clone, PartialEq)]
struct Found {
    settlement: Settlement,
    latest: Option<ListedSettlement>,
    items: Vec<Certificate>,
}

#[component]
fn Whole() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id")).and_then(|id| id.parse::<SettlementId>().ok())
    });
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            let Some(id) = id else { return Ok(None) };
            let settlement = match client.get_settlement(id).await {
                Err(error) if error.code() == Some("not_found") => return Ok(None),
                other => other?,
            };
            let (area_id, half_year) = (settlement.settlement.area_id, settlement.settlement.half_year);
            let items = client.list_certificates(&ListCertificates { area_id, half_year }).await?.items;
            let all = client.list_settlements(&ListSettlements { area_id }).await?.items;
            let same =
                all.into_iter().filter(|other| other.area_id == area_id && other.half_year == half_year);
            let latest = same.max_by_key(|other| other.revision).filter(|latest| latest.id != id);
            Ok(Some(Found { settlement, latest, items }))
        }
    });
    let back = Signal::derive(move || {
        let id = id.get().map(|id| id.to_string()).unwrap_or_default();
        format!("{BASE}/inspections/settlements/{id}")
    });
    view! {
        {move || view! { <BackLink href=back.get() label=awards::settlement/> }}
        {loaded(found, move |shown| match shown {
            Some(shown) => view! { <Shown found shown/> }.into_any(),
            None => view! { <EmptyState title=awards::no_such_settlement icon=icondata_lu::LuMapPinOff/> }.into_any(),
        })}
    }
}

#[component]
fn Shown(found: Fetched<Option<Found>>, shown: Found) -> impl IntoView {
    let session = Session::get();
    let Found { settlement, latest, items } = shown;
    let of = settlement.settlement.clone();
    let manages = session.may(Permission::ManageInspections, &of.area_path) && latest.is_none();
    let revokes = session.may(Permission::ManageInspections, &of.area_path);
    let (area, half) = (settlement.area_name.clone(), of.half_year);
    let limit = settlement.rules.certificates_per_village;
    let valid = |village: AreaId| {
        items.iter().filter(|item| item.village_id == village && item.revoked_at.is_none()).count()
    };
    let villages: Vec<Village> = settlement
        .lines
        .iter()
        .filter(|line| line.eligible)
        .map(|line| Village {
            id: line.village_id,
            name: line.village_name.clone(),
            valid: u32::try_from(valid(line.village_id)).unwrap_or(u32::MAX),
            limit,
        })
        .collect();
    let issuing = Ask::<Village>::new();
    let issued = move |()| {
        issuing.open.set(false);
        found.reload();
    };
    let question = move || issuing.words(|village| awards::issue_to(&village.name));
    let id = of.id;
    view! {
        <PageHead title=awards::certificates lead=move || format!("{area} · {}", half_year(half))/>
        {latest.map(|latest| view! {
            <Notice tone=Tone::Alert>
                <p>{awards::superseded_certificates}" "<a href=format!("{BASE}/inspections/settlements/{}/certificates", latest.id)>{awards::see_latest}</a></p>
            </Notice>
        })}
        <section class="stack" aria-labelledby="eligible-head">
            <h2 id="eligible-head">{awards::eligible_villages}</h2>
            <p class="soft">{move || awards::certificates_rule(limit)}</p>
            {eligible(villages, manages.then_some(issuing))}
        </section>
        <section class="stack" aria-labelledby="issued-head">
            <h2 id="issued-head">{awards::issued_certificates}</h2>
            <Issued items revokes on_change=move |()| found.reload()/>
        </section>
        <Dialog open=issuing.open title=question>
            {move || issuing.row().map(|village| issue(id, village, Callback::new(issued)))}
        </Dialog>
    }
}

fn eligible(villages: Vec<Village>, issuing: Option<Ask<Village>>) -> AnyView {
    if villages.is_empty() {
        return view! { <EmptyState title=awards::nobody_eligible detail=awards::nobody_eligible_detail icon=icondata_lu::LuAward/> }.into_any();
    }
    let row = move |village: Village| {
        let (name, again) = (village.name.clone(), village.name.clone());
        let (valid, limit) = (village.valid, village.limit);
        let tone = if valid == 0 { Tone::Waiting } else { Tone::Done };
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td><Badge tone label=move || awards::has_of(valid, limit)/></td>
                {issuing.map(|issuing| view! {
                    <td>
                        <Button small=true on_press=move |()| issuing.about(village.clone())>
                            {awards::issue}<span class="visually-hidden">" "{again}</span>
                        </Button>
                    </td>
                })}
            </tr>
        }
    };
    view! {
        <TableBox caption=awards::eligible_villages>
            <thead><tr>
                <th scope="col">{awards::village}</th>
                <th scope="col">{awards::column_certificates}</th>
                {issuing.map(|_| view! { <th scope="col">{awards::column_actions}</th> })}
            </tr></thead>
            <tbody>{villages.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}

/// Where anybody confirms a certificate.
fn address(number: &str) -> String {
    let origin = device::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    format!("{origin}/open/certificates/{number}")
}

#[component]
fn Issued(items: Vec<Certificate>, revokes: bool, #[prop(into)] on_change: Callback<()>) -> impl IntoView {
    let (revoking, coding) = (Ask::<Certificate>::new(), Ask::<Certificate>::new());
    let toasts = Toasts::get();
    if items.is_empty() {
        return view! { <EmptyState title=awards::no_certificates detail=awards::no_certificates_detail icon=icondata_lu::LuAward/> }.into_any();
    }
    let row = move |item: Certificate| {
        let (number, held) = (StoredValue::new(item.number.clone()), StoredValue::new(item.clone()));
        let valid = item.revoked_at.is_none();
        let paper = move |client: Client| async move {
            let number = number.get_value();
            client.get_certificate_paper(&number).await
        };
        let name = item.number.clone();
        let hidden =
            move || view! { <span class="visually-hidden">{format!(" {}", number.get_value())}</span> };
        let reason = item
            .reason
            .clone()
            .map(|reason| view! { <p class="small soft">{move || awards::because(&reason)}</p> });
        let revoked = item.revoke_reason.clone();
        view! {
            <tr>
                <th scope="row"><a href=format!("/open/certificates/{name}") target="_blank" class="whole">{name.clone()}</a></th>
                <td class="text">{item.honoured}{reason}</td>
                <td>{item.village_name}</td>
                <td>{item.title}</td>
                <td><Time at=item.issued_at/></td>
                <td>
                    {match revoked {
                        None => view! { <Badge tone=Tone::Done label=awards::valid/> }.into_any(),
                        Some(reason) => view! {
                            <Badge tone=Tone::Alert label=awards::revoked/>
                            <p class="small soft">{reason}</p>
                        }.into_any(),
                    }}
                </td>
                <td class="text">
                    <div class="row">
                        {valid.then(|| view! {
                            <Save name=format!("{name}.pdf") kind="application/pdf" ask=paper>"PDF"{hidden()}</Save>
                            <Button small=true icon=icondata_lu::LuQrCode on_press=move |()| coding.about(held.get_value())>{awards::qr_code}{hidden()}</Button>
                        })}
                        {(valid && revokes).then(|| view! {
                            <Button small=true on_press=move |()| revoking.about(held.get_value())>{awards::revoke}{hidden()}</Button>
                        })}
                    </div>
                </td>
            </tr>
        }
    };
    let question = move || revoking.words(|item| awards::revoke_question(&item.honoured, &item.number));
    let code = move || coding.words(|item| item.number.clone());
    let done = move |()| {
        revoking.open.set(false);
        toasts.say(awards::certificate_revoked());
        on_change.run(());
    };
    view! {
        <TableBox caption=awards::issued_certificates>
            <thead><tr>
                <th scope="col">{awards::column_number}</th>
                <th scope="col">{awards::honoured}</th>
                <th scope="col">{awards::village}</th>
                <th scope="col">{awards::title}</th>
                <th scope="col">{awards::issued_at}</th>
                <th scope="col">{awards::column_state}</th>
                <th scope="col">{awards::column_actions}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
        <Dialog open=revoking.open title=question>
            {move || revoking.row().map(|item| view! { <Revoke number=item.number on_done=done/> })}
        </Dialog>
        <Dialog open=coding.open title=code>
            {move || coding.row().map(|item| {
                let at = address(&item.number);
                view! {
                    <div class="code-card">
                        <QrCode text=at.clone() label=awards::qr_label/>
                        <p>{item.honoured}</p>
                    </div>
                    <Copyable text=at/>
                    <div class="dialog__actions"><Button on_press=move |()| coding.open.set(false)>{crate::i18n::common::close}</Button></div>
                }
            })}
        </Dialog>
    }
    .into_any()
}

/// Declares a certificate no longer valid, with a reason that everybody reads.
#[component]
fn Revoke(number: String, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let (session, state, once) = (Session::get(), FormState::new("revocation"), Once::new());
    let reason = RwSignal::new(String::new());
    let submit = move |()| {
        let body = RevokeCertificate { reason: reason.with_untracked(|reason| reason.trim().to_owned()) };
        let (key, number) = (once.key(&body), number.clone());
        let ask = move |client: Client, body: RevokeCertificate| {
            let (key, number) = (key.clone(), number.clone());
            async move { client.revoke_certificate(&number, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| on_done.run(()));
    };
    view! {
        <Form state on_submit=submit>
            <p>{awards::revoke_consequence}</p>
            <TextArea name="reason" label=awards::revoke_reason hint=awards::revoke_reason_hint value=reason characters_max=500_u32/>
            <div class="dialog__actions">
                <Button kind=ButtonKind::Danger submit=true busy=state.busy>{awards::revoke}</Button>
            </div>
        </Form>
    }
}
