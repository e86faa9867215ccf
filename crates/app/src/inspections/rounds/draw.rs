//! The draw of a round: commit, wait for the journal, reveal.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{EntryId, RoundId, TargetId},
    inspections::{DrawPlan, Frame, Group, RoundEvent},
    journal::NodeHash,
    permissions::{Actor, Permission},
};

use super::{
    Error, StoredRound, find, journal, lock_round,
    plan::{insert_targets, places_under},
    save, sight,
};
use crate::{
    crypto::Keyring,
    db::{
        DbError, Key, Tx,
        schema::{areas, inspection_rounds as t, inspection_targets as targets},
    },
    journal::{entry_position, entry_time, first_root_over, root_time},
};

/// What the seed is sealed for.
pub(crate) const SEED_PURPOSE: &str = "inspection_rounds.seed";
/// The one group of a draw among the subjects themselves.
const SUBJECTS: &str = "subjects";

/// A draw as far as somebody may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawShown {
    /// Who could be drawn: paths of areas.
    pub frame: Frame,
    /// What was published with the frame.
    pub commitment: NodeHash,
    /// The journal entry that published it.
    pub committed_entry: EntryId,
    /// When that was.
    pub committed_at: DateTime<Utc>,
    /// The size of the journal whose root is the public value.
    pub public_size: Option<u64>,
    /// That root.
    pub public_value: Option<NodeHash>,
    /// When that root was published.
    pub public_at: Option<DateTime<Utc>>,
    /// The seed and who was drawn, once they may be known.
    pub revealed: Option<(NodeHash, Vec<Vec<String>>)>,
}

