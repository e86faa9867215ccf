//! A table's cells: which column is what, and whether each cell can be used.

use domain::{
    areas::AreaName,
    households::{FloorArea, HolderName, IdentityNumber},
    identity::Phone,
};
use serde::{Deserialize, Serialize};

/// Most rows of one import, without the header.
pub const IMPORT_ROWS_MAX: usize = 20_000;
/// Longest cell that is read, in characters.
pub const CELL_CHARS_MAX: usize = 200;
/// Most people of one household.
const HEAD_COUNT_MAX: i64 = 1_000;

/// A table as it was read from a file: the first line and the others, blank lines left out.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sheet {
    /// The line with the columns' names.
    pub header: SheetRow,
    /// The other lines.
    pub rows: Vec<SheetRow>,
}

/// One line.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SheetRow {
    /// Its number in the file, from 1.
    pub line: u32,
    /// Its cells, trimmed.
    pub cells: Vec<String>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// The names of the areas between the target and the household, joined by `/`; blank for the target itself.
    Area,
    /// The number on the door.
    Number,
    /// The holder's name.
    HolderName,
    /// The holder's identity number.
    IdentityNumber,
    /// The holder's telephone number.
    Phone,
    /// Floor area in square metres.
    FloorArea,
    /// How many people live there.
    HeadCount,
}

impl Column {
    /// The name of the field in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::Number => "number",
            Self::HolderName => "holder_name",
            Self::IdentityNumber => "identity_number",
            Self::Phone => "phone",
            Self::FloorArea => "floor_area",
            Self::HeadCount => "head_count",
        }
    }
}

/// Every column: what it holds, its name in the files we write (simplified, traditional, English), and the
/// other names that are read.
pub const COLUMNS: [(Column, [&str; 3], &[&str]); 7] = [
    (Column::Area, ["所属区域", "所屬區域", "area"], &["区域", "網格", "网格", "楼栋", "樓棟"]),
    (Column::Number, ["门牌号", "門牌號", "number"], &["户号", "戶號", "房号", "房號"]),
    (Column::HolderName, ["户主姓名", "戶主姓名", "holder_name"], &["户主", "戶主", "姓名", "业主", "業主"]),
    (
        Column::IdentityNumber,
        ["身份证号", "身分證號", "identity_number"],
        &["身份证号码", "身份證號", "证件号码"],
    ),
    (Column::Phone, ["手机号", "手機號", "phone"], &["手机", "手機", "联系电话", "聯絡電話", "电话", "電話"]),
    (Column::FloorArea, ["建筑面积", "建築面積", "floor_area"], &["面积", "面積", "floor_area_m2"]),
    (Column::HeadCount, ["人口", "人口數", "head_count"], &["人数", "人數", "人口数"]),
];

/// A cell that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadCell {
    /// The line in the file, from 1.
    pub line: u32,
    /// The column, from 0; the letter in a spreadsheet.
    pub column: usize,
    /// The code of the rule that it breaks.
    pub code: &'static str,
}

/// A cell of personal data: what it says, or the mask that an export put there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Personal<T> {
    /// In full.
    Full(T),
    /// As it was exported: stays what it is where it is still the mask of what is stored.
    Masked(String),
}

/// A line whose cells can be used; an empty cell says nothing.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) line: u32,
    pub(super) area: String,
    pub(super) number: AreaName,
    pub(super) holder_name: Option<Personal<HolderName>>,
    pub(super) identity_number: Option<Personal<IdentityNumber>>,
    pub(super) phone: Option<Personal<Phone>>,
    pub(super) floor_area: Option<FloorArea>,
    pub(super) head_count: Option<i64>,
}

/// Where each column of a table is.
pub(super) struct Layout(Vec<Option<Column>>);

impl Layout {
    /// Reads a header; every name in it must be known, and appear once.
    pub(super) fn read(header: &SheetRow) -> (Self, Vec<BadCell>) {
        let mut layout = Self(Vec::with_capacity(header.cells.len()));
        let mut bad = Vec::new();
        for (column, name) in header.cells.iter().enumerate() {
            let cell = |code| BadCell { line: header.line, column, code };
            let known = if name.is_empty() { None } else { column_named(name) };
            match known {
                None if !name.is_empty() => bad.push(cell("column_unknown")),
                Some(known) if layout.0.contains(&Some(known)) => bad.push(cell("column_repeated")),
                _ => {}
            }
            layout.0.push(known);
        }
        if !layout.0.contains(&Some(Column::Number)) {
            bad.push(BadCell { line: header.line, column: 0, code: "column_missing" });
        }
        (layout, bad)
    }

    /// Where a column is; the first one for one that the table has not.
    pub(super) fn at(&self, column: Column) -> usize {
        self.0.iter().position(|c| *c == Some(column)).unwrap_or(0)
    }

    fn cell<'r>(&self, row: &'r SheetRow, column: Column) -> &'r str {
        let at = self.0.iter().position(|c| *c == Some(column));
        at.and_then(|at| row.cells.get(at)).map_or("", String::as_str)
    }
}

