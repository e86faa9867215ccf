//! A member's part in a decision: the vote, keeping out of it, and telling the result; for the console and the telephone.

use client::{Client, Tagged};
use contract::funds::{Ballot, CastVote, RecuseOneself, Resolution, ResolutionStanding};
use domain::{
    areas::AreaPath,
    funds::committee::{Choice, RecusalGround},
    permissions::Permission,
};
use leptos::prelude::*;

use super::words;
use crate::{
    components::{
        Button, ButtonKind, Choice as Answer, Confirm, Dialog, Form, FormState, Notice, RadioCards, Toasts,
        Tone,
    },
    device,
    i18n::{common, funds},
    once::Once,
    pages::moves::forms::refuse_empty,
    send::{press, send},
    session::Session,
};

/// Whether voting can be ended: everybody has had their part, or the time is over.
fn is_ripe(resolution: &Resolution) -> bool {
    let had = |ballot: &Ballot| ballot.voted || ballot.recusal.is_some();
    resolution.until <= device::now() || resolution.ballots.iter().all(had)
}

/// What the reader can do about a resolution; nothing where that is nothing.
#[component]
pub fn Act(
    /// The resolution as it stands.
    resolution: Signal<Resolution>,
    /// Where its fund is.
    path: AreaPath,
    /// It is to be read anew.
    on_done: Callback<()>,
) -> impl IntoView {
    let session = Session::get();
    let (decides, manages) =
        (session.may(Permission::DecideFunds, &path), session.may(Permission::ManageFunds, &path));
    let user = session.me().map(|me| me.id);
    let mine = Memo::new(move |_| {
        resolution.with(|found| found.ballots.iter().find(|ballot| Some(ballot.user_id) == user).cloned())
    });
    let open = Memo::new(move |_| resolution.with(|found| found.state == ResolutionStanding::Open));
    let votes = move || {
        decides && mine.with(|mine| mine.as_ref().is_some_and(|mine| !mine.voted && mine.recusal.is_none()))
    };
    let ends = move || (manages || decides && mine.with(Option::is_some)) && resolution.with(is_ripe);
    view! {
        <Show when=move || open.get()>
            <section class="stack no-print" aria-label=funds::your_part>
                {move || mine.get().filter(|_| decides).map(|mine| view! { <Said mine/> })}
                <Show when=votes><Vote resolution on_done/></Show>
                <div class="row">
                    <Show when=ends><Ending resolution end=End::Decide on_done/></Show>
                    <Show when=move || manages><Ending resolution end=End::Withdraw on_done/></Show>
                </div>
            </section>
        </Show>
    }
}

/// What one has said so far.
#[component]
fn Said(mine: Ballot) -> impl IntoView {
    match (mine.recusal, mine.choice, mine.voted) {
        (Some(ground), ..) => view! {
            <Notice><p>{move || funds::you_recused(words::recusal(ground))}</p></Notice>
        }
        .into_any(),
        (None, Some(choice), _) => view! {
            <Notice tone=Tone::Done><p>{move || funds::you_voted(words::choice(choice).1())}</p></Notice>
        }
        .into_any(),
        (None, None, true) => view! { <Notice tone=Tone::Done><p>{funds::has_voted}</p></Notice> }.into_any(),
        (None, None, false) => {
            view! { <Notice tone=Tone::Waiting><p>{funds::your_vote_waits}</p></Notice> }.into_any()
        }
    }
}

