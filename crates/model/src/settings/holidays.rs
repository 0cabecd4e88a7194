//! Public holidays of 2026 and 2027 that the regions of a new program begin with.
//!
//! Those of the country where the region's managers sit, valid in all of that country and fixed by law when written; observed days where
//! the day itself falls on a weekend and the law moves it. Days that follow the sighting of the moon are for the admin to add.

use super::Holiday;
use chrono::NaiveDate;

/// Year, month, day, name.
pub(super) type Day = (i32, u32, u32, &'static str);

/// As the settings hold them.
pub(super) fn holidays(days: &[Day]) -> Vec<Holiday> {
    let holiday = |(year, month, day, name): &Day| {
        NaiveDate::from_ymd_opt(*year, *month, *day).map(|date| Holiday {
            date,
            name: (*name).to_owned(),
        })
    };
    days.iter().filter_map(holiday).collect()
}

/// Germany: nine days of all sixteen states.
#[rustfmt::skip]
pub(super) const GERMANY: &[Day] = &[
    (2026, 1, 1, "Neujahr"), (2026, 4, 3, "Karfreitag"), (2026, 4, 6, "Ostermontag"), (2026, 5, 1, "Tag der Arbeit"),
    (2026, 5, 14, "Christi Himmelfahrt"), (2026, 5, 25, "Pfingstmontag"), (2026, 10, 3, "Tag der Deutschen Einheit"),
    (2026, 12, 25, "1. Weihnachtstag"), (2026, 12, 26, "2. Weihnachtstag"),
    (2027, 1, 1, "Neujahr"), (2027, 3, 26, "Karfreitag"), (2027, 3, 29, "Ostermontag"), (2027, 5, 1, "Tag der Arbeit"),
    (2027, 5, 6, "Christi Himmelfahrt"), (2027, 5, 17, "Pfingstmontag"), (2027, 10, 3, "Tag der Deutschen Einheit"),
    (2027, 12, 25, "1. Weihnachtstag"), (2027, 12, 26, "2. Weihnachtstag"),
];

/// England and Wales, with substitute days (Banking and Financial Dealings Act 1971).
#[rustfmt::skip]
pub(super) const ENGLAND: &[Day] = &[
    (2026, 1, 1, "New Year's Day"), (2026, 4, 3, "Good Friday"), (2026, 4, 6, "Easter Monday"), (2026, 5, 4, "Early May bank holiday"),
    (2026, 5, 25, "Spring bank holiday"), (2026, 8, 31, "Summer bank holiday"), (2026, 12, 25, "Christmas Day"),
    (2026, 12, 28, "Boxing Day (substitute day)"),
    (2027, 1, 1, "New Year's Day"), (2027, 3, 26, "Good Friday"), (2027, 3, 29, "Easter Monday"), (2027, 5, 3, "Early May bank holiday"),
    (2027, 5, 31, "Spring bank holiday"), (2027, 8, 30, "Summer bank holiday"), (2027, 12, 27, "Christmas Day (substitute day)"),
    (2027, 12, 28, "Boxing Day (substitute day)"),
];

/// France (Code du travail, L3133-1).
#[rustfmt::skip]
pub(super) const FRANCE: &[Day] = &[
    (2026, 1, 1, "Jour de l'an"), (2026, 4, 6, "Lundi de Pâques"), (2026, 5, 1, "Fête du Travail"), (2026, 5, 8, "Victoire 1945"),
    (2026, 5, 14, "Ascension"), (2026, 5, 25, "Lundi de Pentecôte"), (2026, 7, 14, "Fête nationale"), (2026, 8, 15, "Assomption"),
    (2026, 11, 1, "Toussaint"), (2026, 11, 11, "Armistice 1918"), (2026, 12, 25, "Noël"),
    (2027, 1, 1, "Jour de l'an"), (2027, 3, 29, "Lundi de Pâques"), (2027, 5, 1, "Fête du Travail"), (2027, 5, 8, "Victoire 1945"),
    (2027, 5, 6, "Ascension"), (2027, 5, 17, "Lundi de Pentecôte"), (2027, 7, 14, "Fête nationale"), (2027, 8, 15, "Assomption"),
    (2027, 11, 1, "Toussaint"), (2027, 11, 11, "Armistice 1918"), (2027, 12, 25, "Noël"),
];

/// Spain: those that no autonomous community may move.
#[rustfmt::skip]
pub(super) const SPAIN: &[Day] = &[
    (2026, 1, 1, "Año Nuevo"), (2026, 4, 3, "Viernes Santo"), (2026, 5, 1, "Fiesta del Trabajo"), (2026, 8, 15, "Asunción de la Virgen"),
    (2026, 10, 12, "Fiesta Nacional de España"), (2026, 12, 8, "Inmaculada Concepción"), (2026, 12, 25, "Natividad del Señor"),
    (2027, 1, 1, "Año Nuevo"), (2027, 3, 26, "Viernes Santo"), (2027, 5, 1, "Fiesta del Trabajo"),
    (2027, 10, 12, "Fiesta Nacional de España"), (2027, 11, 1, "Todos los Santos"), (2027, 12, 6, "Día de la Constitución"),
    (2027, 12, 8, "Inmaculada Concepción"), (2027, 12, 25, "Natividad del Señor"),
];

/// Sweden (lag 1989:253), days that always fall on a weekend left out.
#[rustfmt::skip]
pub(super) const SWEDEN: &[Day] = &[
    (2026, 1, 1, "Nyårsdagen"), (2026, 1, 6, "Trettondedag jul"), (2026, 4, 3, "Långfredagen"), (2026, 4, 6, "Annandag påsk"),
    (2026, 5, 1, "Första maj"), (2026, 5, 14, "Kristi himmelsfärdsdag"), (2026, 6, 6, "Sveriges nationaldag"), (2026, 12, 25, "Juldagen"),
    (2026, 12, 26, "Annandag jul"),
    (2027, 1, 1, "Nyårsdagen"), (2027, 1, 6, "Trettondedag jul"), (2027, 3, 26, "Långfredagen"), (2027, 3, 29, "Annandag påsk"),
    (2027, 5, 1, "Första maj"), (2027, 5, 6, "Kristi himmelsfärdsdag"), (2027, 6, 6, "Sveriges nationaldag"), (2027, 12, 25, "Juldagen"),
    (2027, 12, 26, "Annandag jul"),
];

/// United States, federal (5 U.S.C. 6103), observed on Friday or Monday when on a weekend.
#[rustfmt::skip]
pub(super) const UNITED_STATES: &[Day] = &[
    (2026, 1, 1, "New Year's Day"), (2026, 1, 19, "Martin Luther King Jr. Day"), (2026, 2, 16, "Washington's Birthday"),
    (2026, 5, 25, "Memorial Day"), (2026, 6, 19, "Juneteenth"), (2026, 7, 3, "Independence Day (observed)"), (2026, 9, 7, "Labor Day"),
    (2026, 10, 12, "Columbus Day"), (2026, 11, 11, "Veterans Day"), (2026, 11, 26, "Thanksgiving Day"), (2026, 12, 25, "Christmas Day"),
    (2027, 1, 1, "New Year's Day"), (2027, 1, 18, "Martin Luther King Jr. Day"), (2027, 2, 15, "Washington's Birthday"),
    (2027, 5, 31, "Memorial Day"), (2027, 6, 18, "Juneteenth (observed)"), (2027, 7, 5, "Independence Day (observed)"),
    (2027, 9, 6, "Labor Day"), (2027, 10, 11, "Columbus Day"), (2027, 11, 11, "Veterans Day"), (2027, 11, 25, "Thanksgiving Day"),
    (2027, 12, 24, "Christmas Day (observed)"), (2027, 12, 31, "New Year's Day (observed)"),
];

/// Japan (Act on National Holidays), equinoxes as announced, with substitute and citizens' holidays.
#[rustfmt::skip]
pub(super) const JAPAN: &[Day] = &[
    (2026, 1, 1, "元日"), (2026, 1, 12, "成人の日"), (2026, 2, 11, "建国記念の日"), (2026, 2, 23, "天皇誕生日"), (2026, 3, 20, "春分の日"),
    (2026, 4, 29, "昭和の日"), (2026, 5, 3, "憲法記念日"), (2026, 5, 4, "みどりの日"), (2026, 5, 5, "こどもの日"), (2026, 5, 6, "休日"),
    (2026, 7, 20, "海の日"), (2026, 8, 11, "山の日"), (2026, 9, 21, "敬老の日"), (2026, 9, 22, "休日"), (2026, 9, 23, "秋分の日"),
    (2026, 10, 12, "スポーツの日"), (2026, 11, 3, "文化の日"), (2026, 11, 23, "勤労感謝の日"),
    (2027, 1, 1, "元日"), (2027, 1, 11, "成人の日"), (2027, 2, 11, "建国記念の日"), (2027, 2, 23, "天皇誕生日"), (2027, 3, 21, "春分の日"),
    (2027, 3, 22, "休日"), (2027, 4, 29, "昭和の日"), (2027, 5, 3, "憲法記念日"), (2027, 5, 4, "みどりの日"), (2027, 5, 5, "こどもの日"),
    (2027, 7, 19, "海の日"), (2027, 8, 11, "山の日"), (2027, 9, 20, "敬老の日"), (2027, 9, 23, "秋分の日"), (2027, 10, 11, "スポーツの日"),
    (2027, 11, 3, "文化の日"), (2027, 11, 23, "勤労感謝の日"),
];

/// Saudi Arabia: the days of the civil calendar.
#[rustfmt::skip]
pub(super) const SAUDI_ARABIA: &[Day] = &[
    (2026, 2, 22, "يوم التأسيس"), (2026, 9, 23, "اليوم الوطني"),
    (2027, 2, 22, "يوم التأسيس"), (2027, 9, 23, "اليوم الوطني"),
];
