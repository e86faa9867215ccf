//! Errors of disclosures as problems.

use contract::problems::disclosures as p;
use domain::funds::DisclosureError;

use crate::ApiError;

impl From<DisclosureError> for ApiError {
    fn from(error: DisclosureError) -> Self {
        match error {
            DisclosureError::NotOver => Self::new(&p::DISCLOSURE_NOT_OVER),
            DisclosureError::Unbalanced => Self::new(&p::DISCLOSURE_UNBALANCED),
            DisclosureError::Published => Self::new(&p::DISCLOSURE_PUBLISHED),
            DisclosureError::Changed => Self::new(&p::DISCLOSURE_CHANGED),
            DisclosureError::SamePerson => Self::new(&p::DISCLOSURE_SAME_PERSON),
            DisclosureError::FindingsOpen(count) => {
                Self::new(&p::DISCLOSURE_FINDINGS_OPEN).with("count", count)
            }
            DisclosureError::NotSigned => Self::new(&p::DISCLOSURE_NOT_SIGNED),
        }
    }
}
