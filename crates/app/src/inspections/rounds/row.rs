//! A round's row.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, EntryId, RoundId, TemplateId, UserId},
    inspections::{
        Axes, DrawPlan, Month, Notice, Regularity, Report, Round, RoundEvent, RoundState, Score, Subjects,
    },
    journal::NodeHash,
    permissions::Actor,
};

use crate::db::{DbError, Key, NewEntry, Tx, lock, schema::inspection_rounds as t, subject};

/// A round as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRound {
    /// Its id.
    pub id: RoundId,
    /// The area that holds it.
    pub area: AreaId,
    /// That area's path.
    pub path: AreaPath,
    /// For which month.
    pub month: Month,
    /// What is inspected.
    pub subjects: Subjects,
    /// Where it stands, and under which choices.
    pub round: Round,
    /// What it looks at.
    pub template: TemplateId,
    /// In which version.
    pub template_number: i64,
    /// How long villages may object, in hours.
    pub objection_hours: u32,
    /// Whether somebody chose the places.
    pub chosen: bool,
    /// What is drawn.
    pub draw: Option<DrawPlan>,
    /// Since when it is on its way.
    pub started_at: Option<DateTime<Utc>>,
    /// Until when villages may object, or could.
    pub objections_until: Option<DateTime<Utc>>,
    /// Grows with every change; the `ETag`.
    pub version: i64,
}

impl StoredRound {
    /// A mark or score as the journal has it: none of a household, whose marks are for itself and its inspectors.
    pub(in crate::inspections) fn told(&self, score: Score) -> Option<Score> {
        (self.subjects != Subjects::Households).then_some(score)
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    id: Key<RoundId>,
    area_id: Key<AreaId>,
    area_path: String,
    month: String,
    subjects: String,
    regularity: String,
    notice: String,
    report: String,
    template_id: Key<TemplateId>,
    template_number: i64,
    lead_id: Option<Key<UserId>>,
    objection_hours: i64,
    chosen: bool,
    draw_plan: Option<String>,
    commitment: Option<Vec<u8>>,
    state: String,
    started_at: Option<NaiveDateTime>,
    objections_until: Option<NaiveDateTime>,
    revision: i64,
    version: i64,
}

pub(super) const fn regularity(word: Regularity) -> &'static str {
    match word {
        Regularity::Regular => "regular",
        Regularity::Irregular => "irregular",
    }
}

pub(super) const fn notice(word: Notice) -> &'static str {
    match word {
        Notice::Open => "open",
        Notice::Covert => "covert",
    }
}

pub(in crate::inspections) const PUBLIC_BULLETIN: &str = "public_bulletin";

pub(super) const fn report(word: Report) -> &'static str {
    match word {
        Report::PublicBulletin => PUBLIC_BULLETIN,
        Report::SpecialReport => "special_report",
    }
}

impl Row {
    fn axes(&self) -> Result<Axes, DbError> {
        Ok(Axes {
            regularity: match self.regularity.as_str() {
                "regular" => Regularity::Regular,
                "irregular" => Regularity::Irregular,
                other => return Err(DbError::damaged(other.to_owned())),
            },
            notice: match self.notice.as_str() {
                "open" => Notice::Open,
                "covert" => Notice::Covert,
                other => return Err(DbError::damaged(other.to_owned())),
            },
            report: match self.report.as_str() {
                PUBLIC_BULLETIN => Report::PublicBulletin,
                "special_report" => Report::SpecialReport,
                other => return Err(DbError::damaged(other.to_owned())),
            },
        })
    }

