//! Steps that need no words: a button, asked once.

use client::{Client, Tagged};
use contract::funds::Project;
use domain::ids::ProjectId;
use leptos::prelude::*;

use super::super::words::Text;
use crate::{
    components::{Button, ButtonKind, Confirm, Toasts},
    i18n::projects,
    once::Once,
    send::press,
    session::Session,
};

/// Such a step.
#[derive(Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Press {
    /// Hand it in.
    Submit,
    /// Take part in it.
    Join,
    /// End the committee's voting.
    Decide,
    /// Sign the agreement for the project.
    Countersign,
    /// Put it away.
    Archive,
    /// Take it back.
    Withdraw,
}

impl Press {
    /// The verb, the question, what follows, and what is said afterwards.
    fn texts(self) -> [Text; 4] {
        use crate::i18n::projects as t;
        match self {
            Self::Submit => [t::submit, t::submit_question, t::submit_consequence, t::was_submitted],
            Self::Join => [t::join, t::join_question, t::join_consequence, t::was_joined],
            Self::Decide => [t::decide, t::decide_question, t::decide_consequence, t::was_decided],
            Self::Countersign => {
                [t::countersign, t::countersign_question, t::countersign_consequence, t::was_countersigned]
            }
            Self::Archive => [t::archive, t::archive_question, t::archive_consequence, t::was_archived],
            Self::Withdraw => [t::withdraw, t::withdraw_question, t::withdraw_consequence, t::was_withdrawn],
        }
    }
}

/// The button and its question.
#[component]
pub(super) fn Pressed(
    /// Which project.
    id: ProjectId,
    /// Which step.
    what: Press,
    /// The project as it stands.
    project: Signal<Project>,
    /// It is to be read anew.
    on_done: Callback<()>,
) -> impl IntoView {
    let (session, toasts, once) = (Session::get(), Toasts::get(), Once::new());
    let (busy, asking) = (RwSignal::new(false), RwSignal::new(false));
    let [verb, question, consequence, said] = what.texts();
    let take = move |()| {
        let key = once.key(&(id, what, project.with_untracked(|project| project.summary.version)));
        let ask = move |client: Client| {
            let key = key.clone();
            async move {
                let key = Some(key.as_str());
                match what {
                    Press::Submit => client.submit_project(id, key).await,
                    Press::Join => client.join_project(id, key).await,
                    Press::Decide => client.decide_project(id, key).await,
                    Press::Countersign => client.countersign_project_agreement(id, key).await,
                    Press::Archive => client.archive_project(id, key).await,
                    Press::Withdraw => client.withdraw_project(id, key).await,
                }
            }
        };
        press(session, toasts, busy, ask, move |_: Tagged<Project>| {
            toasts.say(said());
            on_done.run(());
        });
    };
    let danger = what == Press::Withdraw;
    let kind = if danger { ButtonKind::Danger } else { ButtonKind::Primary };
    let title =
        move || projects::named_question(question(), project.with(|project| project.summary.title.clone()));
    view! {
        <Button kind busy on_press=move |()| asking.set(true)>{verb}</Button>
        <Confirm open=asking title consequence verb on_confirm=take danger/>
    }
}
