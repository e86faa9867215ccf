//! What these moves make of a ticket that its facts tell: for what it waits, until when one can appeal, where it goes on.

use contract::tickets::{Escalation, Ticket};
use domain::tickets::Deadline;
use leptos::prelude::*;

use super::words;
use crate::{components::Time, i18n::moves};

/// Lines of a definition list; none of most tickets.
#[component]
pub fn Facts(
    /// The ticket.
    ticket: Ticket,
) -> impl IntoView {
    let (listed, other, escalations) = (ticket.ticket, ticket.merged_into, ticket.escalations);
    let told = |one: Escalation| {
        let words = match one.deadline {
            Deadline::Answer => moves::late_answer(one.area),
            Deadline::Solve => moves::late_solve(one.area),
        };
        view! { <dd>{words}" "<Time at=one.at/></dd> }
    };
    view! {
        {listed.wait_reason.map(|reason| view! { <dt>{moves::wait_why}</dt><dd>{words::wait_reason(reason)}</dd> })}
        {listed.wait_until.map(|at| view! { <dt>{moves::waits_until}</dt><dd><Time at/></dd> })}
        {listed.paused_at.map(|at| view! { <dt>{moves::clock_stands}</dt><dd><Time at/></dd> })}
        {(!escalations.is_empty()).then(|| view! {
            <dt>{moves::told_above}</dt>
            {escalations.into_iter().map(told).collect_view()}
        })}
        {listed.appeal_until.map(|at| view! { <dt>{moves::appeal_until}</dt><dd><Time at/></dd> })}
        {other.map(|other| {
            let state = words::state_of_other(other.state);
            view! {
                <dt>{moves::merged_into}</dt>
                <dd>{other.number} " · " {state} " · " <Time at=other.solve_due_at/></dd>
            }
        })}
    }
}