    fn state(&self) -> Result<RoundState, DbError> {
        let missing =
            || DbError::damaged(format!("a round that is {} without what goes with it", self.state));
        Ok(match self.state.as_str() {
            "planned" => RoundState::Planned,
            "committed" => {
                let bytes = self.commitment.as_ref().ok_or_else(missing)?;
                RoundState::Committed { commitment: NodeHash::from_bytes(bytes).map_err(DbError::damaged)? }
            }
            "drawn" => RoundState::Drawn,
            "started" => RoundState::Started { at: self.started_at.ok_or_else(missing)?.and_utc() },
            "objections" => {
                RoundState::Objections { until: self.objections_until.ok_or_else(missing)?.and_utc() }
            }
            "published" => {
                RoundState::Published { revision: u32::try_from(self.revision).map_err(DbError::damaged)? }
            }
            "cancelled" => RoundState::Cancelled,
            other => return Err(DbError::damaged(other.to_owned())),
        })
    }
}

impl TryFrom<Row> for StoredRound {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let round = Round {
            axes: row.axes()?,
            lead: row.lead_id.map(|Key(id)| id),
            draws: row.draw_plan.is_some(),
            state: row.state()?,
        };
        let draw = |text: String| serde_json::from_str(&text).map_err(DbError::damaged);
        Ok(Self {
            id: row.id.0,
            area: row.area_id.0,
            path: AreaPath::parse(&row.area_path).map_err(DbError::damaged)?,
            month: row.month.parse().map_err(DbError::damaged)?,
            subjects: Subjects::parse(&row.subjects).ok_or_else(|| DbError::damaged(row.subjects))?,
            round,
            template: row.template_id.0,
            template_number: row.template_number,
            objection_hours: u32::try_from(row.objection_hours).map_err(DbError::damaged)?,
            chosen: row.chosen,
            draw: row.draw_plan.map(draw).transpose()?,
            started_at: row.started_at.map(|at| at.and_utc()),
            objections_until: row.objections_until.map(|at| at.and_utc()),
            version: row.version,
        })
    }
}

/// One round.
pub(in crate::inspections) fn find(tx: &mut Tx<'_>, id: RoundId) -> Result<StoredRound, DbError> {
    t::table.find(Key(id)).select(Row::as_select()).first::<Row>(tx.db())?.try_into()
}

/// Rounds by id, in no order: one statement.
pub(in crate::inspections) fn find_all(
    tx: &mut Tx<'_>,
    ids: &[RoundId],
) -> Result<Vec<StoredRound>, DbError> {
    let keys: Vec<Key<RoundId>> = ids.iter().copied().map(Key).collect();
    let rows: Vec<Row> = t::table.filter(t::id.eq_any(keys)).select(Row::as_select()).load(tx.db())?;
    rows.into_iter().map(StoredRound::try_from).collect()
}

/// One round, locked until the transaction ends.
pub(in crate::inspections) fn lock_round(tx: &mut Tx<'_>, id: RoundId) -> Result<StoredRound, DbError> {
    let row: Row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first(c))?;
    row.try_into()
}

/// Keeps where a round stands now.
pub(in crate::inspections) fn save(tx: &mut Tx<'_>, old: &StoredRound, new: Round) -> Result<(), DbError> {
    let (mut started, mut until, mut revision) = (old.started_at, old.objections_until, None);
    match new.state {
        RoundState::Started { at } => started = Some(at),
        RoundState::Objections { until: end } => until = Some(end),
        RoundState::Published { revision: number } => revision = Some(i64::from(number)),
        _ => {}
    }
    diesel::update(t::table.find(Key(old.id)))
        .set((
            t::state.eq(new.state.name()),
            t::started_at.eq(started.map(|at| at.naive_utc())),
            t::objections_until.eq(until.map(|at| at.naive_utc())),
            revision.map(|number| t::revision.eq(number)),
            t::version.eq(t::version + 1),
            t::updated_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Writes what happened to a round into the journal.
pub(in crate::inspections) fn journal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: (RoundId, &AreaPath),
    event: RoundEvent,
) -> Result<EntryId, DbError> {
    tx.journal(NewEntry { actor: Some(actor), area: round.1, subject: subject("round", round.0), event })
}
