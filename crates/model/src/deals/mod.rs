//! Deal registration: what a registration holds, its states and events, and how it looks on the wire.

mod allowed;
pub mod draft;
mod draft_check;
mod event_check;
pub mod occurrence;
pub mod refusal;
pub mod state;
pub mod transition;
pub mod views;

pub use allowed::allowed;
pub use draft::{Contact, DealDraft, DealProduct};
pub use draft_check::{ProgramRules, last_close};
pub use occurrence::{Actor, DealEventKind, DealFacts, Occurrence};
pub use refusal::{Refusal, RefusalCode};
pub use state::{DealEvent, DealState, LossReason, Stage};
pub use transition::apply;
pub use views::*;
