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

/// The rows of one file.
pub(super) struct Rows {
    level: NationalLevel,
    reader: Reader<Box<dyn Read + Send>>,
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
        let mut reader = csv::ReaderBuilder::new().buffer_capacity(1 << 16).from_reader(self.reader);
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
    /// The next row with its line, or what is wrong with it; `None` at the end.
    pub(super) fn next_row(
        &mut self,
    ) -> Result<Option<Line>, ImportAreasError> {
        let line = self.reader.position().line();
        match self.reader.read_record(&mut self.record) {
            Ok(false) => Ok(None),
            Ok(true) => {
                let line = self.record.position().map_or(line, csv::Position::line);
                let cell = |at: usize| self.record.get(at).unwrap_or_default();
                let parent = self.columns.parent.map(cell).unwrap_or_default();
                let (code, name) = (cell(self.columns.code), cell(self.columns.name));
                let row = NationalRow::read(self.level, code, name, parent);
                Ok(Some((line, row.map_err(|e| e.to_string()))))
            }
            Err(error) => match error.kind() {
                ErrorKind::UnequalLengths { expected_len, len, pos } => {
                    let line = pos.as_ref().map_or(line, csv::Position::line);
                    Ok(Some((line, Err(format!("{len} columns instead of {expected_len}")))))
                }
                ErrorKind::Utf8 { pos, .. } => {
                    let line = pos.as_ref().map_or(line, csv::Position::line);
                    Ok(Some((line, Err("not UTF-8".to_owned()))))
                }
                _ => Err(ImportAreasError::Read {
                    file: self.level.file().to_owned(),
                    reason: error.to_string(),
                }),
            },
        }
    }

    /// Bytes read so far.
    pub(super) fn bytes(&self) -> u64 {
        self.reader.position().byte()
    }
}
