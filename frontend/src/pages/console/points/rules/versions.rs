//! The rules of a programme on its page: what holds now in sentences, what held and what will, and drafts.

use contract::points::{Programme, ProgrammeRulesVersion};
use domain::{ids::ProgrammeId, permissions::Permission, points::ProgrammeState};
use leptos::prelude::*;

use super::{address, in_force, new_address, plain::sentences, today};
use crate::{
    components::{
        Badge, ButtonLink, EmptyState, TableBox, Time, Tone,
    },
    fetch::Fetched,
    format,
    i18n::programmes,
    pages::console::lists::loaded,
    session::Session,
};

/// The section.
#[component]
pub(in crate::pages::console::points) fn Versions(
    /// The programme.
    programme: Signal<Programme>,
    /// Its versions and drafts.
    versions: Fetched<Vec<ProgrammeRulesVersion>>,
) -> impl IntoView {
    let session = Session::get();
    let id = programme.with_untracked(|programme| programme.id);
    let may = Memo::new(move |_| {
        programme.with(|programme| {
            programme.state != ProgrammeState::Ended
                && session.may(Permission::ManageProgrammes, &programme.area_path)
        })
    });
    let fresh = Signal::derive(move || {
        let known = versions.answer.get().and_then(Result::ok).unwrap_or_default();
        let from = in_force(&known, today()).or(known.first()).map(|rules| rules.id);
        new_address(id, from)
    });
    view! {
        <section class="stack" aria-labelledby="rules-head">
            <div class="row row--between">
                <h2 id="rules-head">{programmes::rules}</h2>
                <Show when=move || may.get()>
                    <ButtonLink icon=icondata_lu::LuPencilLine href=fresh>{programmes::write_rules}</ButtonLink>
                </Show>
            </div>
            {loaded(versions, move |items| {
                if items.is_empty() {
                    return view! {
                        <EmptyState title=programmes::no_rules detail=programmes::no_rules_detail icon=icondata_lu::LuScale>
                            <Show when=move || may.get()><ButtonLink href=fresh>{programmes::write_rules}</ButtonLink></Show>
                        </EmptyState>
                    }.into_any();
                }
                shown(id, items, may)
            })}
        </section>
    }
}

/// What a version is today.
pub(super) fn standing(rules: &ProgrammeRulesVersion, all: &[ProgrammeRulesVersion]) -> (Tone, fn() -> &'static str) {
    let now = in_force(all, today()).map(|rules| rules.id);
    match rules.adopted_from {
        None => (Tone::Neutral, programmes::rules_draft),
        Some(_) if now == Some(rules.id) => (Tone::Done, programmes::rules_in_force),
        Some(from) if from > today() => (Tone::Waiting, programmes::rules_later),
        Some(_) => (Tone::Neutral, programmes::rules_before),
    }
}

fn shown(id: ProgrammeId, items: Vec<ProgrammeRulesVersion>, may: Memo<bool>) -> AnyView {
    let content = in_force(&items, today()).map(|rules| rules.content.clone());
    let row = |rules: &ProgrammeRulesVersion| {
        let (tone, label) = standing(rules, &items);
        let (from, rules_id, count) = (rules.adopted_from, rules.id, rules.content.activities.len());
        let name = move || match from {
            Some(from) => programmes::rules_from(format::date(from)),
            None => programmes::rules_draft().to_owned(),
        };
        view! {
            <tr>
                <th scope="row"><a href=address(rules_id)>{name}</a></th>
                <td><Badge tone label/></td>
                <td>{move || programmes::activities(count)}</td>
                <td><Time at=rules.written_at/></td>
                <td>
                    <Show when=move || may.get()>
                        <a href=new_address(id, Some(rules_id))>{programmes::draft_from_these}</a>
                    </Show>
                </td>
            </tr>
        }
    };
    let rows = items.iter().map(row).collect_view();
    view! {
        {content.map(|content| view! {
            <div class="meaning stack">
                <h3>{programmes::in_force_now}</h3>
                <ul class="bullets">{move || sentences(&content).into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
            </div>
        })}
        <TableBox caption=programmes::rules_versions>
            <thead><tr>
                <th scope="col">{programmes::column_version}</th>
                <th scope="col">{programmes::column_state}</th>
                <th scope="col">{programmes::column_content}</th>
                <th scope="col">{programmes::written_at}</th>
                <th scope="col">{programmes::actions}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </TableBox>
    }
    .into_any()
}
