//! Offers: what providers give for points.

mod read;
mod write;

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{OfferId, PhotoId, ProgrammeId, ProviderId},
    providers::OpeningHours,
    redemptions::{Limits, OfferKind, OfferState, Shown, Stock},
};

pub use self::{
    read::{ManagedFilter, OfferFilter, Payer, Terms, managed, offer, shown, terms},
    write::{approve, change, create, end, refuse},
};
pub(crate) use self::{
    read::{by_id, locked, shows_photos, was_shown},
    write::{put_back, set_stock},
};
use crate::{
    db::{DbError, Key, schema::offers as t},
    providers::{Provider, read_hours},
};

/// What a provider gives for points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its id.
    pub id: OfferId,
    /// Whose it is.
    pub provider: ProviderId,
    /// What the provider is called.
    pub provider_name: String,
    /// A number to call the provider.
    pub telephone: Option<String>,
    /// Whose points it takes.
    pub programme: ProgrammeId,
    /// Where the provider serves.
    pub path: AreaPath,
    /// What it is.
    pub content: Content,
    /// Where it stands.
    pub state: OfferState,
    /// Why an official refused it.
    pub refusal: Option<String>,
    /// Grows with every change.
    pub version: i64,
    address: String,
    hours: OpeningHours,
}

/// What an offer is, as somebody writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Goods or a service.
    pub kind: OfferKind,
    /// What it is.
    pub title: String,
    /// More about it.
    pub description: String,
    /// Pictures of it, in their order.
    pub photos: Vec<PhotoId>,
    /// What it costs, in points.
    pub price: i64,
    /// How many there are.
    pub stock: Stock,
    /// Most a person.
    pub limits: Limits,
    /// Where it is picked up, where that is not the provider's address.
    pub pick_up: Option<String>,
    /// When it is picked up, where that is not when the provider is open.
    pub opening_hours: Option<OpeningHours>,
    /// Days for which a reservation is kept beside the day of reserving.
    pub keep_days: u32,
    /// When it is shown.
    pub shown: Shown,
}

impl Offer {
    /// Where it is picked up.
    #[must_use]
    pub fn pick_up(&self) -> &str {
        self.content.pick_up.as_deref().unwrap_or(&self.address)
    }

    /// When it is picked up.
    #[must_use]
    pub fn opening_hours(&self) -> &OpeningHours {
        self.content.opening_hours.as_ref().unwrap_or(&self.hours)
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    id: Key<OfferId>,
    provider_id: Key<ProviderId>,
    programme_id: Key<ProgrammeId>,
    area_path: String,
    kind: String,
    title: String,
    description: String,
    price: i64,
    stock: Option<i64>,
    month_max: Option<i64>,
    whole_max: Option<i64>,
    pick_up: Option<String>,
    opening_hours: Option<String>,
    keep_days: i64,
    shown_from: String,
    shown_until: Option<String>,
    state: String,
    refusal: Option<String>,
    version: i64,
}

impl Row {
    fn with(self, provider: &Provider, photos: Vec<PhotoId>) -> Result<Offer, DbError> {
        let count = |max: Option<i64>| max.map(u32::try_from).transpose().map_err(DbError::damaged);
        let day = |text: &str| text.parse::<NaiveDate>().map_err(DbError::damaged);
        let until = self.shown_until.as_deref().map(day).transpose()?;
        let shown = Shown::new(day(&self.shown_from)?, until).ok_or_else(|| DbError::damaged("shown"))?;
        Ok(Offer {
            id: self.id.0,
            provider: provider.id,
            provider_name: provider.content.name.clone(),
            telephone: provider.content.telephone.clone(),
            programme: self.programme_id.0,
            path: AreaPath::parse(&self.area_path).map_err(DbError::damaged)?,
            content: Content {
                kind: OfferKind::parse(&self.kind).ok_or_else(|| DbError::damaged(self.kind))?,
                title: self.title,
                description: self.description,
                photos,
                price: self.price,
                stock: Stock::of(self.stock),
                limits: Limits { month_max: count(self.month_max)?, whole_max: count(self.whole_max)? },
                pick_up: self.pick_up,
                opening_hours: self.opening_hours.as_deref().map(read_hours).transpose()?,
                keep_days: u32::try_from(self.keep_days).map_err(DbError::damaged)?,
                shown,
            },
            state: OfferState::parse(&self.state).ok_or_else(|| DbError::damaged(self.state))?,
            refusal: self.refusal,
            version: self.version,
            address: provider.content.address.clone(),
            hours: provider.content.opening_hours.clone(),
        })
    }
}
