//! Handing over to another area: one around it, beside it or in it.

use client::{Client, ClientError, every_page};
use contract::{
    areas::{Area, ListAreas},
    page::LIMIT_MAX,
    tickets::{AreaName, HandOverTicket},
};
use domain::{
    areas::AreaKind,
    ids::{AreaId, TicketId},
    tickets::Action,
};
use leptos::prelude::*;

use super::{Drafts, forms::text_max, words};
use crate::{
    components::{Button, ButtonKind, Form, FormState, SelectField, TextArea},
    failure::Failure,
    fetch::{Loaded, fetch},
    i18n::moves,
    once::Once,
    send::send,
    session::Session,
};

/// Where a ticket can go from here: beside and in its place first, then ever wider.
async fn destinations(client: &Client, area: AreaId) -> Result<Vec<Area>, ClientError> {
    let mut around = client.get_lineage(area).await?.items;
    around.retain(|one| one.id != area);
    let parent = around.last().map(|one| one.id);
    let mut found = Vec::new();
    for parent_id in [parent, Some(area)].into_iter().flatten() {
        let there = every_page(|after| {
            let query = ListAreas {
                parent_id: Some(parent_id),
                not_kind: Some(AreaKind::Household),
                limit: Some(LIMIT_MAX),
                after,
                ..ListAreas::default()
            };
            async move { client.list_areas(&query).await }
        });
        found.extend(there.await?.into_iter().filter(|one| one.id != area && one.kind <= AreaKind::Grid));
    }
    found.extend(around.into_iter().rev());
    Ok(found)
}

#[component]
pub(super) fn Over(
    id: TicketId,
    area: AreaName,
    drafts: Drafts,
    done: Callback<&'static str>,
) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("hand-over"), Once::new());
    let places = fetch(move |client| async move { destinations(&client, area.id).await });
    let submit = move |()| {
        let Ok(area_id) = drafts.choice.get_untracked().parse::<AreaId>() else {
            return state.refuse(Failure::here(moves::choose_area()));
        };
        let body = HandOverTicket { area_id, text: drafts.text.get_untracked().trim().to_owned() };
        let key = once.key(&body);
        let ask = move |client: Client, body: HandOverTicket| {
            let key = key.clone();
            async move { client.hand_over_ticket(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |()| done.run(words::said(Action::HandOver)()));
    };
    view! {
        <Loaded fetched=places let:places>
            <Form state on_submit=submit>
                <SelectField
                    name="area_id"
                    label=moves::hand_over_to
                    hint=moves::hand_over_hint
                    value=drafts.choice
                    options=Signal::stored(places.iter().map(|one| (one.id.to_string(), one.name.clone())).collect::<Vec<_>>())
                />
                <TextArea name="text" label=moves::reason hint=moves::hand_back_hint value=drafts.text characters_max=text_max()/>
                <div class="form__actions">
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy>{moves::hand_over}</Button>
                </div>
            </Form>
        </Loaded>
    }
}
