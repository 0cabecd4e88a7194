//! The section "Attachments".

use super::model::FormModel;
use crate::api::ApiError;
use crate::deals::uploads::{ACCEPTED, Uploads};
use crate::i18n::{file_size, keys, text_with};
use crate::ui::{Field, FileDrop, FormSection};
use entente_model::deals::Attachment;
use leptos::prelude::*;
use std::rc::Rc;

/// The files of the form: they go to the draft, which is saved first when the server does not have it yet.
pub fn uploads_of(form: FormModel, there: &[Attachment]) -> Uploads {
    let max = form
        .program
        .try_with_value(|program| program.max_attachment_bytes)
        .unwrap_or_default();
    let deal = Rc::new(move || {
        let saver = form.saver();
        let known = form.id.try_get_untracked().flatten();
        let id: futures::future::LocalBoxFuture<'static, _> = Box::pin(async move {
            match (known, saver) {
                (Some(id), _) => Ok(id),
                (None, Some(saver)) => saver.save_and_wait().await.map(|(id, _)| id),
                (None, None) => Err(ApiError::Aborted),
            }
        });
        id
    });
    Uploads::new(there, max, deal, None)
}

/// The section.
#[component]
pub fn FilesSection(
    /// The form.
    form: FormModel,
    /// Its files.
    uploads: Uploads,
) -> impl IntoView {
    let max = form
        .program
        .try_with_value(|program| program.max_attachment_bytes)
        .unwrap_or_default();
    let rule = Signal::derive(move || {
        Some(text_with(
            keys::DEALS_FORM_ATTACHMENTS_TEXT,
            &[("size", &file_size(max))],
        ))
    });
    view! {
        <div id="section-attachments" class="form-anchor">
            <FormSection title=keys::DEALS_FORM_ATTACHMENTS text=rule>
                <Field label=keys::DEALS_FORM_FILES_LABEL name="/attachments" optional=true group=true>
                    <FileDrop
                        entries=uploads.entries()
                        on_add=Callback::new(move |(file,)| uploads.add(file))
                        on_remove=Callback::new(move |(id,): (String,)| uploads.remove(&id))
                        on_retry=Callback::new(move |(id,): (String,)| uploads.retry(&id))
                        accept=ACCEPTED
                    />
                </Field>
            </FormSection>
        </div>
    }
}
