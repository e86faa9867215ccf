//! Opening a record: where, what it is about, whose dispute it is.

use std::sync::Arc;

use client::{Client, ClientError, Tagged, every_page};
use contract::{
    areas::ListAreas,
    identity::Me,
    mediations::{Mediation, NewParty, OpenMediation},
    page::LIMIT_MAX,
};
use domain::{
    areas::AreaKind,
    ids::AreaId,
    mediations::{MATTER_CHARS_MAX, NAME_CHARS_MAX, PARTIES_MAX},
    memberships::MembershipState,
    permissions::Permission,
};
use leptos::prelude::*;

use crate::{
    components::{
        BackLink, Button, ButtonKind, EmptyState, Form, FormState, Icon, PageHead, SelectField, TextArea,
        TextField, Toasts,
    },
    fetch::{Loaded, fetch},
    i18n::mediations as texts,
    once::Once,
    pages::{community::visits::words::missing, identity::SignedInOnly},
    route::Go,
    send::send,
    session::Session,
};

/// The page.
#[component]
pub fn OpenPage() -> impl IntoView {
    view! {
        <SignedInOnly title=texts::open_one home="/" let:me>
            <div class="stack">
                <BackLink href="/mediations" label=texts::title/>
                <PageHead title=texts::open_one lead=texts::open_lead/>
                {
                    let places = places(&me);
                    if places.is_empty() {
                        view! { <EmptyState title=texts::not_for_you detail=texts::not_for_you_detail icon=icondata_lu::LuLock/> }.into_any()
                    } else {
                        view! { <OpenForm places/> }.into_any()
                    }
                }
            </div>
        </SignedInOnly>
    }
}

/// Where this person mediates, by id and name.
fn places(me: &Arc<Me>) -> Vec<(String, String)> {
    let mediates = me.grants.iter().filter(|grant| grant.role.allows(Permission::Mediate));
    let mut places: Vec<(String, String)> =
        mediates.map(|grant| (grant.area_id.to_string(), grant.area_name.clone())).collect();
    places.sort();
    places.dedup();
    places
}

/// A party as it is typed: somebody of a household, or a written name.
#[derive(Clone, Copy, PartialEq)]
struct Typed {
    number: u32,
    household: RwSignal<String>,
    person: RwSignal<String>,
    name: RwSignal<String>,
    phone: RwSignal<String>,
}

impl Typed {
    fn new(number: u32) -> Self {
        let empty = || RwSignal::new(String::new());
        Self { number, household: empty(), person: empty(), name: empty(), phone: empty() }
    }

    fn read(self) -> NewParty {
        let text = |signal: RwSignal<String>| {
            Some(signal.with_untracked(|text| text.trim().to_owned())).filter(|text| !text.is_empty())
        };
        NewParty {
            user_id: self.person.with_untracked(|id| id.parse().ok()),
            name: text(self.name),
            phone: text(self.phone),
        }
    }
}

