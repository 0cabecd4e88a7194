//! The files of a registration: they go to the draft, which is saved first when the server does not have it yet.

use super::model::FormModel;
use crate::forms::Uploads;
use entente_model::deals::Attachment;
use leptos::prelude::*;
use std::rc::Rc;

/// The files of the form; `there` are those that the server has.
pub fn uploads_of(form: FormModel, there: &[Attachment]) -> Uploads {
    let most = form
        .program
        .try_with_value(|program| program.max_attachment_bytes)
        .unwrap_or_default();
    Uploads::new(there, most, Rc::new(move || form.draft.saved()), None)
}
