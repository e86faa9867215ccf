//! The acts of a case, each through the use case that people use.

use std::{collections::BTreeMap, sync::Arc};

use chrono::TimeDelta;
use domain::{
    geo::Position,
    ids::{PhotoId, ProviderId, TicketId},
    permissions::Actor,
    tickets::{CategoryCode, Payer, Quotation, QuotationLine, Rating, TicketText, form::RawAnswers},
};

use super::{Who, cases::Act};
use crate::{
    db::{Database, Tx},
    demo::{DemoError, people::People, value},
    media::{Photo, Size},
    photos,
    tickets::{self, CallOut, Error, Material, Report},
};

/// For how long a price is good.
const GOOD_DAYS: i64 = 10;

/// Everything that the acts need.
pub(super) struct Around<'a> {
    pub(super) db: &'a Database,
    pub(super) people: &'a People,
    pub(super) providers: &'a BTreeMap<Who, ProviderId>,
    pub(super) middle: Position,
    pub(super) remedy: &'a Photo,
    /// Who gives out the property company's work.
    pub(super) property: Actor,
    /// Who does it.
    pub(super) repairer: Actor,
}

impl Around<'_> {
    /// Reports a matter in the middle of the grid.
    pub(super) async fn report(
        &self,
        reporter: usize,
        words: &str,
        category: &str,
    ) -> Result<TicketId, DemoError> {
        let new = Report {
            category: CategoryCode::new(category).map_err(value)?,
            text: text(words)?,
            answers: RawAnswers::new(),
            photos: Vec::new(),
            position: Some(self.middle),
            area: None,
            on_behalf_of: None,
            anonymous: false,
        };
        self.write(self.resident(reporter), move |tx, who| tickets::report(tx, who, &new)).await
    }

    /// An office that was called reports.
    pub(super) async fn inform(&self, id: TicketId, staff: Actor, words: &str) -> Result<(), DemoError> {
        let words = text(words)?;
        self.write(&staff, move |tx, who| {
            let ticket = tickets::ticket(tx, who, id)?;
            let call = ticket.calls.iter().find(|call| call.can_report).map(|call| call.id);
            call.map_or(Ok(()), |call| tickets::report_on_call(tx, who, call, &words, &[]).map(drop))
        })
        .await
    }

    /// Any other act.
    pub(super) async fn act(&self, id: TicketId, reporter: usize, act: &Act) -> Result<(), DemoError> {
        let (official, worker) = (&self.people.official, &self.people.grids[0].worker);
        match act {
            Act::Report(..) | Act::Inform(..) => Ok(()),
            Act::Entrust(words) => {
                let (provider, words) = (self.provider(Who::Property)?, text(words)?);
                self.write(official, move |tx, who| tickets::entrust(tx, who, id, provider, &words)).await
            }
            Act::Give => {
                let handler = self.repairer.user;
                self.write(&self.property, move |tx, who| tickets::assign(tx, who, id, handler)).await
            }
            Act::Take => self.write(&self.repairer, move |tx, who| tickets::take(tx, who, id)).await,
            Act::Begin => self.write(worker, move |tx, who| tickets::take(tx, who, id)).await,
            Act::Quote { lines, office } => {
                let lines = lines.iter().map(line).collect::<Result<_, _>>()?;
                let payer = if *office { Payer::Office } else { Payer::Reporter };
                let good_until = self.db.now() + TimeDelta::days(GOOD_DAYS);
                let quotation = Quotation { lines, payer, good_until };
                self.write(&self.repairer, move |tx, who| tickets::quote(tx, who, id, &quotation, None)).await
            }
            Act::Accept { office } => {
                let payer = if *office { official } else { self.resident(reporter) };
                self.decide(payer, id, true, None).await
            }
            Act::Decline(words) => self.decide(self.resident(reporter), id, false, Some(text(words)?)).await,
            Act::Solve(words, used) => {
                let used = used.iter().map(material).collect::<Result<Vec<_>, _>>()?;
                self.solve(&self.repairer, id, text(words)?, used).await
            }
            Act::Close(words) => self.solve(worker, id, text(words)?, Vec::new()).await,
            Act::Confirm(stars) => {
                let rating = Rating::new(*stars).map_err(value)?;
                let resident = self.resident(reporter);
                self.write(resident, move |tx, who| tickets::confirm(tx, who, id, rating, None)).await
            }
            Act::Return(words) => {
                let words = text(words)?;
                self.write(&self.property, move |tx, who| tickets::return_to_office(tx, who, id, &words))
                    .await
            }
            Act::Call(whom, words, days) => {
                let providers = whom.iter().map(|who| self.provider(*who)).collect::<Result<_, _>>()?;
                let until = self.db.now() + TimeDelta::days(*days);
                let out = CallOut { providers, text: text(words)?, until };
                self.write(worker, move |tx, who| tickets::call(tx, who, id, &out)).await
            }
        }
    }

    async fn decide(
        &self,
        payer: &Actor,
        id: TicketId,
        accepted: bool,
        words: Option<TicketText>,
    ) -> Result<(), DemoError> {
        self.write(payer, move |tx, who| {
            let ticket = tickets::ticket(tx, who, id)?;
            let open = ticket.quotations.iter().find(|one| one.can_decide).map(|one| one.id);
            open.map_or(Ok(()), |open| {
                tickets::decide_quotation(tx, who, open, accepted, words.as_ref()).map(drop)
            })
        })
        .await
    }

    async fn solve(
        &self,
        handler: &Actor,
        id: TicketId,
        words: TicketText,
        used: Vec<Material>,
    ) -> Result<(), DemoError> {
        let photo = self.photo(handler).await?;
        self.write(handler, move |tx, who| tickets::solve(tx, who, id, &[photo], Some(&words), &used)).await
    }

    /// A picture as somebody's draft.
    async fn photo(&self, owner: &Actor) -> Result<PhotoId, DemoError> {
        let full = self.remedy.rendition(Size::Full);
        let hash = *self.remedy.hash().as_bytes();
        let content = photos::Content { hash, width: full.width, height: full.height };
        self.write(owner, move |tx, who| -> Result<_, Error> {
            let id = photos::begin(tx, who.user, content)?;
            photos::finish(tx, id)?;
            Ok(id)
        })
        .await
    }

    fn resident(&self, number: usize) -> &Actor {
        &self.people.grids[0].residents[number]
    }

    fn provider(&self, who: Who) -> Result<ProviderId, DemoError> {
        self.providers.get(&who).copied().ok_or_else(|| value("a provider that is not there"))
    }

    async fn write<T: Send + 'static>(
        &self,
        who: &Actor,
        work: impl FnOnce(&mut Tx<'_>, &Actor) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, DemoError> {
        let who = Arc::new(who.clone());
        Ok(self.db.write(move |tx| work(tx, &who)).await?)
    }
}

fn text(words: &str) -> Result<TicketText, DemoError> {
    TicketText::new(words).map_err(value)
}

fn line(
    (description, quantity, unit, unit_price_fen): &(&str, &str, &str, i64),
) -> Result<QuotationLine, DemoError> {
    Ok(QuotationLine {
        description: (*description).to_owned(),
        quantity: quantity.parse().map_err(value)?,
        unit: (*unit).to_owned(),
        unit_price_fen: *unit_price_fen,
    })
}

fn material((name, quantity, unit): &(&str, &str, &str)) -> Result<Material, DemoError> {
    let quantity = quantity.parse().map_err(value)?;
    Ok(Material { name: (*name).to_owned(), quantity, unit: (*unit).to_owned() })
}
