//! Forms.

use super::show;
use crate::ui::*;
use chrono::{TimeDelta, Utc};
use leptos::prelude::*;

fn choices() -> Vec<Choice> {
    [
        "Atlas Platform",
        "Edge Gateway",
        "Insight Analytics",
        "Sentinel Security",
        "Orbit Storage",
    ]
    .iter()
    .map(|name| Choice::data(name.to_lowercase(), *name).with_hint("per seat"))
    .collect()
}

fn entry(id: &str, name: &str, state: FileState) -> FileEntry {
    FileEntry {
        id: id.into(),
        name: name.into(),
        size: 1_432_118,
        state,
    }
}

pub(super) fn section() -> AnyView {
    let name = RwSignal::new(String::from("Adventure Works GmbH"));
    let domain = RwSignal::new(String::from("not a domain"));
    let email = RwSignal::new(String::new());
    let need = RwSignal::new(String::from("They replace a home-grown system across eleven plants."));
    let amount = RwSignal::new(String::from("125,000.00"));
    let currency = RwSignal::new(String::from("EUR"));
    let product = RwSignal::new(String::from("edge gateway"));
    let stage = RwSignal::new(String::new());
    let date = RwSignal::new(String::from("2026-12-18"));
    let seats = RwSignal::new(String::from("250"));
    let consent = RwSignal::new(true);
    let news = RwSignal::new(false);
    let kind = RwSignal::new(String::from("reseller"));
    let channel = RwSignal::new(String::from("mail"));
    let regions = RwSignal::new(vec![String::from("dach")]);
    let specialties = RwSignal::new(Vec::<String>::new());
    let notify = RwSignal::new(true);
    let state = FormState::new(move || {
        let mut issues = Vec::new();
        if !domain.with(|domain| domain.contains('.')) {
            issues.push(FormIssue::new("/customer/domain", "Give a domain such as example.com."));
        }
        if email.with(String::is_empty) {
            issues.push(FormIssue::new("/contact/email", "Give the contact’s e-mail address."));
        }
        issues
    });
    let files = RwSignal::new(vec![
        entry("1", "Request for proposal.pdf", FileState::Stored),
        entry("2", "Architecture.png", FileState::Sending(0.62)),
        entry(
            "3",
            "Costs with a very long name that does not fit on a telephone.xlsx",
            FileState::Checking,
        ),
        entry(
            "4",
            "setup.exe.pdf",
            FileState::Failed("This is a program, not a PDF. Choose another file.".into()),
        ),
    ]);
    let form = view! {
        <Form state=state on_submit=|| toast("Sent")>
            <ErrorSummary/>
            <FormSection title="Customer" text="Who will buy. The account is protected for you once the registration is approved.">
                <Field label="Legal name" name="/customer/name" class="half"><TextInput value=name autocomplete="organization"/></Field>
                <Field label="Website domain" name="/customer/domain" class="half" hint="Without https:// and www." note=|| view! {
                    <StatusBadge label="Possible conflict" tone=Tone::Warning/>
                }>
                    <TextInput value=domain kind=InputKind::Url/>
                </Field>
                <Field label="Contact’s e-mail" name="/contact/email" class="half"><TextInput value=email kind=InputKind::Email placeholder="name@example.com"/></Field>
                <Field label="Source campaign" optional=true class="half"><TextInput value=RwSignal::new(String::new())/></Field>
                <Field label="Need" name="/need" hint="At least 20 characters."><TextArea value=need limit=400/></Field>
            </FormSection>
            <FormSection title="Opportunity">
                <Field label="Estimated value" class="third"><MoneyInput amount=amount currency=currency currencies=vec!["EUR".to_string(), "USD".into(), "JPY".into()]/></Field>
                <Field label="First amount" class="third"><AmountInput amount=amount currency=currency/></Field>
                <Field label="Expected close" class="third"><DateInput value=date/></Field>
                <Field label="Seats" class="third"><NumberInput value=seats unit="seats"/></Field>
                <Field label="Product" class="half"><Combobox value=product choices=choices() placeholder="Search products"/></Field>
                <Field label="Stage" class="half"><Select value=stage choices=choices() placeholder="Choose a stage"/></Field>
                <Field label="Reference" class="half" error="This number is taken by another registration."><TextInput value=RwSignal::new("R-1001".into())/></Field>
                <Field label="Registered by" class="half" optional=true><TextInput value=RwSignal::new("Maria Lindqvist".into()) read_only=true/></Field>
                <Field label="Brand colour" class="half"><ColourInput value=RwSignal::new("#0a3d62".into()) pick_label="Pick the brand colour"/></Field>
                <Field label="Second colour" class="half" optional=true><ColourInput value=RwSignal::new(String::new()) pick_label="Pick the second colour"/></Field>
                <Field label="Attachments" group=true optional=true>
                    <FileDrop
                        entries=files
                        rule="PDF, Office files and pictures up to 20 MB"
                        on_add=move |file: web_sys::File| files.update(|files| files.push(entry(&unique_id("file"), &file.name(), FileState::Waiting)))
                        on_remove=move |id: String| files.update(|files| files.retain(|file| file.id != id))
                        on_retry=|_: String| toast("Again")
                    />
                </Field>
            </FormSection>
            <FormSection title="Choices">
                <Field label="Partner type" group=true>
                    <RadioGroup value=kind layout=RadioLayout::Cards choices=vec![
                        Choice::new("reseller", "Reseller").with_hint("Sells and invoices"),
                        Choice::new("referral", "Referral").with_hint("Names, does not sell"),
                        Choice::new("msp", "Managed services").with_hint("Runs it for the customer"),
                    ]/>
                </Field>
                <Field label="Tell me by" group=true class="half">
                    <RadioGroup value=channel layout=RadioLayout::Inline choices=vec![Choice::new("mail", "E-mail"), Choice::new("portal", "Portal only")]/>
                </Field>
                <Field label="Regions" group=true class="half" hint="Several are possible.">
                    <Toggles chosen=regions choices=vec![
                        Choice::data("dach", "DACH"),
                        Choice::data("nordics", "Nordics").with_hint("Denmark, Finland, Norway, Sweden"),
                        Choice::data("iberia", "Iberia"),
                    ]/>
                </Field>
                <Field label="Specialties" group=true error="Choose at least one."><Toggles chosen=specialties choices=choices()/></Field>
                <div class="stack-tight">
                    <CheckBox checked=consent label="The customer knows of this registration" hint="We may ask for a proof."/>
                    <CheckBox checked=news label="Send me news of the program"/>
                    <CheckBox checked=RwSignal::new(true) label="Locked by the program" disabled=true/>
                </div>
                <Switch label="Notify me of every change" hint="At most one message an hour" on=notify on_change=move |on| notify.set(on)/>
            </FormSection>
            <FormActions>
                <Button label="Submit" kind=ButtonKind::Primary submit=true/>
                <Button label="Save and leave"/>
                <DraftState status=DraftStatus::Saved(Utc::now() - TimeDelta::seconds(2))/>
            </FormActions>
        </Form>
    };
    let drafts = view! {
        <div class="row" style:gap="1.5rem">
            <DraftState status=DraftStatus::Saving/>
            <DraftState status=DraftStatus::Saved(Utc::now() - TimeDelta::minutes(4))/>
            <DraftState status=DraftStatus::KeptHere/>
            <DraftState status=DraftStatus::Refused/>
            <DraftState status=DraftStatus::Conflict/>
        </div>
    };
    view! {
        {show("Form", form)}
        {show("State of a draft", drafts)}
    }
    .into_any()
}
