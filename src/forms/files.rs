//! Files in a form.

use super::{ACCEPTED, Uploads};
use crate::i18n::{Key, file_size, keys, text_with};
use crate::ui::{Field, FileDrop, FormSection};
use leptos::prelude::*;

/// A place for files, inside a field.
#[component]
pub fn Files(
    /// The files.
    uploads: Uploads,
) -> impl IntoView {
    view! {
        <FileDrop
            entries=uploads.entries()
            on_add=Callback::new(move |(file,)| uploads.add(file))
            on_remove=Callback::new(move |(id,): (String,)| uploads.remove(&id))
            on_retry=Callback::new(move |(id,): (String,)| uploads.retry(&id))
            accept=ACCEPTED
        />
    }
}

/// The section "Attachments".
#[component]
pub fn FilesSection(
    /// The files.
    uploads: Uploads,
    /// What may be attached; `{size}` in it is the most that one may have.
    text: Key,
) -> impl IntoView {
    let most = uploads.most_bytes();
    let rule = Signal::derive(move || Some(text_with(text, &[("size", &file_size(most))])));
    view! {
        <div id="section-attachments" class="form-anchor">
            <FormSection title=keys::DEALS_FORM_ATTACHMENTS text=rule>
                <Field label=keys::DEALS_FORM_FILES_LABEL name="/attachments" optional=true group=true>
                    <Files uploads=uploads/>
                </Field>
            </FormSection>
        </div>
    }
}
