// A program admin changes the settings: from a day on, with a reason that stays in the history, and the rules work as published.
import { catalogue, choose, expect, expectToast, fillField, signIn, test } from "../fixtures.ts";
import { dayAhead, fillRegistration, newCustomer } from "../harness/registration.ts";
import { newest, publish } from "../harness/settings.ts";

const text = catalogue("en");

test.use({ ownServer: true });

test("a change of the protection period waits for its day, and the history says why", async ({ page }) => {
  await signIn(page, "program_admin");
  await page.goto("/settings/deals");
  const before = await newest(page);
  await fillField(page, text("settings.field.protection"), "twelve");
  await page.getByRole("button", { name: text("settings.review"), exact: true }).first().click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByLabel(text("settings.field.protection")).first()).toHaveAttribute("aria-invalid", "true");
  await fillField(page, text("settings.field.protection"), "120");
  await expect(page.getByText(text("settings.changes_one").replace("{count}", "1")).first()).toBeVisible();
  // What is not published yet survives the page.
  await page.reload();
  await expect(page.getByLabel(text("settings.field.protection")).first()).toHaveValue("120");
  await publish(page, "Longer buying cycles in the public sector.", dayAhead(30));
  await expectToast(page, new RegExp(text("settings.published.later").split("{")[0]!));
  const planned = await newest(page);
  expect([planned.number, planned.in_effect]).toEqual([before.number + 1, false]);
  expect(((await (await page.request.get("/api/v1/settings")).json()) as { number: number }).number).toBe(before.number);

  await page.goto("/settings/history");
  const entry = page.getByRole("listitem").filter({ hasText: text("settings.version").replace("{number}", String(planned.number)) }).first();
  await expect(entry.getByText(text("settings.standing.planned"))).toBeVisible();
  await expect(entry.getByText("Longer buying cycles in the public sector.")).toBeVisible();
  await entry.getByRole("link").or(entry.getByRole("button")).first().click();
  await expect(page.getByText(text("settings.field.protection")).last()).toBeVisible();
  await expect(page.getByText("120", { exact: false }).last()).toBeVisible();

  // What is published before that day takes the planned change along, and says so.
  await page.goto("/settings/deals");
  await fillField(page, text("settings.field.extension"), "31");
  await page.getByRole("button", { name: text("settings.review"), exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  const brought = dialog.getByText(text("settings.publish.brought").split("{")[0]!);
  await expect(dialog.getByRole("radio", { name: text("settings.publish.later") })).toBeChecked();
  await expect(brought).toBeHidden();
  await dialog.getByRole("radio", { name: text("settings.publish.now") }).check();
  await expect(brought).toBeVisible();
  await expect(dialog.getByText(text("settings.field.protection")).first()).toBeVisible();
});

test("a holiday is added to a region, without a date it is refused beside its field", async ({ page }) => {
  await signIn(page, "program_admin");
  await page.goto("/settings/regions");
  await page.getByRole("button", { name: /DACH|Germany|Deutschland/ }).first().click();
  await page.getByRole("button", { name: text("settings.holidays.add") }).click();
  // The field to write into has the focus already.
  await expect(page.locator(".holiday input:focus")).toBeVisible();
  const added = page.locator(".holiday").last();
  await fillField(added, text("settings.field.name"), "Founders’ day");
  await added.locator("input[type=date]").fill("");
  await page.getByRole("button", { name: text("settings.review"), exact: true }).first().click();
  await expect(page.locator(".holiday input[aria-invalid=true]").first()).toBeVisible();
  await page.locator(".holiday input[aria-invalid=true]").first().fill(`${new Date().getFullYear()}-12-28`);
  await publish(page, "The office is closed.");
  const { settings, in_effect } = await newest(page);
  expect(in_effect).toBe(true);
  expect(JSON.stringify(settings)).toContain("Founders’ day");
});

test("a rule that is switched on decides the next registration and is named as the reason", async ({ page, another }) => {
  await signIn(page, "program_admin");
  await page.goto("/settings/rules");
  await page.getByRole("button", { name: text("settings.rules.add") }).click();
  const rule = page.locator(".entry[data-open=true]").last();
  await fillField(rule, text("settings.field.name"), "Everything up to a million");
  await fillField(rule, text("settings.rules.ceiling-in").replace("{currency}", "EUR"), "1,000,000");
  await choose(rule, text("settings.field.tier"), "Silver");
  const certified = rule.getByRole("checkbox", { name: text("settings.field.certification") });
  if (await certified.isChecked()) await certified.uncheck();
  const active = rule.getByRole("switch", { name: text("settings.field.enabled") }).or(rule.getByRole("checkbox", { name: text("settings.field.enabled") }));
  if (!(await active.first().isChecked())) await active.first().click();
  await publish(page, "Try it for a quarter.");
  expect(JSON.stringify((await newest(page)).settings)).toContain("Everything up to a million");

  const partner = await another("partner_admin");
  await partner.goto("/deals/new");
  await fillRegistration(partner, "en", newCustomer(), "9,500.00");
  await partner.getByRole("button", { name: text("deals.form.submit") }).click();
  await expect(partner.getByText(text("deal.next.approved_title")).first()).toBeVisible();
  await expect(partner.getByText(/Everything up to a million/).first()).toBeVisible();
});

test("a criterion is added to the profile, the points of the others follow, and the history names it", async ({ page }) => {
  await signIn(page, "program_admin");
  await page.goto("/settings/profile");
  const before = await newest(page);
  const types = page.locator(".entry").filter({ has: page.getByRole("button", { name: text("settings.criterion.partner-type"), exact: true }) });
  const points = (count: string) => text("settings.profile.points").replace("{points}", count);
  await expect(types.getByText(points("20"), { exact: true })).toBeVisible();
  await expect(page.getByRole("complementary", { name: text("settings.preview"), exact: true })).toBeVisible();

  await page.getByRole("button", { name: text("settings.profile.add"), exact: true }).click();
  await page.getByRole("menuitem", { name: text("settings.criterion.no-competitors"), exact: true }).click();
  const added = page.locator(".entry[data-open=true]").last();
  await fillField(added, text("settings.field.weight"), "25");
  // A hundred and twenty-five parts share the hundred points now.
  await expect(added.getByText(points("20"), { exact: true })).toBeVisible();
  await expect(types.getByText(points("16"), { exact: true })).toBeVisible();
  // Without a name it is not published.
  await page.getByRole("button", { name: text("settings.review"), exact: true }).first().click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(added.locator("textarea")).toBeFocused();
  await fillField(added, text("settings.field.vendors"), "Southwind");
  // It is moved up by keyboard.
  await added.getByRole("button", { name: text("settings.rules.up"), exact: true }).press("Enter");
  await publish(page, "Partners of our competitors ask for other terms.");
  const made = await newest(page);
  expect([made.number, made.in_effect]).toEqual([before.number + 1, true]);
  expect(JSON.stringify(made.settings)).toContain('"kind":"no_competitors"');

  await page.goto(`/settings/history?version=${made.number}`);
  const change = page.locator(".change").filter({ hasText: text("settings.field.criterion") });
  await expect(change.getByText(text("settings.criterion.no-competitors")).first()).toBeVisible();
  await expect(change.getByText(text("settings.change.added")).first()).toBeVisible();
});

test("somebody who may only read the settings finds them locked", async ({ page }) => {
  await signIn(page, "channel_manager");
  await page.goto("/settings/deals");
  const protection = page.getByLabel(text("settings.field.protection")).first();
  await expect(protection).toBeVisible();
  const locked = await protection.evaluate((input: HTMLInputElement) => input.readOnly || input.disabled || input.closest("fieldset:disabled, [inert]") !== null);
  expect(locked).toBe(true);
  await expect(page.getByRole("button", { name: text("settings.review"), exact: true })).toHaveCount(0);
});

