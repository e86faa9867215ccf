//! Providers that work on matters: repairs for a price, and offices that are called to what one alone cannot settle.

mod acts;
mod cases;

use std::collections::{BTreeMap, VecDeque};

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use domain::{
    ids::{AreaId, GrantId, ProviderId, TicketId, UserId},
    permissions::{Actor, Grant, Role},
    providers::{OpeningHours, ProviderKind, ProviderState},
    town_time,
};

use self::{
    acts::Around,
    cases::{Act, CASES},
};
use super::{
    DemoError,
    chance::DemoClock,
    people::{Helpers, People},
    pictures,
    town::Town,
    value,
};
use crate::{
    areas,
    db::{Database, DbError, Tx},
    grants::{self, NewGrant},
    media::{Photo, Store},
    providers::{self, Content, Provider, ProviderFilter},
};

/// How long before the end the offices are added, in days: the property company is there by then.
const BEGINS_DAYS: i64 = 24;

/// Whom the cases name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    /// The property company.
    Property,
    /// The office that keeps order in the streets.
    Enforcement,
    /// The office of waterways and pipes.
    Water,
}

enum Step {
    /// The offices are added, and their people.
    Begin,
    /// Something happens in a case.
    Act(usize, &'static Act),
}

/// Providers and what they work on, told up to a moment.
pub(super) struct Partners<'a> {
    db: &'a Database,
    clock: &'a DemoClock,
    media: &'a Store,
    people: &'a People,
    town: AreaId,
    /// The community's first.
    grid: AreaId,
    middle: domain::geo::Position,
    steps: VecDeque<(DateTime<Utc>, Step)>,
    providers: BTreeMap<Who, ProviderId>,
    tickets: Vec<Option<TicketId>>,
    remedy: Option<Photo>,
}

impl<'a> Partners<'a> {
    /// Cases that end as the story does.
    pub(super) fn new(
        (db, clock, media): (&'a Database, &'a DemoClock, &'a Store),
        people: &'a People,
        town: &Town,
        end: DateTime<Utc>,
    ) -> Result<Self, DemoError> {
        let grid = town.grids.first().ok_or_else(|| value("a town without grids"))?;
        let begin = end - TimeDelta::days(BEGINS_DAYS);
        let mut steps = vec![(begin, Step::Begin)];
        for (index, case) in CASES.iter().enumerate() {
            for (days, hour, act) in case.acts {
                let day = town_time::date(end) - TimeDelta::days(*days);
                let time = NaiveTime::from_hms_opt(*hour, 0, 0).ok_or_else(|| value("a time of day"))?;
                let at = town_time::begin(day) + time.signed_duration_since(NaiveTime::MIN);
                // What would be after the end has not happened yet.
                if at < end {
                    steps.push((at, Step::Act(index, act)));
                }
            }
        }
        steps.sort_by_key(|(at, _)| *at);
        Ok(Self {
            db,
            clock,
            media,
            people,
            town: town.id,
            grid: grid.id,
            middle: grid.middle,
            steps: steps.into(),
            providers: BTreeMap::new(),
            tickets: vec![None; CASES.len()],
            remedy: None,
        })
    }

    /// Tells everything that happens before this moment.
    pub(super) async fn until(&mut self, moment: DateTime<Utc>) -> Result<(), DemoError> {
        while self.steps.front().is_some_and(|(at, _)| *at < moment) {
            let Some((at, step)) = self.steps.pop_front() else { break };
            self.clock.set(at);
            match step {
                Step::Begin => self.begin().await?,
                Step::Act(index, act) => self.act(index, act).await?,
            }
        }
        Ok(())
    }

    async fn begin(&mut self) -> Result<(), DemoError> {
        let (official, helpers) = (self.people.official.clone(), self.people.helpers);
        let (town, grid) = (self.town, self.grid);
        let made = self.db.write(move |tx| -> Result<_, DemoError> {
            let property = property(tx, grid)?;
            let office = |tx: &mut Tx<'_>, content: &Content| {
                providers::create(tx, &official, town, content).map_err(value)
            };
            let enforcement = office(tx, &enforcement())?;
            let water = office(tx, &water())?;
            for (user, provider) in [
                (helpers.property, &property),
                (helpers.repairer, &property),
                (helpers.enforcement, &enforcement),
                (helpers.water, &water),
            ] {
                let new = NewGrant {
                    user,
                    role: Role::ProviderStaff,
                    area: provider.area,
                    provider: Some(provider.id),
                    from: None,
                    until: None,
                };
                grants::give(tx, Some(&official), &new).map_err(value)?;
            }
            let all = [(Who::Property, property), (Who::Enforcement, enforcement), (Who::Water, water)];
            Ok(all.map(|(who, provider)| (who, provider.id)).into())
        });
        self.providers = made.await?;
        let mut chance = super::chance::Chance::new(0x0290);
        let drawn = pictures::draw(pictures::Shows::Remedy, &mut chance)?;
        let photo = Photo::read(&drawn, &crate::media::Limits::default()).map_err(value)?;
        self.media.put(&photo).await.map_err(value)?;
        self.remedy = Some(photo);
        Ok(())
    }

