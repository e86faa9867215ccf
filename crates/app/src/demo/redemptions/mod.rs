//! Providers, what they offer for points, and what residents redeem, told step by step.

mod programme;
mod texts;

use std::collections::VecDeque;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::{AreaId, GrantId, OfferId, PhotoId, ProgrammeId, ProviderId, RedemptionId},
    permissions::{Actor, Grant, Role},
    providers::{OpeningHours, ProviderKind},
    redemptions::{Limits, RedemptionCode, Shown, Stock},
    town_time,
};

use self::texts::{OFFERS, Of, PROPOSED, Words};
use super::{
    DemoError,
    chance::{Chance, DemoClock},
    people::People,
    pictures,
    town::Town,
    value,
};
use crate::{
    areas,
    crypto::Keyring,
    db::{Database, DbError, Tx},
    grants::{self, NewGrant},
    media::{Limits as PhotoLimits, Photo, Size, Store},
    photos,
    providers::{self, Content as ProviderContent},
    redemptions::{
        self, CodeAttempt, Reserve,
        offers::{self, Content},
        programmes,
    },
};

/// How long before the end the providers begin, in days.
const BEGINS_DAYS: i64 = 40;
/// How long before the end residents begin to redeem, in days.
const REDEEMS_DAYS: i64 = 20;
/// Redemptions that are told.
const REDEMPTIONS: usize = 18;

#[derive(Clone, Copy)]
enum Step {
    /// The providers are added and offer something.
    Begin,
    /// Somebody reserves something.
    Reserve(usize),
    /// It ends.
    End(usize, End),
    /// The account that is printed reserves something, and leaves it to be collected.
    Keep,
}

#[derive(Clone, Copy)]
enum End {
    Collect,
    Return,
    Cancel,
    Decline,
}

/// What residents do.
#[derive(Clone, Default)]
struct Told {
    id: Option<RedemptionId>,
}

/// The shop and the property company.
#[derive(Clone, Copy)]
struct Two {
    shop: ProviderId,
    property: ProviderId,
}

/// Providers and their customers.
pub(super) struct Shops<'a> {
    db: &'a Database,
    clock: &'a DemoClock,
    keyring: &'a Keyring,
    media: &'a Store,
    people: &'a People,
    town: AreaId,
    /// The community's first.
    grid: AreaId,
    chance: Chance,
    steps: VecDeque<(DateTime<Utc>, Step)>,
    providers: Option<Two>,
    offers: Vec<OfferId>,
    told: Vec<Told>,
}

type Around<'a> = (&'a Database, &'a DemoClock, &'a Keyring, &'a Store);

impl<'a> Shops<'a> {
    /// Shops whose last customer comes before `end`.
    pub(super) fn new(
        (db, clock, keyring, media): Around<'a>,
        people: &'a People,
        town: &Town,
        end: DateTime<Utc>,
        seed: u64,
    ) -> Result<Self, DemoError> {
        let grid = town.grids.first().ok_or_else(|| value("a town without grids"))?.id;
        let mut chance = Chance::new(seed ^ 0x50B5);
        let steps = plan(end, &mut chance);
        let told = vec![Told::default(); REDEMPTIONS];
        Ok(Self {
            db,
            clock,
            keyring,
            media,
            people,
            town: town.id,
            grid,
            chance,
            steps,
            providers: None,
            offers: Vec::new(),
            told,
        })
    }

    /// Tells what happens until a moment.
    pub(super) async fn until(&mut self, moment: DateTime<Utc>) -> Result<(), DemoError> {
        while let Some((at, _)) = self.steps.front()
            && *at <= moment
            && let Some((at, step)) = self.steps.pop_front()
        {
            self.clock.set(at);
            match step {
                Step::Begin => self.begin().await?,
                Step::Reserve(index) => self.reserve(index).await?,
                Step::End(index, end) => self.finish(index, end).await?,
                Step::Keep => self.keep().await?,
            }
        }
        Ok(())
    }

