//! The fields of a programme's rules.

use domain::points::{ACTIVITIES_MAX, WalletKind};
use leptos::{ev::KeyboardEvent, prelude::*};

use super::{
    super::words,
    activity::{
        APPROVERS, ActivityRow, BASES, CHECK, EVIDENCE, PROJECT, TICKET, TypedActivity, VOLUNTEERING,
    },
    form::RulesForm,
};
use crate::{
    components::{Button, Cell, CellCheck, CellSelect, Checkbox, FormState, TextField, called, row_tools},
    i18n::programmes,
    rows::{Row, moves_by_keys, refocus},
};

/// All settings, group by group.
pub(super) fn rules_fields(form: RulesForm, state: FormState, wallets: WalletKind) -> impl IntoView {
    let signal = |signal: &ArcRwSignal<String>| RwSignal::from(signal.clone());
    let gifts = RwSignal::from(form.gifts.clone());
    let (each, month) = (signal(&form.each_max), signal(&form.gifts_month_max));
    view! {
        <fieldset class="group">
            <legend>{programmes::group_activities}</legend>
            <Activities form=form.clone() state wallets/>
        </fieldset>
        <fieldset class="group">
            <legend>{programmes::group_caps}</legend>
            <TextField name="day_max" label=programmes::day_max hint=programmes::cap_hint value=signal(&form.day_max) inputmode="numeric" optional=true/>
            <TextField name="month_max" label=programmes::month_max hint=programmes::cap_hint value=signal(&form.month_max) inputmode="numeric" optional=true/>
        </fieldset>
        <fieldset class="group">
            <legend>{programmes::group_expiry}</legend>
            <TextField name="expiry_months" label=programmes::expiry_months hint=programmes::expiry_months_hint value=signal(&form.expiry_months)
                inputmode="numeric" optional=true/>
        </fieldset>
        <fieldset class="group">
            <legend>{programmes::group_gifts}</legend>
            <Checkbox name="gifts" label=programmes::gifts_allowed value=gifts/>
            <Show when=move || gifts.get()>
                <TextField name="gifts/each_max" label=programmes::gift_each_max value=each inputmode="numeric"/>
                <TextField name="gifts/month_max" label=programmes::gift_month_max value=month inputmode="numeric"/>
            </Show>
        </fieldset>
        <fieldset class="group">
            <legend>{programmes::group_care}</legend>
            <TextField name="re_audit_share" label=programmes::share hint=programmes::share_hint value=signal(&form.share) inputmode="decimal"/>
            <TextField name="low_at" label=programmes::low_at hint=programmes::low_at_hint value=signal(&form.low_at) inputmode="numeric"/>
        </fieldset>
    }
}

/// What earns points, a row for each.
#[component]
fn Activities(form: RulesForm, state: FormState, wallets: WalletKind) -> impl IntoView {
    let (all, rows, adding, full) =
        (form.activities.clone(), form.activities.clone(), form.activities.clone(), form.activities);
    let add = move |()| {
        let taken: Vec<String> =
            untrack(|| adding.get()).iter().map(|row| untrack(|| row.content.typed()).code()).collect();
        let key = adding.add(ActivityRow::of(TypedActivity::fresh(&taken)), None);
        refocus(state.field_id(&format!("a{key}-name")));
    };
    let back = state.field_id("activities");
    state.register("activities", programmes::group_activities.into());
    let after = back.clone();
    let activity = move |row: Row<ActivityRow>| {
        let (key, keyed) = (row.key, rows.clone());
        let name = RwSignal::from(row.content.name.clone());
        let about = called(rows.clone(), key, name, programmes::activity_number);
        let keys = move |event: KeyboardEvent| {
            moves_by_keys(&keyed, key, &event);
        };
        let tools = row_tools(rows.clone(), key, after.clone(), about).into_any();
        view! { <li class="outline__line" on:keydown=keys>{one(&row, about, tools, wallets)}</li> }
    };
    view! {
        <div class="field" id=back tabindex="-1">
            <p class="field__hint">{programmes::activities_hint}</p>
            <p class="field__error" hidden=move || state.error_of("activities").is_none()>{move || state.error_of("activities")}</p>
            <ol class="outline__lines" aria-label=programmes::group_activities>
                <For each=move || all.get() key=|row| row.key children=activity/>
            </ol>
            <Show when=move || { full.count() < ACTIVITIES_MAX }>
                <div><Button small=true icon=icondata_lu::LuPlus on_press=add.clone()>{programmes::add_activity}</Button></div>
            </Show>
        </div>
    }
}

