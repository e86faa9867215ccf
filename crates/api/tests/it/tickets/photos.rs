use chrono::TimeDelta;
use contract::photos::PhotoSize;
use domain::permissions::Role;

use super::{HOME, neighbours, picture, town, upload};
use crate::support::code;

#[actix_web::test]
async fn what_is_no_photo_is_refused_in_words() {
    let server = town().await;
    let (resident, _) = neighbours(&server);
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec();
    assert_eq!(code(resident.upload_photo(svg, None).await), "photo_format_unsupported");
    let mut broken = picture(1);
    broken.truncate(60);
    assert_eq!(code(resident.upload_photo(broken, None).await), "photo_damaged");
    let large = vec![0; contract::photos::PHOTO_BYTES_MAX + 1];
    assert_eq!(code(resident.upload_photo(large, None).await), "photo_too_large");
    assert_eq!(code(server.anonymous().upload_photo(picture(1), None).await), "sign_in_required");
}

#[actix_web::test]
async fn a_draft_is_its_senders_only() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let photo = upload(&resident, 1).await;
    assert!(resident.get_photo(photo, PhotoSize::Full).await.is_ok());
    assert_eq!(code(worker.get_photo(photo, PhotoSize::Full).await), "not_found");
    let neighbour = server.signed_in(Role::Resident, HOME);
    assert_eq!(code(neighbour.get_photo(photo, PhotoSize::Full).await), "not_found");
}

#[actix_web::test]
async fn a_photo_sent_again_with_its_key_is_the_same_one_and_another_one_is_refused() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let first = resident.upload_photo(picture(1), Some("a")).await.unwrap();
    let again = resident.upload_photo(picture(1), Some("a")).await.unwrap();
    assert_eq!(first, again);
    assert_ne!(first.id, resident.upload_photo(picture(1), Some("b")).await.unwrap().id);
    // Keys of two people never meet.
    assert_ne!(first.id, worker.upload_photo(picture(1), Some("a")).await.unwrap().id);
    assert_eq!(code(resident.upload_photo(picture(2), Some("a")).await), "idempotency_key_reused");
}

#[actix_web::test]
async fn a_photo_is_served_as_nothing_but_a_picture() {
    let server = town().await;
    let (resident, _) = neighbours(&server);
    let photo = upload(&resident, 1).await;
    let path = format!("/photos/{photo}/full");
    let answer = resident.call(reqwest::Method::GET, &path).send().await.unwrap();
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "image/jpeg");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("cache-control").starts_with("private"));
    let other = resident.call(reqwest::Method::GET, &format!("/photos/{photo}/huge"));
    assert_eq!(code(other.send().await), "not_found");
}

#[actix_web::test]
async fn an_unused_photo_goes_after_a_day_and_a_used_one_stays() {
    let server = town().await;
    let (resident, _) = neighbours(&server);
    let used = upload(&resident, 1).await;
    upload(&resident, 1).await;
    upload(&resident, 2).await;
    let body = contract::tickets::ReportTicket { photos: vec![used], ..super::matter("路灯不亮") };
    resident.report_ticket(&body, None).await.unwrap();
    let sweep = async || app::photos::sweep(&server.store.db, &server.state.photos).await.unwrap();
    server.store.clock.advance(TimeDelta::hours(23));
    assert_eq!(sweep().await, 0);
    server.store.clock.advance(TimeDelta::hours(2));
    // The same picture was sent twice; the ticket's copy keeps it.
    assert_eq!(sweep().await, 1);
    assert_eq!(sweep().await, 0);
    let left = server.store.db.read_blocking(|tx| -> Result<i64, app::db::DbError> {
        use diesel::prelude::*;
        Ok(app::db::schema::photos::table.count().get_result(tx.db())?)
    });
    assert_eq!(left.unwrap(), 1);
}

/// A small JPEG whose frame header declares another size.
fn declared(width: u16, height: u16) -> Vec<u8> {
    let image = image::RgbImage::from_pixel(16, 16, image::Rgb([90, 120, 90]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    let mut jpeg = bytes.into_inner();
    let frame = jpeg.windows(4).position(|part| part == [0xFF, 0xC0, 0, 17]).unwrap();
    jpeg[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    jpeg[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    jpeg
}

#[actix_web::test]
async fn a_photo_of_too_many_pixels_is_refused_by_what_it_declares() {
    let server = town().await;
    let (resident, _) = neighbours(&server);
    let bomb = declared(30_000, 30_000);
    assert!(bomb.len() < 10_000);
    assert_eq!(code(resident.upload_photo(bomb, None).await), "photo_too_many_pixels");
}
