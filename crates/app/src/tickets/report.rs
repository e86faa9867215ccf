//! Reporting a matter.

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    geo::Position,
    ids::{AreaId, PhotoId, TicketId, UserId},
    permissions::{Actor, Permission},
    tickets::{CategoryCode, Ticket, TicketError, TicketEvent, TicketText, form::RawAnswers},
};

use super::{
    Error,
    answers::keep_answers,
    keeper::{self, Destination},
    number, particulars,
    place::{self, Place},
    row::{Note, Side, attach, journal, note},
    search, timers,
};
use crate::{
    categories::{self, Category, NotReportable},
    db::{
        DbError, Key, Tx, on_each,
        schema::{areas, memberships, ticket_scopes as scopes, tickets as t},
    },
    photos::PhotoKind,
    working_time,
};

/// A matter as it is handed in.
#[derive(Clone, Debug)]
pub struct Report {
    /// Of which kind.
    pub category: CategoryCode,
    /// What is wrong.
    pub text: TicketText,
    /// What was answered to the category's form.
    pub answers: RawAnswers,
    /// What it looks like: drafts of the caller.
    pub photos: Vec<PhotoId>,
    /// Where, to the metre.
    pub position: Option<Position>,
    /// Where, where no position says it.
    pub area: Option<AreaId>,
    /// The resident for whom the caller writes (at a counter, by telephone).
    pub on_behalf_of: Option<UserId>,
    /// Whether nobody shall look up who reported it.
    pub anonymous: bool,
}

/// Reports a matter; its clock starts now.
///
/// # Errors
/// [`Error::Denied`] outside the towns where the caller may report; [`Error::AreaMissing`], [`Error::AreaUnknown`],
/// [`Error::CategoryUnknown`], [`Error::CategoryIsGroup`], [`Error::Answers`], [`Error::PhotoUnknown`],
/// [`Error::PrincipalUnknown`], [`Error::NotAnonymous`].
pub fn report(tx: &mut Tx<'_>, actor: &Actor, new: &Report) -> Result<TicketId, Error> {
    let place = place::find(tx, actor, new.area, new.position)?;
    let actor = match new.on_behalf_of {
        None => {
            place.require_reporter(actor)?;
            actor.clone()
        }
        Some(principal) => acting_for(tx, actor, principal, &place)?,
    };
    let category = category(tx, &new.category, &place.path)?;
    if new.anonymous && (!category.anonymous_allowed || new.on_behalf_of.is_some()) {
        return Err(Error::NotAnonymous);
    }
    let answers = category.form.accept(&new.answers).map_err(Error::Answers)?;
    let reporter = actor.principal.unwrap_or(actor.user);
    let calendar = working_time::calendar_for(tx, category.limits.counting)?;
    let ticket = Ticket::report(reporter, category.limits, tx.now(), &calendar).map_err(TicketError::from)?;
    let ticket = match keeper::of(tx, category.keeper, (place.area, &place.path), reporter)? {
        Destination::Queue => ticket,
        Destination::Handler(handler) => ticket.given_to(handler),
        Destination::Provider(provider) => ticket.kept_by(provider),
    };
    let (handler, provider) = (ticket.state.handler(), ticket.partners.keeper);

    let id = insert(tx, &actor, &place, &category, new, &ticket)?;
    particulars::begin(tx, id, new.anonymous, ticket.partners)?;
    timers::start(tx, id, &ticket, &calendar)?;
    keep_answers(tx, id, &answers)?;
    list_under(tx, id, &place.path, category.is_public)?;
    let (text, area, path) = (new.text.as_str(), place.area, &place.path);
    search::keep(tx, &[search::Entry { id, text, area, path, position: new.position }])?;
    let side = if actor.principal.is_some() { Side::Office } else { Side::Reporter };
    let entry = note(tx, (id, 1), Some(actor.user), &Note::plain("reported", side))?;
    attach(tx, &actor, &new.photos, (id, entry), PhotoKind::Report)?;
    if handler.is_some() {
        note(tx, (id, 2), None, &Note::plain("assigned", Side::System))?;
    }
    if provider.is_some() {
        note(tx, (id, 2), None, &Note { provider, ..Note::plain("entrusted", Side::System) })?;
    }
    let event = TicketEvent::Reported { category: category.id, handler, provider };
    // The journal is read by others.
    let told = (!new.anonymous).then_some(&actor);
    journal(tx, told, id, &place.path, event)?;
    Ok(id)
}

