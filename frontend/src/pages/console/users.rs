//! Accounts, for those in charge of the installation: find one, lock it, help somebody who is locked out.

use contract::identity::{ListUsers, PasswordResetCode, User};
use domain::{identity::UserState, ids::UserId, permissions::Permission};
use leptos::prelude::*;

use super::{BASE, ask::Ask, lists::listed, office::office, words};
use crate::{
    components::{
        Badge, Button, ButtonKind, Confirm, Copyable, Dialog, EmptyState, FilterSearch, FilterSelect,
        Filters, Notice, PageHead, TableBox, Time, Toasts, Tone,
    },
    fetch::{Listed, fetch_list},
    format,
    i18n::{common, people},
    pages::identity::SignedInOnly,
    query::QueryParam,
    send::press,
    session::Session,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;
/// Digits of a mobile number: whoever types that many means a number, not a name.
const PHONE_DIGITS: usize = 11;

/// The page.
#[component]
pub fn Users() -> impl IntoView {
    view! {
        <SignedInOnly title=people::users home=BASE
            children=|me| office(&me, Permission::ManageUsers, || view! { <div class="stack"><List/></div> }.into_any())/>
    }
}

/// What can be done with an account.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Lock,
    Unlock,
    ResetCode,
    RemoveFactor,
}

impl Deed {
    fn verb(self) -> &'static str {
        match self {
            Self::Lock => people::lock(),
            Self::Unlock => people::unlock(),
            Self::ResetCode => people::reset_code(),
            Self::RemoveFactor => people::remove_factor(),
        }
    }

    fn question(self, name: &str) -> String {
        match self {
            Self::Lock => people::lock_question(name),
            Self::Unlock => people::unlock_question(name),
            Self::ResetCode => people::reset_question(name),
            Self::RemoveFactor => people::factor_question(name),
        }
    }

    fn consequence(self) -> &'static str {
        match self {
            Self::Lock => people::lock_consequence(),
            Self::Unlock => people::unlock_consequence(),
            Self::ResetCode => people::reset_consequence(),
            Self::RemoveFactor => people::factor_consequence(),
        }
    }

    /// Those that make sense for an account.
    fn of(user: &User) -> Vec<Self> {
        match user.state {
            UserState::Closed => Vec::new(),
            UserState::Locked => vec![Self::Unlock],
            UserState::Active if user.second_factor => vec![Self::ResetCode, Self::RemoveFactor, Self::Lock],
            UserState::Active => vec![Self::ResetCode, Self::Lock],
        }
    }
}

#[component]
fn List() -> impl IntoView {
    let (state, search) = (QueryParam::of("state").value, QueryParam::of("q").value);
    let list = fetch_list(move |client, after| {
        let words = search.get().chars().take(60).collect::<String>();
        let words = Some(words).filter(|words| !words.is_empty());
        let is_phone = |words: &String| {
            words.len() == PHONE_DIGITS && words.chars().all(|character| character.is_ascii_digit())
        };
        let (phone, name_contains) =
            if words.as_ref().is_some_and(is_phone) { (words, None) } else { (None, words) };
        let state = state.with(|state| UserState::parse(state));
        let query = ListUsers { name_contains, phone, state, limit: Some(ROWS), after };
        async move { client.list_users(&query).await }
    });
    let ask = Ask::<(User, Deed)>::new();
    let states = Signal::derive(|| {
        UserState::ALL.map(|state| (state.as_str().to_owned(), words::account(state).0.to_owned())).to_vec()
    });
    view! {
        <PageHead title=people::users lead=people::users_lead/>
        <Filters>
            <FilterSearch label=people::search_users/>
            <FilterSelect name="state" label=people::column_state options=states/>
        </Filters>
        {listed(
            list,
            || view! { <EmptyState title=people::no_users detail=people::no_users_detail icon=icondata_lu::LuUsers/> }.into_any(),
            move |items| rows(items, ask),
        )}
        <Doing ask list/>
    }
}

