//! Points on the console's first page: what is in wallets, and which budgets run low.

use contract::points::ListProgrammes;
use domain::points::ProgrammeState;
use leptos::prelude::*;

use crate::{
    components::Stat,
    fetch::fetch,
    format,
    i18n::programmes,
    pages::console::{BASE, office::Scope},
};

/// Programmes that are added up here: those of one place are few.
const PROGRAMMES_MAX: u32 = 100;

/// What there is to say of a place's points.
#[derive(Clone, Copy, PartialEq)]
struct Points {
    running: usize,
    /// More run than are added up.
    more: bool,
    outstanding: i64,
    low: usize,
}

/// Two numbers, each opening its list; nothing where no programme runs.
#[component]
pub(in crate::pages::console) fn PointsHere(
    /// Changes when something may have happened.
    ticks: RwSignal<u32>,
) -> impl IntoView {
    let scope = Scope::get();
    let found = fetch(move |client| {
        ticks.track();
        let area_id = scope.area.get();
        async move {
            let query = ListProgrammes {
                area_id,
                state: Some(ProgrammeState::Running),
                limit: Some(PROGRAMMES_MAX),
                ..ListProgrammes::default()
            };
            let page = client.list_programmes(&query).await?;
            Ok(Points {
                running: page.items.len(),
                more: page.next.is_some(),
                outstanding: page.items.iter().map(|programme| programme.totals.outstanding).sum(),
                low: page.items.iter().filter(|programme| programme.low).count(),
            })
        }
    });
    // What cannot be read is said on its own page; here it is an addition.
    move || {
        let points = found.answer.get()?.ok().filter(|points| points.running > 0)?;
        let area = scope.area.get().map(|id| id.to_string()).unwrap_or_default();
        let Points { running, more, outstanding, low } = points;
        let at_least = move |value: String| if more { programmes::at_least(value) } else { value };
        Some(view! {
            <div class="stats">
                <Stat
                    label=programmes::points_outstanding
                    href=format!("{BASE}/points?area={area}&state=running")
                    value=move || at_least(format::number(outstanding))
                    note=move || programmes::of_running(running)
                />
                <Stat
                    label=programmes::running_low
                    href=format!("{BASE}/points?area={area}&low=true")
                    value=move || at_least(format::number(i64::try_from(low).unwrap_or(i64::MAX)))
                    note=programmes::running_low_note
                />
            </div>
        })
    }
}
