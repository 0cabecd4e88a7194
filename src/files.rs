//! Files of a record, each with the way to it.

use crate::i18n::{self, keys, t};
use crate::ui::{Icon, IconName, IconSize};
use entente_model::deals::Attachment;
use leptos::prelude::*;

/// A file as a line.
#[derive(Clone, PartialEq)]
pub struct File {
    name: String,
    size: u64,
    address: String,
}

impl File {
    /// Of a record's file, which lies at an address.
    pub fn of(file: &Attachment, address: String) -> Self {
        File {
            name: file.name.clone(),
            size: file.size,
            address,
        }
    }

    /// The line.
    pub fn line(self) -> AnyView {
        let File { name, size, address } = self;
        let saved_as = name.clone();
        view! {
            <li>
                <Icon name=IconName::Paperclip size=IconSize::Small/>
                <a href=address download=saved_as translate="no" dir="auto">{name}</a>
                <span class="muted small number" translate="no">{move || i18n::file_size(size)}</span>
            </li>
        }
        .into_any()
    }
}

/// The list; nothing when there are none.
#[component]
pub fn Files(
    /// The files.
    files: Signal<Vec<File>>,
) -> impl IntoView {
    move || {
        let files = files.get();
        (!files.is_empty()).then(|| {
            let lines = files.into_iter().map(File::line).collect_view();
            view! { <ul class="approval-files" aria-label=t(keys::DEAL_CARD_ATTACHMENTS)>{lines}</ul> }
        })
    }
}