/// `建筑面积（㎡）` and `Floor area (m²)` are named like `建筑面积` and `floor_area`.
fn column_named(name: &str) -> Option<Column> {
    let name =
        name.split(['(', '（', '[', '*']).next().unwrap_or(name).trim().to_lowercase().replace(' ', "_");
    let found = COLUMNS.iter().find(|(_, names, others)| names.contains(&&*name) || others.contains(&&*name));
    found.map(|(column, ..)| *column)
}

/// The lines that can be used, and every cell that cannot.
pub(super) fn read_sheet(sheet: &Sheet) -> (Vec<Row>, Vec<BadCell>) {
    let (layout, mut bad) = Layout::read(&sheet.header);
    if !bad.is_empty() {
        return (Vec::new(), bad);
    }
    let rows = sheet.rows.iter().filter_map(|row| read_row(&layout, row, &mut bad)).collect();
    (rows, bad)
}

fn read_row(layout: &Layout, row: &SheetRow, bad: &mut Vec<BadCell>) -> Option<Row> {
    let before = bad.len();
    let cell = |column| layout.cell(row, column);
    let mut refuse = |column, code| bad.push(BadCell { line: row.line, column: layout.at(column), code });
    let number = AreaName::new(cell(Column::Number)).ok();
    if number.is_none() {
        refuse(Column::Number, if cell(Column::Number).is_empty() { "required" } else { "number_length" });
    }
    let holder_name = read_personal(cell(Column::HolderName), |text| HolderName::new(text).ok())
        .unwrap_or_else(|()| {
            refuse(Column::HolderName, "holder_name");
            None
        });
    let identity_number =
        read_personal(cell(Column::IdentityNumber), |text| IdentityNumber::parse(text).ok()).unwrap_or_else(
            |()| {
                refuse(Column::IdentityNumber, "identity_number");
                None
            },
        );
    let phone = read_personal(cell(Column::Phone), |text| Phone::new(text).ok()).unwrap_or_else(|()| {
        refuse(Column::Phone, "phone");
        None
    });
    let floor_area =
        read_plain(cell(Column::FloorArea), |text| FloorArea::parse(text).ok()).unwrap_or_else(|()| {
            refuse(Column::FloorArea, "floor_area");
            None
        });
    let head_count = read_plain(cell(Column::HeadCount), read_count).unwrap_or_else(|()| {
        refuse(Column::HeadCount, "head_count");
        None
    });
    let area = cell(Column::Area).to_owned();
    let number = number.filter(|_| bad.len() == before)?;
    Some(Row { line: row.line, area, number, holder_name, identity_number, phone, floor_area, head_count })
}

fn read_count(text: &str) -> Option<i64> {
    text.parse().ok().filter(|n| (0..=HEAD_COUNT_MAX).contains(n))
}

fn read_plain<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, ()> {
    if text.is_empty() { Ok(None) } else { read(text).map(Some).ok_or(()) }
}

fn read_personal<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<Personal<T>>, ()> {
    if text.contains('*') {
        return Ok(Some(Personal::Masked(text.to_owned())));
    }
    Ok(read_plain(text, read)?.map(Personal::Full))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(lines: &[&[&str]]) -> Sheet {
        let row = |(n, cells): (usize, &&[&str])| SheetRow {
            line: u32::try_from(n).unwrap() + 1,
            cells: cells.iter().map(|c| (*c).to_owned()).collect(),
        };
        let mut rows: Vec<SheetRow> = lines.iter().enumerate().map(row).collect();
        let header = rows.remove(0);
        Sheet { header, rows }
    }

    #[test]
    fn columns_are_known_by_their_names_in_every_language() {
        for (column, names, others) in COLUMNS {
            assert!(names.iter().chain(others).all(|name| column_named(name) == Some(column)), "{column:?}");
        }
        assert_eq!(column_named("建筑面积（㎡）"), Some(Column::FloorArea));
        assert_eq!(column_named("Holder name *"), Some(Column::HolderName));
        assert_eq!(column_named("colour"), None);
    }

    #[test]
    fn a_header_is_refused_where_a_column_is_unknown_repeated_or_missing() {
        let (_, bad) = read_sheet(&sheet(&[&["colour", "手机", "phone"]]));
        let codes: Vec<_> = bad.iter().map(|b| (b.column, b.code)).collect();
        assert_eq!(codes, [(0, "column_unknown"), (2, "column_repeated"), (0, "column_missing")]);
    }

    #[test]
    fn every_bad_cell_of_a_line_is_named() {
        let (rows, bad) = read_sheet(&sheet(&[
            &["门牌号", "户主姓名", "身份证号", "手机号", "建筑面积", "人口"],
            &["", "赵大山", "1", "2", "x", "-1"],
            &["1号", "", "", "", "", ""],
        ]));
        let codes: Vec<_> = bad.iter().map(|b| (b.line, b.column, b.code)).collect();
        assert_eq!(
            codes,
            [
                (2, 0, "required"),
                (2, 2, "identity_number"),
                (2, 3, "phone"),
                (2, 4, "floor_area"),
                (2, 5, "head_count")
            ]
        );
        assert_eq!(rows.len(), 1);
    }
}
