//! Projects as they are shown.

use app::{
    funds::projects::{Head, Listed, Person, Photo, RatingSum, Shown, StoredProject, TimelineEntry, Titled},
    photos::ProjectPhoto,
};
use contract::funds as wire;
use domain::funds::{
    books::BudgetLine,
    projects::{Milestone, MilestoneState, Proposer, Rating, State},
};

pub(super) fn listed(listed: Listed) -> wire::ProjectSummary {
    summary(listed.head, listed.proposer, (listed.budget_fen, listed.spent_fen), listed.ratings)
}

fn summary(
    head: Head,
    proposer: Option<String>,
    (budget_fen, spent_fen): (i64, i64),
    ratings: RatingSum,
) -> wire::ProjectSummary {
    let state_until = match head.state {
        State::PublicComment { until } | State::Rating { until, .. } => Some(until),
        _ => None,
    };
    let provider_id = match head.in_name_of {
        Proposer::Organisation { provider } => Some(provider),
        _ => None,
    };
    wire::ProjectSummary {
        id: head.id,
        fund_id: head.fund,
        call_id: head.call,
        title: head.title,
        proposer: wire::ProjectProposer { kind: head.in_name_of.kind(), name: proposer, provider_id },
        state: head.state.name(),
        state_until,
        resolution_id: head.resolution,
        budget_fen,
        spent_fen,
        ratings: wire::ProjectRatings { sum: ratings.sum, count: ratings.count },
        drafted_at: head.created_at,
        submitted_at: head.submitted_at,
        published_at: head.published_at,
        version: head.version,
    }
}

pub(super) fn project(shown: Shown) -> wire::Project {
    let Shown {
        stored,
        proposer,
        people,
        logins,
        granted_fen,
        timeline,
        actions,
        asked,
        ratings,
        own_rating,
    } = shown;
    let (lines, milestones) = (lines(&stored), milestones(&stored));
    let person = |(name, person): (String, &Person)| wire::ProjectPerson {
        name,
        login: logins.get(&person.user).cloned(),
        joined_at: person.joined_at,
    };
    let sums = (lines.iter().map(|line| line.limit_fen).sum(), lines.iter().map(|line| line.spent_fen).sum());
    wire::Project {
        people_count: stored.project.proposal.people.len() + 1,
        people: people.map(|names| names.into_iter().zip(&stored.people).map(person).collect()),
        plan: stored.head.plan.clone(),
        plan_hash: stored.head.plan_hash,
        summary: summary(stored.head, proposer, sums, ratings),
        lines,
        granted_fen,
        milestones,
        timeline: timeline.into_iter().map(entry).collect(),
        actions,
        own_rating: own_rating.map(Rating::get),
        asked,
    }
}

fn entry(entry: TimelineEntry) -> wire::ProjectEntry {
    let (photos, invoices): (Vec<Photo>, Vec<Photo>) =
        entry.photos.into_iter().partition(|photo| photo.kind == ProjectPhoto::Photo);
    let ids = |photos: Vec<Photo>| photos.into_iter().map(|photo| photo.id).collect();
    wire::ProjectEntry {
        at: entry.at,
        kind: entry.kind,
        side: entry.side,
        by: entry.by,
        text: entry.text,
        milestone: entry.milestone,
        resolution_id: entry.resolution,
        photos: ids(photos),
        invoices: ids(invoices),
    }
}

fn lines(stored: &StoredProject) -> Vec<wire::ProjectLine> {
    let lines = stored.project.proposal.budget.lines().iter().zip(&stored.lines);
    let line = |((number, line), titled): ((&u16, &BudgetLine), &Titled)| wire::ProjectLine {
        number: *number,
        title: titled.title.clone(),
        limit_fen: line.limit.fen(),
        purpose: line.purpose.as_ref().map(|purpose| purpose.as_str().to_owned()),
        reserved_fen: line.reserved_fen,
        spent_fen: line.spent_fen,
    };
    lines.map(line).collect()
}

fn milestones(stored: &StoredProject) -> Vec<wire::ProjectMilestone> {
    let all = stored.project.proposal.milestones.all().iter().zip(&stored.milestones);
    let one = |(number, (milestone, titled)): (usize, (&Milestone, &Titled))| wire::ProjectMilestone {
        number,
        title: titled.title.clone(),
        due_on: titled.due_on,
        instalment_fen: milestone.instalment.fen(),
        advance: milestone.advance,
        stage: match milestone.state {
            MilestoneState::Ahead => wire::MilestoneStage::Ahead,
            MilestoneState::Reached { .. } => wire::MilestoneStage::Reached,
            MilestoneState::Accepted { .. } => wire::MilestoneStage::Accepted,
        },
        used_fen: milestone.used_fen,
    };
    all.enumerate().map(one).collect()
}