    async fn act(&mut self, index: usize, act: &'static Act) -> Result<(), DemoError> {
        let around = Around {
            db: self.db,
            people: self.people,
            providers: &self.providers,
            middle: self.middle,
            remedy: self.remedy.as_ref().ok_or_else(|| value("an act before its offices"))?,
            property: self.staff(Who::Property, self.people.helpers.property).await?,
            repairer: self.staff(Who::Property, self.people.helpers.repairer).await?,
        };
        match act {
            Act::Report(text, category) => {
                self.tickets[index] = Some(around.report(CASES[index].reporter, text, category).await?);
                Ok(())
            }
            Act::Inform(who, text) => {
                let Helpers { enforcement, water, .. } = self.people.helpers;
                let user = if *who == Who::Water { water } else { enforcement };
                let staff = self.staff(*who, user).await?;
                around.inform(self.ticket(index)?, staff, text).await
            }
            other => around.act(self.ticket(index)?, CASES[index].reporter, other).await,
        }
    }

    fn ticket(&self, index: usize) -> Result<TicketId, DemoError> {
        self.tickets[index].ok_or_else(|| value("an act before its report"))
    }

    /// Somebody who serves a provider, as a use case sees them.
    async fn staff(&self, who: Who, user: UserId) -> Result<Actor, DemoError> {
        let (area, from) = (self.town, self.db.now());
        let path = self.db.read(move |tx| areas::area(tx, area)).await?.path;
        let provider = self.providers.get(&who).copied();
        let (id, role) = (GrantId(user.0), Role::ProviderStaff);
        let grant = Grant { id, role, area, path, provider, from, until: None };
        Ok(Actor { user, grants: vec![grant], ..self.people.official.clone() })
    }
}

/// The property company of the community, which offers services for points as well.
fn property(tx: &mut Tx<'_>, grid: AreaId) -> Result<Provider, DemoError> {
    let community = areas::area(tx, grid)?.path;
    let filter = ProviderFilter { area: Some(community), ended: false };
    let found = providers::providers(tx, &filter, None, 50)?;
    let property = found.into_iter().find(|provider| {
        provider.content.kind == ProviderKind::PropertyCompany && provider.state == ProviderState::Active
    });
    Ok(property.ok_or(DbError::NotFound)?)
}

fn enforcement() -> Content {
    office("城管中队", "占道经营、违章搭建、户外广告。", "集镇路 30 号", "000-5550121")
}

fn water() -> Content {
    office("水务所", "供水管网、沟渠和闸坝。", "河东路 2 号", "000-5550122")
}

fn office(name: &str, about: &str, address: &str, telephone: &str) -> Content {
    let day = || vec!["08:30-12:00".to_owned(), "14:00-17:30".to_owned()];
    let week: Vec<Vec<String>> = (0..7).map(|index| if index < 5 { day() } else { Vec::new() }).collect();
    Content {
        name: name.to_owned(),
        kind: ProviderKind::Authority,
        about: about.to_owned(),
        address: address.to_owned(),
        position: None,
        telephone: Some(telephone.to_owned()),
        opening_hours: OpeningHours::parse(&week, &[]).unwrap_or_default(),
    }
}