#[component]
fn OpenForm(places: Vec<(String, String)>) -> impl IntoView {
    let (session, toasts, go) = (Session::get(), Toasts::get(), Go::new());
    let (state, once) = (FormState::new("mediation"), Once::new());
    let area = RwSignal::new(places.first().map(|(id, _)| id.clone()).unwrap_or_default());
    let chosen = Memo::new(move |_| area.with(|id| id.parse::<AreaId>().ok()));
    let matter = RwSignal::new(String::new());
    let parties = RwSignal::new(vec![Typed::new(0), Typed::new(1)]);
    let fetched = fetch(move |client| {
        let area = chosen.get();
        async move {
            match area {
                Some(area) => households(client, area).await,
                None => Ok(Vec::new()),
            }
        }
    });
    let submit = move |()| {
        let Some(area_id) = chosen.get_untracked() else {
            state.refuse_fields(vec![missing("/area_id")]);
            return;
        };
        let parties = parties.with_untracked(|all| all.iter().map(|party| party.read()).collect());
        let body = OpenMediation { area_id, matter: matter.get_untracked(), parties };
        let key = once.key(&body);
        let call = move |client: Client, body: OpenMediation| {
            let key = key.clone();
            async move { client.open_mediation(&body, Some(&key)).await }
        };
        send(session, state, body, call, move |made: Tagged<Mediation>| {
            toasts.say(texts::did_open());
            go.instead(&format!("/mediations/{}", made.body.item.id));
        });
    };
    let add = move |()| {
        parties.update(|all| {
            let next = all.iter().map(|party| party.number + 1).max().unwrap_or(0);
            all.push(Typed::new(next));
        });
    };
    let full = move || parties.with(Vec::len) >= PARTIES_MAX;
    let chars_max = u32::try_from(MATTER_CHARS_MAX).unwrap_or(u32::MAX);
    view! {
        <Form state on_submit=submit>
            <SelectField name="area_id" label=texts::where_is_it value=area options=Signal::stored(places)/>
            <TextArea name="matter" label=texts::matter hint=texts::matter_hint value=matter characters_max=chars_max/>
            <Loaded fetched let:households>
                {
                    let households = StoredValue::new(households);
                    let numbered = move || {
                        let parties = parties.get().into_iter().enumerate();
                        parties.collect::<Vec<_>>()
                    };
                    view! {
                        <For each=numbered key=|(at, party)| (*at, party.number) let:item>
                            <PartyFields at=item.0 party=item.1 parties households=households.get_value()/>
                        </For>
                    }
                }
            </Loaded>
            <div class="row" hidden=full><Button icon=icondata_lu::LuPlus on_press=add>{texts::add_party}</Button></div>
            <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{texts::open_it}</Button>
        </Form>
    }
}

/// The households of a place, by id and name.
async fn households(client: Client, area: AreaId) -> Result<Vec<(String, String)>, ClientError> {
    let found = every_page(|after| {
        let query = ListAreas {
            under_id: Some(area),
            kind: Some(AreaKind::Household),
            limit: Some(LIMIT_MAX),
            after,
            ..ListAreas::default()
        };
        let client = client.clone();
        async move { client.list_areas(&query).await }
    });
    Ok(found.await?.into_iter().map(|area| (area.id.to_string(), area.name)).collect())
}

#[component]
fn PartyFields(
    at: usize,
    party: Typed,
    parties: RwSignal<Vec<Typed>>,
    households: Vec<(String, String)>,
) -> impl IntoView {
    let household = party.household;
    let members = fetch(move |client| {
        let household = household.with(|id| id.parse::<AreaId>().ok());
        async move {
            let Some(household) = household else { return Ok(Vec::new()) };
            let found = client.list_household_members(household).await?.items;
            let confirmed = found.into_iter().filter(|member| member.state == MembershipState::Confirmed);
            Ok(confirmed.map(|member| (member.user_id.to_string(), member.display_name)).collect::<Vec<_>>())
        }
    });
    let people = Signal::derive(move || match &*members.answer.read() {
        Some(Ok(people)) => people.clone(),
        _ => Vec::new(),
    });
    let remove = move |()| parties.update(|all| all.retain(|other| other.number != party.number));
    let removable = move || parties.with(Vec::len) > domain::mediations::PARTIES_MIN;
    let name = move |field: &str| format!("parties/{at}/{field}");
    let chars_max = u32::try_from(NAME_CHARS_MAX).unwrap_or(u32::MAX);
    view! {
        <fieldset class="card stack">
            <legend>{move || texts::party_number(at + 1)}</legend>
            <SelectField name=format!("parties/{at}") label=texts::household hint=texts::household_hint value=household
                options=Signal::stored(households) optional=true/>
            <Show when=move || household.with(|id| !id.is_empty())>
                <SelectField name=name("user_id") label=texts::person value=party.person options=people/>
            </Show>
            <Show when=move || household.with(String::is_empty)>
                <div class="pair">
                    <TextField name=name("name") label=texts::name value=party.name characters_max=chars_max/>
                    <TextField name=name("phone") label=texts::phone hint=texts::phone_hint value=party.phone kind="tel" inputmode="tel" optional=true/>
                </div>
            </Show>
            <Show when=removable>
                <div class="row"><Button on_press=remove><Icon icon=icondata_lu::LuX/>{texts::remove_party}</Button></div>
            </Show>
        </fieldset>
    }
}
