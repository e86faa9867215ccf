//! What the funds may spend outside projects.

use super::{Funds, Which, purpose, texts::funds::Words};
use crate::{
    demo::DemoError,
    funds::budget::{self, WriteLine},
};

impl Funds<'_> {
    /// The lines of a fund's own budget, for both years.
    pub(super) async fn budget(&self, which: Which) -> Result<(), DemoError> {
        let (fund, words) = (self.fund(which)?, Words::of(which));
        for (number, (title, limit, code)) in (1..).zip(words.lines) {
            let purpose = code.map(purpose).transpose()?;
            let new = WriteLine { title: (*title).to_owned(), limit: *limit, purpose };
            self.write(&self.people.official, move |tx, who| budget::set(tx, who, fund, number, &new))
                .await?;
        }
        Ok(())
    }
}
