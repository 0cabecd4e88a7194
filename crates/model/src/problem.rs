//! Refusals: RFC 9457 problem details with stable codes that the browser translates.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The media type of every refusal.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// A refusal as sent on the wire (RFC 9457). `code` is stable; `title` and `detail` are English for people who read logs.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `urn:entente:problem:<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Stable code; the browser shows `problem.<code>` of its catalogue.
    pub code: Code,
    /// Short English summary.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What happened and how to mend it, in English.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub detail: String,
    /// To quote to whoever runs the portal.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub request_id: String,
    /// What is wrong with which field.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub errors: Vec<FieldError>,
    /// Facts for the sentence shown, such as who decided and when, or the version that stands (412).
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub params: BTreeMap<String, serde_json::Value>,
}

/// What is wrong with one field of a request.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// JSON pointer (RFC 6901) to the field in the request's body, such as `/products/0/quantity`.
    pub pointer: String,
    /// Stable code; the browser shows `field.<code>` of its catalogue.
    pub code: FieldCode,
    /// English for people who read logs.
    pub message: String,
    /// Numbers and names for the sentence, such as `max`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub params: BTreeMap<String, String>,
}

impl FieldError {
    /// A field error without parameters; the message is the code's own.
    pub fn new(pointer: impl Into<String>, code: FieldCode) -> Self {
        FieldError {
            pointer: pointer.into(),
            code,
            message: code.message().to_owned(),
            params: BTreeMap::new(),
        }
    }

    /// The same with one parameter more.
    pub fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }
}

macro_rules! field_codes {
    ($($(#[$doc:meta])* $variant:ident = $text:tt, $english:literal;)*) => {
        /// Stable codes of what can be wrong with a field.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum FieldCode { $($(#[$doc])* #[serde(rename = $text)] $variant,)* }

        impl FieldCode {
            /// Every code.
            pub const ALL: &'static [FieldCode] = &[$(FieldCode::$variant),*];
            /// The code as it stands on the wire and in the catalogues.
            pub fn as_str(self) -> &'static str {
                match self { $(FieldCode::$variant => $text),* }
            }
            /// English for people who read logs.
            pub fn message(self) -> &'static str {
                match self { $(FieldCode::$variant => $english),* }
            }
        }
    };
}

macro_rules! problem_codes {
    ($($(#[$doc:meta])* $variant:ident = $text:tt, $status:literal, $english:literal;)*) => {
        /// Stable codes of refusals.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum Code { $($(#[$doc])* #[serde(rename = $text)] $variant,)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];
            /// The code as it stands on the wire and in the catalogues.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $text),* }
            }
            /// The HTTP status that goes with it.
            pub fn status(self) -> u16 {
                match self { $(Code::$variant => $status),* }
            }
            /// Short English summary.
            pub fn title(self) -> &'static str {
                match self { $(Code::$variant => $english),* }
            }
        }
    };
}

