//! Finding whom to give a role.

use diesel::prelude::*;
use domain::{
    identity::{LoginName, Phone, masked_name},
    ids::UserId,
    permissions::{Actor, Denied, Permission},
};

use super::GrantError;
use crate::{
    crypto::Keyring,
    db::{Key, Tx, schema::users},
    identity::PHONE_PURPOSE,
};

/// Somebody who may be given a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grantee {
    /// Their id.
    pub user: UserId,
    /// Their name, all but the first character hidden.
    pub masked_name: String,
    /// Whether they have a second factor.
    pub second_factor: bool,
}

/// The person with exactly this login name, or this confirmed mobile number. For whoever may give roles
/// anywhere; the name is masked, so that numbers cannot be turned into people.
///
/// # Errors
/// [`Denied`]; [`GrantError::NoPerson`].
pub fn find_grantee(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    login_or_phone: &str,
) -> Result<Grantee, GrantError> {
    if actor.scope(Permission::ManageGrants).is_empty() {
        return Err(Denied { permission: Permission::ManageGrants }.into());
    }
    let mut query = users::table.filter(users::state.eq("active")).into_boxed();
    if let Ok(phone) = Phone::new(login_or_phone) {
        query = query
            .filter(users::phone_index.eq_any(keyring.indexes(PHONE_PURPOSE, phone.digits())))
            .filter(users::phone_confirmed_at.is_not_null());
    } else if let Ok(login) = LoginName::new(login_or_phone) {
        query = query.filter(users::login.eq(login.as_str().to_owned()));
    } else {
        return Err(GrantError::NoPerson);
    }
    let found: Option<(Key<UserId>, String, bool)> = query
        .select((users::id, users::display_name, users::totp_confirmed_at.is_not_null()))
        .first(tx.db())
        .optional()?;
    let (Key(user), name, second_factor) = found.ok_or(GrantError::NoPerson)?;
    Ok(Grantee { user, masked_name: masked_name(&name), second_factor })
}