fn options<T>(table: &'static [(&str, T)], words: fn(T) -> &'static str) -> Signal<Vec<(String, String)>>
where
    T: Copy + Send + Sync + 'static,
{
    Signal::derive(move || {
        table.iter().map(|(name, value)| ((*name).to_owned(), words(*value).to_owned())).collect()
    })
}

/// One activity: what it earns, how, who approves, and its caps.
fn one(
    row: &Row<ActivityRow>,
    about: Signal<String>,
    tools: AnyView,
    wallets: WalletKind,
) -> impl IntoView + use<> {
    let (key, fields) = (row.key, &row.content);
    let signal = |signal: &ArcRwSignal<String>| RwSignal::from(signal.clone());
    let tick = |signal: &ArcRwSignal<bool>| RwSignal::from(signal.clone());
    let (event, score) = (signal(&fields.by_event), signal(&fields.score_min));
    let bases = options(&BASES, |basis| match basis {
        domain::points::Basis::Time => programmes::each_time(),
        domain::points::Basis::Hour => programmes::each_hour(),
    });
    let events = Signal::derive(move || {
        let check = (wallets == WalletKind::Household).then_some((CHECK, programmes::event_check()));
        let all = [("", programmes::event_none()), (TICKET, programmes::event_ticket())];
        let shifts = [
            (VOLUNTEERING, programmes::event_volunteering()),
            (PROJECT, programmes::event_project_volunteering()),
        ];
        let all = all.into_iter().chain(check).chain(shifts);
        all.map(|(name, words)| (name.to_owned(), words.to_owned())).collect::<Vec<_>>()
    });
    let name = move |field: &str| format!("a{key}-{field}");
    view! {
        <Cell name=name("name") label=programmes::activity_name about value=signal(&fields.name) wide=true/>
        <Cell name=name("points") label=programmes::activity_points about value=signal(&fields.points) inputmode="numeric"/>
        <CellSelect name=name("basis") label=programmes::activity_basis about value=signal(&fields.basis) options=bases/>
        {tools}
        <div class="outline__more">
            <div class="ways" role="group" aria-label=programmes::activity_ways>
                <CellCheck name=name("by_resident") label=programmes::by_resident about value=tick(&fields.by_resident)/>
                <CellCheck name=name("by_worker") label=programmes::by_worker about value=tick(&fields.by_worker)/>
                <CellCheck name=name("in_bulk") label=programmes::in_bulk about value=tick(&fields.in_bulk)/>
            </div>
            <div class="outline__finding">
                <CellSelect name=name("by_event") label=programmes::by_event about value=event options=events/>
                <Show when=move || event.with(|event| event == CHECK)>
                    <Cell name=format!("a{key}-score_min") label=programmes::score_min about value=score inputmode="decimal"/>
                </Show>
                <CellSelect name=name("evidence") label=programmes::activity_evidence about value=signal(&fields.evidence) options=options(&EVIDENCE, words::evidence)/>
                <CellSelect name=name("approver") label=programmes::activity_approver about value=signal(&fields.approver) options=options(&APPROVERS, words::approver)/>
            </div>
            <div class="outline__finding">
                <Cell name=name("day") label=programmes::activity_day about value=signal(&fields.day) inputmode="numeric"/>
                <Cell name=name("month") label=programmes::activity_month about value=signal(&fields.month) inputmode="numeric"/>
                <Cell name=name("period") label=programmes::activity_period about value=signal(&fields.period) inputmode="numeric"/>
                <Cell name=name("code") label=programmes::activity_code about value=signal(&fields.code) wide=true/>
            </div>
        </div>
    }
}
