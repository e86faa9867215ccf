//! Requests about tickets and their photos.

use app::{
    db::Tx,
    photos::{self, Content},
    tickets::{self, Filter, Page},
};
use domain::{
    ids::PhotoId,
    search::Query,
    tickets::{Sought, StateName},
};

use super::{Ask, Case, Undone, watched};
use crate::{
    minimal::{board as counted, lists, photos as least, report as reported, sql},
    seed::words::SEARCHES,
};

pub(super) const CASES: [(&str, Case); 8] = [
    ("list", list),
    ("filter", filter),
    ("search", search),
    ("board", board),
    ("read", read),
    ("report", report),
    ("photo", photo),
    ("report with photo", report_with_photo),
];

/// Tickets of a page, and one that tells whether there are more.
const PAGE: Page = Page { after: None, limit: 21 };

/// Both lists with the same conditions.
fn both(
    tx: &mut Tx<'_>,
    ask: &Ask,
    filter: &Filter,
    wanted: &lists::Wanted,
) -> Result<(usize, usize), Undone> {
    let real = watched(tx, |tx| Ok(tickets::list(tx, &ask.town.actor, filter, PAGE)?))?;
    let path = ask.town.path.as_str();
    let minimal = watched(tx, |tx| Ok(lists::narrowed(tx.db(), path, wanted, PAGE.limit)?))?;
    Ok((real, minimal))
}

fn list(tx: &mut Tx<'_>, ask: &Ask) -> Result<(usize, usize), Undone> {
    both(tx, ask, &Filter::default(), &lists::Wanted::default())
}

fn filter(tx: &mut Tx<'_>, ask: &Ask) -> Result<(usize, usize), Undone> {
    let category = ask.town.category.clone();
    let wanted = lists::Wanted {
        states: vec![StateName::Submitted.as_str().to_owned()],
        category: Some(category.as_str().to_owned()),
        overdue: true,
        words: None,
    };
    let states = vec![StateName::Submitted];
    both(tx, ask, &Filter { states, category: Some(category), overdue: true, ..Filter::default() }, &wanted)
}

fn search(tx: &mut Tx<'_>, ask: &Ask) -> Result<(usize, usize), Undone> {
    let [(words, _), ..] = SEARCHES;
    let failed = |error: domain::search::QueryError| Undone::Failed(error.to_string());
    let search = Sought::new(words).map_err(failed)?;
    let wanted = lists::Wanted { words: Query::new(words).map_err(failed)?, ..lists::Wanted::default() };
    both(tx, ask, &Filter { search, ..Filter::default() }, &wanted)
}

fn board(tx: &mut Tx<'_>, ask: &Ask) -> Result<(usize, usize), Undone> {
    let area = ask.town.place.area;
    let real = watched(tx, |tx| Ok(tickets::board(tx, &ask.town.actor, area)?))?;
    let minimal = watched(tx, |tx| Ok(counted::board(tx.db(), area)?))?;
    Ok((real, minimal))
}

fn read(tx: &mut Tx<'_>, ask: &Ask) -> Result<(usize, usize), Undone> {
    let real = watched(tx, |tx| Ok(tickets::ticket(tx, &ask.town.actor, ask.ticket)?))?;
    let minimal = watched(tx, |tx| Ok(sql::read(tx.db(), ask.ticket)?))?;
    Ok((real, minimal))
}

fn report(tx: &mut Tx<'_>, ask: &Ask) -> Result<(usize, usize), Undone> {
    reports(tx, ask, [Vec::new(), Vec::new()])
}

fn photo(tx: &mut Tx<'_>, ask: &Ask) -> Result<(usize, usize), Undone> {
    let (counts, _) = photos(tx, ask)?;
    Ok(counts)
}

/// The photo and the report together.
fn report_with_photo(tx: &mut Tx<'_>, ask: &Ask) -> Result<(usize, usize), Undone> {
    let (of_photo, photos) = photos(tx, ask)?;
    let of_report = reports(tx, ask, photos.map(|photo| vec![photo]))?;
    Ok((of_photo.0 + of_report.0, of_photo.1 + of_report.1))
}

/// Keeps a photo in the application and one in the minimal handler.
fn photos(tx: &mut Tx<'_>, ask: &Ask) -> Result<((usize, usize), [PhotoId; 2]), Undone> {
    let owner = ask.town.actor.user;
    let (mut of_app, mut of_handler) = (None, None);
    let real = watched(tx, |tx| {
        let id = photos::begin(tx, owner, Content { hash: [1; 32], width: 1, height: 1 })?;
        of_app = Some(id);
        Ok(photos::finish(tx, id)?)
    })?;
    let minimal = watched(tx, |tx| {
        let id = least::begin(tx.db(), owner, least::Content { hash: [2; 32], width: 1, height: 1 })?;
        of_handler = Some(id);
        Ok(least::finish(tx.db(), id)?)
    })?;
    let (Some(of_app), Some(of_handler)) = (of_app, of_handler) else {
        return Err(Undone::Failed("no photo".to_owned()));
    };
    Ok(((real, minimal), [of_app, of_handler]))
}

/// Reports with photos in the application and in the minimal handler.
fn reports(
    tx: &mut Tx<'_>,
    ask: &Ask,
    [of_app, of_handler]: [Vec<PhotoId>; 2],
) -> Result<(usize, usize), Undone> {
    let mut matter = ask.town.matter(0)?;
    matter.photos = of_app;
    let real = watched(tx, |tx| {
        let id = tickets::report(tx, &ask.town.actor, &matter)?;
        Ok(tickets::ticket(tx, &ask.town.actor, id)?)
    })?;
    let new = reported::NewTicket {
        category: matter.category.as_str().to_owned(),
        text: matter.text.as_str().to_owned(),
        area_id: matter.area.ok_or_else(|| Undone::Failed("no grid".to_owned()))?.0,
        photos: of_handler,
    };
    let minimal = watched(tx, |tx| Ok(reported::report(tx.db(), ask.town.actor.user, &new)?))?;
    Ok((real, minimal))
}
