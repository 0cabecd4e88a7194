// Market development funds: the vendor's admin makes one, grants of it and closes it; the partner sees what it has, and why.
import { randomUUID } from "node:crypto";
import {
  catalogue,
  expect,
  expectToast,
  field,
  fillField,
  looksWell,
  noOverflow,
  noStrayStrings,
  pseudoLocale,
  sampleSignIn,
  setViewport,
  settled,
  signIn,
  test,
  type Locator,
  type Page,
} from "../fixtures.ts";

const text = catalogue("en");

interface Fund {
  id: string;
  name: string;
  version: number;
}

/** The partner of the first sample sign-ins. */
const home = () => sampleSignIn("partner_admin").partner!;

/** A day from today on, as a date field takes it. */
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** What a change must bring: it comes from the portal's own page, and is made once. */
function headers(page: Page, version?: number): Record<string, string> {
  const made = { origin: new URL(page.url()).origin, "idempotency-key": randomUUID() };
  return version === undefined ? made : { ...made, "if-match": `"${version}"` };
}

const fields = (name: string) => ({
  name,
  currency: "EUR",
  starts_on: day(0),
  ends_on: day(20),
  rule: { revenue_per_mille: 30, performance_per_mille: 250, target_return: 3000, grants: [{ tier: "gold", minor: 500_000 }], smallest: 10_000 },
});

/** A fund of 50,000 euros, of which the partner of the first sign-ins has 4,000. */
async function makeFund(admin: Page): Promise<Fund> {
  const name = `Field marketing ${randomUUID().slice(0, 8)}`;
  const made = await admin.request.post("/api/v1/funds", { headers: headers(admin), data: { fields: fields(name), minor: 5_000_000 } });
  expect(made.status()).toBe(201);
  const fund = (await made.json()) as Fund;
  const found = await admin.request.get(`/api/v1/partners?search=${encodeURIComponent(home())}&limit=1`);
  const [partner] = ((await found.json()) as { items: { id: string }[] }).items;
  const data = { kind: "grant", partner_id: partner!.id, minor: 400_000, note: "For the stand at the trade fair" };
  const booked = await admin.request.post(`/api/v1/funds/${fund.id}/bookings`, { headers: headers(admin), data });
  expect(booked.status()).toBe(200);
  return (await booked.json()) as Fund;
}

/** The figure of that name in the first list of figures. */
const figure = (within: Page | Locator, key: string) =>
  within.getByRole("list", { name: text("fund.figures") }).first().getByRole("link", { name: new RegExp(`^${text(key)}`) });

const button = (within: Page | Locator, key: string) => within.getByRole("button", { name: text(key), exact: true });

