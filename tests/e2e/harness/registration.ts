// A registration as a partner writes it, in either language.
import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { catalogue, type Language } from "./catalogue.ts";
import { choose, enterDay, field, fillField, goByPalette, tabTo, typeInto } from "./gestures.ts";

export type { Language };

/** A word of letters that no other is like: names are compared by how alike they are, and words of few letters are. */
export function newWord(): string {
  return Array.from(randomBytes(14), (byte) => String.fromCharCode(97 + (byte % 26))).join("");
}

/** A customer that nobody has registered: names of letters only, so that they count as words. */
export function newCustomer(): { name: string; domain: string } {
  const word = newWord();
  return { name: `Zz${word} Werke GmbH`, domain: `zz${word}-werke.de` };
}

/** The name of a country as the browser writes it. */
export function countryName(code: string, language: Language): string {
  return new Intl.DisplayNames([language], { type: "region" }).of(code)!;
}

/** A day some weeks ahead, as date fields take it. */
export function dayAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Opens the form of a new registration and fills all that must be given. */
export async function fillRegistration(
  page: Page,
  language: Language,
  customer: { name: string; domain: string },
  amount = language === "de" ? "348.500,50" : "348,500.50",
): Promise<void> {
  const text = catalogue(language);
  await expect(page.getByRole("heading", { level: 1, name: text("deals.form.title_new") })).toBeVisible();
  await fillField(page, text("deal.field.customer_name"), customer.name);
  await fillField(page, text("deal.field.customer_domain"), `https://www.${customer.domain}/contact?a=b`);
  await choose(page, text("deal.field.customer_country"), countryName("DE", language));
  await fillField(page, text("deal.field.contact_name"), "Petra Vogel");
  await fillField(page, text("deal.field.contact_email"), `petra.vogel@${customer.domain}`);
  const product = field(page, text("deals.form.product_line").replace("{number}", "1"));
  await product.selectOption({ index: 1 });
  await fillField(page, text("deals.form.product_line_quantity").replace("{number}", "1"), "40");
  await fillField(page, text("deal.field.value"), amount);
  await fillField(page, text("deal.field.expected_close"), dayAhead(60));
  await fillField(page, text("deal.field.need"), "Plans forty depots by telephone and spreadsheet; wants one plan for all.");
}

/** Fills and submits a new registration; answers with its address. */
export async function register(page: Page, language: Language, customer: { name: string; domain: string }): Promise<string> {
  const text = catalogue(language);
  await page.goto("/deals/new");
  await fillRegistration(page, language, customer);
  await page.getByRole("button", { name: text("deals.form.submit") }).click();
  await expect(page.getByText(text("deal.next.waiting_title"))).toBeVisible();
  await expect(page).toHaveURL(/\/deals\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

/** The same in German, from any page and with the keyboard alone. */
export async function registerByKeys(page: Page, customer: { name: string; domain: string }): Promise<void> {
  const text = catalogue("de");
  await goByPalette(page, text("deals.register"));
  await expect(page.getByRole("heading", { level: 1, name: text("deals.form.title_new") })).toBeVisible();
  await typeInto(page, text("deal.field.customer_name"), customer.name);
  await typeInto(page, text("deal.field.customer_domain"), customer.domain);
  await typeInto(page, text("deal.field.customer_country"), "Deutschl");
  await page.keyboard.press("Enter");
  await typeInto(page, text("deal.field.contact_name"), "Petra Vogel");
  await typeInto(page, text("deal.field.contact_email"), `petra@${customer.domain}`);
  const product = field(page, text("deals.form.product_line").replace("{number}", "1"));
  await tabTo(page, product);
  await page.keyboard.press("ArrowDown");
  await expect(product).not.toHaveValue("");
  await typeInto(page, text("deals.form.product_line_quantity").replace("{number}", "1"), "12");
  await typeInto(page, text("deal.field.value"), "340.000,50");
  await enterDay(page, text("deal.field.expected_close"), dayAhead(45));
  await typeInto(page, text("deal.field.need"), "Vierzig Depots planen heute am Telefon; gesucht ist ein gemeinsamer Plan.");
  await tabTo(page, page.getByRole("button", { name: text("deals.form.submit") }));
  await page.keyboard.press("Enter");
  await expect(page.getByText(text("deal.next.waiting_title"))).toBeVisible();
}

/** Chooses one of the actions in the menu of a deal's page. */
export async function act(page: Page, action: string, language: Language = "en"): Promise<void> {
  const text = catalogue(language);
  await page.getByRole("button", { name: text("deal.more_actions") }).click();
  await page.getByRole("menuitem", { name: text(action) }).click();
}

/** Waits until the server has what was typed. */
export async function saved(page: Page, language: Language = "en"): Promise<void> {
  const said = catalogue(language)("kit.draft.saved").split("{")[0]!.trim();
  await expect(page.getByText(new RegExp(`^${said}`)).first()).toBeVisible();
}

/** Begins a registration, which is changed in another window before this one goes on: both versions are shown. */
export async function changedElsewhere(page: Page, language: Language): Promise<void> {
  const text = catalogue(language);
  await page.goto("/deals/new");
  await fillField(page, text("deal.field.customer_name"), newCustomer().name);
  await expect(page).toHaveURL(/\/edit$/);
  await saved(page, language);
  const address = new URL(page.url()).pathname.replace(/\/edit$/, "");
  const draft = (await (await page.request.get(`/api/v1${address}`)).json()) as { version: number; fields: object };
  const elsewhere = await page.request.put(`/api/v1${address}`, {
    headers: { "if-match": `"${draft.version}"`, origin: new URL(page.url()).origin },
    data: { ...draft.fields, notes: "Written in another window" },
  });
  expect(elsewhere.status()).toBe(200);
  await fillField(page, text("deal.field.competition"), "Written here");
  await expect(page.getByText(text("conflict.stale.title")).first()).toBeVisible();
}
