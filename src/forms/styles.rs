//! How numbers are written where tests type them.

use entente_model::money::NumberStyle;

/// As in German: `1.234,50`.
pub const GERMAN: NumberStyle = NumberStyle {
    decimal: ',',
    group: '.',
};

/// As in English: `1,234.50`.
pub const ENGLISH: NumberStyle = NumberStyle {
    decimal: '.',
    group: ',',
};
