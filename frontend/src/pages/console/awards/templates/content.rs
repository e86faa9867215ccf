//! What a template says, to read.

use domain::inspections::{Dimension, Guidance, Indicator, Method, Template};
use leptos::prelude::*;

use crate::{components::TableBox, i18n::awards};

/// How a line is scored, in a word.
pub(super) fn method(method: Method) -> &'static str {
    match method {
        Method::Deduct => awards::deduct(),
        Method::Add => awards::add(),
    }
}

/// What a finding counts, in words.
pub(super) fn counts(of: Method, line: &Guidance) -> String {
    match of {
        Method::Deduct => awards::counts_deduct(&line.text, line.points, line.points_max),
        Method::Add => awards::counts_add(&line.text, line.points, line.points_max),
    }
}

/// What a part weighs, in hundredths.
pub(super) fn weight(dimension: &Dimension) -> i64 {
    dimension.indicators.iter().map(|indicator| indicator.weight.hundredths()).sum()
}

/// All parts and lines as a table.
#[component]
pub fn Content(
    /// Which template.
    template: Template,
) -> impl IntoView {
    let part = |dimension: Dimension| {
        let points = crate::amounts::shown(weight(&dimension));
        view! {
            <tbody>
                <tr class="table__group">
                    <th scope="rowgroup" colspan="5">{dimension.name}" · "{move || awards::points(&points)}</th>
                </tr>
                {dimension.indicators.into_iter().map(line).collect_view()}
            </tbody>
        }
    };
    view! {
        <TableBox caption=template.name>
            <thead>
                <tr>
                    <th scope="col">{awards::indicator}</th>
                    <th scope="col" class="number">{awards::weight}</th>
                    <th scope="col">{awards::method}</th>
                    <th scope="col">{awards::findings}</th>
                    <th scope="col">{awards::photo}</th>
                </tr>
            </thead>
            {template.dimensions.into_iter().map(part).collect_view()}
        </TableBox>
    }
}

fn line(indicator: Indicator) -> impl IntoView {
    let of = indicator.method;
    let finding = move |line: Guidance| view! { <li>{move || counts(of, &line)}</li> };
    let photo = indicator.photo_required;
    view! {
        <tr>
            <th scope="row" class="text">{indicator.name}<br/><code class="small soft">{indicator.code}</code></th>
            <td class="number">{indicator.weight.to_string()}</td>
            <td>{move || method(of)}</td>
            <td class="text"><ul class="plain">{indicator.guidance.into_iter().map(finding).collect_view()}</ul></td>
            <td>{move || if photo { awards::wanted() } else { awards::not_wanted() }}</td>
        </tr>
    }
}
