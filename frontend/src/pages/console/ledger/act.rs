//! Freezing, thawing and closing an account, each with a reason that stays in the journal.

use client::{Client, ClientError};
use contract::ledger::{AccountReason, LedgerAccount, REASON_CHARS_MAX};
use domain::{ids::LedgerAccountId, ledger::AccountState, permissions::Permission};
use leptos::prelude::*;

use super::words;
use crate::{
    components::{Button, ButtonKind, Dialog, Form, FormState, TextArea, Toasts},
    i18n::{common, ledger},
    once::Once,
    pages::console::ask::Ask,
    send::send,
    session::Session,
};

/// What can be done with an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Freeze,
    Thaw,
    Close,
}

impl Act {
    /// What makes sense where an account stands: what is not empty cannot be closed.
    fn all_of(account: &LedgerAccount) -> Vec<Self> {
        let empty = (account.balance, account.held, account.coming) == (0, 0, 0);
        let first = match account.state {
            AccountState::Open => Self::Freeze,
            AccountState::Frozen => Self::Thaw,
            AccountState::Closed => return Vec::new(),
        };
        if empty { vec![first, Self::Close] } else { vec![first] }
    }

    fn verb(self) -> &'static str {
        match self {
            Self::Freeze => ledger::freeze(),
            Self::Thaw => ledger::thaw(),
            Self::Close => ledger::close_account(),
        }
    }

    fn question(self, name: &str) -> String {
        match self {
            Self::Freeze => ledger::freeze_question(name),
            Self::Thaw => ledger::thaw_question(name),
            Self::Close => ledger::close_question(name),
        }
    }

    fn consequence(self) -> &'static str {
        match self {
            Self::Freeze => ledger::freeze_consequence(),
            Self::Thaw => ledger::thaw_consequence(),
            Self::Close => ledger::close_consequence(),
        }
    }

    fn done(self) -> &'static str {
        match self {
            Self::Freeze => ledger::frozen(),
            Self::Thaw => ledger::thawed(),
            Self::Close => ledger::closed(),
        }
    }

    async fn send(
        self,
        client: Client,
        id: LedgerAccountId,
        body: &AccountReason,
        key: &str,
    ) -> Result<LedgerAccount, ClientError> {
        match self {
            Self::Freeze => client.freeze_ledger_account(id, body, Some(key)).await,
            Self::Thaw => client.thaw_ledger_account(id, body, Some(key)).await,
            Self::Close => client.close_ledger_account(id, body, Some(key)).await,
        }
    }
}

/// The buttons, for whoever audits the ledger here.
#[component]
pub(super) fn Acts(
    /// The account as it stands.
    account: Signal<LedgerAccount>,
    /// Shows it as it is afterwards.
    on_done: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let ask = Ask::<Act>::new();
    // What was written stays where the dialog is closed by mistake.
    let reason = RwSignal::new(String::new());
    let may = move || account.with(|account| session.may(Permission::AuditLedger, &account.area_path));
    let name =
        move || account.with(|account| format!("{} · {}", words::kind(account.kind), words::owner(account)));
    let title = move || ask.words(|act| act.question(&name()));
    let done = Callback::new(move |act: Act| {
        ask.open.set(false);
        reason.set(String::new());
        toasts.say(act.done());
        on_done.run(());
    });
    let button = move |act: Act| {
        let kind = if act == Act::Close { ButtonKind::Danger } else { ButtonKind::Secondary };
        view! { <Button kind on_press=move |()| ask.about(act)>{move || act.verb()}</Button> }
    };
    view! {
        <Show when=may>
            <div class="row no-print" role="group" aria-label=ledger::actions>
                {move || account.with(Act::all_of).into_iter().map(button).collect_view()}
            </div>
        </Show>
        <Dialog open=ask.open title=title>
            {move || ask.row().map(|act| {
                let id = account.with_untracked(|account| account.id);
                view! { <Reason id act reason on_done=done on_cancel=move |()| ask.open.set(false)/> }
            })}
        </Dialog>
    }
}

#[component]
fn Reason(
    id: LedgerAccountId,
    act: Act,
    reason: RwSignal<String>,
    on_done: Callback<Act>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("account-reason"), Once::new());
    let submit = move |()| {
        let body = AccountReason { reason: reason.with_untracked(|reason| reason.trim().to_owned()) };
        let key = once.key(&body);
        let ask = move |client: Client, body: AccountReason| {
            let key = key.clone();
            async move { act.send(client, id, &body, &key).await }
        };
        send(session, state, body, ask, move |_| on_done.run(act));
    };
    let kind = if act == Act::Thaw { ButtonKind::Primary } else { ButtonKind::Danger };
    view! {
        <Form state on_submit=submit>
            <p>{move || act.consequence()}</p>
            <TextArea name="reason" label=ledger::reason hint=ledger::reason_hint value=reason
                characters_max=u32::try_from(REASON_CHARS_MAX).unwrap_or(u32::MAX)/>
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <Button kind submit=true busy=state.busy>{move || act.verb()}</Button>
            </div>
        </Form>
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        areas::AreaPath,
        ids::LedgerAccountId,
        ledger::{AccountKind, OwnerKind, Unit},
    };
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_is_not_empty_is_not_closed_and_what_is_closed_stays() {
        let account = |state, balance| LedgerAccount {
            id: LedgerAccountId(Uuid::nil()),
            book_id: Uuid::nil(),
            book_name: None,
            kind: AccountKind::Wallet,
            owner_kind: OwnerKind::Person,
            owner_id: Uuid::nil(),
            owner_name: None,
            area_path: AreaPath::root(),
            unit: Unit::Points,
            floor: Some(0),
            purpose: None,
            code: None,
            state,
            balance,
            held: 0,
            coming: 0,
            available: Some(balance),
            entries: 0,
            opened_at: chrono::DateTime::UNIX_EPOCH,
            last_at: None,
        };
        assert_eq!(Act::all_of(&account(AccountState::Open, 5)), [Act::Freeze]);
        assert_eq!(Act::all_of(&account(AccountState::Frozen, 0)), [Act::Thaw, Act::Close]);
        assert!(Act::all_of(&account(AccountState::Closed, 0)).is_empty());
    }
}
