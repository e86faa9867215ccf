//! What the thing is called that a notification is about.

use diesel::prelude::*;
use domain::{
    ids::{
        AreaId, ClaimId, DisbursementId, FindingId, FundId, GrantId, IncomeId, LedgerAccountId, MembershipId,
        PayoutId, ProgrammeId, ProgrammeRulesId, RedemptionId, ShiftId, SignUpId, TicketId, TitleId,
    },
    notifications::ABOUT_CHARS_MAX,
};
use uuid::Uuid;

use crate::{
    db::{
        DbError, Key, Tx,
        schema::{
            areas, claims, disbursements, findings, fund_incomes, funds, grants, memberships, offers,
            programmes, redemptions, shift_sign_ups, shifts, tickets, titles, wallets,
        },
    },
    points,
};

type Name = fn(&mut Tx<'_>, Uuid) -> Result<Option<String>, DbError>;

/// For each kind of subject, where its name is.
const NAMES: &[(&str, Name)] = &[
    ("claim", activity),
    ("disbursement", |tx, id| {
        let of = disbursements::table.find(Key(DisbursementId(id)));
        Ok(of.select(disbursements::title).first(tx.db()).optional()?)
    }),
    ("finding", |tx, id| {
        let of = findings::table.inner_join(funds::table.on(findings::fund_id.eq(funds::id)));
        Ok(of.filter(findings::id.eq(Key(FindingId(id)))).select(funds::name).first(tx.db()).optional()?)
    }),
    ("income", |tx, id| {
        let of = fund_incomes::table.inner_join(funds::table.on(fund_incomes::fund_id.eq(funds::id)));
        Ok(of.filter(fund_incomes::id.eq(Key(IncomeId(id)))).select(funds::name).first(tx.db()).optional()?)
    }),
    ("fund", |tx, id| {
        Ok(funds::table.find(Key(FundId(id))).select(funds::name).first(tx.db()).optional()?)
    }),
    ("grant", |tx, id| {
        let of = grants::table.inner_join(areas::table).filter(grants::id.eq(Key(GrantId(id))));
        Ok(of.select(areas::name).first(tx.db()).optional()?)
    }),
    ("ledger_account", programme_of_wallet),
    ("membership", household),
    ("payout", |tx, id| {
        let of = disbursements::table.filter(disbursements::payout_id.eq(Key(PayoutId(id))));
        Ok(of.select(disbursements::title).first(tx.db()).optional()?)
    }),
    ("programme", |tx, id| {
        Ok(programmes::table.find(Key(ProgrammeId(id))).select(programmes::name).first(tx.db()).optional()?)
    }),
    ("redemption", |tx, id| {
        let of = redemptions::table.inner_join(offers::table);
        let of = of.filter(redemptions::id.eq(Key(RedemptionId(id))));
        Ok(of.select(offers::title).first(tx.db()).optional()?)
    }),
    ("shift", |tx, id| {
        Ok(shifts::table.find(Key(ShiftId(id))).select(shifts::title).first(tx.db()).optional()?)
    }),
    ("sign_up", shift),
    ("ticket", |tx, id| {
        Ok(tickets::table.find(Key(TicketId(id))).select(tickets::text).first(tx.db()).optional()?)
    }),
    ("title", |tx, id| {
        Ok(titles::table.find(Key(TitleId(id))).select(titles::name).first(tx.db()).optional()?)
    }),
    ("wallet", programme_of_wallet),
];

/// What a subject is called at this moment: its first line, cut where it is long; nothing where it has no name.
pub(super) fn name_of(tx: &mut Tx<'_>, subject: &str) -> Result<Option<String>, DbError> {
    let Some((kind, id)) = subject.split_once(':') else { return Ok(None) };
    let name = NAMES.iter().find(|(known, _)| *known == kind);
    let (Some((_, name)), Ok(id)) = (name, Uuid::parse_str(id)) else { return Ok(None) };
    Ok(name(tx, id)?.map(|name| shorten(&name)).filter(|name| !name.is_empty()))
}

fn shorten(name: &str) -> String {
    let line = name.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    if line.chars().count() <= ABOUT_CHARS_MAX {
        return line.to_owned();
    }
    line.chars().take(ABOUT_CHARS_MAX - 1).chain(['…']).collect()
}

fn activity(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<String>, DbError> {
    let found: Option<(Key<ProgrammeRulesId>, String)> = claims::table
        .find(Key(ClaimId(id)))
        .select((claims::rules_id, claims::activity))
        .first(tx.db())
        .optional()?;
    let Some((Key(rules), code)) = found else { return Ok(None) };
    Ok(points::claims::activity_names(tx, [rules].into_iter())?.remove(&(rules, code)))
}

fn household(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<String>, DbError> {
    let found: Option<Key<AreaId>> = memberships::table
        .find(Key(MembershipId(id)))
        .select(memberships::household_id)
        .first(tx.db())
        .optional()?;
    let Some(household) = found else { return Ok(None) };
    Ok(areas::table.find(household).select(areas::name).first(tx.db()).optional()?)
}

fn programme_of_wallet(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<String>, DbError> {
    let found: Option<Key<ProgrammeId>> = wallets::table
        .find(Key(LedgerAccountId(id)))
        .select(wallets::programme_id)
        .first(tx.db())
        .optional()?;
    let Some(programme) = found else { return Ok(None) };
    Ok(programmes::table.find(programme).select(programmes::name).first(tx.db()).optional()?)
}

fn shift(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<String>, DbError> {
    let found: Option<Key<ShiftId>> = shift_sign_ups::table
        .find(Key(SignUpId(id)))
        .select(shift_sign_ups::shift_id)
        .first(tx.db())
        .optional()?;
    let Some(shift) = found else { return Ok(None) };
    Ok(shifts::table.find(shift).select(shifts::title).first(tx.db()).optional()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_that_is_not_too_long() {
        assert_eq!(shorten("\n 路灯坏了 \n三天了"), "路灯坏了");
        let long = shorten(&"灯".repeat(ABOUT_CHARS_MAX + 1));
        assert_eq!(long.chars().count(), ABOUT_CHARS_MAX);
        assert!(long.ends_with("灯…"));
        assert_eq!(shorten(&"灯".repeat(ABOUT_CHARS_MAX)).chars().last(), Some('灯'));
    }
}
