//! What villages mend after inspections, and what look-backs find: something in every state.

use chrono::{DateTime, Days, TimeDelta, Utc};
use domain::{
    ids::{PhotoId, TicketId},
    inspections::Month,
    permissions::Actor,
    tickets::TicketText,
    town_time,
};

use super::{
    Rounds,
    calendar::{day, settled},
};
use crate::{
    demo::{
        DemoError,
        chance::Chance,
        people::OBJECTOR,
        pictures::{self, Shows},
        value,
    },
    inspections::rectifications::{self, Item, NewDemand, NewLookBack},
    media::{Limits, Photo, Size},
    photos, tickets,
};

/// Days that villages get.
const DAYS: u64 = 10;
/// The village whose mark is corrected later.
const CORRECTED: usize = 13;
/// Villages that lose most, whose work the town's office does.
const WEAK: [usize; 3] = [17, 18, 19];
/// What a village says.
const MENDED: &str = "已清理完毕，照片附后";
/// What a look-back says that fails.
const STILL: &str = "墙根和沟里还有一些，没有清完";

/// One thing that happens to what a village is to mend: the village, and which of its items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mending {
    /// The town demands the first items of a village, so many.
    Demand(usize, usize),
    Take(usize, usize),
    Close(usize, usize),
    /// Somebody looks again; whether it is done.
    LookBack(usize, usize, bool),
}

/// What was demanded of a village.
pub(super) struct Demanded {
    month: Month,
    village: usize,
    id: TicketId,
}

/// Every step, in no order.
pub(super) fn steps(months: &[Month], end: DateTime<Utc>) -> Vec<(DateTime<Utc>, super::Step)> {
    use Mending as M;
    let mut all = Vec::new();
    let mut tell = |month: Month, steps: &[(DateTime<Utc>, M)]| {
        all.extend(steps.iter().map(|(at, step)| (*at, super::Step::Mending(month, *step))));
    };
    if let Some(half_year) = settled(months) {
        // Falls away with the correction that follows.
        let [.., fifth, _] = half_year.months();
        tell(fifth, &[(day(fifth, 24), M::Demand(CORRECTED, 1))]);
    }
    let mut latest = months.iter().rev();
    let (Some(before), Some(published)) = (latest.nth(1), latest.next()) else { return all };
    let start = day(*published, 24);
    let after = |days: i64| start + TimeDelta::days(days);
    let village = OBJECTOR;
    tell(*published, &[(start, M::Demand(village, 5))]);
    for item in 0..4 {
        let taken = after(1) + TimeDelta::hours(i64::try_from(item).unwrap_or(0));
        tell(*published, &[(taken, M::Take(village, item))]);
    }
    tell(
        *published,
        &[
            (after(3), M::Close(village, 0)),
            (after(5), M::LookBack(village, 0, true)),
            (after(2), M::Close(village, 1)),
            (after(4), M::LookBack(village, 1, false)),
            (after(6), M::Close(village, 1)),
            (after(9), M::LookBack(village, 1, true)),
            (after(7), M::Close(village, 3)),
            (end - TimeDelta::hours(30), M::LookBack(village, 3, false)),
            (end - TimeDelta::hours(28), M::Close(village, 2)),
        ],
    );
    for weak in WEAK {
        tell(*published, &[(start, M::Demand(weak, 2)), (after(2), M::Take(weak, 0))]);
    }
    let [first, second, _] = WEAK;
    tell(
        *published,
        &[
            (after(6), M::Close(first, 0)),
            (after(8), M::LookBack(first, 0, true)),
            (end - TimeDelta::hours(50), M::Close(second, 0)),
        ],
    );
    let fresh = end - TimeDelta::hours(12);
    tell(*before, &[(fresh, M::Demand(village, 2)), (end - TimeDelta::hours(9), M::Take(village, 0))]);
    all
}

