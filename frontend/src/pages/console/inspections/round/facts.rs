//! Who leads a round and who inspects, what it looks at, and since when.

use contract::inspections::TeamMember;
use leptos::prelude::*;

use super::{
    super::{template::TemplateButton, words},
    change::Change,
    desk::{Desk, is_before_start},
};
use crate::{
    components::{Button, Dialog, Time},
    i18n::{places, rounds},
};

/// The facts, with the way to change lead, team and the time to object.
#[component]
pub(super) fn Facts(desk: Desk) -> impl IntoView {
    let may_change = desk.memo(|round| {
        round.manages && (is_before_start(&round.round.state) || round.round.state == "started")
    });
    let template = desk.read(|round| round.round.template_id);
    let number = desk.read(|round| round.round.template_number);
    let team = move || {
        desk.read(|round| round.team.as_ref().map(|team| names(team)))
            .unwrap_or_else(|| rounds::team_not_told().to_owned())
    };
    let started = desk.memo(|round| round.round.started_at);
    let until = desk.memo(|round| round.round.objections_until);
    view! {
        <section class="stack" aria-labelledby="facts-head">
            <div class="row row--between">
                <h2 id="facts-head">{rounds::facts}</h2>
                <Show when=move || may_change.get()>
                    <Button small=true icon=icondata_lu::LuPencil on_press=move |()| desk.changing.set(true)>{rounds::change_people}</Button>
                </Show>
            </div>
            <dl class="facts">
                <dt>{rounds::column_lead}</dt>
                <dd>{move || desk.read(|round| round.round.lead_name.clone()).unwrap_or_else(|| rounds::no_lead().to_owned())}</dd>
                <dt>{rounds::column_team}</dt><dd>{team}</dd>
                <dt>{rounds::template}</dt>
                <dd class="row">
                    <span>{move || desk.read(|round| rounds::template_version(&round.round.template_name, round.round.template_number))}</span>
                    <TemplateButton id=Some(template) number/>
                </dd>
                <dt>{rounds::column_places}</dt>
                <dd>{move || desk.read(|round| if round.round.chosen { rounds::places_chosen() } else { rounds::places_all() })}</dd>
                <dt>{rounds::draw}</dt>
                <dd>{move || desk.read(|round| words::draw(round.round.draw, round.round.subjects))}</dd>
                <dt>{rounds::time_to_object}</dt>
                <dd>
                    {move || places::hours(desk.read(|round| round.round.objection_hours))}
                    {move || until.get().map(|at| view! { " · " {rounds::until} " " <Time at/> })}
                </dd>
                {move || started.get().map(|at| view! { <dt>{rounds::since}</dt><dd><Time at/></dd> })}
            </dl>
            <Dialog open=desk.changing title=rounds::change_people>
                <Change desk/>
            </Dialog>
        </section>
    }
}

/// The names of a team; a word where there is nobody.
pub(super) fn names(team: &[TeamMember]) -> String {
    if team.is_empty() {
        return rounds::nobody_yet().to_owned();
    }
    team.iter().map(|member| member.name.as_str()).collect::<Vec<_>>().join(rounds::comma())
}
