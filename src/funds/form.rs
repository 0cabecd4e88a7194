//! The form of a fund: what it is, and the rule by which it is allocated.

mod fields;
mod model;
mod page;
mod raw;
mod view;

pub(super) use fields::Fields;
pub(super) use model::{at_fields, problems, take_refusals_off};
pub use page::{EditFundPage, NewFundPage};
pub(super) use raw::{RawFund, read};
pub(super) use view::RuleFields;
