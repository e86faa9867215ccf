//! Tickets over HTTP, from the report to the reporter's word.

mod anonymous;
mod board;
mod bulk;
mod calendar;
mod categories;
mod evidence;
mod export;
mod forms;
mod groups;
mod journey;
mod keeper;
mod lists;
mod office;
pub mod partners;
mod photos;
mod place;
mod public;
mod races;
mod refusals;
mod relay;
mod search;
mod search_ways;
mod similar;
mod summary;
mod timers;
mod times;

use client::Client;
use contract::tickets::{AssignTicket, ReportTicket, SolveTicket, Ticket};
use domain::{
    ids::{PhotoId, TicketId},
    permissions::Role,
    tickets::form::RawAnswers,
};

use crate::support::TestServer;

pub const GRID: &str = "1/1/1/1/";
pub const HOME: &str = "1/1/1/1/1/";

/// A server with the default categories.
pub async fn town() -> TestServer {
    let server = TestServer::start().await;
    server.store.write(app::categories::seed).unwrap();
    server
}

/// A small picture; another one for each seed.
pub fn picture(seed: u8) -> Vec<u8> {
    let image = image::RgbImage::from_fn(64, 48, |x, y| {
        image::Rgb([seed, u8::try_from(x).unwrap(), u8::try_from(y).unwrap()])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

pub async fn upload(client: &Client, seed: u8) -> PhotoId {
    client.upload_photo(picture(seed), None).await.unwrap().id
}

pub fn matter(text: &str) -> ReportTicket {
    ReportTicket {
        category: "facilities".to_owned(),
        text: text.to_owned(),
        answers: RawAnswers::new(),
        photos: Vec::new(),
        position: None,
        area_id: None,
        on_behalf_of: None,
        anonymous: false,
    }
}

pub async fn report(client: &Client, text: &str) -> Ticket {
    client.report_ticket(&matter(text), None).await.unwrap().body
}

pub async fn take(client: &Client, id: TicketId) -> Result<Ticket, client::ClientError> {
    Ok(client.assign_ticket(id, &AssignTicket::default(), None).await?.body)
}

pub async fn close(client: &Client, id: TicketId) -> Result<Ticket, client::ClientError> {
    let photo = upload(client, 200).await;
    let body =
        SolveTicket { photos: vec![photo], text: Some("已更换灯泡".to_owned()), materials: vec![] };
    Ok(client.solve_ticket(id, &body, None).await?.body)
}

/// A resident and the grid worker of their grid.
pub fn neighbours(server: &TestServer) -> (Client, Client) {
    (server.signed_in(Role::Resident, HOME), server.signed_in(Role::GridWorker, GRID))
}
