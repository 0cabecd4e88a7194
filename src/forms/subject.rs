//! What a form's saver must know of what the form writes.

use super::device::{Creating, DeviceCopy, Place};
use crate::api::{ApiError, IdempotencyKey};
use chrono::{DateTime, Utc};
use entente_model::money::NumberStyle;
use entente_model::problem::FieldError;
use futures::future::{LocalBoxFuture, ready};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A request on its way.
pub type Sending<T> = LocalBoxFuture<'static, Result<T, ApiError>>;

/// What the device keeps of a form.
pub type CopyOf<S> = DeviceCopy<<S as Subject>::Raw, <S as Subject>::Fields, <S as Subject>::Pass>;

/// The first save of a form.
pub type CreatingOf<S> = Creating<<S as Subject>::Fields, <S as Subject>::Pass>;

/// The signals that hold the text of a form, exactly as typed. They are handles: copied freely, gone with the page.
pub trait Typing: Copy + Send + Sync + 'static {
    /// The text.
    type Raw;

    /// What is typed now; followed inside a reactive closure.
    fn raw(self) -> Self::Raw;
    /// Puts other text in place. What stays is left alone, so that the focus in it is.
    fn fill(self, raw: Self::Raw);
}

/// A kind of record that a form writes and a [`Saver`](super::Saver) saves.
pub trait Subject: Sized + 'static {
    /// The text as typed.
    type Raw: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// What can be read of the text, and what the server takes.
    type Fields: Clone + PartialEq + Default + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// What the server answers with.
    type Record: Clone + DeserializeOwned + Send + Sync + 'static;
    /// How the server knows a record.
    type Id: Clone + Send + Sync + 'static;
    /// What the first save carries beside the fields.
    type Pass: Clone + Default + Serialize + DeserializeOwned;
    /// Where a page holds the text.
    type Typing: Typing<Raw = Self::Raw>;

    /// What can be read of the text, and what can't.
    fn read(raw: &Self::Raw, style: NumberStyle) -> (Self::Fields, Vec<FieldError>);
    /// The text as a reader of other signs would have typed it.
    fn in_signs(raw: Self::Raw, from: NumberStyle, to: NumberStyle) -> Self::Raw;
    /// What even a draft is refused for.
    fn check_limits(fields: &Self::Fields) -> Vec<FieldError>;
    /// The record's id.
    fn id(record: &Self::Record) -> Self::Id;
    /// The record's version.
    fn version(record: &Self::Record) -> i64;
    /// What is written in the record.
    fn fields(record: &Self::Record) -> &Self::Fields;
    /// When it was last changed.
    fn saved_at(record: &Self::Record) -> DateTime<Utc>;

    /// Where the device keeps what is typed, once the server has a record.
    fn place(&self, id: &Self::Id) -> Place;
    /// Makes a record.
    fn create(&self, fields: &Self::Fields, pass: &Self::Pass, key: &IdempotencyKey) -> Sending<Self::Record>;
    /// Changes a record.
    fn update(&self, id: &Self::Id, fields: &Self::Fields, version: i64) -> Sending<Self::Record>;

    /// Whether what is typed is enough for a record to be made without being asked to.
    fn says_enough(&self, _: &Self::Fields) -> bool {
        true
    }
    /// Makes the first save ready.
    fn prepare(&self) -> Sending<Self::Pass> {
        Box::pin(ready(Ok(Self::Pass::default())))
    }
    /// Whether a refused first save is to be made ready anew and sent again.
    fn asks_anew(_: &ApiError) -> bool {
        false
    }
}
