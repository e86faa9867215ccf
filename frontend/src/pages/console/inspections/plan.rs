//! Planning a round: one form in clear parts, kept on the device until it is sent.

pub mod places;
pub mod typed;

use client::{Client, Created};
use contract::{
    inspections::{ListTemplates, ListedTemplate, Round},
    problems::FieldProblem,
};
use domain::{inspections::Subjects, permissions::Permission};
use leptos::prelude::*;

use self::{
    places::Places,
    typed::{CHOSEN, NOTHING, SAMPLE, Typed, WITHIN},
};
use super::{
    people::{self, Person},
    template::TemplateButton,
    words,
};
use crate::{
    components::{
        BackLink, Button, ButtonKind, Checks, Choice, Form, FormState, Notice, PageHead, RadioCards,
        SelectField, TextField, Toasts, Tone,
    },
    failure::Failure,
    fetch::fetch,
    i18n::rounds,
    once::Once,
    pages::{
        console::{
            BASE,
            lists::loaded,
            office::{Scope, placed},
        },
        identity::SignedInOnly,
    },
    route::Go,
    send::attempt,
    session::Session,
};

/// Months that can be planned for: some that are late, and half a year ahead.
const MONTHS: std::ops::RangeInclusive<i32> = -3..=6;

/// The page.
#[component]
pub fn Plan() -> impl IntoView {
    view! {
        <SignedInOnly title=rounds::plan home=BASE
            children=|me| placed(&me, Permission::ManageInspections, || view! { <Load/> }.into_any())/>
    }
}

/// What can be chosen here.
#[derive(Clone, PartialEq)]
struct Offered {
    templates: Vec<ListedTemplate>,
    leads: Vec<Person>,
    inspectors: Vec<Person>,
}

#[component]
fn Load() -> impl IntoView {
    let scope = Scope::get();
    let offered = fetch(move |client| {
        let area = scope.area.get();
        async move {
            let Some(area_id) = area else {
                return Ok(Offered { templates: Vec::new(), leads: Vec::new(), inspectors: Vec::new() });
            };
            let query = ListTemplates { area_id, inactive: false };
            let templates = client.list_templates(&query).await?.items;
            let leads = people::who_may(client.clone(), area_id, Permission::ManageInspections).await?;
            let inspectors = people::who_may(client, area_id, Permission::Inspect).await?;
            Ok(Offered { templates, leads, inspectors })
        }
    });
    view! {
        <BackLink href=format!("{BASE}/inspections") label=rounds::rounds/>
        <PageHead title=rounds::plan lead=rounds::plan_lead/>
        {loaded(offered, |offered| view! { <Fields offered/> })}
    }
}

fn problem(pointer: &str, detail: &str) -> FieldProblem {
    FieldProblem { pointer: pointer.to_owned(), code: "invalid".into(), detail: detail.to_owned() }
}

/// Puts what the server says to the fields that it is about, with names in place of numbers.
fn at_fields(mut failure: Failure, team: &[String], chosen: &[String]) -> Failure {
    match failure.code.as_ref() {
        "round_month_taken" | "half_year_settled" => failure.errors.push(problem("/month", &failure.detail)),
        "round_size" => failure.errors.push(problem("/subjects", &failure.detail)),
        _ => {}
    }
    for error in &mut failure.errors {
        for (field, names) in [("/team", team), ("/chosen", chosen)] {
            let index = error
                .pointer
                .strip_prefix(field)
                .and_then(|rest| rest.strip_prefix('/'))
                .and_then(|n| n.parse::<usize>().ok());
            if let Some(name) = index.and_then(|index| names.get(index)) {
                error.detail = rounds::about_one(name, &error.detail);
                error.pointer = field.to_owned();
            }
        }
    }
    failure
}

