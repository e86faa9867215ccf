//! The postings behind a total as a file that spreadsheets open, sent while it is read.

use std::{
    borrow::Cow,
    io::{self, Write},
    sync::Arc,
};

use actix_web::HttpResponse;
use app::{
    db::{Database, DbError, Tx},
    funds::{
        Page,
        books::{self, Choice, Line},
    },
};
use contract::{
    households::XLSX,
    lang::{Lang, Text},
    problems,
};
use domain::{ids::FundId, permissions::Actor};

use crate::{
    ApiError, State,
    download::stream,
    tables::{BYTE_ORDER_MARK, Column, EXPORT_ROWS_MAX, SheetCell, SheetWriter, harmless},
};

/// Postings read at a time: each time anew, so that whoever reads slowly keeps nobody waiting.
const CHUNK: i64 = 1_000;

const fn text(hans: &'static str, hant: &'static str, en: &'static str) -> Text {
    Text { hans, hant, en }
}

/// Headings, and how wide a column is in characters.
const COLUMNS: [(Text, u32); 15] = [
    (text("时间", "時間", "Time"), 17),
    (text("种类", "種類", "Kind"), 22),
    (text("账目", "賬目", "Part"), 10),
    (text("来源", "來源", "Source"), 12),
    (text("用途", "用途", "Purpose"), 16),
    (text("金额（分）", "金額（分）", "Amount (fen)"), 14),
    (text("捐赠人", "捐贈人", "Donor"), 20),
    (text("匿名", "匿名", "Anonymous"), 10),
    (text("文号", "文號", "Document"), 20),
    (text("收据编号", "收據編號", "Receipt"), 10),
    (text("过账编号", "過賬編號", "Posting"), 38),
    (text("冲销", "沖銷", "Reverses"), 38),
    (text("收款方", "收款方", "Payee"), 20),
    (text("事由", "事由", "For"), 30),
    (text("支出编号", "支出編號", "Disbursement"), 38),
];
const SHEET_NAME: Text = text("过账", "過賬", "Postings");
const YES: Text = text("是", "是", "yes");

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
    Db(#[from] DbError),
    #[error(transparent)]
    Out(#[from] io::Error),
    #[error(transparent)]
    Csv(#[from] csv::Error),
}

/// What is read for a file.
struct Source {
    db: Database,
    actor: Option<Arc<Actor>>,
    fund: FundId,
    choice: Choice,
}

/// All postings behind a total, the latest first: as text however many, as a workbook up to [`EXPORT_ROWS_MAX`].
pub(super) async fn file(
    state: &State,
    actor: Option<Arc<Actor>>,
    fund: FundId,
    choice: Choice,
    format: Format,
    lang: Lang,
) -> Result<HttpResponse, ApiError> {
    if format == Format::Xlsx {
        let (actor, choice) = (actor.clone(), choice.clone());
        let most = EXPORT_ROWS_MAX + 1;
        let count = move |tx: &mut Tx<'_>| books::count(tx, actor.as_deref(), fund, &choice, most);
        if state.db.read_long::<_, DbError, _>(count).await? > EXPORT_ROWS_MAX {
            return Err(ApiError::new(&problems::EXPORT_TOO_LARGE).with("max", EXPORT_ROWS_MAX));
        }
    } else {
        // What is wrong with the request is answered before the file begins.
        let (actor, choice) = (actor.clone(), choice.clone());
        let look = move |tx: &mut Tx<'_>| books::count(tx, actor.as_deref(), fund, &choice, 1);
        state.db.read::<_, DbError, _>(look).await?;
    }
    let source = Source { db: state.db.clone(), actor, fund, choice };
    let (kind, ending) = match format {
        Format::Csv => ("text/csv; charset=utf-8", "csv"),
        Format::Xlsx => (XLSX, "xlsx"),
    };
    Ok(stream(kind, &format!("fund-{fund}.{ending}"), move |out| match format {
        Format::Csv => source.write_csv(lang, out),
        Format::Xlsx => source.write_sheet(lang, out),
    }))
}

impl Source {
    fn each(&self, mut take: impl FnMut(&Line) -> Result<(), Broken>) -> Result<(), Broken> {
        let mut after = None;
        loop {
            let (actor, fund, page) = (self.actor.as_deref(), self.fund, Page { after, limit: CHUNK });
            let lines: Vec<Line> =
                self.db.read_blocking(|tx| books::lines(tx, actor, fund, &self.choice, page))?;
            lines.iter().try_for_each(&mut take)?;
            match lines.last() {
                Some(last) => after = Some(last.cursor),
                None => return Ok(()),
            }
        }
    }

    fn write_csv(&self, lang: Lang, out: &mut dyn Write) -> Result<(), Broken> {
        out.write_all(BYTE_ORDER_MARK)?;
        let mut file = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        file.write_record(COLUMNS.iter().map(|(heading, _)| heading.get(lang)))?;
        self.each(|line| {
            let cells = cells(line, lang).into_iter().map(|cell| match cell {
                SheetCell::Text(text) => harmless(Cow::Owned(text)).into_owned(),
                SheetCell::Number(number) => number.to_string(),
                SheetCell::Moment(at) => at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
                SheetCell::Empty => String::new(),
            });
            Ok(file.write_record(cells)?)
        })?;
        Ok(file.flush()?)
    }

    fn write_sheet(&self, lang: Lang, out: &mut dyn Write) -> Result<(), Broken> {
        let columns = COLUMNS.map(|(heading, width)| Column { heading: heading.get(lang), width });
        let mut sheet = SheetWriter::begin(out, SHEET_NAME.get(lang), &columns)?;
        self.each(|line| Ok(sheet.row(&cells(line, lang))?))?;
        Ok(sheet.end()?)
    }
}

fn cells(line: &Line, lang: Lang) -> [SheetCell; 15] {
    let words = |text: &str| SheetCell::Text(text.to_owned());
    let maybe = |text: Option<String>| text.map_or(SheetCell::Empty, SheetCell::Text);
    let (income, paid) = (line.income.as_ref(), line.payment.as_ref());
    let source = income.map(|seen| seen.source).or_else(|| line.account.source());
    let anonymous = income.is_some_and(|seen| seen.anonymous);
    [
        SheetCell::Moment(line.at),
        words(&line.kind),
        words(line.account.part().as_str()),
        maybe(source.map(|source| source.as_str().to_owned())),
        maybe(line.account.purpose().map(|purpose| purpose.as_str().to_owned())),
        SheetCell::Number(line.fen),
        maybe(income.and_then(|seen| seen.donor.clone())),
        if anonymous { words(YES.get(lang)) } else { SheetCell::Empty },
        maybe(income.and_then(|seen| seen.document.clone())),
        income.and_then(|seen| seen.receipt_number).map_or(SheetCell::Empty, SheetCell::Number),
        SheetCell::Text(line.cursor.posting.to_string()),
        maybe(line.reverses.map(|id| id.to_string())),
        maybe(paid.map(|paid| paid.payee.name.clone())),
        maybe(paid.map(|paid| paid.title.clone())),
        maybe(paid.map(|paid| paid.id.to_string())),
    ]
}
