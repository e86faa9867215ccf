//! Invoices that disbursements pay, and their pictures.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    funds::{
        Amount,
        disbursements::{Invoice, InvoiceNumber},
    },
    ids::{DisbursementId, PhotoId},
    journal::NodeHash,
    permissions::Actor,
};

use crate::{
    db::{
        DbError, Key, Tx, bulk_insert,
        schema::{disbursement_invoices as t, disbursements},
    },
    funds::{Error, sees_drafts},
    photos,
};

/// An invoice to be paid.
#[derive(Clone, Debug)]
pub struct NewInvoice {
    /// Its number.
    pub number: InvoiceNumber,
    /// Who wrote it.
    pub seller: String,
    /// What it asks for.
    pub amount: Amount,
    /// Its picture: a draft of the caller.
    pub photo: PhotoId,
}

/// An invoice as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredInvoice {
    /// What decides.
    pub invoice: Invoice,
    /// Who wrote it.
    pub seller: String,
    /// Its picture.
    pub photo: PhotoId,
}

#[derive(Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct NewRow {
    disbursement_id: Key<DisbursementId>,
    ordinal: i64,
    number: String,
    seller: String,
    amount_fen: i64,
    photo_id: Key<PhotoId>,
    image_hash: Vec<u8>,
}

/// What invoices are by the hashes of their pictures.
///
/// # Errors
/// [`Error::InvoicePhoto`] names the first whose picture is not the caller's to give.
pub(super) fn known(tx: &mut Tx<'_>, actor: &Actor, all: &[NewInvoice]) -> Result<Vec<Invoice>, Error> {
    let mut known = Vec::with_capacity(all.len());
    for (at, new) in all.iter().enumerate() {
        let hash = photos::draft_hash(tx, actor.user, new.photo)?;
        let image = NodeHash(hash.ok_or(Error::InvoicePhoto(at))?);
        known.push(Invoice { number: new.number.clone(), image, amount: new.amount });
    }
    Ok(known)
}

/// Writes the invoices of a disbursement that is stored, and gives it their pictures.
///
/// # Errors
/// [`Error::InvoicePhoto`].
pub(super) fn insert(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: DisbursementId,
    all: &[NewInvoice],
    known: &[Invoice],
) -> Result<(), Error> {
    for (at, new) in all.iter().enumerate() {
        if !photos::give_to_disbursement(tx, actor.user, new.photo, id)? {
            return Err(Error::InvoicePhoto(at));
        }
    }
    let row = |(ordinal, (new, invoice)): (i64, (&NewInvoice, &Invoice))| NewRow {
        disbursement_id: Key(id),
        ordinal,
        number: invoice.number.as_str().to_owned(),
        seller: new.seller.trim().to_owned(),
        amount_fen: invoice.amount.fen(),
        photo_id: Key(new.photo),
        image_hash: invoice.image.0.to_vec(),
    };
    let rows: Vec<NewRow> = (0..).zip(all.iter().zip(known)).map(row).collect();
    if !rows.is_empty() {
        bulk_insert!(tx.db(), t::table, &rows)?;
    }
    Ok(())
}

/// The invoices of some disbursements, each one's in their order: one statement.
///
/// # Errors
/// [`DbError`].
pub(in crate::funds) fn of(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = DisbursementId>,
) -> Result<BTreeMap<DisbursementId, Vec<StoredInvoice>>, DbError> {
    type Row = (Key<DisbursementId>, String, String, i64, Key<PhotoId>, Vec<u8>);
    let ids: Vec<Key<DisbursementId>> = ids.into_iter().map(Key).collect();
    let rows: Vec<Row> = t::table
        .filter(t::disbursement_id.eq_any(ids))
        .order((t::disbursement_id, t::ordinal))
        .select((t::disbursement_id, t::number, t::seller, t::amount_fen, t::photo_id, t::image_hash))
        .load(tx.db())?;
    let mut all: BTreeMap<DisbursementId, Vec<StoredInvoice>> = BTreeMap::new();
    for (Key(id), number, seller, amount, Key(photo), hash) in rows {
        let number = InvoiceNumber::new(&number).map_err(DbError::damaged)?;
        let amount = Amount::new(amount).map_err(DbError::damaged)?;
        let image = NodeHash::from_bytes(&hash).map_err(DbError::damaged)?;
        let invoice = Invoice { number, image, amount };
        all.entry(id).or_default().push(StoredInvoice { invoice, seller, photo });
    }
    Ok(all)
}

/// Whether somebody sees the pictures of a disbursement's invoices: who is inside the fund.
///
/// # Errors
/// [`DbError`].
pub(crate) fn shows_invoices(tx: &mut Tx<'_>, actor: &Actor, id: DisbursementId) -> Result<bool, DbError> {
    let path: String = disbursements::table.find(Key(id)).select(disbursements::area_path).first(tx.db())?;
    Ok(sees_drafts(Some(actor), &AreaPath::parse(&path).map_err(DbError::damaged)?))
}
