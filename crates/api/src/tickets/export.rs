//! The list as a file that spreadsheets open, sent while it is read.

use std::{
    borrow::Cow,
    io::{self, Write},
    sync::Arc,
};

use actix_web::{HttpResponse, http::header};
use app::{
    db::{Database, DbError, Tx},
    tickets::{self, Filter, Item, Page},
};
use contract::{
    households::XLSX,
    lang::{Lang, Text},
    problems,
    tickets::{EXPORT_ROWS_HEADER, EXPORT_ROWS_MAX},
};
use domain::{
    permissions::Actor,
    tickets::{Outcome, Priority, State as TicketState, StateName},
};

use crate::{
    ApiError, State,
    download::stream,
    tables::{BYTE_ORDER_MARK, Column, SheetCell, SheetWriter, harmless},
};

/// Tickets read at a time: each time anew, so that whoever reads slowly keeps nobody waiting. What is reported meanwhile is
/// newer than the first row and does not come.
const CHUNK: i64 = 500;

const fn text(hans: &'static str, hant: &'static str, en: &'static str) -> Text {
    Text { hans, hant, en }
}

/// Headings, and how wide a column is in characters.
const COLUMNS: [(Text, u32); 13] = [
    (text("编号", "編號", "Number"), 13),
    (text("状态", "狀態", "State"), 12),
    (text("区域", "區域", "Area"), 18),
    (text("类别", "類別", "Category"), 16),
    (text("优先级", "優先級", "Priority"), 9),
    (text("内容", "內容", "Text"), 60),
    (text("上报时间", "上報時間", "Reported"), 17),
    (text("响应期限", "回應期限", "Answer due"), 17),
    (text("响应时间", "回應時間", "Answered"), 17),
    (text("办结期限", "辦結期限", "Solve due"), 17),
    (text("首次办结", "首次辦結", "First closed"), 17),
    (text("受理人", "受理人", "Handler"), 14),
    (text("评分", "評分", "Rating"), 7),
];
const SHEET_NAME: Text = text("工单", "工單", "Tickets");

/// What a file is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Csv,
    Xlsx,
}

