//! Each step as somebody takes it.

use domain::{
    areas::AreaKind,
    ids::{NodeId, RoundId},
    inspections::{
        AwardRules, Axes, Decision, DrawPlan, HalfYear, Method, Month, Notice, Regularity, Report, Score,
        Subjects, Template, ready_templates,
    },
    permissions::Actor,
};

use super::{
    Rounds,
    calendar::{Step, draws},
    scores::OUT_OF_REACH,
};
use crate::{
    db::{DbError, Tx},
    demo::{DemoError, people::OBJECTOR, value},
    inspections::{
        certificates::{self, NewCertificate},
        objections::{self, NewObjection},
        publication::{self, Change},
        rounds::{self, NewRound},
        rules, settlements,
        sheets::{self, Filled},
        templates,
    },
    journal::{Sealed, seal},
};

const OBJECTION_HOURS: u32 = 72;
/// Households looked at in each village.
const HOUSEHOLDS: u32 = 3;

/// The ready template without photos: the demo has nobody who takes them.
pub(super) fn template() -> Template {
    let mut template = ready_templates().remove(0).template;
    for dimension in &mut template.dimensions {
        dimension.indicators.iter_mut().for_each(|indicator| indicator.photo_required = false);
    }
    template
}

impl Rounds<'_> {
    pub(super) async fn take(&mut self, step: Step) -> Result<(), DemoError> {
        match step {
            Step::Rules(from) => self.adopt(from).await,
            Step::Plan(month) => self.plan(month, false).await,
            Step::Covert(month) => self.plan(month, true).await,
            Step::BeginGroups(month) => self.begin_groups(month).await,
            Step::ScoreGroups(month) => self.score_groups(month).await,
            Step::CloseGroups(_) => self.close_groups().await,
            Step::Commit(month) => {
                let keyring = self.keyring.clone();
                self.step(month, move |tx, actor, id| rounds::commit(tx, actor, &keyring, id)).await
            }
            Step::Reveal(month) => {
                self.seal_all().await?;
                let keyring = self.keyring.clone();
                self.step(month, move |tx, actor, id| rounds::reveal(tx, actor, &keyring, id)).await
            }
            Step::Start(month) => self.step(month, rounds::start).await,
            Step::Score(month, village) => self.score(month, village).await,
            Step::Close(month) => self.step(month, rounds::close).await,
            Step::Object(month) => self.object(month).await,
            Step::Decide(month) => self.decide(month).await,
            Step::Publish(month) => self.step(month, publication::publish).await,
            Step::Correct(month) => self.correct(month).await,
            Step::Settle(half_year) => self.settle(half_year).await,
            Step::Honour(half_year) => self.honour(half_year).await,
            Step::Mending(month, step) => self.mend(month, step).await,
        }
    }

    pub(super) fn round(&self, month: Month) -> Result<RoundId, DemoError> {
        let found = self.planned.iter().find(|(planned, _)| *planned == month);
        found.map(|(_, id)| *id).ok_or_else(|| value(format!("no round of {month}")))
    }

    /// What the official does with the round of a month.
    async fn step<E>(
        &self,
        month: Month,
        work: impl FnOnce(&mut Tx<'_>, &Actor, RoundId) -> Result<(), E> + Send + 'static,
    ) -> Result<(), DemoError>
    where
        E: From<DbError> + std::fmt::Display + Send + 'static,
    {
        let (id, official) = (self.round(month)?, self.people.official.clone());
        self.write(move |tx| work(tx, &official, id)).await
    }

    pub(super) async fn write<T, E>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, DemoError>
    where
        T: Send + 'static,
        E: From<DbError> + std::fmt::Display + Send + 'static,
    {
        self.db.write(work).await.map_err(value)
    }

    async fn adopt(&mut self, from: HalfYear) -> Result<(), DemoError> {
        let (official, town) = (self.people.official.clone(), self.town);
        let actor = official.clone();
        let made = self.write(move |tx| templates::create(tx, &actor, town, &template())).await?;
        self.template = Some(made.listed.id);
        self.write(move |tx| -> Result<(), rules::Error> {
            let draft = rules::draft(tx, &official, town, &AwardRules::ready())?;
            rules::adopt(tx, &official, draft.id, draft.version, from).map(drop)
        })
        .await
    }

    async fn plan(&mut self, month: Month, covert: bool) -> Result<(), DemoError> {
        let within = DrawPlan::Within { kind: AreaKind::Household, take: HOUSEHOLDS };
        let drawn = draws(self.scores.index(month)) && !self.scores.is_last(month);
        let reached = (0..self.villages.len()).filter(|village| !OUT_OF_REACH.contains(village));
        let reached = reached.map(|village| self.villages[village]).collect();
        let (regularity, notice, report) = if covert {
            (Regularity::Irregular, Notice::Covert, Report::SpecialReport)
        } else {
            (Regularity::Regular, Notice::Open, Report::PublicBulletin)
        };
        let new = NewRound {
            area: self.town,
            month,
            subjects: Subjects::Villages,
            axes: Axes { regularity, notice, report },
            template: self.template.ok_or_else(|| value("no template"))?,
            lead: Some(self.people.official.user),
            team: self.people.inspectors.iter().map(|inspector| inspector.user).collect(),
            objection_hours: OBJECTION_HOURS,
            draw: if covert { Some(DrawPlan::Subjects { take: 4 }) } else { drawn.then_some(within) },
            chosen: self.scores.road_closed(month).then_some(reached),
        };
        let official = self.people.official.clone();
        let id = self.write(move |tx| rounds::plan(tx, &official, &new)).await?;
        if covert {
            let (official, keyring) = (self.people.official.clone(), self.keyring.clone());
            self.write(move |tx| rounds::commit(tx, &official, &keyring, id)).await
        } else {
            self.planned.push((month, id));
            Ok(())
        }
    }

    async fn score(&mut self, month: Month, village: usize) -> Result<(), DemoError> {
        if self.scores.road_closed(month) && OUT_OF_REACH.contains(&village) {
            return Ok(());
        }
        let findings = self.scores.sheet(&template(), month, village)?;
        let (id, area) = (self.round(month)?, self.villages[village]);
        let inspector = self.people.inspectors[village % self.people.inspectors.len()].clone();
        let filled = Filled { findings, hand_in: true };
        self.write(move |tx| sheets::keep(tx, &inspector, id, area, 0, &filled)).await.map(drop)
    }

    async fn object(&mut self, month: Month) -> Result<(), DemoError> {
        let (id, area) = (self.round(month)?, self.villages[OBJECTOR]);
        let speaker = self.people.village.clone();
        self.write(move |tx| -> Result<(), objections::Error> {
            let (sheet, template) = sheets::sheet(tx, &speaker, id, area)?;
            let lost = template.indicators().find(|indicator| {
                let finding = sheet.findings.get(&indicator.code);
                indicator.method == Method::Deduct && finding.is_some_and(|f| f.points > Score::ZERO)
            });
            let Some(indicator) = lost else { return Ok(()) };
            let text = "当天上午已经清理完毕，检查时正在装车，请核对。".to_owned();
            let new = NewObjection { code: indicator.code.clone(), text, photos: Vec::new() };
            objections::raise(tx, &speaker, id, area, &new).map(drop)
        })
        .await
    }

    async fn decide(&mut self, month: Month) -> Result<(), DemoError> {
        let (id, reviewer) = (self.round(month)?, self.people.official.clone());
        self.write(move |tx| -> Result<(), objections::Error> {
            for objection in objections::list(tx, &reviewer, id)? {
                let reply = "核对了现场照片，问题当时存在，维持原评分。";
                objections::decide(tx, &reviewer, objection.id, Decision::Dismiss, reply)?;
            }
            Ok(())
        })
        .await
    }

    /// One village had been given the mark of another.
    async fn correct(&mut self, month: Month) -> Result<(), DemoError> {
        let (id, area, official) = (self.round(month)?, self.villages[13], self.people.official.clone());
        self.write(move |tx| -> Result<(), publication::Error> {
            let (sheet, template) = sheets::sheet(tx, &official, id, area)?;
            let lost = template.indicators().find(|indicator| {
                let finding = sheet.findings.get(&indicator.code);
                indicator.method == Method::Deduct && finding.is_some_and(|f| f.points > Score::ZERO)
            });
            let Some(indicator) = lost else { return Ok(()) };
            let change = Change { area, code: indicator.code.clone(), points: Score::ZERO };
            publication::correct(tx, &official, id, &[change], "抄录时把邻村的扣分记到了这里")
        })
        .await
    }

    async fn settle(&mut self, half_year: HalfYear) -> Result<(), DemoError> {
        let (town, official) = (self.town, self.people.official.clone());
        self.write(move |tx| settlements::settle(tx, &official, town, half_year)).await.map(drop)
    }

    /// A certificate for a group of each of the three best.
    async fn honour(&mut self, half_year: HalfYear) -> Result<(), DemoError> {
        let (town, official) = (self.town, self.people.official.clone());
        self.write(move |tx| -> Result<(), certificates::Error> {
            let path = crate::areas::area(tx, town)?.path;
            let all = settlements::list(tx, &path)?;
            let Some(listed) = all.into_iter().find(|listed| listed.half_year == half_year) else {
                return Ok(());
            };
            let settled = settlements::settlement(tx, listed.id)?;
            for line in settled.settlement.lines.iter().filter(|line| line.eligible).take(3) {
                let village = settled.names.get(&line.village).cloned().unwrap_or_default();
                let new = NewCertificate {
                    settlement: listed.id,
                    village: line.village,
                    honoured: format!("{village}第一村民小组"),
                    title: "环境整治先进村民小组".to_owned(),
                    reason: None,
                };
                certificates::issue(tx, &official, &new)?;
            }
            Ok(())
        })
        .await
    }

    /// Seals the journal, as a running server does by itself.
    async fn seal_all(&self) -> Result<(), DemoError> {
        loop {
            let sealed: Result<Sealed, DbError> =
                self.db.write(|tx| seal(tx, NodeId(uuid::Uuid::nil()))).await;
            if sealed? == Sealed::Nothing {
                return Ok(());
            }
        }
    }
}