/// Three answers, each asked once more, and the way to keep out of it.
#[component]
fn Vote(resolution: Signal<Resolution>, on_done: Callback<()>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (busy, once) = (RwSignal::new(false), Once::new());
    let (asking, recusing) = (RwSignal::new(false), RwSignal::new(false));
    let chosen = RwSignal::new(Choice::Yes);
    let id = resolution.with_untracked(|found| found.id);
    let cast = move |()| {
        let body = CastVote { choice: chosen.get_untracked() };
        let key = once.key(&(id, body));
        let ask = move |client: Client| {
            let key = key.clone();
            async move { client.cast_vote(id, &body, Some(&key)).await }
        };
        press(session, toasts, busy, ask, move |_: Tagged<Resolution>| {
            toasts.say(funds::was_voted());
            on_done.run(());
        });
    };
    let answer = move |choice: Choice, kind: ButtonKind, icon: icondata_core::Icon| {
        let choose = move |()| {
            chosen.set(choice);
            asking.set(true);
        };
        view! { <Button kind wide=true icon busy on_press=choose>{words::choice(choice).1}</Button> }
    };
    let title =
        move || resolution.with(|found| funds::vote_question(&found.title, words::choice(chosen.get()).1()));
    let recused = move |()| {
        recusing.set(false);
        toasts.say(funds::was_recused());
        on_done.run(());
    };
    view! {
        <div class="stack stack--tight" role="group" aria-label=funds::vote>
            {answer(Choice::Yes, ButtonKind::Primary, icondata_lu::LuCheck)}
            {answer(Choice::No, ButtonKind::Secondary, icondata_lu::LuX)}
            {answer(Choice::Abstain, ButtonKind::Secondary, icondata_lu::LuMinus)}
            <Button wide=true icon=icondata_lu::LuUserX on_press=move |()| recusing.set(true)>{funds::recuse}</Button>
        </div>
        <Confirm open=asking title consequence=funds::vote_consequence verb=funds::vote on_confirm=cast/>
        <Dialog open=recusing title=funds::recuse_question>
            <Recuse resolution on_done=recused on_cancel=move |()| recusing.set(false)/>
        </Dialog>
    }
}

/// Why one keeps out of it.
#[component]
fn Recuse(
    resolution: Signal<Resolution>,
    #[prop(into)] on_done: Callback<()>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let (session, state, once) = (Session::get(), FormState::new("recuse"), Once::new());
    let ground = RwSignal::new(String::new());
    let choices = Signal::derive(|| {
        let answer = |ground: RecusalGround| Answer::new(ground.as_str(), move || words::recusal(ground));
        RecusalGround::ALL.into_iter().map(answer).collect::<Vec<_>>()
    });
    let id = resolution.with_untracked(|found| found.id);
    let submit = move |()| {
        let Some(ground) = ground.with_untracked(|word| RecusalGround::parse(word)) else {
            return refuse_empty(state, "/ground");
        };
        let body = RecuseOneself { ground };
        let key = once.key(&(id, body));
        let ask = move |client: Client, body: RecuseOneself| {
            let key = key.clone();
            async move { client.recuse_oneself(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| on_done.run(()));
    };
    view! {
        <Form state on_submit=submit>
            <RadioCards name="ground" label=funds::recuse_why hint=funds::recuse_hint value=ground choices/>
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{funds::recuse}</Button>
            </div>
        </Form>
    }
}

/// What ends voting.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// The result is told.
    Decide,
    /// It is taken back.
    Withdraw,
}

/// A button that ends voting; asked once.
#[component]
fn Ending(resolution: Signal<Resolution>, end: End, on_done: Callback<()>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (busy, once, asking) = (RwSignal::new(false), Once::new(), RwSignal::new(false));
    let id = resolution.with_untracked(|found| found.id);
    let (verb, consequence, said, kind): (words::Text, words::Text, words::Text, _) = match end {
        End::Decide => (funds::decide, funds::decide_consequence, funds::was_decided, ButtonKind::Primary),
        End::Withdraw => {
            (funds::withdraw, funds::withdraw_consequence, funds::was_withdrawn, ButtonKind::Danger)
        }
    };
    let take = move |()| {
        let key = once.key(&(id, resolution.with_untracked(|found| found.version)));
        let ask = move |client: Client| {
            let key = key.clone();
            async move {
                match end {
                    End::Decide => client.decide_resolution(id, Some(&key)).await,
                    End::Withdraw => client.withdraw_resolution(id, Some(&key)).await,
                }
            }
        };
        press(session, toasts, busy, ask, move |_: Tagged<Resolution>| {
            toasts.say(said());
            on_done.run(());
        });
    };
    let danger = end == End::Withdraw;
    let title = move || {
        let name = resolution.with(|found| found.title.clone());
        match end {
            End::Decide => funds::decide_question(name),
            End::Withdraw => funds::withdraw_question(name),
        }
    };
    view! {
        <Button kind busy on_press=move |()| asking.set(true)>{verb}</Button>
        <Confirm open=asking title consequence verb on_confirm=take danger/>
    }
}