fn category(tx: &mut Tx<'_>, code: &CategoryCode, path: &AreaPath) -> Result<Category, Error> {
    categories::find_reportable(tx, path, code)?.map_err(|why| match why {
        NotReportable::Unknown => Error::CategoryUnknown,
        NotReportable::Group => Error::CategoryIsGroup,
    })
}

/// The caller as agent of a resident: who handles tickets here may write for anybody who lives in the same town.
fn acting_for(tx: &mut Tx<'_>, actor: &Actor, principal: UserId, place: &Place) -> Result<Actor, Error> {
    actor.require(Permission::HandleTickets, &place.path)?;
    let lives_here = memberships::table
        .inner_join(areas::table)
        .filter(memberships::user_id.eq(Key(principal)))
        .filter(memberships::state.eq("confirmed"))
        .filter(memberships::ended_at.is_null())
        .filter(areas::path.ge(place.reach.as_str()))
        .filter(areas::path.lt(place.reach.end()));
    let homes: i64 = lives_here.count().get_result(tx.db()).map_err(DbError::from)?;
    if homes == 0 {
        return Err(Error::PrincipalUnknown);
    }
    Ok(Actor { principal: Some(principal), ..actor.clone() })
}

fn insert(
    tx: &mut Tx<'_>,
    actor: &Actor,
    place: &Place,
    category: &Category,
    new: &Report,
    ticket: &Ticket,
) -> Result<TicketId, DbError> {
    let id: TicketId = tx.new_id();
    let number = number::next(tx)?;
    let clock = &ticket.clock;
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::number_year.eq(i64::from(number.year)),
            t::number_serial.eq(i64::from(number.serial)),
            t::area_id.eq(Key(place.area)),
            t::area_path.eq(place.path.as_str()),
            t::category_id.eq(Key(category.id)),
            t::reporter_id.eq(Key(ticket.reporter)),
            t::reported_by.eq(actor.principal.map(|_| Key(actor.user))),
            t::text.eq(new.text.as_str()),
            t::latitude_e7.eq(new.position.map(|p| p.latitude_e7())),
            t::longitude_e7.eq(new.position.map(|p| p.longitude_e7())),
            t::state.eq(ticket.state.name().as_str()),
            t::handler_id.eq(ticket.state.handler().map(Key)),
            // An entry of the timeline for each.
            t::version
                .eq(1 + i64::from(ticket.state.handler().is_some() || ticket.partners.keeper.is_some())),
            t::reported_at.eq(clock.reported_at.naive_utc()),
            t::answer_due_at.eq(clock.answer_due_at.naive_utc()),
            t::solve_due_at.eq(clock.solve_due_at.naive_utc()),
            t::counting.eq(clock.counting.as_str()),
            t::objection_window_hours.eq(i64::from(clock.objection_window_hours)),
            t::updated_at.eq(tx.timestamp()),
            t::is_public.eq(category.is_public),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// Puts the ticket into the lists of its area and of every area around it.
pub(super) fn list_under(
    tx: &mut Tx<'_>,
    id: TicketId,
    path: &AreaPath,
    is_public: bool,
) -> Result<(), DbError> {
    let rows: Vec<_> = path
        .lineage()
        .into_iter()
        .map(|area| {
            (
                scopes::area_path.eq(area.to_string()),
                scopes::ticket_id.eq(Key(id)),
                scopes::is_open.eq(true),
                scopes::is_public.eq(is_public),
            )
        })
        .collect();
    on_each!(tx.db(), |c| diesel::insert_into(scopes::table).values(rows).execute(c))?;
    Ok(())
}