fn rows(items: Vec<User>, ask: Ask<(User, Deed)>) -> AnyView {
    let row = move |user: User| {
        let (_, tone) = words::account(user.state);
        let state_name = user.state;
        let deeds = Deed::of(&user).into_iter().map(|deed| {
            let (user, name) = (user.clone(), user.display_name.clone());
            view! {
                <Button small=true on_press=move |()| ask.about((user.clone(), deed))>
                    {move || deed.verb()}<span class="visually-hidden">" "{name}</span>
                </Button>
            }
        });
        let deeds = deeds.collect_view();
        view! {
            <tr>
                <th scope="row">{user.display_name}<br/><span class="small soft">{user.login}</span></th>
                <td><Badge tone label=move || words::account(state_name).0/></td>
                <td>{user.phone.map_or_else(|| "—".to_owned(), |phone| phone.masked)}</td>
                <td>{move || if user.second_factor { people::factor_on() } else { people::factor_off() }}</td>
                <td><Time at=user.created_at/></td>
                <td><div class="row">{deeds}</div></td>
            </tr>
        }
    };
    view! {
        <TableBox caption=people::users>
            <thead>
                <tr>
                    <th scope="col">{people::column_person}</th>
                    <th scope="col">{people::column_state}</th>
                    <th scope="col">{people::column_phone}</th>
                    <th scope="col">{people::column_factor}</th>
                    <th scope="col">{people::column_since}</th>
                    <th scope="col">{people::column_actions}</th>
                </tr>
            </thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}

/// Asks, does it, and shows a code the only time it can be seen.
#[component]
fn Doing(ask: Ask<(User, Deed)>, list: Listed<User>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let busy = RwSignal::new(false);
    let (code, code_open) = (RwSignal::new(None::<PasswordResetCode>), RwSignal::new(false));
    let done = move |said: &'static str| {
        toasts.say(said);
        list.reload();
    };
    let confirm = move |()| {
        let Some((user, deed)) = ask.row() else { return };
        let id: UserId = user.id;
        match deed {
            Deed::Lock => {
                press(
                    session,
                    toasts,
                    busy,
                    move |client| async move { client.lock_user(id).await },
                    move |()| {
                        done(people::was_locked());
                    },
                );
            }
            Deed::Unlock => {
                press(
                    session,
                    toasts,
                    busy,
                    move |client| async move { client.unlock_user(id).await },
                    move |()| {
                        done(people::was_unlocked());
                    },
                );
            }
            Deed::RemoveFactor => {
                let call = move |client: client::Client| async move { client.remove_second_factor(id).await };
                press(session, toasts, busy, call, move |()| done(people::factor_removed()));
            }
            Deed::ResetCode => {
                let call =
                    move |client: client::Client| async move { client.create_password_reset_code(id).await };
                press(session, toasts, busy, call, move |shown| {
                    code.set(Some(shown));
                    code_open.set(true);
                });
            }
        }
    };
    // A code that was shown is forgotten with its dialog.
    Effect::new(move |_| {
        if !code_open.get() {
            code.set(None);
        }
    });
    let question = move || ask.words(|(user, deed)| deed.question(&user.display_name));
    let consequence = move || ask.words(|(_, deed)| deed.consequence().to_owned());
    let verb = move || ask.words(|(_, deed)| deed.verb().to_owned());
    view! {
        <Confirm open=ask.open title=question consequence verb on_confirm=confirm danger=true/>
        <Dialog open=code_open title=people::reset_code>
            {move || code.get().map(|shown| {
                let until = shown.expires_at;
                view! {
                    <Notice tone=Tone::Waiting>{people::shown_once}</Notice>
                    <p class="big-code"><Copyable text=shown.code/></p>
                    <p>{move || people::works_until(format::date_time(until))}</p>
                }
            })}
            <div class="dialog__actions">
                <Button kind=ButtonKind::Primary on_press=move |()| code_open.set(false)>{common::close}</Button>
            </div>
        </Dialog>
    }
}
