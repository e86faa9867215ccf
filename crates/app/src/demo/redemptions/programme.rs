//! The programme whose points are spent: the town's running one of persons.

use domain::{
    ids::{AreaId, ProgrammeId},
    points::{ProgrammeState, WalletKind},
};

use crate::{
    areas,
    db::{Database, Tx},
    demo::{DemoError, value},
    points::programmes::{self, Filter, Page},
};

/// The programme.
pub(super) async fn running(db: &Database, town: AreaId) -> Result<ProgrammeId, DemoError> {
    let find = move |tx: &mut Tx<'_>| -> Result<Option<ProgrammeId>, DemoError> {
        let area = areas::area(tx, town)?.path;
        let filter = Filter { area: Some(area), state: Some(ProgrammeState::Running), low: false };
        let found = programmes::list(tx, None, &filter, Page { after: None, limit: 10 })?;
        let persons = found.iter().find(|shown| shown.programme.wallets == WalletKind::Person);
        Ok(persons.map(|shown| shown.programme.id))
    };
    db.read(find).await?.ok_or_else(|| value("a town without a programme of persons"))
}
