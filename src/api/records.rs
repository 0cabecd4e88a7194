//! Timeline and comments of records. `record` is where the API has the record, such as `/deals/…`.

use super::{Call, Get, IdempotencyKey};
use entente_model::activity::{Activity, Comment, NewComment};
use entente_model::page::Page;

fn page(limit: u32, cursor: Option<&str>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("limit", &limit.to_string());
    if let Some(cursor) = cursor {
        query.append_pair("cursor", cursor);
    }
    query.finish()
}

/// What happened, newest first.
pub fn activity(record: &str, cursor: Option<&str>) -> Get<Page<Activity>> {
    Get::new(format!("{record}/activity"), &page(50, cursor)).stored()
}

/// The comments, oldest first.
pub fn comments(record: &str, cursor: Option<&str>) -> Get<Page<Comment>> {
    Get::new(format!("{record}/comments"), &page(100, cursor)).stored()
}

/// Writes a comment.
pub fn comment(record: &str, body: &NewComment, key: &IdempotencyKey) -> Call<Comment> {
    Call::post(format!("{record}/comments")).body(body).key(key)
}
