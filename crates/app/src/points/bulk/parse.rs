//! A table's cells.

use chrono::NaiveDate;

use super::Error;
use crate::households::{CELL_CHARS_MAX, Sheet, SheetRow};

/// Longest note, in characters.
pub const NOTE_CHARS_MAX: usize = CELL_CHARS_MAX;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The login name or the telephone number of who earns.
    Person,
    /// The names of the areas between the programme's and the household, joined by `/`.
    Area,
    /// The number of the household.
    Number,
    /// The name or the code of the activity.
    Activity,
    /// The day of the deed.
    Day,
    /// How long it took.
    Minutes,
    /// What else there is to say.
    Note,
}

/// Every column: what it holds, its name in the files we write (simplified, traditional, English), and the other names that
/// are read.
pub const COLUMNS: [(Column, [&str; 3], &[&str]); 7] = [
    (Column::Person, ["居民", "居民", "person"], &["登录名", "登入名", "手机号", "手機號", "login", "phone"]),
    (Column::Area, ["所属区域", "所屬區域", "area"], &["区域", "區域", "网格", "網格", "楼栋", "樓棟"]),
    (Column::Number, ["门牌号", "門牌號", "number"], &["户号", "戶號", "房号", "房號"]),
    (Column::Activity, ["活动", "活動", "activity"], &["项目", "項目"]),
    (Column::Day, ["日期", "日期", "day"], &["date"]),
    (Column::Minutes, ["分钟", "分鐘", "minutes"], &["时长", "時長"]),
    (Column::Note, ["备注", "備註", "note"], &["说明", "說明"]),
];

/// A line as it was typed.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub(super) line: u32,
    pub(super) person: String,
    pub(super) area: String,
    pub(super) number: String,
    pub(super) activity: String,
    pub(super) day: String,
    pub(super) minutes: String,
    pub(super) note: String,
}

impl Typed {
    /// The day, where it is one.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        let plain = self.day.replace(['/', '.'], "-");
        let day = plain.split(['T', ' ']).next().unwrap_or(&plain);
        NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()
    }
}

/// Reads the lines of a table.
///
/// # Errors
/// [`Error::Columns`], [`Error::RowCount`].
pub(super) fn read(sheet: &Sheet) -> Result<Vec<Typed>, Error> {
    let mut layout: Vec<Option<Column>> = Vec::with_capacity(sheet.header.cells.len());
    for (at, name) in sheet.header.cells.iter().enumerate() {
        let known = column_named(name);
        let twice = known.is_some() && layout.contains(&known);
        if twice || (known.is_none() && !name.is_empty()) {
            return Err(Error::Columns(at));
        }
        layout.push(known);
    }
    let missing = |column| !layout.contains(&Some(column));
    if missing(Column::Activity)
        || missing(Column::Day)
        || (missing(Column::Person) && missing(Column::Number))
    {
        return Err(Error::Columns(layout.len()));
    }
    if !(1..=domain::points::BULK_ROWS_MAX).contains(&sheet.rows.len()) {
        return Err(Error::RowCount);
    }
    let cell = |row: &SheetRow, column: Column| {
        let at = layout.iter().position(|known| *known == Some(column));
        at.and_then(|at| row.cells.get(at)).cloned().unwrap_or_default()
    };
    let typed = |row: &SheetRow| Typed {
        line: row.line,
        person: cell(row, Column::Person),
        area: cell(row, Column::Area),
        number: cell(row, Column::Number),
        activity: cell(row, Column::Activity),
        day: cell(row, Column::Day),
        minutes: cell(row, Column::Minutes),
        note: cell(row, Column::Note),
    };
    Ok(sheet.rows.iter().map(typed).collect())
}

fn column_named(name: &str) -> Option<Column> {
    let name = name.split(['(', '（', '[', '*']).next().unwrap_or(name).trim().to_lowercase();
    let found = COLUMNS.iter().find(|(_, names, others)| names.contains(&&*name) || others.contains(&&*name));
    found.map(|(column, ..)| *column)
}
