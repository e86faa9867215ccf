//! Who is paid by a fund.

use chrono::{DateTime, Utc};
use domain::{
    funds::{PAYEE_NAME_CHARS_MAX, disbursements::PayeeKind},
    identity::LoginName,
    ids::{AreaId, PayeeId, ProviderId},
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError, ValidationErrors};

use crate::words::not_blank;

/// Who is paid, for who is inside the fund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundPayee {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: PayeeId,
    /// A person, an organisation or an area.
    pub kind: PayeeKind,
    /// What it is called.
    pub name: String,
    /// Whether it is a person with an account.
    pub has_account: bool,
    /// Which provider it is.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub provider_id: Option<ProviderId>,
    /// Which area it is.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub area_id: Option<AreaId>,
    /// Since when it is known.
    pub added_at: DateTime<Utc>,
}

/// Somebody to be paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"kind": "organisation", "name": "便民超市"})))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum AddPayee {
    /// A person without an account.
    Person {
        /// What they are called.
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
        name: String,
    },
    /// A person with an account.
    Account {
        /// Their login name.
        login: String,
    },
    /// An organisation.
    Organisation {
        /// What it is called.
        #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
        name: String,
    },
    /// A provider: nobody of its staff approves or pays what it gets.
    Provider {
        /// Which one.
        #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
        provider_id: ProviderId,
    },
}

impl Validate for AddPayee {
    fn validate(&self) -> Result<(), ValidationErrors> {
        let (field, found) = match self {
            Self::Person { name } | Self::Organisation { name } => ("name", payee_name(name)),
            Self::Account { login } => {
                ("login", LoginName::new(login).map(drop).map_err(|_| ValidationError::new("login_name")))
            }
            Self::Provider { .. } => return Ok(()),
        };
        found.map_err(|error| {
            let mut errors = ValidationErrors::new();
            errors.add(field, error);
            errors
        })
    }
}

/// What somebody is called who is paid, or writes an invoice.
pub(super) fn payee_name(raw: &str) -> Result<(), ValidationError> {
    not_blank(raw)?;
    if raw.chars().count() as u64 <= PAYEE_NAME_CHARS_MAX {
        return Ok(());
    }
    let mut error = ValidationError::new("length");
    error.add_param("min".into(), &1);
    error.add_param("max".into(), &PAYEE_NAME_CHARS_MAX);
    Err(error)
}