/** The dialog for a booking, opened. */
async function openBooking(page: Page): Promise<Locator> {
  await button(page, "fund.book").click();
  const dialog = page.getByRole("dialog", { name: text("fund.book.title") });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Chooses a partner in a dialog by typing its name. */
async function choosePartner(dialog: Locator, name: string): Promise<void> {
  const box = field(dialog, text("partners.column_name"));
  await box.click();
  await box.fill(name);
  await dialog.page().getByRole("option").filter({ hasText: name }).first().click();
}

test("an admin makes a fund and grants of it; the partner sees it, live, and what lapses when it is closed", async ({ page, guard, another }) => {
  test.slow();
  guard.allowStatus(409, "/bookings");
  const name = `Trade fairs ${randomUUID().slice(0, 8)}`;
  await signIn(page, "program_admin");
  await page.goto("/funds");
  await page.getByRole("link", { name: text("funds.new") }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: text("funds.new") })).toBeVisible();
  await button(page, "fund.make").click();
  await expect(page.getByText(text("field.required")).first()).toBeVisible();
  await looksWell(page);
  await fillField(page, text("fund.field.name"), name);
  await fillField(page, text("fund.field.starts"), day(0));
  await fillField(page, text("fund.field.ends"), day(-1));
  await expect(page.getByText(text("field.ends_before_start")).first()).toBeVisible();
  await fillField(page, text("fund.field.ends"), day(20));
  await fillField(page, text("fund.field.amount"), "100,000");
  await fillField(page, text("fund.rule.revenue"), "300");
  await expect(page.getByText(text("field.out_of_range").replace("{min}", "0").replace("{max}", "100")).first()).toBeVisible();
  await fillField(page, text("fund.rule.revenue"), "2.5");
  await fillField(page, text("session.tier.gold"), "5000");
  await button(page, "fund.make").click();
  await expect(page).toHaveURL(/\/funds\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expectToast(page, text("fund.made"));
  await expect(figure(page, "fund.put_in")).toContainText("100,000.00");
  await page.getByRole("tab", { name: text("fund.tab.rule") }).click();
  await expect(page.getByRole("tabpanel")).toContainText(text("fund.rule.revenue_text").replace("{share}", "2.5%"));
  await expect(page.getByRole("tabpanel")).toContainText("Gold: €5,000.00");
  await page.getByRole("tab", { name: text("fund.tab.partners") }).click();
  await expect(page.getByText(text("fund.balances_empty"))).toBeVisible();

  let dialog = await openBooking(page);
  await expect(dialog).toContainText(text("fund.book.holds").replace("{amount}", "€100,000.00"));
  await button(dialog, "fund.book").click();
  await expect(dialog.getByText(text("field.required")).first()).toBeVisible();
  await looksWell(page);
  await choosePartner(dialog, home());
  await fillField(dialog, text("fund.column_amount"), "2,500");
  await fillField(dialog, text("fund.book.note"), "For the spring fair");
  await button(dialog, "fund.book").click();
  await expectToast(page, text("fund.booked.grant").replace("{amount}", "€2,500.00"));
  await expect(dialog).toBeHidden();
  await expect(figure(page, "ledger.account.available")).toContainText("2,500.00");

  // More than there is: it says what there is, and what was typed stays.
  dialog = await openBooking(page);
  await choosePartner(dialog, home());
  await fillField(dialog, text("fund.column_amount"), "97,500.01");
  await fillField(dialog, text("fund.book.note"), "One cent too much");
  await button(dialog, "fund.book").click();
  await expect(dialog.getByRole("alert")).toContainText(text("fund.refused.unallocated").replace("{amount}", "€97,500.00"));
  await expect(field(dialog, text("fund.book.note"))).toHaveValue("One cent too much");
  await looksWell(page);
  await button(dialog, "company.cancel").click();

  const partner = await another("partner_admin");
  await partner.goto("/funds");
  const card = partner.getByRole("region", { name });
  await expect(card).toContainText(text("fund.state.open"));
  await expect(card.getByText(/period ends in \d+ days/)).toContainText("€2,500.00");
  await looksWell(partner);
  await figure(card, "ledger.account.available").click();
  await expect(partner).toHaveURL(/\/funds\/[0-9a-f-]{36}\?account=available$/);
  const entry = partner.getByRole("row").filter({ hasText: "For the spring fair" });
  await expect(entry).toContainText(text("ledger.cause.allocate_granted"));
  await expect(entry).toContainText("+€2,500.00");
  await expect(entry).toContainText(text("ledger.from").replace("{account}", text("ledger.account.unallocated")));
  await looksWell(partner);
  // The figures are followed without a mouse, and the focus stays on the one that was followed.
  await figure(partner, "fund.allocated").focus();
  await partner.keyboard.press("Enter");
  await expect(partner).toHaveURL(/\/funds\/[0-9a-f-]{36}$/);
  await expect(figure(partner, "fund.allocated")).toHaveAttribute("aria-current", "true");

  // A part goes back while the partner looks at it.
  await page.getByRole("row").getByRole("link", { name: home() }).click();
  await expect(page).toHaveURL(/\?partner=[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 2, name: home() })).toBeVisible();
  await looksWell(page);
  dialog = await openBooking(page);
  await dialog.getByRole("radio", { name: text("fund.book.take_back") }).check();
  await fillField(dialog, text("fund.column_amount"), "500");
  await fillField(dialog, text("fund.book.note"), "The stand became cheaper");
  await button(dialog, "fund.book").click();
  await expect(dialog).toBeHidden();
  await expect(figure(partner, "ledger.account.available")).toContainText("2,000.00");

  await button(page, "fund.close").click();
  const closing = page.getByRole("dialog", { name: text("fund.close.title") });
  await expect(closing).toContainText("€98,000.00");
  await expect(closing).toContainText("€2,000.00");
  await looksWell(page);
  await button(closing, "fund.close").click();
  await expectToast(page, text("fund.closed.done").replace("{amount}", "€100,000.00"));
  await expect(page.getByText(text("fund.closed.text"))).toBeVisible();
  for (const key of ["fund.edit", "fund.close", "fund.book"]) await expect(button(page, key)).toHaveAccessibleDescription(text("problem.fund_closed"));
  await looksWell(page);
  await partner.reload();
  await expect(partner.getByText(text("fund.closed.text"))).toBeVisible();
  await expect(figure(partner, "ledger.account.lapsed")).toContainText("2,000.00");
});

test("of two who change a fund the later one sees both versions and chooses", async ({ page, guard }) => {
  guard.allowStatus(412, "/funds/");
  await signIn(page, "program_admin");
  const fund = await makeFund(page);
  await page.goto(`/funds/${fund.id}`);
  await page.getByRole("link", { name: text("fund.edit"), exact: true }).click();
  await expect(field(page, text("fund.field.name"))).toHaveValue(fund.name);
  await fillField(page, text("fund.field.name"), `${fund.name} A`);
  const data = { ...fields(fund.name), name: `${fund.name} B` };
  const edited = await page.request.put(`/api/v1/funds/${fund.id}`, { headers: headers(page, fund.version), data });
  expect(edited.status()).toBe(200);
  await button(page, "fund.save").click();
  const choice = page.getByRole("dialog", { name: text("conflict.stale.title") });
  await expect(choice).toContainText(`${fund.name} B`);
  await looksWell(page);
  await button(choice, "conflict.stale.keep_mine").click();
  await expect(page.getByRole("heading", { level: 1, name: `${fund.name} A` })).toBeVisible();
});

