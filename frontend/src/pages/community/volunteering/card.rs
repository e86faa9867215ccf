//! A shift in a list.

use contract::volunteering::Shift;
use leptos::prelude::*;

use super::words;
use crate::components::{Badge, Card};

/// One shift: what, when, where, and whether there is a place.
#[component]
pub fn ShiftCard(
    /// The shift.
    shift: Shift,
    /// Beneath its day's heading the day is known.
    #[prop(optional)]
    under_day: bool,
    /// Where it leads; the shift's own page where nothing is said.
    #[prop(default = "/volunteer/shifts")]
    base: &'static str,
) -> impl IntoView {
    let shift = StoredValue::new(shift);
    let word = move || shift.with_value(|shift| words::standing(shift).0);
    let tone = shift.with_value(|shift| words::standing(shift).1);
    let when = move || {
        shift.with_value(|shift| if under_day { words::hours_only(shift) } else { words::span(shift) })
    };
    let (title, href, place) =
        shift.with_value(|shift| (shift.title.clone(), format!("{base}/{}", shift.id), shift.place.clone()));
    view! {
        <Card title href>
            <p class="shift__when">{when}</p>
            <p class="card__foot"><Badge tone label=word/><span class="breakable">{place}</span></p>
        </Card>
    }
}
