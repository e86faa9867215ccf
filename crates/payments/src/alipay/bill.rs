//! The trade bill: a ZIP of files in GBK, of which one has the lines (业务明细) and the other sums them up (汇总):
//! <https://opendocs.alipay.com/open/e81ed5f1_alipay.data.dataservice.bill.downloadurl.query>.

use std::io::{Cursor, Read as _};

use encoding_rs::GBK;
use zip::ZipArchive;

use crate::beijing;
use crate::bill::{Kind, Line, Progress, Table, push};
use crate::error::PaymentError;
use crate::limits::{BILL_BYTES_MAX, BILL_FILES_MAX};
use crate::money::Fen;

/// How the line of names begins, of this year and of earlier ones.
const HEADERS: [&str; 2] = ["支付宝交易号,商户订单号", "交易号,商户订单号"];

/// Reads a packed bill.
///
/// # Errors
///
/// [`PaymentError::Malformed`], [`PaymentError::TooLong`], [`PaymentError::Amount`].
pub(crate) fn read(packed: &[u8]) -> Result<Vec<Line>, PaymentError> {
    const MALFORMED: PaymentError = PaymentError::Malformed("the bill is no ZIP");
    let mut archive = ZipArchive::new(Cursor::new(packed)).map_err(|_| MALFORMED)?;
    if archive.len() > BILL_FILES_MAX {
        return Err(PaymentError::Malformed("the bill has too many files"));
    }
    let mut room = BILL_BYTES_MAX;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|_| MALFORMED)?;
        let mut bytes = Vec::new();
        // One byte more than there is room for tells a file that is too long.
        file.take(room as u64 + 1).read_to_end(&mut bytes).map_err(|_| MALFORMED)?;
        room = room.checked_sub(bytes.len()).ok_or(PaymentError::TooLong { bytes_max: BILL_BYTES_MAX })?;
        // What a file is its first lines say: the names of the files are in GBK too, and may change.
        if let Some(lines) = read_lines(&GBK.decode(&bytes).0)? {
            return Ok(lines);
        }
    }
    Err(PaymentError::Malformed("the bill has no file of lines"))
}

/// Reads the file of lines; none where it is another file.
pub(crate) fn read_lines(text: &str) -> Result<Option<Vec<Line>>, PaymentError> {
    let mut rows = text.lines().map(str::trim);
    let Some(header) =
        rows.find(|row| HEADERS.iter().any(|names| row.trim_start_matches('\u{feff}').starts_with(names)))
    else {
        return Ok(None);
    };
    let table = Table::new(header, ",", "商品名称");
    let columns = Columns::find(&table)?;
    let mut lines = Vec::new();
    for row in rows {
        if row.starts_with('#') {
            // The end of the lines; the sums follow. Without it a bill was cut off.
            return Ok(Some(lines));
        }
        if !row.is_empty() {
            push(&mut lines, columns.line(&table.fields(row)?)?)?;
        }
    }
    Err(PaymentError::Malformed("the bill was cut off"))
}

/// Where the columns are.
struct Columns {
    transaction: usize,
    order: usize,
    kind: usize,
    at: usize,
    amount: usize,
    refund: usize,
}

impl Columns {
    fn find(table: &Table<'_>) -> Result<Self, PaymentError> {
        Ok(Self {
            transaction: table.column("支付宝交易号").map_or_else(|| table.need("交易号"), Ok)?,
            order: table.need("商户订单号")?,
            kind: table.need("业务类型")?,
            at: table.need("完成时间")?,
            amount: table.need("订单金额")?,
            refund: table.need("退款批次号/请求号")?,
        })
    }

    fn line(&self, fields: &[&str]) -> Result<Line, PaymentError> {
        let kind = match fields[self.kind] {
            "交易" => Kind::Payment,
            "退款" => Kind::Refund,
            _ => return Err(PaymentError::Malformed("the kind of a line of the bill is unknown")),
        };
        // What went back has a minus.
        let amount = match kind {
            Kind::Payment => fields[self.amount],
            Kind::Refund => fields[self.amount].trim_start_matches('-'),
        };
        let number = Some(fields[self.refund]).filter(|number| !number.is_empty() && kind == Kind::Refund);
        Ok(Line {
            kind,
            order: fields[self.order].to_owned(),
            refund: number.map(str::to_owned),
            transaction: fields[self.transaction].to_owned(),
            amount: Fen::from_yuan(amount)?,
            progress: Progress::Done,
            at: beijing::read(fields[self.at])?,
        })
    }
}