/// Publishes who can be drawn, with a commitment to a fresh seed.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageInspections`] there; [`domain::inspections::RoundError::Forbidden`];
/// [`Error::Draw`] where nobody can be drawn.
pub fn commit(tx: &mut Tx<'_>, actor: &Actor, keyring: &Keyring, id: RoundId) -> Result<(), Error> {
    let old = lock_round(tx, id)?;
    actor.require(Permission::ManageInspections, &old.path)?;
    let seed = NodeHash(tx.random());
    // Refused before the frame is read where there is nothing to commit to.
    old.round.commit(seed)?;
    let frame = Frame::new(groups(tx, &old)?)?;
    let commitment = frame.commit(&seed);
    let new = old.round.commit(commitment)?;
    save(tx, &old, new)?;
    let event = RoundEvent::Committed { round: id, commitment };
    let entry = journal(tx, actor, (id, &old.path), event)?;
    let sealed = keyring.seal(SEED_PURPOSE, &seed.0, tx.entropy())?;
    diesel::update(t::table.find(Key(id)))
        .set((
            t::frame.eq(serde_json::to_string(&frame).map_err(DbError::damaged)?),
            t::commitment.eq(commitment.0.to_vec()),
            t::seed_sealed.eq(sealed),
            t::committed_entry.eq(Key(entry)),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    Ok(())
}

fn groups(tx: &mut Tx<'_>, round: &StoredRound) -> Result<Vec<Group>, Error> {
    match round.draw {
        None => Ok(Vec::new()),
        Some(DrawPlan::Subjects { take }) => {
            let places = places_under(tx, round.subjects.kinds(), &round.path)?;
            let keys = places.into_iter().map(|(_, path)| path).collect();
            Ok(vec![Group { name: SUBJECTS.to_owned(), take, keys }])
        }
        Some(DrawPlan::Within { kind, take }) => {
            let subjects: Vec<String> = targets::table
                .filter(targets::round_id.eq(Key(round.id)))
                .select(targets::area_path)
                .load(tx.db())
                .map_err(DbError::from)?;
            let mut inside: BTreeMap<String, Vec<String>> =
                subjects.into_iter().map(|path| (path, Vec::new())).collect();
            for (_, path) in places_under(tx, &[kind], &round.path)? {
                // The subject that covers it is the last that sorts before it.
                if let Some((subject, keys)) = inside.range_mut(..path.clone()).next_back()
                    && path.starts_with(subject.as_str())
                {
                    keys.push(path);
                }
            }
            let group = |(name, keys): (String, Vec<String>)| {
                let all = u32::try_from(keys.len()).unwrap_or(u32::MAX);
                Group { name, take: take.min(all), keys }
            };
            Ok(inside.into_iter().filter(|(_, keys)| !keys.is_empty()).map(group).collect())
        }
    }
}

/// Reveals the seed and draws, once the journal has sealed the commitment: the public value is the first root over it,
/// so nobody chooses it.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageInspections`] there; [`Error::NotSealed`];
/// [`domain::inspections::RoundError::Forbidden`].
pub fn reveal(tx: &mut Tx<'_>, actor: &Actor, keyring: &Keyring, id: RoundId) -> Result<(), Error> {
    let old = lock_round(tx, id)?;
    actor.require(Permission::ManageInspections, &old.path)?;
    let new = old.round.draw()?;
    let committed = committed(tx, id)?;
    let position = entry_position(tx, committed.entry)?.ok_or(Error::NotSealed)?;
    let root = first_root_over(tx, position)?.ok_or(Error::NotSealed)?;
    let seed = committed.open(keyring)?;
    let sample = committed.frame.draw(&seed, &root.hash);
    save(tx, &old, new)?;
    diesel::update(t::table.find(Key(id)))
        .set((
            t::public_size.eq(i64::try_from(root.size).map_err(DbError::damaged)?),
            t::public_value.eq(root.hash.0.to_vec()),
            t::sample.eq(serde_json::to_string(&sample).map_err(DbError::damaged)?),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    keep_sample(tx, &old, &committed.frame, sample)?;
    journal(tx, actor, (id, &old.path), RoundEvent::Drawn { round: id, public_size: root.size })?;
    Ok(())
}

fn keep_sample(
    tx: &mut Tx<'_>,
    round: &StoredRound,
    frame: &Frame,
    sample: Vec<Vec<String>>,
) -> Result<(), Error> {
    if let Some(DrawPlan::Subjects { .. }) = round.draw {
        let paths: Vec<String> = sample.into_iter().flatten().collect();
        let places = areas::table.filter(areas::path.eq_any(paths)).order(areas::path);
        let places = places.select((areas::id, areas::path)).load(tx.db()).map_err(DbError::from)?;
        return Ok(insert_targets(tx, round.id, places)?);
    }
    let of_round: Vec<(Key<TargetId>, String)> = targets::table
        .filter(targets::round_id.eq(Key(round.id)))
        .select((targets::id, targets::area_path))
        .load(tx.db())
        .map_err(DbError::from)?;
    let ids: BTreeMap<String, Key<TargetId>> = of_round.into_iter().map(|(id, path)| (path, id)).collect();
    for (group, drawn) in frame.groups().iter().zip(sample) {
        let Some(target) = ids.get(&group.name) else {
            return Err(DbError::damaged(format!("group {} is no target", group.name)).into());
        };
        let drawn = serde_json::to_string(&drawn).map_err(DbError::damaged)?;
        diesel::update(targets::table.find(target))
            .set(targets::drawn.eq(drawn))
            .execute(tx.db())
            .map_err(DbError::from)?;
    }
    Ok(())
}

/// The draw of a round, as far as `actor` may see it: frame and commitment for everybody who may see the round; seed
/// and sample once the round's targets may be known to them.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for them.
pub fn draw_record(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    keyring: &Keyring,
    id: RoundId,
) -> Result<DrawShown, Error> {
    let round = find(tx, id)?;
    let sight = sight(tx, actor, &round)?;
    if !sight.of_round(&round) {
        return Err(DbError::NotFound.into());
    }
    let committed = committed(tx, id)?;
    let (public_size, public_value, sample): (Option<i64>, Option<Vec<u8>>, Option<String>) = t::table
        .find(Key(id))
        .select((t::public_size, t::public_value, t::sample))
        .first(tx.db())
        .map_err(DbError::from)?;
    let revealed = match sample {
        Some(sample) if round.round.shows_targets_to(sight.inspects) => {
            Some((committed.open(keyring)?, serde_json::from_str(&sample).map_err(DbError::damaged)?))
        }
        _ => None,
    };
    let public_size = public_size.map(u64::try_from).transpose().map_err(DbError::damaged)?;
    let value = |bytes: Vec<u8>| NodeHash::from_bytes(&bytes).map_err(DbError::damaged);
    Ok(DrawShown {
        frame: committed.frame,
        commitment: committed.commitment,
        committed_entry: committed.entry,
        committed_at: entry_time(tx, committed.entry)?,
        public_size,
        public_value: public_value.map(value).transpose()?,
        public_at: public_size.map(|size| root_time(tx, size)).transpose()?,
        revealed,
    })
}

struct Committed {
    frame: Frame,
    commitment: NodeHash,
    entry: EntryId,
    seed_sealed: String,
}

impl Committed {
    fn open(&self, keyring: &Keyring) -> Result<NodeHash, Error> {
        let bytes = keyring.open(SEED_PURPOSE, &self.seed_sealed)?;
        Ok(NodeHash::from_bytes(&bytes).map_err(DbError::damaged)?)
    }
}

type CommittedRow = (Option<String>, Option<Vec<u8>>, Option<Key<EntryId>>, Option<String>);

fn committed(tx: &mut Tx<'_>, id: RoundId) -> Result<Committed, DbError> {
    let row: CommittedRow = t::table
        .find(Key(id))
        .select((t::frame, t::commitment, t::committed_entry, t::seed_sealed))
        .first(tx.db())?;
    let (Some(frame), Some(commitment), Some(Key(entry)), Some(seed_sealed)) = row else {
        return Err(DbError::NotFound);
    };
    let frame = serde_json::from_str(&frame).map_err(DbError::damaged)?;
    let commitment = NodeHash::from_bytes(&commitment).map_err(DbError::damaged)?;
    Ok(Committed { frame, commitment, entry, seed_sealed })
}

/// Whether a path lies in a list of drawn paths; what an inspector is shown of a place.
pub(super) fn drawn_paths(text: Option<String>) -> Result<Vec<AreaPath>, DbError> {
    let Some(text) = text else { return Ok(Vec::new()) };
    let paths: Vec<String> = serde_json::from_str(&text).map_err(DbError::damaged)?;
    paths.iter().map(|path| AreaPath::parse(path).map_err(DbError::damaged)).collect()
}
