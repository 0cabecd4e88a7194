// Requests for market development money: a partner plans an activity, sees the rules answer as it types, and asks for the money.
import { randomUUID } from "node:crypto";
import {
  catalogue,
  expect,
  expectToast,
  field,
  fillField,
  killTab,
  looksWell,
  noOverflow,
  noStrayStrings,
  pseudoLocale,
  setViewport,
  settled,
  signIn,
  test,
  type Locator,
  type Page,
} from "../fixtures.ts";
import { day, headers, makeFund, type Fund } from "../harness/funds.ts";
import { saved } from "../harness/registration.ts";

const text = catalogue("en");

const button = (within: Page | Locator, key: string) => within.getByRole("button", { name: text(key), exact: true });

/** The line of a rule beside the form. */
const rule = (page: Page, key: string) =>
  page.getByRole("listitem").filter({ has: page.getByText(text(key), { exact: true }) });

/** How what is typed stands to a rule, in a word. */
async function stands(page: Page, key: string, standing: "unknown" | "holds" | "warns" | "fails"): Promise<void> {
  await expect(rule(page, key).getByText(text(`request.standing.${standing}`), { exact: true })).toBeVisible();
}

const template = (page: Page) => page.getByRole("radio", { name: text("fund.activity.webinar"), exact: true });

const amount = (page: Page, number: number) => field(page, text("request.form.line_amount").replace("{number}", `${number}`));

/** A new request to a fund, by the way of that fund's page. */
async function begin(page: Page, fund: Fund): Promise<void> {
  await page.goto(`/funds/${fund.id}`);
  await page.getByRole("link", { name: text("request.ask") }).click();
  await expect(page.getByRole("heading", { level: 1, name: text("request.plan") })).toBeVisible();
  await expect(field(page, text("fund.title"))).toHaveValue(fund.id);
}

/** What else a request needs once its template is chosen, for a thousand euros of which it asks for as much as it may. */
async function fill(page: Page, title: string, from = 40): Promise<void> {
  await fillField(page, text("fund.fact.title"), title);
  await fillField(page, text("request.form.starts"), day(from));
  await fillField(page, text("request.form.ends"), day(from));
  await fillField(page, text("fund.fact.audience"), "Heads of IT of hospitals in three states, about sixty people");
  await fillField(page, text("fund.fact.plan"), "An hour with a customer who tells how it went, then questions.");
  await amount(page, 1).fill("1,000");
  await amount(page, 1).blur();
  await page.getByRole("button", { name: text("request.form.ask_most").split("{")[0]! }).click();
  await fillField(page, text("fund.fact.expected_leads"), "25");
  await fillField(page, text("fund.fact.expected_pipeline"), "90,000");
  await fillField(page, text("fund.fact.lead_definition"), "Asked for an appointment");
}

test("a partner plans an activity, the rules answer as it types, and what is handed in stands in the list", async ({ page, another }) => {
  test.slow();
  const fund = await makeFund(await another("program_admin"), { granted: 400_000 });
  const title = `Zero trust for hospitals ${randomUUID().slice(0, 8)}`;
  await signIn(page, "partner_admin");
  await begin(page, fund);
  for (const key of ["share", "lead", "costs", "overlap"]) await stands(page, `request.rule.${key}`, "unknown");
  await looksWell(page);

  // The template proposes the costs that the program shares.
  await template(page).check();
  await expect(amount(page, 3)).toBeVisible();
  await expect(rule(page, "request.rule.costs")).toContainText(text("fund.cost.speaker"));

  await fillField(page, text("request.form.starts"), day(2));
  await stands(page, "request.rule.lead", "fails");
  await fillField(page, text("request.form.ends"), day(400));
  await stands(page, "request.rule.period", "fails");
  await amount(page, 1).fill("1,000");
  await fillField(page, text("fund.fact.asked"), "1,000");
  await stands(page, "request.rule.share", "fails");
  await expect(page.getByText(/^Ask for at most €/).first()).toBeVisible();
  await looksWell(page);

  await fill(page, title);
  for (const key of ["share", "lead", "costs", "period", "overlap", "available"]) await stands(page, `request.rule.${key}`, "holds");
  const meter = page.getByRole("region", { name: text("request.meter") });
  await expect(meter).toContainText("€4,000.00");
  await expect(meter.getByText(text("request.meter_left"))).toBeVisible();
  const accounts = field(page, text("fund.fact.accounts"));
  await accounts.fill("St. Mary’s Hospital");
  await accounts.press("Enter");
  await expect(page.getByRole("list", { name: text("fund.fact.accounts") })).toContainText("St. Mary’s Hospital");
  await page.setInputFiles("input[type=file]", {
    name: "programme.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"),
  });

  // Saved by itself; loading the page again opens it.
  await expect(page).toHaveURL(/\/funds\/requests\/[0-9a-f-]{36}\/edit$/);
  await saved(page);
  await page.reload();
  await expect(field(page, text("fund.fact.title"))).toHaveValue(title);
  await expect(template(page)).toBeChecked();
  await expect(amount(page, 1)).toHaveValue("1000.00");
  await expect(page.getByText("programme.pdf").first()).toBeVisible();
  await looksWell(page);

  await button(page, "request.form.submit").click();
  await expectToast(page, text("request.form.submitted"));
  await expect(page).toHaveURL(/\/funds\/requests\/[0-9a-f-]{36}$/);

  await page.goto("/funds");
  await page.getByRole("link", { name: text("requests.title"), exact: true }).first().click();
  await expect(page).toHaveURL(/\/funds\/requests$/);
  await fillField(page, text("requests.search"), title);
  const row = page.getByRole("row").filter({ hasText: title });
  await expect(row).toContainText(text("fund.request_state.submitted"));
  await expect(row).toContainText(fund.name);
  await expect(page).toHaveURL(/search=Zero/);
  await page.reload();
  await expect(field(page, text("requests.search"))).toHaveValue(title);
  await expect(row).toBeVisible();
  await looksWell(page);
});

