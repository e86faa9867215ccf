//! The list as a CSV file that spreadsheets open.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, http::header};
use app::{
    db::Tx,
    tickets::{self, Filter, Item, Page},
};
use chrono::{DateTime, SecondsFormat, Utc};
use contract::{
    lang::{Lang, Text},
    problems,
};
use domain::{
    permissions::Actor,
    tickets::{Outcome, Priority, State as TicketState},
};

use crate::{ApiError, State};

/// Most tickets of one file.
const ROWS_MAX: usize = 20_000;
/// Tickets read at a time.
const CHUNK: i64 = 500;

const fn text(hans: &'static str, hant: &'static str, en: &'static str) -> Text {
    Text { hans, hant, en }
}

const HEADINGS: [Text; 13] = [
    text("编号", "編號", "Number"),
    text("状态", "狀態", "State"),
    text("区域", "區域", "Area"),
    text("类别", "類別", "Category"),
    text("优先级", "優先級", "Priority"),
    text("内容", "內容", "Text"),
    text("上报时间", "上報時間", "Reported"),
    text("响应期限", "回應期限", "Answer due"),
    text("响应时间", "回應時間", "Answered"),
    text("办结期限", "辦結期限", "Solve due"),
    text("首次办结", "首次辦結", "First closed"),
    text("受理人", "受理人", "Handler"),
    text("评分", "評分", "Rating"),
];

/// All tickets of the filter, newest first.
pub(super) async fn csv(
    request: &HttpRequest,
    state: &State,
    actor: Arc<Actor>,
    filter: Filter,
) -> Result<HttpResponse, ApiError> {
    let accept = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let lang = Lang::negotiate(accept);
    let file = state.db.read_long(move |tx| write(tx, &actor, &filter, lang)).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"tickets.csv\""))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(file))
}

fn write(tx: &mut Tx<'_>, actor: &Actor, filter: &Filter, lang: Lang) -> Result<Vec<u8>, ApiError> {
    // Spreadsheets take a file with this mark for UTF-8.
    let mut file = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    file.write_record(HEADINGS.iter().map(|h| h.get(lang))).map_err(ApiError::internal)?;
    let (mut after, mut rows) = (None, 0);
    loop {
        let items = tickets::list(tx, actor, filter, Page { after, limit: CHUNK })?;
        rows += items.len();
        if rows > ROWS_MAX {
            return Err(ApiError::new(&problems::EXPORT_TOO_LARGE).with("max", ROWS_MAX));
        }
        for item in &items {
            file.write_record(record(item, lang)).map_err(ApiError::internal)?;
        }
        match items.last() {
            Some(last) => after = Some(last.id),
            None => return file.into_inner().map_err(ApiError::internal),
        }
    }
}

fn record(item: &Item, lang: Lang) -> [String; 13] {
    let [hans, hant, en] = &item.category.names;
    let category = match lang {
        Lang::ZhHans => hans,
        Lang::ZhHant => hant,
        Lang::En => en,
    };
    let rating = match item.state {
        TicketState::Closed { outcome: Outcome::Rated(rating), .. } => rating.get().to_string(),
        _ => String::new(),
    };
    let time = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let maybe = |at: Option<DateTime<Utc>>| at.map(time).unwrap_or_default();
    [
        item.number.to_string(),
        item.state.name().as_str().to_owned(),
        plain(&item.area_name),
        plain(category),
        priority(item.category.priority).get(lang).to_owned(),
        plain(&item.text),
        time(item.clock.reported_at),
        time(item.clock.answer_due_at),
        maybe(item.clock.answered_at),
        time(item.clock.solve_due_at),
        maybe(item.clock.first_solved_at),
        plain(item.handler_name.as_deref().unwrap_or_default()),
        rating,
    ]
}

const fn priority(priority: Priority) -> Text {
    match priority {
        Priority::Normal => text("普通", "普通", "Normal"),
        Priority::Urgent => text("紧急", "緊急", "Urgent"),
    }
}

/// A cell that a spreadsheet would run as a formula begins with an apostrophe instead.
fn plain(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if runs { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_is_never_a_formula() {
        assert_eq!(plain("=HYPERLINK(\"http://x\")"), "'=HYPERLINK(\"http://x\")");
        assert_eq!(plain("路灯不亮"), "路灯不亮");
    }
}
