//! Which photos nothing uses yet. Whatever can use one has a column of its own: a new column is added here, and nowhere else.

/// That nothing uses a photo; or, with `but target` and `but offer`, nothing beside that.
macro_rules! unused {
    (but target) => {
        unused!(rest).and(t::offer_id.is_null())
    };
    (but offer) => {
        unused!(rest).and(t::target_id.is_null())
    };
    (rest) => {
        t::ticket_id
            .is_null()
            .and(t::claim_id.is_null())
            .and(t::visit_id.is_null())
            .and(t::party_id.is_null())
            .and(t::project_event_id.is_null())
            .and(t::disbursement_id.is_null())
    };
    () => {
        unused!(but target).and(t::target_id.is_null())
    };
}

/// A photo that its owner has sent and that nothing uses.
macro_rules! draft {
    ($owner:expr, $photo:expr) => {
        t::table
            .find(Key($photo))
            .filter(t::owner_id.eq(Key($owner)))
            .filter(t::stored.eq(true))
            .filter(unused!())
    };
}

pub(super) use {draft, unused};
