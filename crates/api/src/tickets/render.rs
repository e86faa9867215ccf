//! Tickets as the wire has them.

use app::{
    categories::Category,
    tickets::{
        AreaTally, CategoryTally, Detail, Escalation, Item, KeeperTally, OwnTicket, OwnWords, ProviderTally,
        TimelineEntry,
    },
};
use contract::{
    identity::{MyTicket, MyWords},
    tickets as wire,
};
use domain::tickets::{Outcome, State, Tally};

use super::render_partners::{call, material, provider, quotation};
use crate::categories::names;

pub(super) fn detail(detail: Detail) -> wire::Ticket {
    let photo_required = detail.item.category.photo_required;
    wire::Ticket {
        photo_required,
        calls: detail.calls.into_iter().map(call).collect(),
        quotations: detail.quotations.into_iter().map(quotation).collect(),
        ticket: item(detail.item),
        answers: detail.answers,
        timeline: detail.timeline.into_iter().map(entry).collect(),
        actions: detail.actions,
        escalations: detail.escalations.into_iter().map(escalation).collect(),
        merged_into: detail.merged_into.map(|other| wire::MergedInto {
            number: other.number.to_string(),
            state: other.state,
            solve_due_at: other.solve_due_at,
        }),
    }
}

fn escalation(one: Escalation) -> wire::Escalation {
    wire::Escalation { deadline: one.deadline, at: one.at, area: one.area_name }
}

pub(super) fn item(item: Item) -> wire::ListedTicket {
    let category = item.category;
    let objection_until = match item.state {
        State::Solved { objection_until, .. } => objection_until,
        _ => None,
    };
    let rating = match item.state {
        State::Closed { outcome: Outcome::Rated(rating), .. } => Some(rating.get()),
        _ => None,
    };
    let appeal_until = match item.state {
        State::Rejected { appeal_until, .. } => appeal_until,
        _ => None,
    };
    let wait = match item.state {
        State::Waiting { wait, .. } => Some(wait),
        _ => None,
    };
    wire::ListedTicket {
        id: item.id,
        number: item.number.to_string(),
        state: item.state.name(),
        area: wire::AreaName { id: item.area, path: item.path, name: item.area_name },
        priority: category.priority,
        category: category_name(category),
        text: item.text,
        position: item.position.map(wire::Point::from),
        reported_at: item.clock.reported_at,
        answer_due_at: item.clock.answer_due_at,
        solve_due_at: item.clock.solve_due_at,
        answered_at: item.clock.answered_at,
        first_solved_at: item.clock.first_solved_at,
        objection_until,
        appeal_until,
        wait_reason: wait.map(|wait| wait.reason),
        wait_until: wait.map(|wait| wait.until),
        paused_at: item.clock.paused_at,
        overdue: item.is_overdue,
        reopened_count: item.reopened_count,
        rating,
        handler: item.handler_name,
        provider: item.provider.map(provider),
        calls_open: item.calls_open,
        mine: item.is_mine,
        anonymous: item.is_anonymous,
        cover_photo_id: item.cover,
        version: item.version,
    }
}

/// A ticket with the reporter's own words, for the copy of their data.
pub(crate) fn render_own(own: OwnTicket) -> MyTicket {
    let words = |words: OwnWords| MyWords { at: words.at, kind: words.kind, text: words.text };
    MyTicket {
        ticket: item(own.item),
        answers: own.answers,
        words: own.words.into_iter().map(words).collect(),
    }
}

fn entry(entry: TimelineEntry) -> wire::TimelineEntry {
    let photo = |photo: app::tickets::Photo| wire::TicketPhoto {
        id: photo.id,
        kind: photo.kind.as_str().to_owned(),
        width: photo.width,
        height: photo.height,
    };
    wire::TimelineEntry {
        id: entry.id,
        at: entry.at,
        kind: entry.kind,
        side: entry.side,
        name: entry.name,
        mine: entry.is_mine,
        text: entry.text,
        rating: entry.rating.map(|r| r.get()),
        photos: entry.photos.into_iter().map(photo).collect(),
        provider: entry.provider,
        materials: entry.materials.into_iter().map(material).collect(),
    }
}

pub(super) fn of_area(of: AreaTally) -> wire::AreaRates {
    let area = wire::AreaName { id: of.area.id, path: of.area.path, name: of.area.name };
    wire::AreaRates { area, rates: rates(of.tally) }
}

pub(super) fn of_category(of: CategoryTally) -> wire::CategoryRates {
    wire::CategoryRates { category: category_name(of.category), rates: rates(of.tally) }
}

pub(super) fn of_keeper(of: KeeperTally) -> wire::KeeperRates {
    let keeper = of.keeper.map(|(id, name)| wire::KeeperName { id, name });
    wire::KeeperRates { keeper, rates: rates(of.tally) }
}

pub(super) fn of_provider(of: ProviderTally) -> wire::ProviderRates {
    wire::ProviderRates { provider: provider(of.provider), rates: rates(of.tally) }
}

fn rates(tally: Tally) -> wire::Rates {
    wire::Rates {
        reported: tally.reported,
        unanswered_overdue: tally.unanswered_overdue,
        unsolved_overdue: tally.unsolved_overdue,
        overdue: tally.overdue,
        answered_in_time: tally.answered_in_time_rate(),
        solved: tally.solved_rate(),
        satisfied: tally.satisfied_rate(),
    }
}

fn category_name(category: Category) -> wire::CategoryName {
    wire::CategoryName { id: category.id, code: category.code, names: names(category.names) }
}
