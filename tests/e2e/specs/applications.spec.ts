// The vendor's people follow applications and invite companies.
import { catalogue, expect, expectToast, field, newestLink, sampleSignIn, signIn, test } from "../fixtures.ts";
import { apply, newApplicant, onStep } from "../harness/application.ts";

const text = catalogue("en");

test("a company is invited: what the server refuses stands at its field, and nothing typed is lost; its link opens what is known", async ({ page, server, guard, another }) => {
  guard.allowStatus(422, "/applications/invitations");
  await signIn(page, "channel_manager");
  await page.goto("/applications");
  await page.getByRole("button", { name: text("applications.invite") }).first().click();
  const dialog = page.getByRole("dialog", { name: text("applications.invite_title") });
  const name = `Nordlicht ${Date.now()}`;
  const shown = `Nordlicht ${Date.now()} Systems`;
  const domain = `nordlicht-${Date.now()}.de`;
  await dialog.getByLabel(text("application.fact.legal_name")).fill(name);
  await dialog.getByLabel(text("application.fact.domain")).fill(domain);
  await dialog.getByLabel(text("application.fact.display_name")).fill(shown);
  const specialty = dialog.getByRole("group", { name: text("application.fact.specialties") }).locator("label").first();
  await specialty.click();
  const known = (await specialty.innerText()).trim();
  await dialog.getByLabel(text("applications.invite_contact")).fill("Ada Nordlicht");
  await dialog.getByLabel(text("application.fact.job_title")).fill("Head of alliances");
  await dialog.getByLabel(text("application.fact.email")).fill(`ada@${domain}`);
  const region = dialog.getByLabel(text("application.fact.region"));
  const codes = await region.locator("option:not([value=''])").evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  // The last region is somebody else's to look after.
  await region.selectOption(codes.at(-1)!);
  await dialog.getByRole("button", { name: text("company.invite-send") }).click();
  await expect(dialog.getByText(text("field.unknown_value")).last()).toBeVisible();
  await dialog.getByRole("button", { name: text("company.cancel") }).click();
  await page.getByRole("button", { name: text("applications.invite") }).first().click();
  await expect(dialog.getByLabel(text("application.fact.legal_name"))).toHaveValue(name);
  await region.selectOption(codes[0]!);
  const since = Date.now();
  await dialog.getByRole("button", { name: text("company.invite-send") }).click();
  await expectToast(page, text("applications.invited").replace("{company}", shown).replace("{email}", `ada@${domain}`));
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("table").getByRole("row").nth(1)).toContainText(shown);
  await page.getByRole("table").getByRole("link", { name: shown }).click();
  await expect(page.getByRole("heading", { level: 1, name: shown })).toBeVisible();
  await expect(page.getByText(text("applications.meaning_draft"))).toBeVisible();

  // Whoever opens the mailed link finds all of it filled in.
  const contact = await another();
  await contact.goto(await newestLink(server, `ada@${domain}`, since));
  await onStep(contact, "en", "company");
  await expect(field(contact, text("apply.field.legal-name"))).toHaveValue(name);
  await expect(field(contact, text("apply.field.display-name"))).toHaveValue(shown);
  await expect(field(contact, text("apply.field.domain"))).toHaveValue(domain);
  await contact.goto("/apply?step=fit");
  await expect(contact.getByRole("checkbox", { name: known, exact: true })).toBeChecked();
  await contact.goto("/apply?step=people");
  await expect(field(contact, text("apply.field.contact-name"))).toHaveValue("Ada Nordlicht");
  await expect(field(contact, text("apply.field.contact-title"))).toHaveValue("Head of alliances");
});

test("an item of the queue leads to the partner that the company may be already", async ({ page, another }) => {
  const partner = sampleSignIn("partner_admin").partner!;
  const applicant = { ...newApplicant(), name: `${partner} GmbH` };
  await apply(page, "en", applicant);
  const manager = await another("channel_manager");
  await manager.goto(`/approvals?search=${applicant.domain}`);
  await manager.getByRole("table").getByRole("link", { name: applicant.name }).first().click();
  const duplicates = manager.getByRole("article").filter({ has: manager.getByRole("link", { name: partner }) });
  const duplicate = duplicates.filter({ hasText: text("approval.duplicate_partner") }).first();
  await expect(duplicate.getByText(text("evidence.same_company"), { exact: true })).toBeVisible();
  await duplicate.getByRole("link", { name: partner }).click();
  await expect(manager).toHaveURL(/\/partners\/[0-9a-f-]{36}/);
  await expect(manager.getByRole("heading", { level: 1, name: partner })).toBeVisible();
});

test("an application that waits leads to its item of the queue", async ({ page }) => {
  await signIn(page, "channel_manager");
  await page.goto("/applications?state=submitted,in_review");
  const first = page.getByRole("table").getByRole("link").first();
  const company = (await first.innerText()).split("\n")[0]!.trim();
  await first.click();
  await page.getByRole("link", { name: text("applications.to_queue") }).click();
  await expect(page).toHaveURL(/\/approvals\?kind=partner_application&search=/);
  await expect(page.getByRole("table").getByRole("link", { name: company })).toHaveCount(1);
});