impl Rounds<'_> {
    pub(super) async fn mend(&mut self, month: Month, step: Mending) -> Result<(), DemoError> {
        match step {
            Mending::Demand(village, count) => self.demand(month, village, count).await,
            Mending::Take(village, item) => {
                let Some(id) = self.item(month, village, item) else { return Ok(()) };
                let handler = self.handler(village);
                self.write(move |tx| tickets::take(tx, &handler, id)).await
            }
            Mending::Close(village, item) => {
                let Some(id) = self.item(month, village, item) else { return Ok(()) };
                self.close_item(village, id).await
            }
            Mending::LookBack(village, item, passed) => {
                let Some(id) = self.item(month, village, item) else { return Ok(()) };
                self.look_back(village, id, passed).await
            }
        }
    }

    /// The ticket of a village's item, where it lost so many points that there is one.
    fn item(&self, month: Month, village: usize, item: usize) -> Option<TicketId> {
        let mut of = self.demanded.iter().filter(|one| one.month == month && one.village == village);
        of.nth(item).map(|one| one.id)
    }

    /// Who mends there: the village's office where it has a login, else the town's.
    fn handler(&self, village: usize) -> Actor {
        if village == OBJECTOR { self.people.village.clone() } else { self.people.official.clone() }
    }

    async fn demand(&mut self, month: Month, village: usize, count: usize) -> Result<(), DemoError> {
        let (round, area, official) =
            (self.round(month)?, self.villages[village], self.people.official.clone());
        let made = self.write(move |tx| -> Result<_, rectifications::Error> {
            let failed = rectifications::failed(tx, &official, round)?;
            let here = failed.into_iter().filter(|failed| failed.item.area == area);
            let items: Vec<Item> = here.take(count).map(|failed| failed.item).collect();
            if items.is_empty() {
                return Ok(Vec::new());
            }
            let due_on = town_time::date(tx.now()) + Days::new(DAYS);
            let word = Some("请按期整改，办结时附照片。".to_owned());
            rectifications::demand(tx, &official, round, &NewDemand { items: Some(items), due_on, word })
        });
        let made = made.await?;
        self.demanded.extend(made.into_iter().map(|made| Demanded { month, village, id: made.id }));
        Ok(())
    }

    async fn close_item(&mut self, village: usize, id: TicketId) -> Result<(), DemoError> {
        let handler = self.handler(village);
        let photo = self.picture(&handler, Shows::Remedy).await?;
        let text = TicketText::new(MENDED).map_err(value)?;
        self.write(move |tx| tickets::solve(tx, &handler, id, &[photo], Some(&text), &[])).await
    }

    async fn look_back(&mut self, village: usize, id: TicketId, passed: bool) -> Result<(), DemoError> {
        let inspector = self.people.inspectors[(village + 1) % self.people.inspectors.len()].clone();
        let shows = if passed { Shows::Remedy } else { Shows::Trouble };
        let photos = vec![self.picture(&inspector, shows).await?];
        let note = (!passed).then(|| TicketText::new(STILL)).transpose().map_err(value)?;
        self.write(move |tx| {
            let due_on = (!passed).then(|| town_time::date(tx.now()) + Days::new(DAYS));
            let new = NewLookBack { passed, note, photos, due_on, round: None };
            rectifications::look_back(tx, &inspector, id, &new)
        })
        .await
    }

    /// A picture as somebody's draft.
    async fn picture(&self, owner: &Actor, shows: Shows) -> Result<PhotoId, DemoError> {
        // A handful of different ones is enough.
        let seed = 0x2ec7 + u64::try_from(self.demanded.len() % 3).unwrap_or(0);
        let drawn = pictures::draw(shows, &mut Chance::new(seed))?;
        let photo = Photo::read(&drawn, &Limits::default()).map_err(value)?;
        self.media.put(&photo).await.map_err(value)?;
        let full = photo.rendition(Size::Full);
        let content =
            photos::Content { hash: *photo.hash().as_bytes(), width: full.width, height: full.height };
        let user = owner.user;
        self.write(move |tx| -> Result<PhotoId, tickets::Error> {
            let id = photos::begin(tx, user, content)?;
            photos::finish(tx, id)?;
            Ok(id)
        })
        .await
    }
}
