//! The home page.

use super::Get;
use entente_model::home::Home;

/// A person's own next steps.
pub fn read() -> Get<Home> {
    Get::new("/home", "").stored()
}
