//! The list as a file.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use chrono::TimeDelta;
use contract::{
    households::XLSX,
    tickets::{ConfirmTicket, ListTickets},
};

use super::{close, neighbours, report, take, town};

#[actix_web::test]
async fn a_workbook_holds_every_row_with_moments_and_numbers_as_such() {
    let server = town().await;
    let (resident, worker) = neighbours(&server);
    let id = report(&resident, "=1+1 <路灯> & \"灯\"").await.ticket.id;
    take(&worker, id).await.unwrap();
    close(&worker, id).await.unwrap();
    resident.confirm_ticket(id, &ConfirmTicket { rating: 4, text: None }, None).await.unwrap();
    server.store.clock.advance(TimeDelta::seconds(1));
    for n in 0..30 {
        report(&resident, &format!("井盖{n}")).await;
    }
    let mut heard = Vec::new();
    let file =
        worker.export_tickets(&ListTickets::default(), XLSX, |received| heard.push(received)).await.unwrap();
    assert_eq!(heard.last().map(|received| (received.bytes, received.rows)), Some((file.len(), Some(31))));
    let mut book = Xlsx::new(Cursor::new(file)).unwrap();
    let sheet = book.worksheet_range("工单").unwrap();
    let rows: Vec<_> = sheet.rows().collect();
    assert_eq!(rows.len(), 32);
    assert_eq!(rows[0][0], Data::String("编号".into()));
    let oldest = rows[31];
    assert_eq!(oldest[1], Data::String("已确认".into()));
    assert_eq!(oldest[5], Data::String("=1+1 <路灯> & \"灯\"".into()));
    assert_eq!(oldest[12], Data::Float(4.0));
    assert!(matches!(oldest[6], Data::DateTime(_)), "{oldest:?}");
    // The filter holds for the file too.
    let some = ListTickets { search: Some("井盖".into()), ..ListTickets::default() };
    let file = worker.export_tickets(&some, XLSX, |_| {}).await.unwrap();
    let mut book = Xlsx::new(Cursor::new(file)).unwrap();
    assert_eq!(book.worksheet_range("工单").unwrap().rows().count(), 31);
}

#[actix_web::test]
async fn a_file_of_nothing_has_its_head() {
    let server = town().await;
    let (_, worker) = neighbours(&server);
    let file = worker.export_tickets(&ListTickets::default(), XLSX, |_| {}).await.unwrap();
    let mut book = Xlsx::new(Cursor::new(file)).unwrap();
    assert_eq!(book.worksheet_range("工单").unwrap().rows().count(), 1);
}
