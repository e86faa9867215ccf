//! Papers and certificates as PDF, in Chinese: no office suite, no browser, no clock.
//!
//! [`Paper`] is a report of headings, paragraphs, facts, tables and QR codes that flows over A4 pages;
//! [`Certificate`] is one landscape page with a border and a seal. Both end in [`Rendered`]: the same input
//! gives the same bytes.
//!
//! ```
//! use chrono::DateTime;
//! use paper::{Column, Meta, Paper, Table};
//!
//! let created = DateTime::parse_from_rfc3339("2025-07-01T09:00:00+08:00")?;
//! let rendered = Paper::new(Meta::new("门前三包检查结果", "zh-CN", created))
//!     .subtitle("青禾镇 · 2025 年上半年")
//!     .table(Table::new([Column::new("商户", 3), Column::new("得分", 1).right()]).row(["老张面馆", "96.50"]))
//!     .footer(|page, pages| format!("第 {page} / {pages} 页"))
//!     .render()?;
//! assert_eq!(rendered.pages, 1);
//! assert!(rendered.pdf.starts_with(b"%PDF-1.7"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Characters
//!
//! The fonts have GB 2312, the common characters of Big5 and the Table of General Standard Characters
//! (`fonts/make.sh`). What they lack is never dropped: it is drawn as [`MISSING`] and listed in
//! [`Rendered::missing`], or refused with [`PaperError::Missing`] when a certificate is to be exact.
//! Characters without ink of their own (zero-width spaces and joiners, variation selectors, soft hyphens) are left out, and a tab is a space.
//!
//! # Standards
//!
//! Files are tagged and conform to PDF/A-2a and PDF/UA-1, as far as the writer can check: it refuses what does not.

#![expect(clippy::float_arithmetic, reason = "positions on a page are no scores and no money")]

mod blocks;
mod certificate;
mod colour;
mod draw;
mod error;
mod flow;
mod fonts;
pub mod limits;
mod linebreak;
mod meta;
mod paper;
mod qr;
mod row;
mod script;
mod seal;
mod sheet;
mod table;
mod tags;
mod text;

pub use certificate::Certificate;
pub use error::PaperError;
pub use fonts::MISSING;
pub use meta::Meta;
pub use paper::{Orientation, Paper};
pub use table::{Align, Column, Table};

/// A finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The characters that no font has and that are drawn as [`MISSING`], each once, in order of their code points.
    pub missing: Vec<char>,
}
