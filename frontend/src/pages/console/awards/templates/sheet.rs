//! A template as a blank score sheet, to print and fill in by hand.

use contract::inspections::{GetTemplate, TemplateVersion};
use domain::{
    ids::TemplateId,
    inspections::{Dimension, Indicator, Score},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::content::{counts, method, weight};
use crate::{
    amounts::shown,
    components::{BackLink, Button, ButtonKind, EmptyState, PageHead, TableBox},
    device,
    fetch::fetch,
    i18n::awards,
    pages::{
        console::{BASE, awards::READING, lists::loaded, office::office},
        identity::SignedInOnly,
    },
    query::QueryParam,
};

/// The page.
#[component]
pub fn BlankSheet() -> impl IntoView {
    view! {
        <SignedInOnly title=awards::blank_sheet home=BASE
            children=|me| office(&me, READING, || view! { <div class="stack"><Whole/></div> }.into_any())/>
    }
}

#[component]
fn Whole() -> impl IntoView {
    let (params, number) = (use_params_map(), QueryParam::of("number").value);
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id")).and_then(|id| id.parse::<TemplateId>().ok())
    });
    let found = fetch(move |client| {
        let (id, number) = (id.get(), number.get().parse().ok());
        async move {
            let Some(id) = id else { return Ok(None) };
            match client.get_template(id, &GetTemplate { number }).await {
                Err(error) if error.code() == Some("not_found") => Ok(None),
                other => other.map(|found| Some(found.body)),
            }
        }
    });
    loaded(found, move |found| match found {
        Some(version) => view! { <Sheet version/> }.into_any(),
        None => {
            view! { <EmptyState title=awards::no_such_template icon=icondata_lu::LuMapPinOff/> }.into_any()
        }
    })
}

#[component]
fn Sheet(version: TemplateVersion) -> impl IntoView {
    let (id, number) = (version.template.id, version.number);
    let template = version.content;
    let name = template.name.clone();
    view! {
        <BackLink href=format!("{BASE}/inspections/templates/{id}") label=awards::template/>
        <PageHead title=name.clone() lead=move || awards::sheet_of(number)>
            <Button kind=ButtonKind::Primary icon=icondata_lu::LuPrinter on_press=|()| device::print()>{awards::print}</Button>
        </PageHead>
        <dl class="sheet-head">
            {[awards::sheet_place as fn() -> _, awards::sheet_date, awards::sheet_inspectors]
                .map(|label| view! { <div><dt>{label}</dt><dd class="sheet-line"></dd></div> })}
        </dl>
        <TableBox caption=name>
            <thead><tr>
                <th scope="col">{awards::indicator}</th>
                <th scope="col" class="number">{awards::weight}</th>
                <th scope="col">{awards::findings}</th>
                <th scope="col">{awards::sheet_score}</th>
                <th scope="col">{awards::sheet_note}</th>
            </tr></thead>
            {template.dimensions.into_iter().map(part).collect_view()}
            <tbody>
                <tr>
                    <th scope="row">{awards::sheet_total}</th>
                    <td class="number"><strong>{Score::FULL.to_string()}</strong></td>
                    <td></td><td class="sheet-cell"></td><td class="sheet-cell"></td>
                </tr>
            </tbody>
        </TableBox>
    }
}

fn part(dimension: Dimension) -> impl IntoView {
    let points = shown(weight(&dimension));
    view! {
        <tbody>
            <tr class="table__group">
                <th scope="rowgroup" colspan="5">{dimension.name}" · "{move || awards::points(&points)}</th>
            </tr>
            {dimension.indicators.into_iter().map(line).collect_view()}
        </tbody>
    }
}

fn line(indicator: Indicator) -> impl IntoView {
    let of = indicator.method;
    let findings = move || {
        let each = indicator.guidance.iter().map(|line| view! { <li>{counts(of, line)}</li> });
        let photo = indicator.photo_required.then(|| view! { <li>{awards::photo_required}</li> });
        view! { <li>{method(of)}</li>{each.collect_view()}{photo} }
    };
    view! {
        <tr>
            <th scope="row" class="text">{indicator.name}</th>
            <td class="number">{indicator.weight.to_string()}</td>
            <td class="text small"><ul class="plain">{findings}</ul></td>
            <td class="sheet-cell"></td>
            <td class="sheet-cell"></td>
        </tr>
    }
}
