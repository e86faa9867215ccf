//! What was used for repairs.

use contract::tickets::{Material, SolveTicket, SumMaterials};

use super::{Scene, solution};
use crate::{support::code, tickets::refusals::bad_field};

fn used(name: &str, quantity: &str, unit: &str) -> Material {
    Material { name: name.to_owned(), quantity: quantity.to_owned(), unit: unit.to_owned() }
}

#[actix_web::test]
async fn material_is_listed_with_the_solution_and_summed_for_the_company() {
    let scene = Scene::open().await;
    let from = scene.in_days(-1);
    for quantity in ["2", "0.5"] {
        let id = scene.taken().await;
        let materials = vec![used("LED 灯头", quantity, "只"), used("电线", "3.25", "米")];
        let body = SolveTicket { materials: materials.clone(), ..solution(&scene.mechanic).await };
        let solved = scene.mechanic.solve_ticket(id, &body, None).await.unwrap().body;
        assert_eq!(solved.timeline.last().unwrap().materials, materials);
        let seen = scene.resident.get_ticket(id).await.unwrap().body;
        assert_eq!(seen.timeline.last().unwrap().materials, materials);
    }
    let period = SumMaterials { from, until: scene.in_days(1) };
    let sums = scene.colleague.sum_provider_materials(scene.company, &period).await.unwrap();
    let lines: Vec<_> =
        sums.items.iter().map(|sum| (sum.name.as_str(), sum.quantity.as_str(), sum.tickets)).collect();
    assert_eq!((lines, sums.more), (vec![("LED 灯头", "2.5", 2), ("电线", "6.5", 2)], false));
    let before = SumMaterials { from: scene.in_days(-9), until: from };
    assert!(scene.mechanic.sum_provider_materials(scene.company, &before).await.unwrap().items.is_empty());
    let long = SumMaterials { from, until: scene.in_days(401) };
    assert_eq!(code(scene.mechanic.sum_provider_materials(scene.company, &long).await), "query_invalid");
    let workers = scene.mechanic.list_provider_workers(scene.company).await.unwrap().items;
    let solved: Vec<_> = workers.iter().map(|one| (one.id == scene.mechanic_person.0, one.solved)).collect();
    assert!(solved.contains(&(true, 2)) && solved.contains(&(false, 0)));
}

#[actix_web::test]
async fn every_field_of_material_has_its_limits() {
    let scene = Scene::open().await;
    let id = scene.taken().await;
    let base = solution(&scene.mechanic).await;
    let ask = async |materials| {
        let body = SolveTicket { materials, ..base.clone() };
        bad_field(scene.mechanic.solve_ticket(id, &body, None).await)
    };
    let at = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
    assert_eq!(ask(vec![used("灯", "0", "只")]).await, at("/materials/0/quantity", "quantity"));
    assert_eq!(ask(vec![used("", "1", "只")]).await, at("/materials/0/name", "required"));
    assert_eq!(ask(vec![used("灯", "1", "只"); 31]).await, at("/materials", "too_many"));
}
