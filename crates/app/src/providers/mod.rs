//! Who serves residents: adding, changing, ending, and what is agreed with them.

mod agreements;
mod read;
mod write;

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    geo::Position,
    ids::{AreaId, ProviderId},
    permissions::Denied,
    providers::{OpeningHours, ProviderKind, ProviderRefused, ProviderState},
};

pub(crate) use self::{
    agreements::rate,
    read::{by_id, lock, named, names_by_id},
};
pub use self::{
    agreements::{ProviderAgreement, agree, agreements},
    read::{Named, PROVIDERS_MINE_MAX, ProviderFilter, mine, provider, providers},
    write::{Content, change, create, end},
};
use crate::db::{DbError, Key, schema::providers as t};

/// Who serves residents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// Its id.
    pub id: ProviderId,
    /// Where it serves.
    pub area: AreaId,
    /// That area's path.
    pub path: AreaPath,
    /// That area's name.
    pub area_name: String,
    /// What it is.
    pub content: Content,
    /// Whether it serves.
    pub state: ProviderState,
    /// Grows with every change.
    pub version: i64,
}

/// Why something about a provider cannot be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// It serves no more.
    #[error(transparent)]
    Refused(#[from] ProviderRefused),
    /// The area does not exist.
    #[error("there is no such area")]
    AreaUnknown,
    /// The programme does not run where the provider serves.
    #[error("this programme does not run here")]
    Programme,
    /// It changed since the caller read it.
    #[error("the provider has changed meanwhile")]
    Stale,
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        Self::Db(error.into())
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    id: Key<ProviderId>,
    area_id: Key<AreaId>,
    area_path: String,
    name: String,
    kind: String,
    about: String,
    address: String,
    latitude_e7: Option<i64>,
    longitude_e7: Option<i64>,
    telephone: Option<String>,
    opening_hours: String,
    state: String,
    version: i64,
}

impl Row {
    fn named(self, area_name: String) -> Result<Provider, DbError> {
        let position = match (self.longitude_e7, self.latitude_e7) {
            (Some(longitude), Some(latitude)) => {
                Some(Position::new(longitude, latitude).map_err(DbError::damaged)?)
            }
            _ => None,
        };
        Ok(Provider {
            id: self.id.0,
            area: self.area_id.0,
            path: AreaPath::parse(&self.area_path).map_err(DbError::damaged)?,
            area_name,
            content: Content {
                name: self.name,
                kind: ProviderKind::parse(&self.kind).ok_or_else(|| DbError::damaged(self.kind))?,
                about: self.about,
                address: self.address,
                position,
                telephone: self.telephone,
                opening_hours: read_hours(&self.opening_hours)?,
            },
            state: ProviderState::parse(&self.state).ok_or_else(|| DbError::damaged(self.state))?,
            version: self.version,
        })
    }
}

/// Hours as they are stored.
pub(crate) fn read_hours(json: &str) -> Result<OpeningHours, DbError> {
    serde_json::from_str(json).map_err(DbError::damaged)
}

/// Hours to be stored.
pub(crate) fn write_hours(hours: &OpeningHours) -> Result<String, DbError> {
    serde_json::to_string(hours).map_err(DbError::damaged)
}
