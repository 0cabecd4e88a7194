//! The section "Attachments".

use super::model::FormModel;
use crate::api::{ApiError, fund_requests};
use crate::deals::uploads::{ACCEPTED, FileHome, Uploads};
use crate::forms::Sending;
use crate::i18n::{file_size, keys, text_with};
use crate::ui::{Field, FileDrop, FormSection};
use entente_model::deals::Attachment;
use entente_model::ids::FundRequestId;
use leptos::prelude::*;

/// The files of the form: they go to the draft, which is saved first when the server does not have it yet.
pub fn uploads_of(form: FormModel, there: &[Attachment]) -> Uploads {
    let home = FileHome {
        upload: Box::new(move |file, key, progress| {
            let id = saved(form);
            Box::pin(async move { fund_requests::attach(id.await?, &file, &key, progress).await })
        }),
        remove: Box::new(move |attachment| {
            let id = saved(form);
            Box::pin(async move { fund_requests::detach(id.await?, attachment).await })
        }),
        unsaved: keys::REQUEST_FORM_FILES_UNSAVED,
    };
    Uploads::at(there, most_bytes(form), home, None)
}

/// The draft's id, once the server has it.
fn saved(form: FormModel) -> Sending<FundRequestId> {
    let saver = form.saver();
    let known = form.id.try_get_untracked().flatten();
    Box::pin(async move {
        match (known, saver) {
            (Some(id), _) => Ok(id),
            (None, Some(saver)) => saver.save_and_wait().await.map(|(id, _)| id),
            (None, None) => Err(ApiError::Aborted),
        }
    })
}

fn most_bytes(form: FormModel) -> u64 {
    let most = form
        .ground
        .try_with_value(|ground| ground.rules.settings.max_attachment_bytes);
    most.unwrap_or_default()
}

/// The section.
#[component]
pub fn FilesSection(
    /// The form.
    form: FormModel,
    /// Its files.
    uploads: Uploads,
) -> impl IntoView {
    let most = most_bytes(form);
    let rule = Signal::derive(move || Some(text_with(keys::REQUEST_FORM_FILES_TEXT, &[("size", &file_size(most))])));
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
