//! A report of another system.

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    geo::Position,
    ids::TicketId,
    permissions::{Denied, Permission},
    tickets::{CategoryCode, TicketNumber, TicketText, form::RawAnswers},
};
use serde::{Deserialize, Serialize};

use super::{Error, service};
use crate::{
    api_keys::Holder,
    areas::Area,
    db::{DbError, Key, Tx, schema::tickets as t},
    tickets::{self, Report},
};

/// A report as another system hands it in.
#[derive(Clone, Debug)]
pub struct Contribution {
    /// Of which kind.
    pub service: CategoryCode,
    /// What is wrong; the kind's name where nothing was said: the standard does not ask for words.
    pub text: Option<TicketText>,
    /// What was answered to the kind's form.
    pub answers: RawAnswers,
    /// Where.
    pub position: Option<Position>,
    /// The jurisdiction: where it is, where no position says it better.
    pub area: Area,
    /// What is for the handlers alone: an address in words, where a picture lies.
    pub aside: Option<TicketText>,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// The ticket.
    pub id: TicketId,
    /// Its number.
    pub number: String,
}

/// Reports a matter as the key's person. What is public where the jurisdiction begins and private where the matter lies is
/// refused, like a kind that is private everywhere.
///
/// # Errors
/// [`Error::Denied`] outside the key's area, or where its person may not report; [`Error::ServiceUnknown`];
/// [`Error::Ticket`].
pub fn post(tx: &mut Tx<'_>, holder: &Holder, new: &Contribution) -> Result<Posted, Error> {
    let kind = service(tx, &new.area.path, &new.service)?;
    let text = match &new.text {
        Some(text) => text.clone(),
        None => TicketText::new(&kind.names[0]).map_err(DbError::damaged)?,
    };
    let report = Report {
        category: kind.code,
        text,
        answers: new.answers.clone(),
        photos: Vec::new(),
        position: new.position,
        area: Some(new.area.id),
        on_behalf_of: None,
        anonymous: false,
    };
    let id = tickets::report(tx, &holder.actor, &report)?;
    let (year, serial, path, is_public): (i64, i64, String, bool) = t::table
        .find(Key(id))
        .select((t::number_year, t::number_serial, t::area_path, t::is_public))
        .first(tx.db())
        .map_err(DbError::from)?;
    if !is_public {
        return Err(Error::ServiceUnknown);
    }
    if !holder.path.covers(&AreaPath::parse(&path).map_err(DbError::damaged)?) {
        return Err(Denied { permission: Permission::ReportTicket }.into());
    }
    if let Some(text) = &new.aside {
        tickets::aside(tx, &holder.actor, id, text)?;
    }
    holder.note_use(tx)?;
    let number = TicketNumber {
        year: i32::try_from(year).map_err(DbError::damaged)?,
        serial: u32::try_from(serial).map_err(DbError::damaged)?,
    };
    Ok(Posted { id, number: number.to_string() })
}
