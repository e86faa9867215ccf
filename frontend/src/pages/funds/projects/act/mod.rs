//! What the reader can do with a project: the server says what that is, and each step has its button.

pub mod ask;
pub mod judge;
pub mod press;
pub mod rate;
pub mod screen;
pub mod show;

use contract::funds::{MilestoneStage, Project};
use domain::{funds::projects::Action, ids::ProjectId};
use leptos::prelude::*;

use self::{
    ask::{Ask, Asking},
    judge::{Judge, Judging},
    press::{Press, Pressed},
    screen::Screening,
    show::{Show as Shown, ShowDraft, Showing},
};
use super::words;
use crate::{
    components::{Button, ButtonKind, ButtonLink, Dialog, Notice, Toasts, Tone},
    i18n::projects,
};

/// What is open to the reader, with the milestones that it is about.
#[derive(Clone, PartialEq)]
struct Open {
    id: ProjectId,
    actions: Vec<Action>,
    asked: bool,
    /// The first that is not reached.
    ahead: Option<(usize, bool)>,
    /// The one that waits to be looked at.
    reached: Option<usize>,
}

impl Open {
    fn of(project: &Project) -> Self {
        let at = |stage: MilestoneStage| project.milestones.iter().find(|one| one.stage == stage);
        Self {
            id: project.summary.id,
            actions: project.actions.clone(),
            asked: project.asked,
            ahead: at(MilestoneStage::Ahead).map(|one| (one.number, one.advance)),
            reached: at(MilestoneStage::Reached).map(|one| one.number),
        }
    }

    fn may(&self, action: Action) -> bool {
        self.actions.contains(&action)
    }
}

/// The buttons; nothing where there is nothing to do.
#[component]
pub fn Act(
    /// The project as it stands.
    project: Signal<Project>,
    /// Where it is written anew.
    #[prop(optional, into)]
    edit: Option<String>,
    /// It is to be read anew.
    on_done: Callback<()>,
) -> impl IntoView {
    let open = Memo::new(move |_| project.with(Open::of));
    move || view! { <Buttons open=open.get() edit=edit.clone() project on_done/> }
}

#[component]
fn Buttons(
    open: Open,
    edit: Option<String>,
    project: Signal<Project>,
    on_done: Callback<()>,
) -> impl IntoView {
    let id = open.id;
    let press = |what: Press| view! { <Pressed id what project on_done/> }.into_any();
    let mut buttons: Vec<AnyView> = Vec::new();
    if open.asked {
        buttons.push(press(Press::Join));
    }
    if let Some(edit) = edit.filter(|_| open.may(Action::Revise)) {
        buttons.push(
            view! { <ButtonLink icon=icondata_lu::LuPencil href=edit>{projects::edit}</ButtonLink> }
                .into_any(),
        );
    }
    if open.may(Action::Submit) {
        buttons.push(press(Press::Submit));
    }
    if open.may(Action::Screen) {
        buttons.push(view! { <Form id kind=Kind::Screen on_done/> }.into_any());
    }
    if open.may(Action::Put) {
        buttons.push(view! { <Form id kind=Kind::Ask(Ask::Put) on_done/> }.into_any());
    }
    if open.may(Action::Decide) {
        buttons.push(press(Press::Decide));
    }
    if open.may(Action::Agree) {
        buttons.push(view! { <Form id kind=Kind::Show(Shown::Agree) on_done/> }.into_any());
    }
    if open.may(Action::Countersign) {
        buttons.push(press(Press::Countersign));
    }
    if let Some((number, advance)) =
        open.ahead.filter(|_| open.may(Action::ReachMilestone) && open.reached.is_none())
    {
        let kind = Kind::Show(Shown::Reach { number, advance });
        buttons.push(view! { <Form id kind on_done/> }.into_any());
    }
    if let Some(number) = open.reached.filter(|_| open.may(Action::AcceptMilestone)) {
        buttons.push(view! { <Form id kind=Kind::Judge(Judge::Milestone(number)) on_done/> }.into_any());
    }
    let finished = open.ahead.is_none() && open.reached.is_none();
    if finished && open.may(Action::Report) {
        buttons.push(view! { <Form id kind=Kind::Show(Shown::Report) on_done/> }.into_any());
    }
    if open.may(Action::AcceptReport) {
        buttons.push(view! { <Form id kind=Kind::Judge(Judge::Report) on_done/> }.into_any());
    }
    if open.may(Action::Archive) {
        buttons.push(press(Press::Archive));
    }
    if open.may(Action::Withdraw) {
        buttons.push(press(Press::Withdraw));
    }
    if open.may(Action::Terminate) {
        buttons.push(view! { <Form id kind=Kind::Ask(Ask::Terminate) on_done/> }.into_any());
    }
    if buttons.is_empty() {
        return ().into_any();
    }
    let hint = next_hint(&open);
    view! {
        <section class="stack no-print" aria-label=projects::what_to_do>
            {hint.map(|hint| view! { <Notice tone=Tone::Waiting><p>{hint}</p></Notice> })}
            <div class="row">{buttons}</div>
        </section>
    }
    .into_any()
}

