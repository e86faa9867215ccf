//! QR codes as vector squares.

use krilla::geom::{Path, PathBuilder, Rect};
use qrcodegen::{QrCode, QrCodeEcc};

use crate::sheet::Mark;
use crate::{PaperError, colour, limits};

/// A QR code that can be drawn at any size.
pub(crate) struct Qr(QrCode);

impl Qr {
    pub(crate) fn new(content: &str) -> Result<Self, PaperError> {
        if content.is_empty() || content.len() > limits::QR_BYTES_MAX {
            return Err(PaperError::Qr);
        }
        QrCode::encode_text(content, QrCodeEcc::Medium).map(Self).map_err(|_| PaperError::Qr)
    }

    /// The dark squares, as one figure of `side` points with its top left corner at `x`, `y`. The quiet zone around it is the caller's.
    pub(crate) fn mark(&self, x: f32, y: f32, side: f32) -> Option<Mark> {
        self.path(x, y, side).map(|path| Mark::Fill { path, colour: colour::INK })
    }

    fn path(&self, x: f32, y: f32, side: f32) -> Option<Path> {
        let modules = self.0.size();
        let module = side / number(modules);
        let mut builder = PathBuilder::new();
        for row in 0..modules {
            let mut column = 0;
            while column < modules {
                let run = (column..modules).take_while(|at| self.0.get_module(*at, row)).count();
                let run = i32::try_from(run).unwrap_or(modules);
                let left = x + module * number(column);
                let top = y + module * number(row);
                if let Some(rect) =
                    Rect::from_xywh(left, top, module * number(run), module).filter(|_| run > 0)
                {
                    builder.push_rect(rect);
                }
                column += run.max(1);
            }
        }
        builder.finish()
    }
}

fn number(count: i32) -> f32 {
    f32::from(i16::try_from(count).unwrap_or_default())
}
