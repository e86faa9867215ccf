//! Before handing in: what is missing, each with the way to it; then the score, and one question.

use domain::inspections::{SheetFaultKind, Template};
use leptos::prelude::*;

use super::{super::pen::Pen, locate, marks_of};
use crate::{
    components::{Button, ButtonKind, Confirm, Icon, Notice, Tone},
    i18n::scoring,
};

/// What is missing, or the way to hand it in.
#[component]
pub fn Check(
    /// Writes on the sheet.
    pen: Pen,
    /// What the round looks at.
    template: Template,
    /// What the place is called.
    name: String,
    /// The address of a part.
    to: impl Fn(usize) -> String + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let template = StoredValue::new(template);
    let open = RwSignal::new(false);
    let found = Memo::new(move |_| {
        let marks = pen.sheet.with(marks_of);
        template.with_value(|template| {
            template.score(&marks).map_err(|faults| {
                faults
                    .into_iter()
                    .filter_map(|fault| Some((locate(template, &fault.code)?, fault.kind)))
                    .map(|((part, indicator), kind)| (part, indicator.code, indicator.name, word(kind)))
                    .collect::<Vec<_>>()
            })
        })
    });
    let score = move || found.with(|found| found.as_ref().ok().copied());
    let hand_in = move |()| pen.write(|sheet| sheet.hand_in = true);
    let name = StoredValue::new(name);
    let line = move |(part, code, name, word): (usize, String, String, Missing)| {
        let href = format!("{}&at={code}", to(part));
        view! {
            <li>
                <a class="list__link" href=href>
                    <Icon icon=icondata_lu::LuCircleDashed/>
                    <span class="grow">{name}</span>
                    <span class="soft small">{move || word.say()}</span>
                    <Icon icon=icondata_lu::LuChevronRight/>
                </a>
            </li>
        }
    };
    view! {
        {move || match found.get() {
            Ok(score) => view! {
                <section class="stack">
                    <h2>{scoring::all_there}</h2>
                    <p class="total"><strong>{score.to_string()}</strong>" "<span class="soft">{scoring::of_hundred}</span></p>
                    <Button kind=ButtonKind::Primary wide=true icon=icondata_lu::LuSend on_press=move |()| open.set(true)>{scoring::hand_in}</Button>
                </section>
            }
            .into_any(),
            Err(missing) => {
                let count = missing.len();
                view! {
                    <section class="stack">
                        <h2>{move || scoring::still_missing(count)}</h2>
                        <Notice tone=Tone::Waiting><p>{scoring::still_missing_hint}</p></Notice>
                        <ul class="list" role="list">{missing.into_iter().map(line.clone()).collect_view()}</ul>
                    </section>
                }
                .into_any()
            }
        }}
        <Confirm
            open
            title=move || name.with_value(|name| scoring::hand_in_question(name))
            consequence=move || score().map_or_else(String::new, scoring::hand_in_consequence)
            verb=scoring::hand_in
            on_confirm=hand_in
        />
    }
}

/// What is missing, as it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Missing {
    Mark,
    Photo,
    Points,
}

impl Missing {
    fn say(self) -> &'static str {
        match self {
            Self::Mark => scoring::not_marked(),
            Self::Photo => scoring::photo_required(),
            Self::Points => scoring::points_too_many(),
        }
    }
}

fn word(kind: SheetFaultKind) -> Missing {
    match kind {
        SheetFaultKind::PhotoMissing => Missing::Photo,
        SheetFaultKind::AboveWeight => Missing::Points,
        SheetFaultKind::Missing
        | SheetFaultKind::Unknown
        | SheetFaultKind::NoteLength
        | SheetFaultKind::Photos => Missing::Mark,
    }
}
