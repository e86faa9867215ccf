//! A round beside the routine: the groups of one village, seen by whoever was near. Its time to object is over, and it
//! waits to be published.

use domain::{
    areas::AreaKind,
    ids::{AreaId, RoundId},
    inspections::{Axes, Month, Notice, Regularity, Report, Subjects},
};

use super::{Rounds, steps::template};
use crate::{
    areas::{self, AreaFilter},
    demo::{DemoError, value},
    inspections::{
        rounds::{self, NewRound},
        sheets::{self, Filled},
    },
};

/// Whose groups are inspected, by its place in the tree.
const VILLAGE: usize = 2;
/// Most groups that a village of the demo has.
const GROUPS_MAX: i64 = 20;
const OBJECTION_HOURS: u32 = 72;

impl Rounds<'_> {
    /// Plans it and sets out.
    pub(super) async fn begin_groups(&mut self, month: Month) -> Result<(), DemoError> {
        let (village, template) =
            (self.villages[VILLAGE], self.template.ok_or_else(|| value("no template"))?);
        let official = self.people.official.clone();
        let team = self.people.inspectors.iter().map(|inspector| inspector.user).collect();
        let town = self.town;
        let made = self.write(move |tx| -> Result<(RoundId, Vec<AreaId>), rounds::Error> {
            let under = Some(areas::area(tx, village)?.path);
            let filter = AreaFilter { under, kind: Some(AreaKind::VillagerGroup), ..AreaFilter::default() };
            let groups: Vec<AreaId> =
                areas::areas(tx, &filter, None, GROUPS_MAX)?.into_iter().map(|group| group.id).collect();
            let new = NewRound {
                area: town,
                month,
                subjects: Subjects::VillagerGroups,
                axes: Axes {
                    regularity: Regularity::Irregular,
                    notice: Notice::Open,
                    report: Report::PublicBulletin,
                },
                template,
                lead: Some(official.user),
                team,
                objection_hours: OBJECTION_HOURS,
                draw: None,
                chosen: Some(groups.clone()),
            };
            let id = rounds::plan(tx, &official, &new)?;
            rounds::start(tx, &official, id)?;
            Ok((id, groups))
        });
        self.groups = Some(made.await?);
        Ok(())
    }

    /// Its sheets.
    pub(super) async fn score_groups(&mut self, month: Month) -> Result<(), DemoError> {
        let Some((id, groups)) = self.groups.clone() else { return Err(value("no round of groups")) };
        let inspector = self.people.inspectors[0].clone();
        for (index, area) in groups.into_iter().enumerate() {
            let filled = Filled { findings: self.scores.sheet(&template(), month, index)?, hand_in: true };
            let inspector = inspector.clone();
            self.write(move |tx| sheets::keep(tx, &inspector, id, area, 0, &filled)).await?;
        }
        Ok(())
    }

    /// The end of its scoring.
    pub(super) async fn close_groups(&mut self) -> Result<(), DemoError> {
        let Some((id, _)) = self.groups else { return Err(value("no round of groups")) };
        let official = self.people.official.clone();
        self.write(move |tx| rounds::close(tx, &official, id)).await
    }
}
