//! Who can be given a ticket.

use client::{Client, ClientError, every_page};
use contract::{
    grants::{Grant, ListGrants},
    page::LIMIT_MAX,
    tickets::AreaName,
};
use domain::permissions::{Permission, Role};

/// The people who handle tickets at a place, each once: those of the place itself first, then those of the place around
/// it.
pub(super) async fn handlers(client: &Client, area: &AreaName) -> Result<Vec<(Grant, Role)>, ClientError> {
    let parent = client.get_area(area.id).await?.body.parent_id;
    let mut found: Vec<(Grant, Role)> = Vec::new();
    for under_id in [Some(area.id), parent].into_iter().flatten() {
        let grants = every_page(|after| {
            let query = ListGrants {
                under_id: Some(under_id),
                limit: Some(LIMIT_MAX),
                after,
                ..ListGrants::default()
            };
            async move { client.list_grants(&query).await }
        });
        let grants = match grants.await {
            Ok(grants) => grants,
            // Whoever may assign here need not see who works in the place around it.
            Err(_) if !found.is_empty() => break,
            Err(error) => return Err(error),
        };
        for grant in grants {
            let fits = grant.role.allows(Permission::HandleTickets) && grant.area_path.covers(&area.path);
            if fits && found.iter().all(|(other, _)| other.user_id != grant.user_id) {
                let role = grant.role;
                found.push((grant, role));
            }
        }
    }
    Ok(found)
}
