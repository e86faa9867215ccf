//! The providers of a place.

use client::{Client, ClientError, every_page};
use contract::{
    page::LIMIT_MAX,
    providers::{ListProviders, Provider},
    tickets::AreaName,
};
use domain::{ids::AreaId, providers::ProviderKind};

/// Those that serve this place, one around it or one in it, and still serve; everywhere without a place.
///
/// # Errors
/// [`ClientError`].
pub async fn around(client: &Client, area_id: Option<AreaId>) -> Result<Vec<Provider>, ClientError> {
    every_page(|after| {
        let query = ListProviders { area_id, limit: Some(LIMIT_MAX), after, ..ListProviders::default() };
        async move { client.list_providers(&query).await }
    })
    .await
}

/// Those that a ticket of this place can go to: offices first, since whoever is called is most often one.
///
/// # Errors
/// [`ClientError`].
pub async fn serving(client: &Client, area: &AreaName) -> Result<Vec<Provider>, ClientError> {
    let mut found = around(client, Some(area.id)).await?;
    found.retain(|one| one.area_path.covers(&area.path));
    found.sort_by_key(|one| one.kind != ProviderKind::Authority);
    Ok(found)
}
