// An application as a company writes it, in either language.
import { expect, type Page } from "@playwright/test";
import { catalogue } from "./catalogue.ts";
import { choose, field, fillField } from "./gestures.ts";
import { countryName, newWord, type Language } from "./registration.ts";

export type Step = "company" | "fit" | "people" | "consent";

export type Applicant = { name: string; domain: string; email: string };

/** A company that nobody knows: names of letters only, so that they count as words. */
export function newApplicant(): Applicant {
  const word = newWord();
  const domain = `zz${word}-systemhaus.de`;
  return { name: `Zz${word} Systemhaus GmbH`, domain, email: `eva.brandt@${domain}` };
}

/** Waits until a step is shown. */
export async function onStep(page: Page, language: Language, step: Step): Promise<void> {
  const text = catalogue(language);
  await expect(page.getByRole("heading", { level: 2, name: text(`apply.step.${step}`) })).toBeVisible();
  await expect(page.getByRole("navigation", { name: text("apply.steps") }).locator("[aria-current=step]")).toContainText(
    text(`apply.step.${step}`),
  );
}

/** Goes on to the next step. */
export async function nextStep(page: Page, language: Language): Promise<void> {
  await page.getByRole("button", { name: catalogue(language)("apply.next"), exact: true }).click();
}

/** Fills the step "company". */
export async function fillCompany(page: Page, language: Language, applicant: Applicant): Promise<void> {
  const text = catalogue(language);
  await onStep(page, language, "company");
  await fillField(page, text("apply.field.legal-name"), applicant.name);
  await fillField(page, text("apply.field.domain"), `https://www.${applicant.domain}/contact?a=b`);
  await choose(page, text("apply.field.country"), countryName("DE", language));
  await field(page, text("apply.field.region")).selectOption({ index: 1 });
}

/** Fills the step "fit": a managed service provider with the first region and the first specialty. */
export async function fillFit(page: Page, language: Language, revenue = language === "de" ? "250.000,00" : "250,000.00"): Promise<void> {
  const text = catalogue(language);
  await onStep(page, language, "fit");
  await page.getByRole("radio", { name: new RegExp(`^${text("apply.kind.msp")}`) }).check();
  for (const group of ["apply.field.regions-served", "apply.field.specialties"]) {
    const first = page.getByRole("group", { name: text(group) }).locator("label").first();
    await first.click();
    await expect(first.getByRole("checkbox")).toBeChecked();
  }
  await fillField(page, text("apply.field.headcount"), "120");
  await fillField(page, text("apply.field.revenue"), revenue);
  await fillField(page, text("apply.field.vendors"), "Contoso\nFabrikam, Inc.");
  await fillField(page, text("apply.field.motivation"), "Our customers ask for one workspace instead of seven tools.");
}

/** Fills the step "people". */
export async function fillPeople(page: Page, language: Language, applicant: Applicant): Promise<void> {
  const text = catalogue(language);
  await onStep(page, language, "people");
  await fillField(page, text("apply.field.contact-name"), "Eva Brandt");
  await fillField(page, text("apply.field.contact-title"), "CEO");
  await fillField(page, text("apply.field.contact-email"), applicant.email);
  await fillField(page, text("apply.field.sellers"), "6");
  await fillField(page, text("apply.field.technicians"), "9");
}

/** Opens the form of a new application and fills every step; the last one is shown, with the agreement given. */
export async function fillApplication(page: Page, language: Language, applicant: Applicant): Promise<void> {
  const text = catalogue(language);
  await page.goto("/apply");
  await fillCompany(page, language, applicant);
  await nextStep(page, language);
  await fillFit(page, language);
  await nextStep(page, language);
  await fillPeople(page, language, applicant);
  await nextStep(page, language);
  await onStep(page, language, "consent");
  await page.getByRole("checkbox", { name: text("apply.consent") }).check();
}

/** Fills and hands in a new application, and waits until its page says that it arrived. */
export async function apply(page: Page, language: Language, applicant: Applicant): Promise<void> {
  const text = catalogue(language);
  await fillApplication(page, language, applicant);
  await page.getByRole("button", { name: text("apply.submit"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: text("apply.submitted-title") })).toBeVisible();
  await expect(page).toHaveURL(/\/apply\/status$/);
}
