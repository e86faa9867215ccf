//! Who can lead a round, and who can inspect in it.

use client::{Client, ClientError, every_page};
use contract::{grants::ListGrants, page::LIMIT_MAX};
use domain::{
    ids::{AreaId, UserId},
    permissions::{Permission, Role},
};

use crate::{components::Choice, device};

/// Somebody who can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) id: UserId,
    pub(super) name: String,
    /// Where they hold the office.
    place: String,
}

impl Person {
    /// Name and place of the office: two people may have one name.
    pub(super) fn label(&self) -> String {
        format!("{} · {}", self.name, self.place)
    }
}

/// The people as answers of a question.
pub(super) fn choices(people: &[Person]) -> Vec<Choice> {
    let choice = |person: &Person| {
        let label = person.label();
        Choice::new(person.id.to_string(), move || label.clone())
    };
    people.iter().map(choice).collect()
}

/// The same for a field with options.
pub(super) fn options(people: &[Person]) -> Vec<(String, String)> {
    people.iter().map(|person| (person.id.to_string(), person.label())).collect()
}

/// Who may do this in an area, by an office there or in an area around it, each once; those of the area itself first.
pub(super) async fn who_may(
    client: Client,
    area: AreaId,
    needs: Permission,
) -> Result<Vec<Person>, ClientError> {
    let lineage = client.get_lineage(area).await?.items;
    let Some(here) = lineage.last().map(|area| area.path.clone()) else { return Ok(Vec::new()) };
    let mut found: Vec<Person> = Vec::new();
    for (up, area) in lineage.iter().rev().enumerate() {
        for role in Role::ALL.into_iter().filter(|role| role.allows(needs)) {
            let grants = every_page(|after| {
                let query = ListGrants {
                    under_id: Some(area.id),
                    role: Some(role),
                    limit: Some(LIMIT_MAX),
                    after,
                    ..ListGrants::default()
                };
                let client = client.clone();
                async move { client.list_grants(&query).await }
            });
            let grants = match grants.await {
                Ok(grants) => grants,
                // Whoever holds rounds here need not see who holds which office around it.
                Err(_) if up > 0 => return Ok(found),
                Err(error) => return Err(error),
            };
            for grant in grants {
                let fits = grant.area_path.covers(&here) && grant.from <= device::now();
                if fits && found.iter().all(|person| person.id != grant.user_id) {
                    found.push(Person {
                        id: grant.user_id,
                        name: grant.display_name,
                        place: grant.area_name,
                    });
                }
            }
        }
    }
    Ok(found)
}