#[component]
fn Fields(offered: Offered) -> impl IntoView {
    let (scope, session, toasts, go) = (Scope::get(), Session::get(), Toasts::get(), Go::new());
    let (state, once) = (FormState::new("plan-round"), Once::new());
    let typed = Typed::take_up(scope.area.get_untracked());
    let chosen_names = RwSignal::new(std::collections::BTreeMap::<String, String>::new());
    let Offered { templates, leads, inspectors } = offered;
    // Of a template that is no longer offered, or of another place, nothing is chosen.
    let known = |value: RwSignal<String>, ids: Vec<String>| {
        if value.with_untracked(|value| !ids.contains(value)) {
            value.set(String::new());
        }
    };
    known(typed.template, templates.iter().map(|template| template.id.to_string()).collect());
    known(typed.lead, leads.iter().map(|lead| lead.id.to_string()).collect());
    typed.team.update(|team| team.retain(|id| inspectors.iter().any(|one| one.id.to_string() == *id)));
    let no_templates = templates.is_empty();
    let template_options = StoredValue::new(templates);
    let template_options = Signal::derive(move || {
        let named = |template: &ListedTemplate| {
            (template.id.to_string(), rounds::template_version(&template.name, template.latest))
        };
        template_options.with_value(|all| all.iter().map(named).collect::<Vec<_>>())
    });
    let lead_options = StoredValue::new(leads);
    let lead_options = Signal::derive(move || lead_options.with_value(|leads| people::options(leads)));
    let no_inspectors = inspectors.is_empty();
    let inspectors = StoredValue::new(inspectors);
    let team_choices = Signal::derive(move || inspectors.with_value(|all| people::choices(all)));
    let months = Signal::derive(|| {
        MONTHS
            .filter_map(words::month_away)
            .map(|month| (month.to_string(), words::month(month)))
            .collect::<Vec<_>>()
    });
    let submit = move |()| {
        let Some(area) = scope.area.get_untracked() else { return };
        let body = match typed.body(area) {
            Ok(body) => body,
            Err(faults) => {
                let faults = faults.into_iter().map(|(pointer, detail)| problem(pointer, detail)).collect();
                state.refuse_fields(faults);
                return;
            }
        };
        let key = once.key(&body);
        let sent = body.clone();
        let name = |id: &domain::ids::UserId| {
            inspectors
                .with_value(|all| all.iter().find(|one| one.id == *id).map(|one| one.name.clone()))
                .unwrap_or_default()
        };
        let team: Vec<String> = body.team.iter().map(name).collect();
        let places = chosen_names.get_untracked();
        let place = |id: &domain::ids::AreaId| places.get(&id.to_string()).cloned().unwrap_or_default();
        let chosen: Vec<String> = body.chosen.iter().flatten().map(place).collect();
        let ask = move || async move {
            let answer = session.call(|client: Client| {
                let (body, key) = (sent.clone(), key.clone());
                async move { client.plan_round(&body, Some(&key)).await }
            });
            answer.await.map_err(|failure| at_fields(failure, &team, &chosen))
        };
        attempt(state, &body, ask, move |made: Created<Round>| {
            typed.clear();
            toasts.say(rounds::planned());
            go.to(&words::address(made.body.round.id));
        });
    };
    let template_id = Signal::derive(move || typed.template.with(|id| id.parse().ok()));
    let covert = move || typed.notice.with(|notice| notice == "covert");
    view! {
        <Form state on_submit=submit>
            {no_templates.then(|| view! {
                <Notice tone=Tone::Waiting>
                    <p>{rounds::no_templates}" "<a href=format!("{BASE}/inspections/templates")>{rounds::to_templates}</a></p>
                </Notice>
            })}
            <Part title=rounds::part_what>
                <SelectField name="month" label=rounds::column_month value=typed.month options=months/>
                <RadioCards name="subjects" label=rounds::column_subjects value=typed.subjects choices=Signal::derive(subjects) columns=true/>
            </Part>
            <Part title=rounds::part_kind>
                <RadioCards name="regularity" label=rounds::axis_regularity value=typed.regularity choices=Signal::derive(regularities)/>
                <RadioCards name="notice" label=rounds::axis_notice value=typed.notice choices=Signal::derive(notices)/>
                <Show when=covert><Notice tone=Tone::Waiting><p>{rounds::covert_means}</p></Notice></Show>
                <RadioCards name="report" label=rounds::axis_report value=typed.report choices=Signal::derive(reports)/>
            </Part>
            <Part title=rounds::part_how>
                <SelectField name="template_id" label=rounds::template hint=rounds::template_hint value=typed.template options=template_options/>
                <div class="row"><TemplateButton id=template_id/></div>
            </Part>
            <Part title=rounds::part_who>
                <SelectField name="lead_id" label=rounds::column_lead hint=rounds::lead_hint value=typed.lead options=lead_options optional=true/>
                {if no_inspectors {
                    view! { <Notice tone=Tone::Waiting><p>{rounds::no_inspectors}" "<a href=format!("{BASE}/grants")>{rounds::to_grants}</a></p></Notice> }.into_any()
                } else {
                    view! { <Checks name="team" label=rounds::column_team hint=rounds::team_hint value=typed.team choices=team_choices/> }.into_any()
                }}
            </Part>
            <Part title=rounds::part_where>
                <Places typed names=chosen_names/>
                <Drawn typed/>
            </Part>
            <Part title=rounds::time_to_object>
                <TextField name="objection_hours" label=rounds::objection_hours hint=rounds::objection_hours_hint value=typed.hours inputmode="numeric" characters_max=3_u32/>
            </Part>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{rounds::plan_it}</Button>
                <Show when=move || typed.is_begun()>
                    <Button on_press=move |()| typed.begin_again()>{rounds::begin_again}</Button>
                </Show>
            </div>
        </Form>
    }
}

