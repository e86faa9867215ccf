//! Tables of awards: points for many at once, uploaded by one person and committed by another.

pub mod list;
pub mod show;
pub mod upload;

pub use list::Tables;
pub use show::TablePage;
pub use upload::UploadTable;

use domain::ids::BulkAwardId;

use super::BASE;

/// The page of a table.
fn address(id: BulkAwardId) -> String {
    format!("{BASE}/points/tables/{id}")
}
