//! What can be claimed or proposed: running programmes, their activities, and what one has earned already.

use std::collections::BTreeSet;

use client::{Client, ClientError, every_page};
use contract::{
    page::LIMIT_MAX,
    points::{Claim, ListClaims, ListProgrammes, Programme},
};
use domain::{
    ids::AreaId,
    points::{Activity, ProgrammeState},
};

use super::{
    super::words,
    draft::{ClaimDraft, Kind},
};

/// What there is to choose from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offered {
    /// Programmes that run, with their rules.
    pub programmes: Vec<Programme>,
    /// What one has earned or waits for, where points are for oneself.
    pub claims: Option<Vec<Claim>>,
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
    let claims = every_page(|after| async {
        let query = ListClaims { mine: true, limit: Some(LIMIT_MAX), after, ..ListClaims::default() };
        client.list_claims(&query).await
    });
    Ok(Offered { programmes, claims: Some(claims.await?) })
}

async fn for_home(client: &Client, home: Option<AreaId>) -> Result<Offered, ClientError> {
    let Some(home) = home else { return Ok(Offered::default()) };
    let query = ListProgrammes {
        area_id: Some(home),
        state: Some(ProgrammeState::Running),
        limit: Some(LIMIT_MAX),
        ..ListProgrammes::default()
    };
    Ok(Offered { programmes: client.list_programmes(&query).await?.items, claims: None })
}
