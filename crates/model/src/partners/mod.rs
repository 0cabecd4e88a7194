//! Partner companies as records: what they say of themselves, what they have handed in, and what the vendor notes about them.

pub mod note;
pub mod profile;
pub mod record;
pub mod tax_form;

pub use note::{NewPartnerNote, PartnerNote};
pub use profile::{BrandColours, PartnerProfile, ProfileRules};
pub use record::{Logo, Partner};
pub use tax_form::{TaxForm, TaxFormFile};
