//! A partner's logo: whatever is handed in is drawn anew, so that nothing of the file but the picture is kept.

mod drawing;
mod easel;
mod picture;
mod routes;
mod store;
mod weight;

pub(super) use routes::router;
