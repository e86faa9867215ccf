//! A grid worker's day.

use contract::day::{Day, GetDay};

use crate::{Client, ClientError};

impl Client {
    /// `get_day`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_day(&self, query: &GetDay) -> Result<Day, ClientError> {
        self.get("/work/day").query(query).read().await
    }
}
