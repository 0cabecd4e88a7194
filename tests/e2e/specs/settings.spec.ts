// A program admin changes the settings: from a day on, with a reason that stays in the history, and the rules work as published.
import { catalogue, choose, expect, expectToast, field, fillField, signIn, test } from "../fixtures.ts";
import { openItem } from "../harness/decision.ts";
import { dayAhead, fillRegistration, newCustomer, register } from "../harness/registration.ts";
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

test("days for a decision that are published bind the next registration's clock", async ({ page, another }) => {
  await signIn(page, "program_admin");
  const partner = await another("partner_admin");
  /** How many days there are to decide a new registration, by what its item says. */
  const days = async () => {
    const customer = newCustomer();
    await register(partner, "en", customer);
    await openItem(page, customer.name);
    const due = page.locator(".approval-strip > div").filter({ hasText: text("approval.due") }).locator("time");
    return (Date.parse((await due.getAttribute("datetime"))!) - Date.now()) / 86_400_000;
  };
  const before = await days();
  await page.goto("/settings/deals");
  await fillField(page, text("settings.field.decision"), "31");
  await page.getByRole("button", { name: text("settings.review"), exact: true }).first().click();
  await expect(page.getByLabel(text("settings.field.decision")).first()).toHaveAttribute("aria-invalid", "true");
  await fillField(page, text("settings.field.decision"), "20");
  await publish(page, "The quarter's end keeps everybody busy.");
  // Twenty business days are four weeks at least, those before were a few.
  expect((await days()) - before).toBeGreaterThan(14);
});

test("a product that is added is offered in the form, and registered", async ({ page, another }) => {
  await signIn(page, "program_admin");
  await page.goto("/settings/products");
  await page.getByRole("button", { name: text("settings.products.add"), exact: true }).click();
  const added = page.getByRole("main").getByRole("listitem").filter({ has: page.getByRole("group", { name: text("settings.field.product"), exact: true }) });
  // The field to write into has the focus already.
  await expect(field(added, text("settings.field.name"))).toBeFocused();
  await page.keyboard.type("Harbour Planner");
  const line = page.getByRole("group", { name: text("settings.products.named").replace("{name}", "Harbour Planner") });
  await fillField(line, text("settings.field.code"), "harbour-planner");
  await publish(page, "Planning for ports is sold from today on.");

  const customer = newCustomer();
  const partner = await another("partner_admin");
  await partner.goto("/deals/new");
  await fillRegistration(partner, "en", customer);
  await choose(partner, text("deals.form.product_line").replace("{number}", "1"), "Harbour Planner");
  await partner.getByRole("button", { name: text("deals.form.submit") }).click();
  await expect(partner.getByText(text("deal.next.waiting_title"))).toBeVisible();
  await openItem(page, customer.name);
  await expect(page.getByText("40 × Harbour Planner").first()).toBeVisible();
});

test("a registration that touches a reserved account goes to a person, with the reason beside it", async ({ page, another }) => {
  const customer = newCustomer();
  await signIn(page, "program_admin");
  await page.goto("/settings/accounts");
  await page.getByRole("button", { name: text("settings.reserved.add"), exact: true }).click();
  const entry = page.locator(".entry[data-open=true]").last();
  await fillField(entry, text("settings.field.name"), customer.name);
  await fillField(entry, text("settings.field.domain"), customer.domain);
  await fillField(entry, text("settings.field.reason"), "Our own sellers have served them for ten years.");
  await publish(page, "A key account stays ours.");

  const partner = await another("partner_admin");
  await partner.goto("/deals/new");
  await fillRegistration(partner, "en", { name: `${customer.name} Holding`, domain: customer.domain });
  // The partner reads that it is reserved, not why.
  await expect(partner.getByText(text("conflict.reserved"), { exact: true })).toBeVisible();
  await expect(partner.getByText("served them for ten years")).toHaveCount(0);
  await partner.getByRole("button", { name: text("deals.form.submit") }).click();
  await expect(partner.getByText(text("deal.next.waiting_title"))).toBeVisible();
  await openItem(page, customer.name);
  await expect(page.getByText(text("risk.reserved"), { exact: true }).first()).toBeVisible();
  const conflict = page.getByRole("article").filter({ has: page.getByRole("heading", { level: 3, name: customer.name, exact: true }) });
  for (const said of [text("approval.reserved_account"), customer.domain, "Our own sellers have served them for ten years."]) await expect(conflict).toContainText(said);
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

test("a share and a dated rate of funds are changed, and what they mean is said before they are published", async ({ page }) => {
  await signIn(page, "program_admin");
  await page.goto("/settings/funds");
  const before = await newest(page);
  const gold = page.locator(".number-line").filter({ has: field(page, text("session.tier.gold")) });
  await fillField(gold, text("session.tier.gold"), "101");
  await page.getByRole("button", { name: text("settings.review"), exact: true }).first().click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(field(gold, text("session.tier.gold"))).toHaveAttribute("aria-invalid", "true");
  await fillField(gold, text("session.tier.gold"), "62.5");
  await expect(gold.getByText("6,250", { exact: false })).toBeVisible();

  // Nothing is converted between two of one currency.
  const add = page.getByRole("button", { name: text("settings.funds.rates-new"), exact: true });
  await expect(add).toHaveAttribute("aria-disabled", "true");
  await choose(page, text("settings.funds.rates-from"), "KWD · Kuwaiti Dinar");
  await choose(page, text("settings.funds.rates-to"), "EUR · Euro");
  await add.click();
  const rate = page.getByRole("region", { name: "KWD → EUR" }).locator(".rate").last();
  // The field to write into has the focus already.
  await expect(rate.locator(".rate-number input")).toBeFocused();
  await page.keyboard.type("2.987");
  await page.keyboard.press("Tab");
  await expect(rate.getByText("2,987.00", { exact: false })).toBeVisible();
  await expect(rate.getByText(text("settings.standing.in-effect"))).toBeVisible();

  const webinar = page.locator(".entry").filter({ hasText: text("fund.activity.webinar") }).first();
  await webinar.getByRole("button", { name: text("fund.activity.webinar") }).click();
  await webinar.getByText(text("fund.proof.agenda"), { exact: true }).click();
  await publish(page, "More for Gold, and a first fund in dinars.");
  const made = await newest<{ funds: { shares: { tier: string; per_mille: number }[]; rates: { from: string; to: string; rate: number }[] } }>(page);
  expect([made.number, made.in_effect]).toEqual([before.number + 1, true]);
  expect(made.settings.funds.shares.find(({ tier }) => tier === "gold")!.per_mille).toBe(625);
  expect(made.settings.funds.rates.find(({ from, to }) => from === "KWD" && to === "EUR")!.rate).toBe(2_987_000_000);

  await page.goto(`/settings/history?version=${made.number}`);
  const share = page.locator(".change").filter({ hasText: text("settings.field.fund-share") });
  await expect(share.getByText("62.5%")).toBeVisible();
  const converted = page.locator(".change").filter({ hasText: text("settings.field.rate") });
  await expect(converted.getByText(text("settings.change.added")).first()).toBeVisible();
  await expect(page.locator(".change").filter({ hasText: text("settings.field.proofs") })).toBeVisible();
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

