//! A photo that is sent: decoded, encoded and kept as the application does, by the same code and as durably.

use app::{
    db::{
        Clock, Db, Key, lock, on_each,
        schema::{photo_contents as contents, photos as t},
    },
    media::{Photo, Size},
};
use diesel::prelude::*;
use domain::ids::{PhotoId, UserId};
use serde::Serialize;

use crate::system::{SystemClock, new_id};

/// What a picture is: the hash of its full size, and how wide and high that is.
#[derive(Clone, Copy)]
pub(crate) struct Content {
    pub(crate) hash: [u8; 32],
    pub(crate) width: i64,
    pub(crate) height: i64,
}

impl Content {
    /// That of a photo.
    pub(crate) fn of(photo: &Photo) -> Self {
        let full = photo.rendition(Size::Full);
        let (width, height) = (i64::from(full.width), i64::from(full.height));
        Self { hash: *photo.hash().as_bytes(), width, height }
    }
}

/// The answer.
#[derive(Serialize)]
pub(crate) struct Sent {
    pub(crate) id: PhotoId,
    pub(crate) width: i64,
    pub(crate) height: i64,
}

/// The one file of a form, which lies between a blank line and the last boundary.
pub(crate) fn file(form: &[u8]) -> Option<&[u8]> {
    let begin = form.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let end = form.windows(4).rposition(|four| four == b"\r\n--")?;
    form.get(begin..end)
}

/// Notes that a picture is being kept; the caller has opened a transaction.
pub(crate) fn begin(db: &mut Db, owner: UserId, content: Content) -> QueryResult<PhotoId> {
    let now = SystemClock.now().naive_utc();
    let row = (
        contents::hash.eq(content.hash.to_vec()),
        contents::width.eq(content.width),
        contents::height.eq(content.height),
        contents::created_at.eq(now),
    );
    on_each!(db, |c| {
        diesel::insert_into(contents::table).values(row).on_conflict_do_nothing().execute(c)
    })?;
    let held = contents::table.find(content.hash.to_vec()).select(contents::leaving);
    let _: bool = lock!(db, held, |q, c| q.first(c))?;
    let id: PhotoId = new_id();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::owner_id.eq(Key(owner)),
            t::hash.eq(content.hash.to_vec()),
            t::created_at.eq(now),
        ))
        .execute(db)?;
    Ok(id)
}

/// Notes that it is kept; the caller has opened a transaction.
pub(crate) fn finish(db: &mut Db, id: PhotoId) -> QueryResult<()> {
    diesel::update(t::table.find(Key(id))).set(t::stored.eq(true)).execute(db).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_lies_between_its_head_and_the_last_boundary() {
        let form = b"--drill\r\nContent-Type: image/jpeg\r\n\r\na\r\n--b\r\n--drill--\r\n";
        assert_eq!(file(form), Some(&b"a\r\n--b"[..]));
        assert_eq!(file(b"no form"), None);
    }
}
