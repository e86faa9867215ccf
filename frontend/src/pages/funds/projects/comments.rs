//! What residents say of a project while they can, and taking one's own words back.

use client::Client;
use contract::{
    funds::{CommentOnProject, ProjectComment, ProjectCommented},
    page::PageQuery,
};
use domain::{
    funds::{PROJECT_WORDS_CHARS_MAX, projects::Action},
    ids::{FundId, ProjectCommentId, ProjectId},
};
use leptos::prelude::*;

use super::open_project;
use crate::{
    components::{
        Button, ButtonKind, ButtonLink, Confirm, ErrorState, Form, FormState, Skeleton, TextArea, Time,
        Toasts,
    },
    draft::Draft,
    fetch::{Listed, More, fetch_list},
    i18n::projects,
    once::Once,
    send::{press, send},
    session::Session,
};

/// The comments, the latest first, and the form of whoever may say something.
#[component]
pub(super) fn Comments(
    /// Of which project.
    id: ProjectId,
    /// Of which fund.
    fund: FundId,
    /// What the reader may do.
    actions: Vec<Action>,
) -> impl IntoView {
    let session = Session::get();
    let list = fetch_list(move |client, after| async move {
        client.list_project_comments(id, &PageQuery { limit: None, after }).await
    });
    let body = move || match list.answer.get() {
        None => view! { <Skeleton count=3/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| list.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() => {
            view! { <p class="soft">{projects::no_comments}</p> }.into_any()
        }
        Some(Ok(items)) => view! {
            <ul class="stack" role="list">
                {items.into_iter().map(|comment| view! { <Comment comment list/> }).collect_view()}
            </ul>
            <More list/>
        }
        .into_any(),
    };
    let may = actions.contains(&Action::Comment);
    let sign_in = Signal::derive(move || {
        let back = js_sys::encode_uri_component(&open_project(fund, id));
        format!("/sign-in?next={back}")
    });
    view! {
        <section class="stack" aria-labelledby="comments-head">
            <h2 id="comments-head">{projects::comments}</h2>
            <p class="soft">{projects::comments_lead}</p>
            {may.then(|| view! { <Say id list/> })}
            <Show when=move || session.me().is_none()>
                <p class="no-print"><ButtonLink href=sign_in>{projects::sign_in_to_comment}</ButtonLink></p>
            </Show>
            {body}
        </section>
    }
}

/// One comment; one's own can be taken back.
#[component]
fn Comment(comment: ProjectComment, list: Listed<ProjectComment>) -> impl IntoView {
    let ProjectComment { id, text, by, mine, at } = comment;
    view! {
        <li class="card card--tight stack stack--tight">
            <p class="pre breakable">{text}</p>
            <p class="small soft">{by}" · "<Time at/></p>
            {mine.then(|| view! { <TakeBack id list/> })}
        </li>
    }
}

#[component]
fn TakeBack(id: ProjectCommentId, list: Listed<ProjectComment>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (busy, asking) = (RwSignal::new(false), RwSignal::new(false));
    let take = move |()| {
        let ask = move |client: Client| async move { client.withdraw_project_comment(id).await };
        press(session, toasts, busy, ask, move |()| {
            toasts.say(projects::comment_taken_back());
            list.reload();
        });
    };
    view! {
        <div class="no-print">
            <Button small=true busy on_press=move |()| asking.set(true)>{projects::take_back}</Button>
        </div>
        <Confirm open=asking title=projects::take_back_question consequence=projects::take_back_consequence
            verb=projects::take_back on_confirm=take danger=true/>
    }
}

/// Saying something; what is typed is kept until it was said.
#[component]
fn Say(id: ProjectId, list: Listed<ProjectComment>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once) = (FormState::new("comment"), Once::new());
    let draft = Draft::<(String, String)>::take_up("project-comment");
    let kept = draft.value.with_untracked(|(of, text)| (*of == id.to_string()).then(|| text.clone()));
    let text = RwSignal::new(kept.unwrap_or_default());
    Effect::new(move |_| {
        let typed = text.get();
        draft.value.update(|kept| match typed.is_empty() {
            // What was begun about another project stays.
            true if kept.0 != id.to_string() => {}
            true => *kept = Default::default(),
            false => *kept = (id.to_string(), typed),
        });
    });
    let submit = move |()| {
        let body = CommentOnProject { text: text.with_untracked(|text| text.trim().to_owned()) };
        let key = once.key(&(id, &body));
        let ask = move |client: Client, body: CommentOnProject| {
            let key = key.clone();
            async move { client.comment_on_project(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_: ProjectCommented| {
            text.set(String::new());
            toasts.say(projects::was_commented());
            list.reload();
        });
    };
    let chars = u32::try_from(PROJECT_WORDS_CHARS_MAX).unwrap_or(u32::MAX);
    view! {
        <div class="no-print">
            <Form state on_submit=submit>
                <TextArea name="text" label=projects::your_comment hint=projects::your_comment_hint value=text characters_max=chars/>
                <div class="form__actions">
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy>{projects::comment}</Button>
                </div>
            </Form>
        </div>
    }
}
