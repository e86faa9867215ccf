//! What can be claimed or proposed: running programmes, their activities, and what their caps leave today.

use std::collections::BTreeSet;

use client::{Client, ClientError};
use contract::{
    page::LIMIT_MAX,
    points::{EarningLimits, ListEarningLimits, ListProgrammes, Programme},
};
use domain::{
    ids::AreaId,
    points::{Activity, ProgrammeState},
    town_time,
};

use super::{
    super::words,
    draft::{ClaimDraft, Kind},
};
use crate::device;

/// What there is to choose from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offered {
    /// Programmes that run, with their rules.
    pub programmes: Vec<Programme>,
    /// What caps leave today, where points are for oneself.
    pub limits: Option<EarningLimits>,
}

impl Offered {
    /// Programme and activity that were chosen, where there still are such.
    pub fn chosen(&self, draft: &ClaimDraft) -> Option<(&Programme, &Activity)> {
        let programme = self.programmes.iter().find(|programme| Some(programme.id) == draft.programme)?;
        Some((programme, words::rules(programme)?.activity(&draft.activity)?))
    }

    /// Every activity that is open this way.
    pub fn open(&self, kind: Kind) -> impl Iterator<Item = (&Programme, &Activity)> {
        let all = self.programmes.iter().flat_map(|programme| {
            let activities = words::rules(programme).map(|rules| rules.activities.as_slice());
            activities.unwrap_or_default().iter().map(move |activity| (programme, activity))
        });
        all.filter(move |(_, activity)| match kind {
            Kind::Claim => activity.by_resident,
            Kind::Propose => activity.by_worker,
        })
    }
}

/// Asks what there is; for somebody else, around their home.
///
/// # Errors
/// [`ClientError`].
pub async fn offered(client: Client, kind: Kind, home: Option<AreaId>) -> Result<Offered, ClientError> {
    match kind {
        Kind::Claim => for_me(&client).await,
        Kind::Propose => for_home(&client, home).await,
    }
}

async fn for_me(client: &Client) -> Result<Offered, ClientError> {
    let wallets = client.list_wallets().await?.items;
    let running = wallets.iter().filter(|wallet| wallet.programme_state == ProgrammeState::Running);
    let ids: BTreeSet<_> = running.map(|wallet| wallet.programme_id).collect();
    let mut programmes = Vec::with_capacity(ids.len());
    for id in ids.into_iter().rev() {
        programmes.push(client.get_programme(id).await?.body);
    }
    let today = ListEarningLimits { day: town_time::date(device::now()) };
    Ok(Offered { programmes, limits: Some(client.list_earning_limits(&today).await?) })
}

async fn for_home(client: &Client, home: Option<AreaId>) -> Result<Offered, ClientError> {
    let Some(home) = home else { return Ok(Offered::default()) };
    let query = ListProgrammes {
        area_id: Some(home),
        state: Some(ProgrammeState::Running),
        limit: Some(LIMIT_MAX),
        ..ListProgrammes::default()
    };
    Ok(Offered { programmes: client.list_programmes(&query).await?.items, limits: None })
}
