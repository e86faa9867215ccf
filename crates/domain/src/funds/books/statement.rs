//! A line of a bank's statement as its file says it, and whether the lines of a file follow one another.

use chrono::NaiveDate;

use crate::funds::Amount;

/// The cells of a line as they are typed; what the file does not have is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed<'a> {
    /// The bank's day, with a time or without.
    pub day: &'a str,
    /// The bank's number of this line.
    pub serial: &'a str,
    /// What came (贷方).
    pub credit: &'a str,
    /// What went (借方).
    pub debit: &'a str,
    /// Both in one: below nothing what went, or as `direction` says.
    pub amount: &'a str,
    /// Which of both: `贷`, `借`.
    pub direction: &'a str,
    /// What is there after it.
    pub balance: &'a str,
    /// The payment's number.
    pub reference: &'a str,
    /// Who paid, or was paid.
    pub counterparty: &'a str,
    /// What the bank says of it.
    pub memo: &'a str,
}

/// A line of a bank's statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankRow {
    /// The bank's day.
    pub day: NaiveDate,
    /// What came, or went where it is below nothing, in fen; never 0.
    pub fen: i64,
    /// What was there after it, in fen, where the bank tells.
    pub balance_fen: Option<i64>,
    /// The bank's number of it.
    pub serial: String,
    /// The payment's number, where the bank tells one.
    pub reference: Option<String>,
    /// Who paid, or was paid.
    pub counterparty: String,
    /// What the bank says of it.
    pub memo: String,
}

/// Which cell of a line cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CellFault {
    /// No day.
    #[error("this is no day")]
    Day,
    /// No number, or too long a one.
    #[error("the bank's number has 1 to {} characters", BankRow::SERIAL_CHARS_MAX)]
    Serial,
    /// No amount of what came.
    #[error("this is no amount")]
    Credit,
    /// No amount of what went.
    #[error("this is no amount")]
    Debit,
    /// No amount.
    #[error("this is no amount")]
    Amount,
    /// Neither what came nor what went, or both.
    #[error("a line has what came or what went")]
    OneOfBoth,
    /// No word for what came or went.
    #[error("this tells neither what came nor what went")]
    Direction,
    /// No amount of what is there.
    #[error("this is no amount")]
    Balance,
}

impl BankRow {
    /// Longest number of a bank for a line, in characters.
    pub const SERIAL_CHARS_MAX: usize = 64;

    /// Reads a line. Amounts have separators of thousands or none, a sign of the yuan or none, and at most two places.
    ///
    /// # Errors
    /// [`CellFault`]: the first cell that cannot be used.
    pub fn read(typed: &Typed<'_>) -> Result<Self, CellFault> {
        let serial = typed.serial.trim();
        if serial.is_empty() || serial.chars().count() > Self::SERIAL_CHARS_MAX {
            return Err(CellFault::Serial);
        }
        let day = day(typed.day).ok_or(CellFault::Day)?;
        let balance_fen = match typed.balance.trim() {
            "" => None,
            text => Some(fen(text).ok_or(CellFault::Balance)?),
        };
        let reference = typed.reference.trim();
        Ok(Self {
            day,
            fen: moved(typed)?,
            balance_fen,
            serial: serial.to_owned(),
            reference: (!reference.is_empty()).then(|| reference.to_owned()),
            counterparty: typed.counterparty.trim().to_owned(),
            memo: typed.memo.trim().to_owned(),
        })
    }
}

/// What came, or went.
fn moved(typed: &Typed<'_>) -> Result<i64, CellFault> {
    let some = |text: &str, fault| match text.trim() {
        "" | "-" => Ok(0),
        text => fen(text).ok_or(fault),
    };
    let (credit, debit) = (some(typed.credit, CellFault::Credit)?, some(typed.debit, CellFault::Debit)?);
    let amount = some(typed.amount, CellFault::Amount)?;
    let moved = match (credit, debit, amount) {
        (credit, 0, 0) if credit != 0 => credit,
        (0, debit, 0) if debit != 0 => -debit,
        (0, 0, amount) if amount != 0 => match typed.direction.trim().to_lowercase().as_str() {
            "" => amount,
            "贷" | "貸" | "贷方" | "貸方" | "收" | "收入" | "转入" | "轉入" | "c" | "credit" | "in" => {
                amount
            }
            "借" | "借方" | "支" | "支出" | "转出" | "轉出" | "d" | "debit" | "out" => {
                -amount.abs()
            }
            _ => return Err(CellFault::Direction),
        },
        _ => return Err(CellFault::OneOfBoth),
    };
    if moved.abs() > Amount::FEN_MAX { Err(CellFault::Amount) } else { Ok(moved) }
}

/// A day as banks write it: `2027-03-05`, `2027/3/5`, `20270305`, `2027年3月5日`, each with a time or without.
fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    match digits.len() {
        8.. => return NaiveDate::parse_from_str(digits.get(..8)?, "%Y%m%d").ok(),
        4 => {}
        // Of two digits nobody can say whether they are a year.
        _ => return None,
    }
    let plain: String =
        text.chars().map(|c| if matches!(c, '/' | '.' | '年' | '月') { '-' } else { c }).collect();
    let day = plain.split(['T', ' ', '日']).next().unwrap_or_default();
    NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()
}

