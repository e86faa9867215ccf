//! Projects that funds pay for: what the public pages, the community app and the console say of them in the same way, and what can be
//! done with one.

pub mod act;
pub mod budget;
pub mod comments;
pub mod facts;
pub mod milestones;
pub mod photos;
pub mod timeline;
pub mod volunteers;
pub mod words;

use contract::funds::{FundPurpose, Project};
use domain::{
    funds::projects::StateName,
    ids::{FundId, ProjectId, ProposalCallId},
};
use leptos::prelude::*;

use self::{
    budget::Budget,
    comments::Comments,
    facts::{Facts, Plan, Ratings},
    milestones::Milestones,
    timeline::Moves,
    volunteers::Volunteers,
};
use super::open_address;

/// The public list of a fund's projects.
pub fn open_projects(fund: FundId) -> String {
    format!("{}/projects", open_address(fund))
}

/// The public page of a project.
pub fn open_project(fund: FundId, id: ProjectId) -> String {
    format!("{}/{id}", open_projects(fund))
}

/// The page of a project in the community app.
pub fn own_address(id: ProjectId) -> String {
    format!("/funds/projects/{id}")
}

/// The page of a call for proposals.
pub fn call_address(id: ProposalCallId) -> String {
    format!("/funds/calls/{id}")
}

/// Everything that is told of a project, below what can be done with it.
#[component]
pub fn Whole(
    /// The project.
    project: Project,
    /// What the fund's purposes are called.
    purposes: Vec<FundPurpose>,
    /// It is to be read anew.
    on_done: Callback<()>,
    /// Whether it is read where shifts of volunteers are planned, too.
    #[prop(optional)]
    plans: bool,
) -> impl IntoView {
    let plans = plans && project.summary.state == StateName::InProgress;
    let (id, fund, actions) = (project.summary.id, project.summary.fund_id, project.actions.clone());
    let published = project.summary.published_at.is_some();
    view! {
        <Facts project=project.clone()/>
        <Plan project=project.clone()/>
        <Budget project=project.clone() purposes/>
        <Milestones project=project.clone()/>
        {published.then(|| view! { <Volunteers id plans/> })}
        <Ratings project=project.clone() on_done/>
        {published.then(|| view! { <Comments id fund actions/> })}
        <Moves project/>
    }
}