    async fn begin(&mut self) -> Result<(), DemoError> {
        let (official, staff) = (self.people.official.clone(), self.people.provider);
        let (town, grid) = (self.town, self.grid);
        let (shop, property) = (shop(), property());
        let two = self
            .db
            .write(move |tx| -> Result<Two, DemoError> {
                let community = areas::area(tx, grid)?.parent.ok_or(DbError::NotFound)?;
                let shop = providers::create(tx, &official, town, &shop).map_err(value)?.id;
                let property = providers::create(tx, &official, community, &property).map_err(value)?.id;
                // The property company's people come with its repairs.
                let new = NewGrant {
                    user: staff,
                    role: Role::ProviderStaff,
                    area: town,
                    provider: Some(shop),
                    from: None,
                    until: None,
                };
                grants::give(tx, Some(&official), &new).map_err(value)?;
                Ok(Two { shop, property })
            })
            .await?;
        self.providers = Some(two);
        let programme = programme::running(self.db, self.town).await?;
        let official = self.people.official.clone();
        for words in &OFFERS {
            let offer = self.offer(&official, two, programme, words).await?;
            self.offers.push(offer);
        }
        let staff = self.staff(two.shop).await?;
        self.offer(&staff, two, programme, &PROPOSED).await?;
        let official = self.people.official.clone();
        let rate = move |tx: &mut Tx<'_>| -> Result<(), DemoError> {
            for provider in [two.shop, two.property] {
                providers::agree(tx, &official, provider, programme, Some(20)).map_err(value)?;
            }
            Ok(())
        };
        self.db.write(rate).await
    }

    /// The staff as a use case sees them.
    async fn staff(&self, provider: ProviderId) -> Result<Actor, DemoError> {
        let (user, area, from) = (self.people.provider, self.town, self.db.now());
        let mut actor = self.people.official.clone();
        let path = self.db.read(move |tx| areas::area(tx, area)).await?.path;
        let (id, role) = (GrantId(user.0), Role::ProviderStaff);
        actor.user = user;
        actor.grants = vec![Grant { id, role, area, path, provider: Some(provider), from, until: None }];
        Ok(actor)
    }

    async fn offer(
        &self,
        who: &Actor,
        two: Two,
        programme: ProgrammeId,
        words: &'static Words,
    ) -> Result<OfferId, DemoError> {
        let photo = self.photo(who, words.picture).await?;
        let provider = if words.of == Of::Shop { two.shop } else { two.property };
        let content = Content {
            kind: words.kind,
            title: words.title.to_owned(),
            description: words.description.to_owned(),
            photos: vec![photo],
            price: words.price,
            stock: Stock::of(words.stock),
            limits: Limits::new(words.month_max, None).map_err(value)?,
            pick_up: None,
            opening_hours: None,
            keep_days: words.keep_days,
            shown: Shown { from: town_time::date(self.db.now()), until: None },
        };
        let who = who.clone();
        let make = move |tx: &mut Tx<'_>| offers::create(tx, &who, provider, programme, &content);
        Ok(self.db.write(make).await.map_err(value)?.id)
    }

    async fn photo(&self, owner: &Actor, product: pictures::Product) -> Result<PhotoId, DemoError> {
        let photo = Photo::read(&pictures::product(product)?, &PhotoLimits::default()).map_err(value)?;
        self.media.put(&photo).await.map_err(value)?;
        let full = photo.rendition(Size::Full);
        let hash = *photo.hash().as_bytes();
        let (content, user) = (photos::Content { hash, width: full.width, height: full.height }, owner.user);
        let keep = move |tx: &mut Tx<'_>| -> Result<PhotoId, DbError> {
            let id = photos::begin(tx, user, content)?;
            photos::finish(tx, id)?;
            Ok(id)
        };
        Ok(self.db.write(keep).await?)
    }

    /// Some resident who can afford it reserves an offer that is left; nothing happens where nobody can.
    async fn reserve(&mut self, index: usize) -> Result<(), DemoError> {
        let near = self.people.grids.iter().take(4).flat_map(|grid| &grid.residents);
        let near: Vec<&Actor> = near.collect();
        let who = (*self.chance.pick(&near)).clone();
        let offer = *self.chance.pick(&self.offers);
        self.told[index].id = self.redeem(who, offer).await?;
        Ok(())
    }

    async fn redeem(&self, who: Actor, offer: OfferId) -> Result<Option<RedemptionId>, DemoError> {
        let ring = self.keyring.clone();
        let work = move |tx: &mut Tx<'_>| -> Result<Option<RedemptionId>, redemptions::Error> {
            let found = offers::offer(tx, None, offer)?;
            let price = found.content.price;
            let wallets = programmes::wallets(tx, &who)?;
            let wallet = wallets
                .into_iter()
                .find(|wallet| wallet.programme == found.programme && wallet.available >= price);
            let Some(wallet) = wallet else { return Ok(None) };
            let want = Reserve { offer, household: wallet.household, price };
            match redemptions::reserve(tx, &ring, &who, want) {
                Ok(id) => Ok(Some(id)),
                Err(redemptions::Error::Stock(_) | redemptions::Error::Limits(_)) => Ok(None),
                Err(other) => Err(other),
            }
        };
        self.db.write_in_turn(work).await.map_err(value)
    }

    /// The printed resident keeps a code to show.
    async fn keep(&mut self) -> Result<(), DemoError> {
        let resident = self.people.grids.first().and_then(|grid| grid.residents.first());
        let (Some(resident), Some(offer)) = (resident, self.offers.get(2)) else { return Ok(()) };
        self.redeem(resident.clone(), *offer).await?;
        Ok(())
    }

    async fn finish(&mut self, index: usize, end: End) -> Result<(), DemoError> {
        let Some(id) = self.told[index].id else { return Ok(()) };
        let (ring, official, who) =
            (self.keyring.clone(), self.people.official.clone(), self.customer(id).await?);
        let provider = {
            let (ring, who) = (ring.clone(), who.clone());
            let find = move |tx: &mut Tx<'_>| redemptions::redemption(tx, &ring, &who, id);
            let found = self.db.read(find).await.map_err(value)?;
            (found.seen.provider, found.code)
        };
        let (provider, code) = provider;
        let staff = self.staff(provider).await?;
        let work = move |tx: &mut Tx<'_>| -> Result<(), redemptions::Error> {
            match end {
                End::Cancel => return redemptions::cancel(tx, &who, id, None),
                End::Decline => return redemptions::cancel(tx, &staff, id, Some(texts::DECLINED)),
                End::Collect | End::Return => {}
            }
            let code = code.as_deref().and_then(RedemptionCode::parse).ok_or(DbError::NotFound)?;
            match redemptions::collect(tx, &ring, &staff, provider, &code)? {
                CodeAttempt::Found(_) => {}
                CodeAttempt::Refused | CodeAttempt::TooMany { .. } => return Err(DbError::NotFound.into()),
            }
            match end {
                End::Return => redemptions::give_back(tx, &official, id, texts::RETURNED, false),
                End::Collect | End::Cancel | End::Decline => Ok(()),
            }
        };
        self.db.write_in_turn(work).await.map_err(value)
    }

    /// Who reserved it, as a use case sees them.
    async fn customer(&self, id: RedemptionId) -> Result<Actor, DemoError> {
        use diesel::prelude::*;

        use crate::db::{Key, schema::redemptions as t};
        let find = move |tx: &mut Tx<'_>| -> Result<domain::ids::UserId, DbError> {
            let Key(user) = t::table.find(Key(id)).select(t::user_id).first(tx.db())?;
            Ok(user)
        };
        let user = self.db.read(find).await?;
        let all = self.people.grids.iter().flat_map(|grid| &grid.residents);
        all.into_iter().find(|one| one.user == user).cloned().ok_or_else(|| value("nobody's redemption"))
    }
}

