//! What the pages with a long list share.

mod any_of;
mod asked;
mod bound;
mod cells;
mod one_of;
mod parts;
mod rows;
mod search;

pub use any_of::AnyOf;
pub use asked::{Asked, order, pressed_order, use_asked, use_search_of};
pub use bound::bound;
pub use cells::{company_or, name_or, no_value};
pub use one_of::{OneOf, RegionFilter};
pub use parts::{ListCard, changes, foot, no_rows, none_match};
pub use rows::{ListQuestion, Rows, use_rows};
pub use search::{Search, use_search};
