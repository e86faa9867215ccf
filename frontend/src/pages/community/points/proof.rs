//! Proving lines of a statement in this browser: that each stands in the published journal as it is shown here, and that
//! the journal was only added to since this device looked last.

use std::collections::BTreeMap;

use contract::points::WalletLine;
use domain::ids::{LedgerAccountId, PostingId};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    components::{Notice, Tone},
    failure::{Failure, PROOF_FAILED},
    format,
    i18n::points,
    noted_root,
    session::Session,
};

/// How checking a line went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// It is being checked.
    Busy,
    /// It is that entry of a journal of so many.
    Holds {
        /// Which entry, from 1.
        number: u64,
        /// Of how many.
        size: u64,
    },
    /// The journal does not cover what is shown.
    Fails,
    /// It could not be checked now, and why.
    Later(String),
}

/// How far checking all lines that are shown has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Course {
    /// Not begun.
    Idle,
    /// So many of so many are done.
    Running(u32, u32),
    /// All are.
    Done,
    /// It could not go on, and why.
    Stopped(String),
}

/// What was checked of a statement, and how far checking all of it has come.
#[derive(Clone, Copy)]
pub struct Checks {
    session: Session,
    account: LedgerAccountId,
    /// Line by line.
    pub lines: RwSignal<BTreeMap<PostingId, Checked>>,
    /// All of them together.
    pub course: RwSignal<Course>,
}

impl Checks {
    /// Nothing checked yet.
    pub fn new(account: LedgerAccountId) -> Self {
        Self {
            session: Session::get(),
            account,
            lines: RwSignal::new(BTreeMap::new()),
            course: RwSignal::new(Course::Idle),
        }
    }

    /// Checks one line.
    pub fn check(self, line: WalletLine) {
        spawn_local(async move { drop(self.check_now(&line).await) });
    }

    /// Checks lines one after the other; what the network or the server cannot do now ends it.
    pub fn check_all(self, lines: Vec<WalletLine>) {
        let total = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        self.course.set(Course::Running(0, total));
        spawn_local(async move {
            let mut course = Course::Done;
            for (line, done) in lines.into_iter().zip(1..) {
                // The page may be gone by now.
                let Some(checked) = self.check_now(&line).await else { return };
                if let Checked::Later(why) = checked {
                    course = Course::Stopped(why);
                    break;
                }
                let _ = self.course.try_set(Course::Running(done, total));
            }
            let _ = self.course.try_set(course);
        });
    }

    async fn check_now(self, line: &WalletLine) -> Option<Checked> {
        self.lines.try_update(|lines| lines.insert(line.posting_id, Checked::Busy))?;
        let noted = noted_root::noted();
        let ask = |client: client::Client| async move {
            client.verify_wallet_line(self.account, line, noted.as_ref()).await
        };
        let checked = match self.session.call(ask).await {
            Ok((proof, root)) => {
                noted_root::note(&root);
                Checked::Holds { number: proof.entry.position + 1, size: root.size }
            }
            Err(failure) => refused(failure),
        };
        self.lines.try_update(|lines| lines.insert(line.posting_id, checked.clone()))?;
        Some(checked)
    }

    /// How many lines hold and how many fail.
    pub fn counted(self) -> (usize, usize) {
        self.lines.with(|lines| {
            let holds = lines.values().filter(|checked| matches!(checked, Checked::Holds { .. })).count();
            (holds, lines.values().filter(|checked| **checked == Checked::Fails).count())
        })
    }
}

fn refused(failure: Failure) -> Checked {
    if failure.code == PROOF_FAILED { Checked::Fails } else { Checked::Later(failure.detail) }
}

/// What checking all of them showed.
#[component]
pub fn Outcome(
    /// What was checked.
    checks: Checks,
) -> impl IntoView {
    let size = move || {
        checks.lines.with(|lines| {
            let sizes = lines.values().filter_map(|checked| match checked {
                Checked::Holds { size, .. } => Some(*size),
                Checked::Busy | Checked::Fails | Checked::Later(_) => None,
            });
            format::number(i64::try_from(sizes.max().unwrap_or(0)).unwrap_or(i64::MAX))
        })
    };
    move || {
        let why = match checks.course.get() {
            Course::Idle | Course::Running(..) => return None,
            Course::Done => None,
            Course::Stopped(why) => Some(why),
        };
        let (holds, fails) = checks.counted();
        let view = match why {
            _ if fails > 0 => view! {
                <Notice tone=Tone::Alert><p>{points::lines_fail(fails)}</p><p>{points::line_fails_what}</p></Notice>
            }
            .into_any(),
            Some(why) => view! {
                <Notice tone=Tone::Waiting><p>{points::checked_in_part(holds)}</p><p>{why}</p></Notice>
            }
            .into_any(),
            None => view! {
                <Notice tone=Tone::Done><p>{points::lines_hold(holds, size())}</p><p>{points::line_holds_what}</p></Notice>
            }
            .into_any(),
        };
        Some(view)
    }
}
