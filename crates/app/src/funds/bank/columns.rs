//! The columns of a bank's file: which is what, and whether each line can be used.

use domain::funds::{
    STATEMENT_ROWS_MAX,
    books::{BankRow, CellFault, Typed},
};

use crate::{
    funds::Error,
    households::{Sheet, SheetRow},
};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The bank's day.
    Day,
    /// The bank's number of a line.
    Serial,
    /// What came.
    Credit,
    /// What went.
    Debit,
    /// Both in one.
    Amount,
    /// Which of both.
    Direction,
    /// What is there after it.
    Balance,
    /// The payment's number.
    Reference,
    /// Who paid, or was paid.
    Counterparty,
    /// What the bank says of it.
    Memo,
}

/// Every column and its names in the files of banks, the one that we say first (simplified, traditional, English).
pub const COLUMNS: [(Column, [&str; 3], &[&str]); 10] = [
    (
        Column::Day,
        ["交易日期", "交易日期", "date"],
        &[
            "日期",
            "记账日期",
            "記賬日期",
            "记账日",
            "入账日期",
            "入賬日期",
            "交易时间",
            "交易時間",
            "交易日",
            "day",
        ],
    ),
    (
        Column::Serial,
        ["流水号", "流水號", "serial"],
        &[
            "交易流水号",
            "交易流水號",
            "银行流水号",
            "銀行流水號",
            "交易流水",
            "核心流水号",
            "核心流水號",
            "主机流水号",
            "交易序号",
            "交易序號",
            "serial number",
            "transaction id",
        ],
    ),
    (
        Column::Credit,
        ["收入金额", "收入金額", "credit"],
        &[
            "贷方发生额",
            "貸方發生額",
            "贷方金额",
            "貸方金額",
            "贷方",
            "貸方",
            "收入",
            "转入金额",
            "轉入金額",
            "存入金额",
            "存入金額",
        ],
    ),
    (
        Column::Debit,
        ["支出金额", "支出金額", "debit"],
        &[
            "借方发生额",
            "借方發生額",
            "借方金额",
            "借方金額",
            "借方",
            "支出",
            "转出金额",
            "轉出金額",
            "支取金额",
            "支取金額",
        ],
    ),
    (Column::Amount, ["交易金额", "交易金額", "amount"], &["金额", "金額", "发生额", "發生額"]),
    (
        Column::Direction,
        ["借贷标志", "借貸標誌", "direction"],
        &["借贷", "借貸", "借贷方向", "借貸方向", "收支", "收支标志", "收支標誌", "收/支"],
    ),
    (
        Column::Balance,
        ["余额", "餘額", "balance"],
        &["账户余额", "賬戶餘額", "帐户余额", "交易后余额", "交易後餘額", "当前余额", "當前餘額", "本次余额"],
    ),
    (
        Column::Reference,
        ["凭证号", "憑證號", "reference"],
        &[
            "凭证号码",
            "憑證號碼",
            "凭证编号",
            "参考号",
            "參考號",
            "业务编号",
            "業務編號",
            "回单编号",
            "回單編號",
        ],
    ),
    (
        Column::Counterparty,
        ["对方户名", "對方戶名", "counterparty"],
        &["对方名称", "對方名稱", "对方单位", "對方單位", "对方账户名称", "交易对手", "交易對手"],
    ),
    (
        Column::Memo,
        ["摘要", "摘要", "memo"],
        &["用途", "附言", "备注", "備註", "交易摘要", "交易说明", "交易說明", "description"],
    ),
];

/// Lines before that with the columns' names: banks write whose account it is there.
const LEAD_LINES_MAX: usize = 30;

/// A line that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Its number in the file, from 1.
    pub line: u32,
    /// Which of its cells, where it is one of them: the column, from 0.
    pub column: Option<usize>,
    /// The code of the rule that it breaks.
    pub code: &'static str,
}

/// A bank's file: the lines that can be used with their numbers, in its order, and the others.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) rows: Vec<(u32, BankRow)>,
    pub(super) bad: Vec<BadLine>,
}

/// Reads a table. What it ends with, a line that adds up, is none of the bank's lines.
///
/// # Errors
/// [`Error::StatementColumns`], [`Error::StatementRows`].
pub(super) fn read(sheet: &Sheet) -> Result<Read, Error> {
    let all: Vec<&SheetRow> = std::iter::once(&sheet.header).chain(&sheet.rows).collect();
    let found =
        all.iter().take(LEAD_LINES_MAX).enumerate().find_map(|(at, row)| Some((at, Layout::of(row)?)));
    let (at, layout) = found.ok_or(Error::StatementColumns)?;
    let rows: Vec<&SheetRow> = all.into_iter().skip(at + 1).filter(|row| !adds_up(row)).collect();
    if !(1..=STATEMENT_ROWS_MAX).contains(&rows.len()) {
        return Err(Error::StatementRows);
    }
    let mut read = Read::default();
    for row in rows {
        match BankRow::read(&layout.typed(row)) {
            Ok(good) => read.rows.push((row.line, good)),
            Err(fault) => {
                let (code, column) = told(fault);
                read.bad.push(BadLine {
                    line: row.line,
                    column: column.and_then(|column| layout.at(column)),
                    code,
                });
            }
        }
    }
    Ok(read)
}

