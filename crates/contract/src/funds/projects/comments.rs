//! What residents say of projects.

use chrono::{DateTime, Utc};
use domain::{funds::PROJECT_WORDS_CHARS_MAX, ids::ProjectCommentId};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::words::not_blank;

/// What somebody said of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectComment {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: ProjectCommentId,
    /// What was said.
    pub text: String,
    /// Who said it: all but the first character of their name hidden.
    pub by: String,
    /// Whether it is the caller's own.
    pub mine: bool,
    /// When.
    pub at: DateTime<Utc>,
}

/// What to say of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"text": "建议再加两张长椅。"})))]
#[serde(deny_unknown_fields)]
pub struct CommentOnProject {
    /// The words.
    #[validate(length(min = 1, max = PROJECT_WORDS_CHARS_MAX), custom(function = "not_blank"))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000))]
    pub text: String,
}

/// That something was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectCommented {
    /// The comment's id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: ProjectCommentId,
}
