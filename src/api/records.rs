//! Timeline and comments of records. `record` is where the API has the record, such as `/deals/…`.

use super::call::page_query;
use super::{Call, Get, IdempotencyKey};
use entente_model::activity::{Activity, Comment, NewComment};
use entente_model::page::Page;

/// What happened, newest first.
pub fn activity(record: &str, cursor: Option<&str>) -> Get<Page<Activity>> {
    Get::new(format!("{record}/activity"), &page_query(&[], 50, cursor)).stored()
}

/// The comments, oldest first.
pub fn comments(record: &str, cursor: Option<&str>) -> Get<Page<Comment>> {
    Get::new(format!("{record}/comments"), &page_query(&[], 100, cursor)).stored()
}

/// Writes a comment.
pub fn comment(record: &str, body: &NewComment, key: &IdempotencyKey) -> Call<Comment> {
    Call::post(format!("{record}/comments")).body(body).key(key)
}
