//! The files of the data set, row by row.

use std::{fs::File, io::Read, path::Path};

use csv::{ErrorKind, Reader, StringRecord};
use domain::areas::{NationalLevel, NationalRow};

use super::ImportAreasError;

/// One file to import.
pub struct Source {
    /// Which level it holds.
    pub level: NationalLevel,
    /// Its content.
    pub reader: Box<dyn Read + Send>,
}

/// Opens the five files of a directory; the number is their size together, in bytes.
///
/// # Errors
/// [`ImportAreasError::Read`] where one is missing or unreadable.
pub fn open_sources(dir: &Path) -> Result<(Vec<Source>, u64), ImportAreasError> {
    let mut bytes = 0;
    let open = |level: NationalLevel| {
        let path = dir.join(level.file());
        let read = || -> std::io::Result<_> {
            let file = File::open(&path)?;
            let length = file.metadata()?.len();
            Ok((file, length))
        };
        let (file, length) = read().map_err(|e| ImportAreasError::Read {
            file: path.display().to_string(),
            reason: e.to_string(),
        })?;
        bytes += length;
        Ok(Source { level, reader: Box::new(file) })
    };
    let sources = NationalLevel::ALL.into_iter().map(open).collect::<Result<_, ImportAreasError>>()?;
    Ok((sources, bytes))
}

/// A file with one kind of line end, also at its end: then the reader's line after a record tells where it was.
struct Lines {
    file: Box<dyn Read + Send>,
    ended: bool,
}

impl Read for Lines {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while !self.ended && !buffer.is_empty() {
            let read = self.file.read(buffer)?;
            if read == 0 {
                self.ended = true;
                buffer[0] = b'\n';
                return Ok(1);
            }
            let mut kept = 0;
            for at in 0..read {
                if buffer[at] != b'\r' {
                    buffer[kept] = buffer[at];
                    kept += 1;
                }
            }
            if kept > 0 {
                return Ok(kept);
            }
        }
        Ok(0)
    }
}

/// A row with its line in the file, or what is wrong with it.
pub(super) type NumberedRow = (u64, Result<NationalRow, String>);

/// The rows of one file.
pub(super) struct Rows {
    level: NationalLevel,
    reader: Reader<Lines>,
    columns: Columns,
    record: StringRecord,
}

struct Columns {
    code: usize,
    name: usize,
    parent: Option<usize>,
}

impl Source {
    /// Reads the header.
    pub(super) fn rows(self) -> Result<Rows, ImportAreasError> {
        let level = self.level;
        let mut reader = csv::ReaderBuilder::new()
            .buffer_capacity(1 << 16)
            .from_reader(Lines { file: self.reader, ended: false });
        let unreadable = |reason: String| ImportAreasError::Read { file: level.file().to_owned(), reason };
        let header = reader.headers().map_err(|e| unreadable(e.to_string()))?.clone();
        let column = |name: &str| {
            let found = header.iter().position(|column| column == name);
            found.ok_or_else(|| unreadable(format!("line 1: there is no column {name}")))
        };
        let parent = level.parent_column().map(column).transpose()?;
        let columns = Columns { code: column("code")?, name: column("name")?, parent };
        Ok(Rows { level, reader, columns, record: StringRecord::new() })
    }
}

impl Rows {
    /// The next row; `None` at the end.
    pub(super) fn next_row(&mut self) -> Result<Option<NumberedRow>, ImportAreasError> {
        match self.reader.read_record(&mut self.record) {
            Ok(false) => Ok(None),
            Ok(true) => {
                let cell = |at: usize| self.record.get(at).unwrap_or_default();
                let parent = self.columns.parent.map(cell).unwrap_or_default();
                let (code, name) = (cell(self.columns.code), cell(self.columns.name));
                let row = NationalRow::read(self.level, code, name, parent);
                Ok(Some((self.line(), row.map_err(|e| e.to_string()))))
            }
            Err(error) => {
                let reason = match error.kind() {
                    ErrorKind::UnequalLengths { expected_len, len, .. } => {
                        format!("{len} columns instead of {expected_len}")
                    }
                    ErrorKind::Utf8 { .. } => "not UTF-8".to_owned(),
                    _ => {
                        let file = self.level.file().to_owned();
                        return Err(ImportAreasError::Read { file, reason: error.to_string() });
                    }
                };
                Ok(Some((self.line(), Err(reason))))
            }
        }
    }

    /// The line of the record that was read last, from 1.
    fn line(&self) -> u64 {
        self.reader.position().line().saturating_sub(1)
    }

    /// Bytes read so far.
    pub(super) fn bytes(&self) -> u64 {
        self.reader.position().byte()
    }
}