test("the same activity asked for twice is caught, and the form leads to the other one", async ({ page, another }) => {
  test.slow();
  const fund = await makeFund(await another("program_admin"), { granted: 400_000 });
  const title = `Round table ${randomUUID().slice(0, 8)}`;
  await signIn(page, "partner_admin");
  await begin(page, fund);
  await template(page).check();
  await fill(page, title, 60);
  await button(page, "request.form.submit").click();
  await expect(page).toHaveURL(/\/funds\/requests\/[0-9a-f-]{36}$/);
  const first = new URL(page.url()).pathname;

  await begin(page, fund);
  await template(page).check();
  await fill(page, `  ${title.toUpperCase()}!`, 60);
  await stands(page, "request.rule.overlap", "fails");
  await expect(rule(page, "request.rule.overlap").getByRole("link", { name: title })).toHaveAttribute("href", first);
  await looksWell(page);
  await button(page, "request.form.submit").click();
  await expect(field(page, text("fund.fact.title"))).toBeFocused();
  await expect(page.getByText(text("field.same_activity").split("{")[0]!).first()).toBeVisible();
  await expect(page).toHaveURL(/\/edit$/);

  // Another one of its kind on that day may be, and is pointed out.
  await fillField(page, text("fund.fact.title"), `${title}, evening`);
  await stands(page, "request.rule.overlap", "warns");
  await button(page, "request.form.submit").click();
  await expect(page).toHaveURL(/\/funds\/requests\/[0-9a-f-]{36}$/);
});

test("a request survives the crash of its tab", async ({ page, context, guard, another }) => {
  const fund = await makeFund(await another("program_admin"), { granted: 400_000 });
  await signIn(page, "partner_admin");
  await begin(page, fund);
  // Nothing of it reaches the server.
  guard.allowOffline();
  let away = true;
  await context.route(/\/api\/v1\/fund_requests/, (route) =>
    away && route.request().method() !== "GET" ? route.abort("connectionfailed") : route.continue(),
  );
  await template(page).check();
  await fillField(page, text("fund.fact.title"), "Half a plan");
  await killTab(page);
  away = false;
  const again = await context.newPage();
  await again.goto("/funds/requests/new");
  await expect(again.getByText(text("deals.form.restored"), { exact: true })).toBeVisible();
  await expect(field(again, text("fund.fact.title"))).toHaveValue("Half a plan");
  await expect(template(again)).toBeChecked();
});

test("whoever may not ask for money sees why, and a closed fund takes nothing", async ({ page, another }) => {
  const admin = await another("program_admin");
  const fund = await makeFund(admin, { granted: 400_000 });
  await signIn(page, "channel_manager");
  await page.goto("/funds/requests");
  await expect(page.getByRole("heading", { level: 1, name: text("requests.title") })).toBeVisible();
  await expect(page.getByRole("link", { name: text("request.plan") })).toHaveCount(0);
  await page.goto("/funds/requests/new");
  await expect(page.getByText(text("session.denied.title")).last()).toBeVisible();

  const now = (await (await admin.request.get(`/api/v1/funds/${fund.id}`)).json()) as Fund;
  const closed = await admin.request.post(`/api/v1/funds/${fund.id}/closing`, {
    headers: headers(admin, now.version),
    data: {},
  });
  expect(closed.status()).toBe(200);
  const partner = await another("partner_admin");
  await partner.goto(`/funds/${fund.id}`);
  await expect(button(partner, "request.ask")).toHaveAccessibleDescription(text("problem.fund_closed"));
});

test("every string of the form comes from the catalogues", async ({ page, context, another }) => {
  const fund = await makeFund(await another("program_admin"), { granted: 400_000 });
  await pseudoLocale(context);
  await signIn(page, "partner_admin");
  await page.goto(`/funds/requests/new?fund=${fund.id}`);
  await settled(page);
  await noStrayStrings(page);
  await page.getByRole("radio").first().check();
  await page.locator("button[type=submit]").last().click();
  await expect(page.locator("#error-summary")).toBeVisible();
  await noStrayStrings(page);
});

for (const size of ["phone", "desktop"] as const) {
  test(`on a ${size} list and form fit`, async ({ page, another }) => {
    const fund = await makeFund(await another("program_admin"), { granted: 400_000 });
    await setViewport(page, size);
    await signIn(page, "partner_admin");
    const width = page.viewportSize()!.width;
    await page.goto("/funds/requests");
    await settled(page);
    await noOverflow(page, width);
    await page.goto(`/funds/requests/new?fund=${fund.id}`);
    await settled(page);
    await template(page).check();
    await noOverflow(page, width);
    await page.getByRole("heading", { level: 2, name: text("request.rules"), exact: true }).click();
    await noOverflow(page, width);
  });
}
