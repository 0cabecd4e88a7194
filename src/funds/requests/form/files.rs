//! The files of a request: they go to the draft, which is saved first when the server does not have it yet.

use super::model::FormModel;
use crate::api::fund_requests;
use crate::forms::{FileHome, Uploads};
use crate::i18n::keys;
use entente_model::deals::Attachment;
use leptos::prelude::*;

/// The files of the form; `there` are those that the server has.
pub fn uploads_of(form: FormModel, there: &[Attachment]) -> Uploads {
    let home = FileHome {
        upload: Box::new(move |file, key, progress| {
            let id = form.draft.saved();
            Box::pin(async move { fund_requests::attach(id.await?, &file, &key, progress).await })
        }),
        remove: Box::new(move |attachment| {
            let id = form.draft.saved();
            Box::pin(async move { fund_requests::detach(id.await?, attachment).await })
        }),
        unsaved: keys::REQUEST_FORM_FILES_UNSAVED,
    };
    let most = form
        .ground
        .try_with_value(|ground| ground.rules.settings.max_attachment_bytes);
    Uploads::at(there, most.unwrap_or_default(), home, None)
}