problem_codes! {
    /// The body is not JSON.
    MalformedBody = "malformed_body", 400, "The request's body is not valid JSON";
    /// A query parameter or header is not of its form.
    MalformedRequest = "malformed_request", 400, "A parameter of the request is not of its form";
    /// No session, or it has ended.
    SignInRequired = "sign_in_required", 401, "Sign in first";
    /// No application was begun here, or opened by its link.
    ApplicationLinkRequired = "application_link_required", 401, "Open your application by its link first";
    /// E-mail and password don't go together. Said alike for unknown people.
    WrongCredentials = "wrong_credentials", 401, "E-mail address and password do not match";
    /// The role doesn't allow it.
    Forbidden = "forbidden", 403, "Your role does not allow this";
    /// A state-changing request without proof that it comes from the portal's own pages.
    CrossSite = "cross_site", 403, "The request did not come from the portal";
    /// No such record, or not one that the asker may know of.
    NotFound = "not_found", 404, "There is nothing here";
    /// The address exists, the method doesn't.
    MethodNotAllowed = "method_not_allowed", 405, "The address does not take this method";
    /// The record's state doesn't allow the event.
    InvalidState = "invalid_state", 409, "The record's state does not allow this";
    /// Somebody decided first; `params` say who and when.
    AlreadyDecided = "already_decided", 409, "Somebody else has decided this";
    /// Another registration holds the account.
    AccountHeld = "account_held", 409, "Another registration holds this account";
    /// Such a record exists already, for example a user with that address.
    AlreadyExists = "already_exists", 409, "This exists already";
    /// A mailed link that was used or has expired.
    LinkExpired = "link_expired", 410, "The link was used or has expired";
    /// The record changed since it was read; `params.current` holds it as it stands.
    StaleVersion = "stale_version", 412, "The record has changed since you read it";
    /// Body or file over the limit.
    TooLarge = "too_large", 413, "The body is larger than allowed";
    /// Not a content type that the operation takes.
    UnsupportedMediaType = "unsupported_media_type", 415, "The content type is not taken here";
    /// Fields are missing or wrong.
    InvalidFields = "invalid_fields", 422, "Some fields need attention";
    /// The key was used with another body.
    IdempotencyMismatch = "idempotency_mismatch", 422, "The Idempotency-Key was used for another request";
    /// A write without `If-Match`.
    VersionRequired = "version_required", 428, "Send the version you read as If-Match";
    /// A POST without `Idempotency-Key`.
    IdempotencyKeyRequired = "idempotency_key_required", 428, "Send an Idempotency-Key";
    /// Too many tries; `Retry-After` says when the next may come.
    TooManyRequests = "too_many_requests", 429, "Too many requests";
    /// A fault of the server's.
    Internal = "internal", 500, "The server failed";
    /// Database, disk or file store can't be reached; `Retry-After` says when to try again.
    Unavailable = "unavailable", 503, "The server can't do this right now";
}