/// A part of the form under a heading.
#[component]
fn Part(title: fn() -> &'static str, children: Children) -> impl IntoView {
    view! { <section class="stack form__part"><h2>{title}</h2>{children()}</section> }
}

/// What is drawn: only what is possible with the rest of the plan is offered.
#[component]
fn Drawn(typed: Typed) -> impl IntoView {
    let narrower = Memo::new(move |_| {
        typed.subjects.with(|word| Subjects::parse(word)).map(typed::narrower).unwrap_or_default()
    });
    let chosen = move || typed.whither.with(|whither| whither == CHOSEN);
    let covert = move || typed.notice.with(|notice| notice == "covert");
    let possible = move || {
        let mut all = vec![NOTHING];
        all.extend((!chosen()).then_some(SAMPLE));
        // Who can be drawn is public, and would name places that were chosen in secret.
        all.extend((!(narrower.with(Vec::is_empty) || chosen() && covert())).then_some(WITHIN));
        all
    };
    let choices = move || {
        let choice = |name: &'static str| match name {
            SAMPLE => Choice::new(SAMPLE, rounds::draw_sample).hint(rounds::draw_sample_hint),
            WITHIN => Choice::new(WITHIN, rounds::draw_within).hint(rounds::draw_within_hint),
            _ => Choice::new(NOTHING, rounds::draw_nothing).hint(rounds::draw_nothing_hint),
        };
        possible().into_iter().map(choice).collect::<Vec<_>>()
    };
    Effect::new(move |_| {
        let possible = possible();
        if typed.draw.with(|draw| !possible.contains(&draw.as_str())) {
            typed.draw.set(NOTHING.to_owned());
        }
        let kinds = narrower.get();
        if typed.kind.with(|kind| !kinds.iter().any(|one| one.as_str() == kind)) {
            typed.kind.set(kinds.last().map(|kind| kind.as_str().to_owned()).unwrap_or_default());
        }
    });
    let kinds = Signal::derive(move || {
        narrower
            .get()
            .into_iter()
            .map(|kind| (kind.as_str().to_owned(), words::kind_of(kind).to_owned()))
            .collect::<Vec<_>>()
    });
    let draws = move || typed.draw.with(|draw| draw != NOTHING);
    let within = move || typed.draw.with(|draw| draw == WITHIN);
    view! {
        <RadioCards name="draw" label=rounds::draw value=typed.draw choices=Signal::derive(choices)/>
        <Show when=draws>
            <Show when=within><SelectField name="kind" label=rounds::draw_kind value=typed.kind options=kinds/></Show>
            <TextField name="take" label=rounds::draw_take hint=rounds::draw_take_hint value=typed.take inputmode="numeric" characters_max=4_u32/>
            <Notice><p>{rounds::draw_means}</p></Notice>
            <Show when=covert><Notice tone=Tone::Waiting><p>{rounds::draw_covert_means}</p></Notice></Show>
        </Show>
    }
}

fn subjects() -> Vec<Choice> {
    Subjects::ALL.map(|kind| Choice::new(kind.as_str(), move || words::subjects(kind).to_owned())).to_vec()
}

fn regularities() -> Vec<Choice> {
    vec![
        Choice::new("regular", rounds::regular).hint(rounds::regular_hint),
        Choice::new("irregular", rounds::irregular).hint(rounds::irregular_hint),
    ]
}

fn notices() -> Vec<Choice> {
    vec![
        Choice::new("open", rounds::open).hint(rounds::open_hint),
        Choice::new("covert", rounds::covert).hint(rounds::covert_hint),
    ]
}

fn reports() -> Vec<Choice> {
    vec![
        Choice::new("public_bulletin", rounds::public_bulletin).hint(rounds::public_bulletin_hint),
        Choice::new("special_report", rounds::special_report).hint(rounds::special_report_hint),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_server_says_of_one_of_many_stands_at_the_field_with_a_name() {
        let failure = Failure {
            code: "fields_invalid".into(),
            detail: String::new(),
            request_id: None,
            errors: vec![problem("/team/1", "不能"), problem("/draw", "不行")],
        };
        let errors = at_fields(failure, &["甲".into(), "乙".into()], &[]).errors;
        assert_eq!(errors[0].pointer, "/team");
        assert!(errors[0].detail.contains('乙'));
        assert_eq!(errors[1], problem("/draw", "不行"));
        let taken = Failure::here("已有");
        let taken = at_fields(Failure { code: "round_month_taken".into(), ..taken }, &[], &[]);
        assert_eq!(taken.errors, [problem("/month", "已有")]);
    }
}