/// An amount in fen, exactly as it is written.
fn fen(text: &str) -> Option<i64> {
    let plain: String = text.chars().filter(|c| !matches!(c, ',' | '，' | '¥' | '￥' | ' ' | '元')).collect();
    let (below, plain) = match plain.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let (yuan, cents) = plain.split_once('.').unwrap_or((plain, ""));
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    // Statements of some banks are written with more places, all of them empty.
    let cents = cents.trim_end_matches('0');
    if yuan.is_empty() || yuan.len() > 12 || cents.len() > 2 || !digits(yuan) || !digits(cents) {
        return None;
    }
    let cents: i64 = format!("{cents:0<2}").parse().ok()?;
    let fen = yuan.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents)?;
    Some(if below { -fen } else { fen })
}

/// What was there before a statement and after it, in fen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balances {
    /// Before its first line.
    pub opening_fen: i64,
    /// After its last.
    pub closing_fen: i64,
}

/// What was there before these lines and after them, where the bank tells of each. They stand in the order in which they
/// happened, or the other way round; where one does not follow from that before it, lines are missing.
///
/// # Errors
/// The place of the first line that does not follow.
pub fn balances(rows: &[BankRow]) -> Result<Option<Balances>, usize> {
    let Some(told) =
        rows.iter().map(|row| row.balance_fen.map(|after| (row.fen, after))).collect::<Option<Vec<_>>>()
    else {
        return Ok(None);
    };
    let (Some(first), Some(last)) = (told.first().copied(), told.last().copied()) else { return Ok(None) };
    let gap = |follows: fn((i64, i64), (i64, i64)) -> bool| {
        told.windows(2).position(|pair| matches!(pair, [one, next] if !follows(*one, *next))).map(|at| at + 1)
    };
    let forwards = gap(|(_, before), (moved, after)| before.checked_add(moved) == Some(after));
    let Some(forwards) = forwards else {
        return Ok(Some(Balances { opening_fen: first.1 - first.0, closing_fen: last.1 }));
    };
    match gap(|(moved, after), (_, before)| before.checked_add(moved) == Some(after)) {
        None => Ok(Some(Balances { opening_fen: last.1 - last.0, closing_fen: first.1 })),
        // The direction in which more follows is the file's.
        Some(backwards) => Err(forwards.max(backwards)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(fen: i64, balance: i64) -> BankRow {
        let typed = Typed { day: "2026-03-05", serial: "1", amount: "1", ..Typed::default() };
        BankRow { fen, balance_fen: Some(balance), ..BankRow::read(&typed).unwrap() }
    }

    #[test]
    fn days_and_amounts_are_read_as_banks_write_them() {
        let days =
            ["2026-03-05", "2026/3/5", "20260305", "2026年3月5日", "2026-03-05 10:11:12", "20260305101112"];
        for text in days {
            assert_eq!(day(text), NaiveDate::from_ymd_opt(2026, 3, 5), "{text}");
        }
        for text in ["", "2026-13-01", "5.3.26", "昨天"] {
            assert_eq!(day(text), None, "{text}");
        }
        let amounts = [
            ("1,234.50", 123_450),
            ("-0.05", -5),
            ("+7", 700),
            ("¥12.3", 1_230),
            ("8.0000", 800),
            ("9.99元", 999),
        ];
        for (text, as_fen) in amounts {
            assert_eq!(fen(text), Some(as_fen), "{text}");
        }
        for text in ["1.005", "", "1e5", "--1", "12a", "1234567890123", "."] {
            assert_eq!(fen(text), None, "{text}");
        }
    }

    #[test]
    fn a_line_has_what_came_or_what_went_in_one_column_or_in_two() {
        let read = |typed: Typed<'_>| {
            BankRow::read(&Typed { day: "2026-03-05", serial: "1", ..typed }).map(|row| row.fen)
        };
        let none = Typed::default();
        assert_eq!(read(Typed { credit: "5", debit: "0.00", ..none.clone() }), Ok(500));
        assert_eq!(read(Typed { debit: "5", ..none.clone() }), Ok(-500));
        assert_eq!(read(Typed { amount: "-5", ..none.clone() }), Ok(-500));
        assert_eq!(read(Typed { amount: "5", direction: "借", ..none.clone() }), Ok(-500));
        assert_eq!(read(Typed { amount: "5", direction: "贷", ..none.clone() }), Ok(500));
        assert_eq!(read(Typed { amount: "5", direction: "?", ..none.clone() }), Err(CellFault::Direction));
        assert_eq!(read(Typed { credit: "5", debit: "5", ..none.clone() }), Err(CellFault::OneOfBoth));
        assert_eq!(read(Typed { credit: "x", ..none.clone() }), Err(CellFault::Credit));
        assert_eq!(read(none), Err(CellFault::OneOfBoth));
        let without = Typed { day: "2026-03-05", amount: "1", ..Typed::default() };
        assert_eq!(BankRow::read(&without), Err(CellFault::Serial));
    }

    #[test]
    fn lines_follow_one_another_forwards_or_backwards_or_some_are_missing() {
        let up = [row(10, 110), row(-30, 80), row(5, 85)];
        let whole = Some(Balances { opening_fen: 100, closing_fen: 85 });
        assert_eq!(balances(&up), Ok(whole));
        let down: Vec<_> = up.iter().rev().cloned().collect();
        assert_eq!(balances(&down), Ok(whole));
        assert_eq!(balances(&[up[0].clone(), up[2].clone()]), Err(1));
        assert_eq!(balances(&[up[0].clone(), up[1].clone(), row(5, 90)]), Err(2));
        assert_eq!(balances(&[BankRow { balance_fen: None, ..row(1, 1) }]), Ok(None));
        assert_eq!(balances(&[]), Ok(None));
    }
}
