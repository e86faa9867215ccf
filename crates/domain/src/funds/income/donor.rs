//! Who gave, and who may know.

use serde::{Deserialize, Serialize};

use crate::ids::{DonorId, UserId};

/// Who gave something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Donor {
    /// Who; with their name and number elsewhere.
    pub id: DonorId,
    /// Their account, where they have one.
    pub user: Option<UserId>,
    /// Whether the public is told who they are.
    pub named: bool,
}

/// Who asks for a donor's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewer {
    /// Anybody.
    Public,
    /// Somebody signed in, who keeps no books of this fund.
    Person(UserId),
    /// The fund's treasurer, who writes receipts.
    Treasurer,
    /// The fund's auditor: nobody is anonymous to them.
    Auditor,
}

/// What is shown of a donor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DonorSeen {
    /// Who they are.
    Named(DonorId),
    /// That somebody gave.
    Anonymous,
}

impl Donor {
    /// What this viewer sees: an anonymous donor is known to themselves and to those who keep and check the books.
    #[must_use]
    pub fn seen_by(&self, viewer: Viewer) -> DonorSeen {
        let known = match viewer {
            Viewer::Auditor | Viewer::Treasurer => true,
            Viewer::Person(user) => self.named || self.user == Some(user),
            Viewer::Public => self.named,
        };
        if known { DonorSeen::Named(self.id) } else { DonorSeen::Anonymous }
    }
}