field_codes! {
        /// Nothing was given.
        Required = "required", "is required";
        /// Fewer characters than `min`.
        TooShort = "too_short", "is too short";
        /// More characters than `max`.
        TooLong = "too_long", "is too long";
        /// Fewer entries than `min`.
        TooFew = "too_few", "has too few entries";
        /// More entries than `max`.
        TooMany = "too_many", "has too many entries";
        /// Below `min` or above `max`.
        OutOfRange = "out_of_range", "is out of range";
        /// Not a number.
        NotANumber = "not_a_number", "is not a number";
        /// More decimals than the currency has (`max`).
        TooManyDecimals = "too_many_decimals", "has more decimals than the currency";
        /// Not a domain name.
        InvalidDomain = "invalid_domain", "is not a domain name";
        /// Not an e-mail address.
        InvalidEmail = "invalid_email", "is not an e-mail address";
        /// Not a country of ISO 3166-1.
        InvalidCountry = "invalid_country", "is not a country code";
        /// Not a currency of ISO 4217 that the program takes.
        InvalidCurrency = "invalid_currency", "is not a currency the program takes";
        /// Not a date.
        InvalidDate = "invalid_date", "is not a date";
        /// A date before `min`.
        DateInPast = "date_in_past", "lies in the past";
        /// A date after `max`.
        DateTooFar = "date_too_far", "lies too far in the future";
        /// Not one of the values offered.
        UnknownValue = "unknown_value", "is not one of the values offered";
        /// The same entry twice.
        Duplicate = "duplicate", "is there twice";
        /// Not a colour as `#rrggbb`.
        InvalidColour = "invalid_colour", "is not a colour like #2f5bd8";
        /// A code that records may keep and so may not disappear; `code`.
        InUse = "in_use", "is in use and may not disappear";
        /// A report that says what is known already.
        Unchanged = "unchanged", "says nothing new";
        /// A field that the operation doesn't have.
        UnknownField = "unknown_field", "is not a field of this request";
        /// A value of another JSON type.
        WrongType = "wrong_type", "is of the wrong type";
        /// Control characters or other text that can't be stored.
        InvalidText = "invalid_text", "contains characters that are not allowed";
        /// Larger than `max` bytes.
        FileTooLarge = "file_too_large", "is larger than allowed";
        /// Not a kind of file that is taken.
        FileKind = "file_kind", "is not a kind of file that is taken";
        /// Name and content disagree.
        FileDisguised = "file_disguised", "is not what its name says";
        /// A picture that can't be read.
        PictureUnreadable = "picture_unreadable", "can't be read as a picture";
        /// Fewer than `min` pixels on the longer side.
        PictureTooSmall = "picture_too_small", "has too few pixels";
        /// More than `max` pixels on a side.
        PictureTooLarge = "picture_too_large", "has too many pixels";
        /// A drawing with scripts, event handlers or foreign content.
        DrawingActive = "drawing_active", "holds scripts or foreign content";
        /// A drawing that refers to something outside of itself, or holds pictures.
        DrawingExternal = "drawing_external", "refers to something outside of itself";
        /// A drawing with text that is not converted to paths.
        DrawingText = "drawing_text", "holds text that is not converted to paths";
        /// A drawing that declares a document type, and with it perhaps entities.
        DrawingDoctype = "drawing_doctype", "declares a document type";
        /// A drawing that would take too long to draw.
        DrawingTooComplex = "drawing_too_complex", "is too complex";
        /// A domain that a partner has.
        DomainTaken = "domain_taken", "belongs to a partner already";
        /// A last entry of a list that must be for all and is not.
        FitsNotAll = "fits_not_all", "is the last and must be for all";
        /// A name that is not the person's; `name` says which is.
        NameDiffers = "name_differs", "is not the name of who signs";
        /// A text that was changed since it was shown.
        TextChanged = "text_changed", "was changed since it was shown";
        /// A field that people don't see was filled in.
        LeaveEmpty = "leave_empty", "is to be left empty";
        /// A proof of work that proves nothing, or that was used.
        ProofInvalid = "proof_invalid", "is not a proof of that challenge";
        /// An empty file.
        FileEmpty = "file_empty", "is empty";
        /// A last day before the first, `min`.
        BeforeStart = "before_start", "lies before the first day";
        /// A first day before `min`, which is `days` after the day of the request.
        TooSoon = "too_soon", "begins sooner than the program can decide";
        /// A day outside of a fund's period, `min` to `max`.
        OutsidePeriod = "outside_period", "lies outside of the fund's period";
        /// A fund whose period is closed.
        FundClosed = "fund_closed", "is closed";
        /// A cost that the program does not share for such an activity.
        NotEligible = "not_eligible", "is not a cost that the program shares";
        /// More than `max` minor units of `currency`: that is `per_mille` of the cost.
        OverShare = "over_share", "is more than the share that may be asked for";
        /// More than the partner has in the fund: `max` minor units of `currency`.
        OverAvailable = "over_available", "is more than is available";
        /// No rate of the day from the currency `from` to the fund's, `to`.
        NoRate = "no_rate", "has no exchange rate to the fund's currency";
        /// An activity that was asked for already; `reference`.
        SameActivity = "same_activity", "was asked for already";
        /// A kind of proof, `kind`, of which no file is there.
        ProofMissing = "proof_missing", "is missing";
        /// A day before the activity was approved, `min`.
        BeforeApproval = "before_approval", "lies before the approval";
        /// An invoice that another claim names; `reference`.
        InvoiceUsed = "invoice_used", "was claimed before";
        /// Costs over those of the approved line, `max` minor units of `currency`: what is over does not count.
        OverLine = "over_line", "is over the approved line";
        /// Not an IBAN of the bank's country.
        InvalidIban = "invalid_iban", "is not an IBAN of the bank's country";
        /// Not a BIC of the bank's country.
        InvalidBic = "invalid_bic", "is not a BIC of the bank's country";
        /// A name that can't be written in the Latin letters that banks take, in at most `max`.
        NotLatin = "not_latin", "can't be written in the letters that banks take";
        /// A bank's answer that is none of the formats that are read.
        AnswerUnreadable = "answer_unreadable", "is no answer of a bank that can be read";
        /// A password that is too easily guessed.
        WeakPassword = "weak_password", "is too easily guessed";
}

impl Problem {
    /// A refusal with the code's own title and status.
    pub fn new(code: Code) -> Self {
        Problem {
            kind: format!("urn:entente:problem:{}", code.as_str()),
            code,
            title: code.title().to_owned(),
            status: code.status(),
            detail: String::new(),
            request_id: String::new(),
            errors: Vec::new(),
            params: BTreeMap::new(),
        }
    }

    /// A refusal of fields (422).
    pub fn fields(errors: Vec<FieldError>) -> Self {
        Problem {
            errors,
            ..Problem::new(Code::InvalidFields)
        }
    }

    /// The same with a sentence on what happened.
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// The same with one fact more.
    pub fn param(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
}
