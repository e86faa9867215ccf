//! Where shifts are planned: the places that one looks after, what is directly in them, and the projects that run around.

use client::{Client, ClientError, every_page};
use contract::{areas::ListAreas, funds::ListProjects, identity::Me, page::LIMIT_MAX};
use domain::{areas::AreaKind, ids::AreaId, permissions::Permission};

/// The areas in which this person plans shifts, by id and name; each with the areas directly in it.
pub(super) async fn areas(client: Client, me: &Me) -> Result<Vec<(String, String)>, ClientError> {
    let mut found: Vec<(String, String)> = Vec::new();
    let organises = me.grants.iter().filter(|grant| grant.role.allows(Permission::ManageShifts));
    for grant in organises {
        add(&mut found, grant.area_id, grant.area_name.clone());
        let parts = every_page(|after| {
            let (parent_id, limit) = (Some(grant.area_id), Some(LIMIT_MAX));
            let query = ListAreas { parent_id, limit, after, ..ListAreas::default() };
            let client = client.clone();
            async move { client.list_areas(&query).await }
        })
        .await?;
        for part in parts.into_iter().filter(|part| part.kind <= AreaKind::Grid) {
            add(&mut found, part.id, format!("{} · {}", grant.area_name, part.name));
        }
    }
    Ok(found)
}

/// The projects of funds for which shifts can be planned in an area, by id and name.
pub(super) async fn projects(client: Client, area: AreaId) -> Result<Vec<(String, String)>, ClientError> {
    let found = every_page(|after| {
        let (shift_area_id, limit) = (Some(area), Some(LIMIT_MAX));
        let query = ListProjects { shift_area_id, limit, after, ..ListProjects::default() };
        let client = client.clone();
        async move { client.list_projects(&query).await }
    })
    .await?;
    Ok(found.into_iter().map(|project| (project.id.to_string(), project.title)).collect())
}

fn add(found: &mut Vec<(String, String)>, id: AreaId, name: String) {
    let id = id.to_string();
    if !found.iter().any(|(known, _)| *known == id) {
        found.push((id, name));
    }
}
