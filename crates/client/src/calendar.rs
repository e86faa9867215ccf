//! The working calendar.

use contract::calendar::{CalendarYear, CalendarYears, ImportYear};
use reqwest::Method;

use crate::{Client, ClientError, Tagged};

impl Client {
    /// `list_calendar_years`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_calendar_years(&self) -> Result<CalendarYears, ClientError> {
        self.get("/calendar/years").read().await
    }

    /// `import_calendar_year`: `etag` is that of the year as it was read, `"0"` where there was none.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn import_calendar_year(
        &self,
        year: i32,
        etag: &str,
        body: &ImportYear,
    ) -> Result<Tagged<CalendarYear>, ClientError> {
        self.call(Method::PUT, &format!("/calendar/years/{year}"))
            .json(body)
            .if_match(etag)
            .read_tagged()
            .await
    }
}