/// Why a file that is being sent is broken off.
#[derive(Debug, thiserror::Error)]
enum Broken {
    #[error(transparent)]
    Tickets(#[from] tickets::Error),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Out(#[from] io::Error),
    #[error(transparent)]
    Csv(#[from] csv::Error),
}

/// All tickets of the filter, newest first. How many rows will come is in a header.
pub(super) async fn file(
    state: &State,
    actor: Arc<Actor>,
    filter: Filter,
    format: Format,
    lang: Lang,
) -> Result<HttpResponse, ApiError> {
    let counted = (Arc::clone(&actor), filter.clone());
    let count = move |tx: &mut Tx<'_>| tickets::count(tx, &counted.0, &counted.1, EXPORT_ROWS_MAX + 1);
    let rows = state.db.read_long(count).await.map_err(super::read::in_query)?;
    if rows > EXPORT_ROWS_MAX {
        return Err(ApiError::new(&problems::EXPORT_TOO_LARGE).with("max", EXPORT_ROWS_MAX));
    }
    let db = state.db.clone();
    let (kind, name) = match format {
        Format::Csv => ("text/csv; charset=utf-8", "tickets.csv"),
        Format::Xlsx => (XLSX, "tickets.xlsx"),
    };
    let mut response = stream(kind, name, move |out| match format {
        Format::Csv => write_csv(&db, &actor, &filter, lang, out),
        Format::Xlsx => write_sheet(&db, &actor, &filter, lang, out),
    });
    let name = header::HeaderName::from_static(EXPORT_ROWS_HEADER);
    response.headers_mut().insert(name, header::HeaderValue::from(rows));
    Ok(response)
}

fn each(
    db: &Database,
    actor: &Actor,
    filter: &Filter,
    mut take: impl FnMut(&Item) -> Result<(), Broken>,
) -> Result<(), Broken> {
    let (mut after, mut left) = (None, EXPORT_ROWS_MAX);
    loop {
        let limit = CHUNK.min(i64::try_from(left).unwrap_or(CHUNK));
        let items: Vec<Item> =
            db.read_blocking(|tx| tickets::list(tx, actor, filter, Page { after, limit }))?;
        items.iter().try_for_each(&mut take)?;
        left = left.saturating_sub(items.len());
        match items.last() {
            Some(last) if left > 0 => after = Some(last.id),
            _ => return Ok(()),
        }
    }
}

fn write_csv(
    db: &Database,
    actor: &Actor,
    filter: &Filter,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Broken> {
    out.write_all(BYTE_ORDER_MARK)?;
    let mut file = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    file.write_record(COLUMNS.iter().map(|(heading, _)| heading.get(lang)))?;
    each(db, actor, filter, |item| {
        let cells = cells(item, lang).into_iter().map(|cell| match cell {
            SheetCell::Text(text) => harmless(Cow::Owned(text)).into_owned(),
            SheetCell::Number(number) => number.to_string(),
            SheetCell::Moment(at) => at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            SheetCell::Empty => String::new(),
        });
        Ok(file.write_record(cells)?)
    })?;
    Ok(file.flush()?)
}

fn write_sheet(
    db: &Database,
    actor: &Actor,
    filter: &Filter,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), Broken> {
    let columns = COLUMNS.map(|(heading, width)| Column { heading: heading.get(lang), width });
    let mut sheet = SheetWriter::begin(out, SHEET_NAME.get(lang), &columns)?;
    each(db, actor, filter, |item| Ok(sheet.row(&cells(item, lang))?))?;
    Ok(sheet.end()?)
}

fn cells(item: &Item, lang: Lang) -> [SheetCell; 13] {
    let [hans, hant, en] = &item.category.names;
    let category = match lang {
        Lang::ZhHans => hans,
        Lang::ZhHant => hant,
        Lang::En => en,
    };
    let rating = match item.state {
        TicketState::Closed { outcome: Outcome::Rated(rating), .. } => {
            SheetCell::Number(i64::from(rating.get()))
        }
        _ => SheetCell::Empty,
    };
    let words = |text: &str| SheetCell::Text(text.to_owned());
    let maybe = |at: Option<_>| at.map_or(SheetCell::Empty, SheetCell::Moment);
    let clock = &item.clock;
    [
        SheetCell::Text(item.number.to_string()),
        words(state_word(item.state.name()).get(lang)),
        words(&item.area_name),
        words(category),
        words(priority(item.category.priority).get(lang)),
        words(&item.text),
        SheetCell::Moment(clock.reported_at),
        SheetCell::Moment(clock.answer_due_at),
        maybe(clock.answered_at),
        SheetCell::Moment(clock.solve_due_at),
        maybe(clock.first_solved_at),
        words(item.handler_name.as_deref().unwrap_or_default()),
        rating,
    ]
}

const fn priority(priority: Priority) -> Text {
    match priority {
        Priority::Normal => text("普通", "普通", "Normal"),
        Priority::Urgent => text("紧急", "緊急", "Urgent"),
    }
}

const fn state_word(state: StateName) -> Text {
    match state {
        StateName::Submitted => text("待受理", "待受理", "Reported"),
        StateName::Accepted => text("已受理", "已受理", "Accepted"),
        StateName::Assigned => text("已派单", "已派單", "Assigned"),
        StateName::InProgress => text("办理中", "辦理中", "In progress"),
        StateName::Waiting => text("等待他人", "等待他人", "Waiting"),
        StateName::Solved => text("待确认", "待確認", "Closed"),
        StateName::Reopened => text("重新办理", "重新辦理", "Reopened"),
        StateName::Rejected => text("不予受理", "不予受理", "Rejected"),
        StateName::Appealed => text("申诉中", "申訴中", "Appealed"),
        StateName::Merged => text("已合并", "已合併", "Merged"),
        StateName::Closed => text("已确认", "已確認", "Confirmed"),
        StateName::Withdrawn => text("已撤回", "已撤回", "Withdrawn"),
    }
}
