//! Who holds which office: the list, giving one, taking one back.

use chrono::{NaiveDate, NaiveTime};
use contract::{
    grants::{CreateGrant, FindGrantee, Grant, Grantee, ListGrants},
    providers::ListProviders,
};
use domain::permissions::{Permission, Role};
use leptos::prelude::*;

use super::{
    BASE,
    ask::Ask,
    lists::listed,
    office::{Scope, placed},
    words,
};
use crate::{
    components::{
        Button, ButtonKind, Confirm, DateField, Dialog, EmptyState, FilterSelect, Filters, Form, FormState,
        Notice, PageHead, SelectField, TableBox, TextField, Time, Toasts, Tone,
    },
    device,
    failure::Failure,
    fetch::{fetch, fetch_list},
    i18n::{people, providers as providers_words},
    once::Once,
    pages::identity::SignedInOnly,
    query::QueryParam,
    send::{press, send},
    session::Session,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The page.
#[component]
pub fn Grants() -> impl IntoView {
    view! { <SignedInOnly title=people::grants home=BASE children=|me| placed(&me, Permission::ViewGrants, || view! { <List/> }.into_any())/> }
}

#[component]
fn List() -> impl IntoView {
    let (scope, session, toasts) = (Scope::get(), Session::get(), Toasts::get());
    let (role, ended) = (QueryParam::of("role").value, QueryParam::of("ended").value);
    let list = fetch_list(move |client, after| {
        let query = ListGrants {
            under_id: scope.area.get(),
            role: role.with(|role| Role::parse(role)),
            ended: ended.get() == "true",
            limit: Some(ROWS),
            after,
            user_id: None,
            provider_id: None,
        };
        async move { client.list_grants(&query).await }
    });
    let giving = RwSignal::new(false);
    let (ask, busy) = (Ask::<Grant>::new(), RwSignal::new(false));
    let revoke = move |()| {
        let Some(grant) = ask.row() else { return };
        let call = move |client: client::Client| async move { client.revoke_grant(grant.id).await };
        press(session, toasts, busy, call, move |()| {
            toasts.say(people::grant_revoked());
            list.reload();
        });
    };
    let title =
        move || ask.words(|grant| people::revoke_question(&grant.display_name, words::role(grant.role)));
    let given = move |()| {
        giving.set(false);
        toasts.say(people::grant_given());
        list.reload();
    };
    let ended_too = Signal::derive(|| vec![("true".to_owned(), people::ended_too().to_owned())]);
    view! {
        <PageHead title=people::grants lead=people::grants_lead>
            <Show when=move || scope.may(Permission::ManageGrants)>
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuUserPlus on_press=move |()| giving.set(true)>
                    {people::give_grant}
                </Button>
            </Show>
        </PageHead>
        <Dialog open=giving title=people::give_grant><Give on_done=given/></Dialog>
        <Filters>
            <FilterSelect name="role" label=people::column_role options=Signal::derive(|| roles(&Role::ALL))/>
            <FilterSelect name="ended" label=people::column_until options=ended_too/>
        </Filters>
        {listed(
            list,
            || view! { <EmptyState title=people::no_grants detail=people::no_grants_detail icon=icondata_lu::LuUsers/> }.into_any(),
            move |items| rows(items, ask),
        )}
        <Confirm open=ask.open title consequence=people::revoke_consequence verb=people::revoke on_confirm=revoke danger=true/>
    }
}

fn roles(roles: &[Role]) -> Vec<(String, String)> {
    let given = roles.iter().filter(|role| **role != Role::Resident);
    given.map(|role| (role.as_str().to_owned(), words::role(*role).to_owned())).collect()
}

/// Whether some office of one's own may take this one back.
fn revocable(session: Session, grant: &Grant) -> bool {
    let mine = session.me();
    mine.is_some_and(|me| {
        let gives = |role: Role| role.may_grant().contains(&grant.role);
        me.grants.iter().any(|mine| gives(mine.role) && mine.area_path.covers(&grant.area_path))
    })
}

fn rows(items: Vec<Grant>, ask: Ask<Grant>) -> AnyView {
    let session = Session::get();
    let row = move |grant: Grant| {
        let (role, asked) = (grant.role, grant.clone());
        let now = device::now();
        let over = grant.revoked_at.is_some() || grant.until.is_some_and(|until| until <= now);
        let may = revocable(session, &grant) && !over;
        let name = grant.display_name.clone();
        view! {
            <tr>
                <th scope="row">{grant.display_name}<br/><span class="small soft">{grant.login}</span></th>
                <td>{move || words::role(role)}{grant.provider_name.map(|name| view! { <br/><span class="small soft">{name}</span> })}</td>
                <td>{grant.area_name}</td>
                <td><Time at=grant.from/></td>
                <td>
                    {match (grant.revoked_at, grant.until) {
                        (Some(at), _) => view! { {people::revoked} " " <Time at/> }.into_any(),
                        (None, Some(at)) => view! { <Time at/> }.into_any(),
                        (None, None) => people::open_end.into_any(),
                    }}
                </td>
                <td>{grant.granted_by.unwrap_or_else(|| "—".into())}</td>
                <td>
                    {may.then(|| {
                        view! {
                            <Button small=true on_press=move |()| ask.about(asked.clone())>
                                {people::revoke}<span class="visually-hidden">" "{name}</span>
                            </Button>
                        }
                    })}
                </td>
            </tr>
        }
    };
    view! {
        <TableBox caption=people::grants>
            <thead>
                <tr>
                    <th scope="col">{people::column_person}</th>
                    <th scope="col">{people::column_role}</th>
                    <th scope="col">{people::column_place}</th>
                    <th scope="col">{people::column_from}</th>
                    <th scope="col">{people::column_until}</th>
                    <th scope="col">{people::column_granted_by}</th>
                    <th scope="col">{people::column_actions}</th>
                </tr>
            </thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}

/// First the person, by exactly their login name or number; then what and until when. The place is the console's.
#[component]
fn Give(#[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let session = Session::get();
    let state = FormState::new("find-grantee");
    let login = RwSignal::new(String::new());
    let found = RwSignal::new(None::<Grantee>);
    let find = move |()| {
        let body = FindGrantee { login_or_phone: login.with_untracked(|login| login.trim().to_owned()) };
        let ask = |client: client::Client, body: FindGrantee| async move { client.find_grantee(&body).await };
        send(session, state, body, ask, move |person| found.set(Some(person)));
    };
    move || {
        match found.get() {
        Some(person) => view! { <GiveTo person on_done/> }.into_any(),
        None => view! {
            <Form state on_submit=find>
                <TextField name="login_or_phone" label=people::whose_login hint=people::whose_login_hint value=login characters_max=32_u32/>
                <div class="form__actions">
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy>{people::find_person}</Button>
                </div>
            </Form>
        }
        .into_any(),
    }
    }
}

#[component]
fn GiveTo(person: Grantee, on_done: Callback<()>) -> impl IntoView {
    let (session, scope) = (Session::get(), Scope::get());
    let (state, once) = (FormState::new("give-grant"), Once::new());
    let (role, from, until) = (RwSignal::default(), RwSignal::default(), RwSignal::default());
    // Only what some office of one's own may give here.
    let offered = Signal::derive(move || {
        let (me, here) = (session.me(), scope.here());
        let (Some(me), Some(here)) = (me, here) else { return Vec::new() };
        let gives = |role: &Role| {
            me.grants
                .iter()
                .any(|mine| mine.role.may_grant().contains(role) && mine.area_path.covers(&here.path))
        };
        roles(&Role::ALL.into_iter().filter(gives).collect::<Vec<_>>())
    });
    let serves = RwSignal::new(String::new());
    let is_staff = move || role.with(|role: &String| role == Role::ProviderStaff.as_str());
    let providers = fetch(move |client| {
        let area_id = scope.area.get();
        async move {
            let query = ListProviders { area_id, limit: Some(100), ..ListProviders::default() };
            client.list_providers(&query).await.map(|page| (area_id, page.items))
        }
    });
    // Staff hold their role where the provider is.
    let here = Signal::derive(move || {
        providers.answer.with(|answer| match answer {
            Some(Ok((area, items))) => {
                let here = items.iter().filter(|one| Some(one.area_id) == *area);
                here.map(|one| (one.id.to_string(), one.name.clone())).collect()
            }
            Some(Err(_)) | None => Vec::new(),
        })
    });
    let user_id = person.user_id;
    let submit = move |()| {
        let chosen = role.with_untracked(|role: &String| Role::parse(role));
        let (Some(role), Some(area_id)) = (chosen, scope.area.get_untracked()) else {
            return state.refuse(Failure::here(people::choose_role()));
        };
        let day = |text: RwSignal<String>| text.with_untracked(|day| day.parse::<NaiveDate>().ok());
        // The last day is included: the role is over at the next midnight of this device's calendar.
        let until = day(until).and_then(|day| day.succ_opt()).and_then(midnight);
        let provider_id = serves.with_untracked(|id: &String| id.parse().ok()).filter(|_| is_staff());
        let from = day(from).and_then(midnight);
        let body = CreateGrant { user_id, role, area_id, provider_id, from, until };
        let key = once.key(&body);
        let ask = move |client: client::Client, body: CreateGrant| {
            let key = key.clone();
            async move { client.create_grant(&body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| on_done.run(()));
    };
    let (name, second_factor) = (person.display_name, person.second_factor);
    view! {
        <Form state on_submit=submit>
            <dl class="facts">
                <dt>{people::column_person}</dt><dd>{name}</dd>
                <dt>{people::column_place}</dt><dd>{move || scope.here().map(|here| here.name)}</dd>
            </dl>
            {(!second_factor).then(|| view! { <Notice tone=Tone::Waiting>{people::no_second_factor}</Notice> })}
            <SelectField name="role" label=people::column_role value=role options=offered hint=people::role_here/>
            <Show when=is_staff>
                <SelectField name="provider_id" label=providers_words::choose_staff_provider value=serves options=here
                    hint=providers_words::staff_provider_hint/>
            </Show>
            <DateField name="from" label=people::column_from value=from hint=people::from_hint optional=true/>
            <DateField name="until" label=people::column_until value=until hint=people::until_hint optional=true/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{people::give_grant}</Button>
            </div>
        </Form>
    }
}

/// The beginning of a day on this device's calendar.
fn midnight(day: NaiveDate) -> Option<chrono::DateTime<chrono::Utc>> {
    let local = day.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of a calendar date are exact in a double")]
    let offset = js_sys::Date::new(&(local as f64).into()).get_timezone_offset();
    // Whole minutes: time zones have no finer offset today.
    #[expect(clippy::cast_possible_truncation, reason = "an offset is at most a day's minutes")]
    let minutes = offset as i64;
    chrono::DateTime::from_timestamp_millis(local + minutes * 60_000)
}
