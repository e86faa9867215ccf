//! A resident's rating; the latest counts.

use client::{Client, Tagged};
use contract::funds::{Project, RateProject};
use domain::ids::ProjectId;
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, Form, FormState, Rating, Toasts},
    i18n::projects,
    once::Once,
    pages::moves::forms::refuse_empty,
    send::send,
    session::Session,
};

/// One to five stars.
#[component]
pub fn Rate(
    /// Which project.
    id: ProjectId,
    /// What one said before.
    own: Option<u8>,
    /// It is to be read anew.
    on_done: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once) = (FormState::new("rate"), Once::new());
    let value = RwSignal::new(own.unwrap_or(0));
    let submit = move |()| {
        let rating = value.get_untracked();
        if rating == 0 {
            return refuse_empty(state, "/rating");
        }
        let body = RateProject { rating };
        let key = once.key(&(id, body));
        let ask = move |client: Client, body: RateProject| {
            let key = key.clone();
            async move { client.rate_project(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_: Tagged<Project>| {
            toasts.say(projects::was_rated());
            on_done.run(());
        });
    };
    view! {
        <div class="no-print">
            <Form state on_submit=submit>
                <Rating name="rating" label=projects::your_rating value/>
                <div class="form__actions">
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy>{projects::rate}</Button>
                </div>
            </Form>
        </div>
    }
}