/// What is waited for, in a sentence.
fn next_hint(open: &Open) -> Option<words::Text> {
    let hints: [(Action, words::Text); 9] = [
        (Action::Submit, projects::hint_submit),
        (Action::Screen, projects::hint_screen),
        (Action::Put, projects::hint_put),
        (Action::Decide, projects::hint_decide),
        (Action::Agree, projects::hint_agree),
        (Action::Countersign, projects::hint_countersign),
        (Action::ReachMilestone, projects::hint_reach),
        (Action::AcceptReport, projects::hint_accept_report),
        (Action::Archive, projects::hint_archive),
    ];
    if open.asked {
        return Some(projects::hint_join);
    }
    if open.reached.is_some() && open.may(Action::AcceptMilestone) {
        return Some(projects::hint_accept_milestone);
    }
    hints.into_iter().find(|(action, _)| open.may(*action)).map(|(_, hint)| hint)
}

/// What is asked in a dialog.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Screen,
    Ask(Ask),
    Show(Shown),
    Judge(Judge),
}

/// A button that opens a form; what was typed is there again after the dialog was closed.
#[component]
fn Form(id: ProjectId, kind: Kind, on_done: Callback<()>) -> impl IntoView {
    let (open, toasts) = (RwSignal::new(false), Toasts::get());
    let (verb, title, said): (words::Text, words::Text, words::Text) = match kind {
        Kind::Screen => (projects::screen, projects::screen_title, projects::was_screened),
        Kind::Ask(ask) => ask.texts(),
        Kind::Show(show) => show.texts(),
        Kind::Judge(judge) => judge.texts(),
    };
    let [choice, text, day] = [(); 3].map(|()| RwSignal::new(String::new()));
    let draft = ShowDraft::default();
    let done = Callback::new(move |()| {
        open.set(false);
        toasts.say(said());
        on_done.run(());
    });
    let cancel = Callback::new(move |()| open.set(false));
    let body = move || match kind {
        Kind::Screen => view! { <Screening id choice text on_done=done on_cancel=cancel/> }.into_any(),
        Kind::Ask(ask) => view! { <Asking id ask text day on_done=done on_cancel=cancel/> }.into_any(),
        Kind::Show(show) => view! { <Showing id show draft on_done=done on_cancel=cancel/> }.into_any(),
        Kind::Judge(judge) => {
            view! { <Judging id judge choice text on_done=done on_cancel=cancel/> }.into_any()
        }
    };
    let danger = kind == Kind::Ask(Ask::Terminate);
    let look = if danger { ButtonKind::Danger } else { ButtonKind::Primary };
    view! {
        <Button kind=look on_press=move |()| open.set(true)>{verb}</Button>
        <Dialog open title>{body()}</Dialog>
    }
}