test("what is typed into a new fund is there again after the page was left", async ({ page }) => {
  await signIn(page, "program_admin");
  await page.goto("/funds/new");
  await fillField(page, text("fund.field.name"), "Half a fund");
  await page.goto("/funds");
  await page.goto("/funds/new");
  await expect(field(page, text("fund.field.name"))).toHaveValue("Half a fund");
  await looksWell(page);
  await button(page, "company.profile.discard").click();
  await expect(field(page, text("fund.field.name"))).toHaveValue("");
});

test("an executive reads along, and each button says who could press it", async ({ page, another }) => {
  const admin = await another("program_admin");
  const fund = await makeFund(admin);
  await signIn(page, "executive");
  await page.goto("/funds");
  const reason = /program admin/i;
  await expect(button(page, "funds.new").first()).toHaveAccessibleDescription(reason);
  await page.getByRole("table").getByRole("link", { name: fund.name }).click();
  await expect(page.getByRole("heading", { level: 1, name: fund.name })).toBeVisible();
  for (const key of ["fund.edit", "fund.close", "fund.book"]) {
    await expect(button(page, key)).toHaveAttribute("aria-disabled", "true");
    await expect(button(page, key)).toHaveAccessibleDescription(reason);
  }
  await button(page, "fund.book").click({ force: true });
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.goto("/funds/new");
  await expect(page.getByText(text("session.denied.title")).last()).toBeVisible();
});

test("the search for partners lives in the address, and finds nobody in words of its own", async ({ page }) => {
  await signIn(page, "program_admin");
  const fund = await makeFund(page);
  await page.goto(`/funds/${fund.id}`);
  const search = page.getByRole("searchbox", { name: text("partners.search") });
  await search.fill("xyzzyxyzzy");
  await expect(page.getByText(text("fund.balances_none_text"))).toBeVisible();
  await expect(page).toHaveURL(/\?search=xyzzyxyzzy$/);
  await looksWell(page);
  await search.fill(home().slice(0, 5));
  await expect(page.getByRole("row").getByRole("link", { name: home() })).toBeVisible();
});

test("a company that was given nothing reads what funds are, and finds no other's", async ({ page, guard, another }) => {
  guard.allow(/\b404\b/);
  const admin = await another("program_admin");
  const fund = await makeFund(admin);
  await signIn(page, "onboarding_admin");
  await page.route(/\/api\/v1\/funds\?/, (route) => route.fulfill({ json: { items: [] } }));
  await page.goto("/funds");
  await expect(page.getByText(text("funds.empty")).first()).toBeVisible();
  await looksWell(page);
  await page.goto(`/funds/${fund.id}`);
  await expect(page.getByText(text("fund.not_found")).last()).toBeVisible();
  await looksWell(page);
});

test("every string of the pages and their dialogs comes from the catalogues", async ({ page, context, another }) => {
  test.slow();
  const admin = await another("program_admin");
  const fund = await makeFund(admin);
  await pseudoLocale(context);
  await signIn(page, "program_admin");
  const own = `/funds/${fund.id}`;
  for (const address of ["/funds", "/funds/new", own, `${own}?tab=entries`, `${own}?account=budget`, `${own}?account=paid`, `${own}?tab=rule`, `${own}/edit`]) {
    await page.goto(address);
    await settled(page);
    await noStrayStrings(page);
  }
  await page.goto(own);
  await settled(page);
  await page.getByRole("row").getByRole("link", { name: home() }).click();
  await settled(page);
  await noStrayStrings(page);
  // The last two buttons of the head: closing and booking.
  for (const at of [-2, -1]) {
    await page.locator("header.page-head").getByRole("button").nth(at).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    await noStrayStrings(page);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  }
});

for (const size of ["phone", "desktop"] as const) {
  test(`on a ${size} the whole way goes`, async ({ page, another }) => {
    const admin = await another("program_admin");
    const fund = await makeFund(admin);
    await setViewport(page, size);
    await signIn(page, "partner_admin");
    const width = page.viewportSize()!.width;
    for (const address of ["/funds", `/funds/${fund.id}`, `/funds/${fund.id}?account=reserved`]) {
      await page.goto(address);
      await settled(page);
      await noOverflow(page, width);
    }
    await setViewport(admin, size);
    for (const address of ["/funds", "/funds/new", `/funds/${fund.id}`, `/funds/${fund.id}?tab=entries`, `/funds/${fund.id}?tab=rule`, `/funds/${fund.id}/edit`]) {
      await admin.goto(address);
      await settled(admin);
      await noOverflow(admin, width);
    }
    await admin.goto(`/funds/${fund.id}`);
    await openBooking(admin);
    await noOverflow(admin, width);
  });
}