/// Which rule a cell breaks, and in which column.
const fn told(fault: CellFault) -> (&'static str, Option<Column>) {
    match fault {
        CellFault::Day => ("statement_day", Some(Column::Day)),
        CellFault::Serial => ("statement_serial", Some(Column::Serial)),
        CellFault::Credit => ("statement_amount", Some(Column::Credit)),
        CellFault::Debit => ("statement_amount", Some(Column::Debit)),
        CellFault::Amount => ("statement_amount", Some(Column::Amount)),
        CellFault::OneOfBoth => ("statement_one_of_both", None),
        CellFault::Direction => ("statement_direction", Some(Column::Direction)),
        CellFault::Balance => ("statement_amount", Some(Column::Balance)),
    }
}

fn adds_up(row: &SheetRow) -> bool {
    const WORDS: [&str; 7] = ["合计", "合計", "总计", "總計", "总收入", "总支出", "total"];
    let first = row.cells.iter().find(|cell| !cell.is_empty()).map(|cell| cell.to_lowercase());
    first.is_some_and(|cell| WORDS.iter().any(|word| cell.starts_with(word)))
}

/// Where each column is.
struct Layout(Vec<Option<Column>>);

impl Layout {
    /// Of a line that names the columns that are needed, each once.
    fn of(row: &SheetRow) -> Option<Self> {
        let mut columns: Vec<Option<Column>> = Vec::with_capacity(row.cells.len());
        for name in &row.cells {
            // Of two columns with one meaning the first counts: banks write the day, and then the moment.
            let known = column_named(name).filter(|known| !columns.contains(&Some(*known)));
            columns.push(known);
        }
        let layout = Self(columns);
        let has = |column| layout.at(column).is_some();
        let amounts = has(Column::Amount) || (has(Column::Credit) && has(Column::Debit));
        (has(Column::Day) && has(Column::Serial) && amounts).then_some(layout)
    }

    fn at(&self, column: Column) -> Option<usize> {
        self.0.iter().position(|known| *known == Some(column))
    }

    fn typed<'a>(&self, row: &'a SheetRow) -> Typed<'a> {
        let cell = |column| self.at(column).and_then(|at| row.cells.get(at)).map_or("", String::as_str);
        Typed {
            day: cell(Column::Day),
            serial: cell(Column::Serial),
            credit: cell(Column::Credit),
            debit: cell(Column::Debit),
            amount: cell(Column::Amount),
            direction: cell(Column::Direction),
            balance: cell(Column::Balance),
            reference: cell(Column::Reference),
            counterparty: cell(Column::Counterparty),
            memo: cell(Column::Memo),
        }
    }
}

fn column_named(name: &str) -> Option<Column> {
    let name = name.split(['(', '（', '[', '*']).next().unwrap_or(name).trim().to_lowercase();
    let found = COLUMNS.iter().find(|(_, names, others)| names.contains(&&*name) || others.contains(&&*name));
    found.map(|(column, ..)| *column)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(lines: &[&str]) -> Sheet {
        let row = |(line, text): (u32, &&str)| SheetRow {
            line,
            cells: text.split(',').map(str::to_owned).collect(),
        };
        let mut rows: Vec<SheetRow> = (1..).zip(lines).map(row).collect();
        let header = rows.remove(0);
        Sheet { header, rows }
    }

    #[test]
    fn the_columns_are_found_below_what_banks_write_first_and_the_sum_at_the_end_is_no_line() {
        let file = sheet(&[
            "账号：0000,币种：人民币",
            "交易日期,交易时间,交易流水号,借方发生额（元）,贷方发生额（元）,账户余额,对方户名,摘要,分行",
            "2026-03-05,10:00:00,A1,,12.00,112.00,某单位,捐款,1",
            "昨天,10:00:00,A2,2.00,,110.00,,手续费,1",
            "合计,,,2.00,12.00,,,,",
        ]);
        let read = read(&file).unwrap();
        assert_eq!(read.rows.len(), 1);
        let (line, row) = &read.rows[0];
        assert_eq!((*line, row.fen, row.balance_fen, row.memo.as_str()), (3, 1_200, Some(11_200), "捐款"));
        assert_eq!(read.bad, [BadLine { line: 4, column: Some(0), code: "statement_day" }]);
    }

    #[test]
    fn a_table_without_the_columns_or_without_lines_is_refused() {
        assert!(matches!(read(&sheet(&["日期,金额", "2026-03-05,1"])), Err(Error::StatementColumns)));
        assert!(matches!(
            read(&sheet(&["日期,流水号,贷方", "2026-03-05,1,1"])),
            Err(Error::StatementColumns)
        ));
        assert!(matches!(read(&sheet(&["日期,流水号,金额"])), Err(Error::StatementRows)));
    }

    #[test]
    fn no_name_means_two_columns() {
        let mut seen = std::collections::BTreeMap::new();
        for (column, names, others) in COLUMNS {
            for name in names.iter().chain(others) {
                let before = seen.insert(*name, column);
                assert!(before.is_none_or(|before| before == column), "{name}");
            }
        }
    }
}