/// When what happens: most is collected in a day or two.
fn plan(end: DateTime<Utc>, chance: &mut Chance) -> VecDeque<(DateTime<Utc>, Step)> {
    let mut steps = vec![(end - TimeDelta::days(BEGINS_DAYS), Step::Begin)];
    for index in 0..REDEMPTIONS {
        let ago = chance.between(30, REDEEMS_DAYS * 24 * 60);
        let at = end - TimeDelta::minutes(ago);
        steps.push((at, Step::Reserve(index)));
        let what = match index % 9 {
            0 => Some(End::Cancel),
            1 => Some(End::Decline),
            2 => Some(End::Return),
            3 => None,
            _ => Some(End::Collect),
        };
        let later = at + TimeDelta::minutes(chance.between(20, 2_000));
        if let Some(what) = what.filter(|_| later < end) {
            steps.push((later, Step::End(index, what)));
        }
    }
    steps.push((end - TimeDelta::minutes(90), Step::Keep));
    steps.sort_by_key(|(at, _)| *at);
    steps.into()
}

/// Hours of the days from Monday to Friday, and of the weekend.
fn hours(work: &[&str], weekend: &[&str]) -> OpeningHours {
    let day = |day: &[&str]| day.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let week: Vec<Vec<String>> = (0..7).map(|index| day(if index < 5 { work } else { weekend })).collect();
    OpeningHours::parse(&week, &[]).unwrap_or_default()
}

fn shop() -> ProviderContent {
    ProviderContent {
        name: "便民超市".to_owned(),
        kind: ProviderKind::Shop,
        about: "镇上的平价超市，柜台兑换积分。".to_owned(),
        address: "集镇路 12 号".to_owned(),
        position: None,
        telephone: Some("000-5550112".to_owned()),
        opening_hours: hours(&["08:00-20:00"], &["08:30-18:00"]),
    }
}

fn property() -> ProviderContent {
    ProviderContent {
        name: "安居物业".to_owned(),
        kind: ProviderKind::PropertyCompany,
        about: "社区物业，管维修、保洁和理发室。".to_owned(),
        address: "社区服务中心一楼".to_owned(),
        position: None,
        telephone: Some("000-5550188".to_owned()),
        opening_hours: hours(&["08:30-12:00", "14:00-17:30"], &["09:00-12:00"]),
    }
}
