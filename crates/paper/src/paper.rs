//! Papers: blocks that flow over pages.

use crate::blocks::{Block, draw_title, footer_marks};
use crate::draw::draw;
use crate::flow::Flow;
use crate::fonts::Fonts;
use crate::table::Table;
use crate::{Meta, PaperError, Rendered, limits};

/// How A4 is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Orientation {
    /// Upright.
    #[default]
    Portrait,
    /// On its side.
    Landscape,
}

impl Orientation {
    /// Width and height in points.
    pub(crate) fn size(self) -> (f32, f32) {
        match self {
            Self::Portrait => (595.28, 841.89),
            Self::Landscape => (841.89, 595.28),
        }
    }
}

type Footer = Box<dyn Fn(usize, usize) -> String + Send + Sync>;

/// A paper on A4 pages: a title, then blocks in the order in which they were added.
pub struct Paper {
    meta: Meta,
    orientation: Orientation,
    subtitle: Option<String>,
    blocks: Vec<Block>,
    footer: Option<Footer>,
}

impl Paper {
    /// An upright paper that begins with its title.
    pub fn new(meta: Meta) -> Self {
        Self { meta, orientation: Orientation::Portrait, subtitle: None, blocks: Vec::new(), footer: None }
    }

    /// Holds the pages this way.
    #[must_use]
    pub fn orientation(self, orientation: Orientation) -> Self {
        Self { orientation, ..self }
    }

    /// A smaller line under the title.
    #[must_use]
    pub fn subtitle(self, text: impl Into<String>) -> Self {
        Self { subtitle: Some(text.into()), ..self }
    }

    /// Adds a heading, which also appears in the outline of the file. An empty one is nothing.
    #[must_use]
    pub fn heading(self, text: impl Into<String>) -> Self {
        self.block(Block::Heading(text.into()))
    }

    /// Adds a paragraph. A line feed in it begins a new line.
    #[must_use]
    pub fn paragraph(self, text: impl Into<String>) -> Self {
        self.block(Block::Paragraph(text.into()))
    }

    /// Adds a small note.
    #[must_use]
    pub fn note(self, text: impl Into<String>) -> Self {
        self.block(Block::Note(text.into()))
    }

    /// Adds facts: labels with their values beside them.
    #[must_use]
    pub fn facts<L: Into<String>, V: Into<String>>(self, facts: impl IntoIterator<Item = (L, V)>) -> Self {
        let facts = facts.into_iter().map(|(label, value)| (label.into(), value.into())).collect();
        self.block(Block::Facts(facts))
    }

    /// Adds a table.
    #[must_use]
    pub fn table(self, table: Table) -> Self {
        self.block(Block::Table(table))
    }

    /// Adds a QR code with a caption and its content, an address, beside it.
    #[must_use]
    pub fn qr(self, content: impl Into<String>, caption: impl Into<String>) -> Self {
        self.block(Block::Qr { content: content.into(), caption: caption.into() })
    }

    /// What stands at the foot of each page, of the page and how many there are: "第 1 / 3 页". The title stands beside it.
    #[must_use]
    pub fn footer(self, text: impl Fn(usize, usize) -> String + Send + Sync + 'static) -> Self {
        Self { footer: Some(Box::new(text)), ..self }
    }

    fn block(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }

    /// Makes the file. What the fonts lack is drawn as [`MISSING`](crate::MISSING) and listed.
    ///
    /// # Errors
    /// A limit exceeded, a table whose rows and columns differ, an empty title or an invalid language.
    pub fn render(&self) -> Result<Rendered, PaperError> {
        self.meta.check()?;
        let counts =
            self.blocks.iter().map(|block| if let Block::Facts(facts) = block { facts.len() } else { 1 });
        if counts.sum::<usize>() > limits::BLOCKS_MAX {
            return Err(PaperError::Blocks);
        }
        let fonts = Fonts::load()?;
        let mut flow = Flow::new(&fonts, self.orientation);
        draw_title(&mut flow, &self.meta.title, self.subtitle.as_deref())?;
        for block in &self.blocks {
            block.draw(&mut flow)?;
        }
        let title = flow.clean_heading(&self.meta.title)?.replace('\n', " ");
        let (composed, missing) = flow.finish(|flow, page, pages, baseline| match &self.footer {
            Some(footer) => footer_marks(flow, &title, &footer(page, pages), baseline),
            None => Ok(Vec::new()),
        })?;
        let pages = composed.sheets.len();
        Ok(Rendered { pdf: draw(&self.meta, &fonts, composed)?, pages, missing })
    }
}
