// After the approval: an activity's page with its countdown and checklist, and the claim for what it cost, told beforehand what finance
// would ask.
//
// An activity is approved before its first day and claimed once it is over, and the portal's clock is nobody's to move. But days are those
// where the partner is: a region that moves from the last time zone of the world to the first is a day ahead at once.
import { randomUUID } from "node:crypto";
import {
  catalogue,
  expect,
  expectToast,
  field,
  fillField,
  looksWell,
  noOverflow,
  sampleSignIn,
  setViewport,
  signIn,
  test,
  type Page,
} from "../fixtures.ts";

const text = catalogue("en");

const LAST_ZONE = "Pacific/Honolulu";
const FIRST_ZONE = "Pacific/Kiritimati";
const ACTIVITY = "field_event";
const PLANNED = 200_000;

interface Settings {
  regions: { time_zone: string }[];
  funds: { lead_days: number; activities: { activity: string; lead_days?: number; eligible: string[]; proofs: string[] }[] };
}

interface FundRequest {
  id: string;
  reference: string;
  version: number;
  state: string;
}

/** A PDF as short as they get. */
const PDF = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

/** What a change must bring: it comes from the portal's own page, and is made once. */
function headers(page: Page, version?: number): Record<string, string> {
  const made = { origin: new URL(page.url()).origin, "idempotency-key": randomUUID() };
  return version === undefined ? made : { ...made, "if-match": `"${version}"` };
}

/** A day from today on. */
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The day after the present one in a time zone. */
function tomorrowIn(timeZone: string): string {
  const today = new Intl.DateTimeFormat("en-CA", { timeZone }).format(new Date());
  return new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
}

/** Publishes the settings after a change; answers with them. */
async function publish(admin: Page, change: (settings: Settings) => Settings): Promise<Settings> {
  const { number, settings } = (await (await admin.request.get("/api/v1/settings")).json()) as { number: number; settings: Settings };
  const data = { settings: change(settings), note: "For a test of claims" };
  const published = await admin.request.post("/api/v1/settings/versions", { headers: headers(admin, number), data });
  expect(published.status(), await published.text()).toBe(201);
  return data.settings;
}

/** Moves every region to a time zone. */
const moveTo = (zone: string) => (settings: Settings): Settings => ({
  ...settings,
  regions: settings.regions.map((region) => ({ ...region, time_zone: zone })),
});

/** A fund of which the partner of the first sign-ins has 5,000 euros. */
async function makeFund(admin: Page): Promise<string> {
  const rule = { revenue_per_mille: 30, performance_per_mille: 250, target_return: 3000, grants: [], smallest: 10_000 };
  const fields = { name: `Claims ${randomUUID().slice(0, 8)}`, currency: "EUR", starts_on: day(0), ends_on: day(30), rule };
  const made = await admin.request.post("/api/v1/funds", { headers: headers(admin), data: { fields, minor: 5_000_000 } });
  expect(made.status(), await made.text()).toBe(201);
  const { id } = (await made.json()) as { id: string };
  const home = sampleSignIn("partner_admin").partner!;
  const found = await admin.request.get(`/api/v1/partners?search=${encodeURIComponent(home)}&limit=1`);
  const [partner] = ((await found.json()) as { items: { id: string }[] }).items;
  const grant = { kind: "grant", partner_id: partner!.id, minor: 500_000, note: "For spring" };
  const booked = await admin.request.post(`/api/v1/funds/${id}/bookings`, { headers: headers(admin), data: grant });
  expect(booked.status(), await booked.text()).toBe(200);
  return id;
}

/** A request for tomorrow's activity, handed in. */
async function request(partner: Page, fund: string, settings: Settings, title: string): Promise<FundRequest> {
  const rules = settings.funds.activities.find(({ activity }) => activity === ACTIVITY)!;
  const on = tomorrowIn(LAST_ZONE);
  const data = {
    fund_id: fund,
    activity: ACTIVITY,
    title,
    starts_on: on,
    ends_on: on,
    audience: "Heads of operations in Hamburg",
    plan: "A dinner with two talks",
    currency: "EUR",
    lines: [{ category: rules.eligible[0], description: "", minor: PLANNED }],
    asked: PLANNED / 2,
    expected_leads: 20,
    expected_pipeline: { minor: 5_000_000, currency: "EUR" },
    lead_definition: "Has a budget this year",
    target_accounts: ["Hafen Hamburg"],
    run: { by: "partner" },
  };
  const made = await partner.request.post("/api/v1/fund_requests", { headers: headers(partner), data });
  expect(made.status(), await made.text()).toBe(201);
  const { id, version } = (await made.json()) as FundRequest;
  const submitted = await partner.request.post(`/api/v1/fund_requests/${id}/events`, {
    headers: headers(partner, version),
    data: { event: "submit" },
  });
  expect(submitted.status(), await submitted.text()).toBe(200);
  return (await submitted.json()) as FundRequest;
}

/** The manager approves it. */
async function approve(manager: Page, { reference }: FundRequest): Promise<void> {
  const found = await manager.request.get(`/api/v1/approvals?search=${reference}&limit=1`);
  const [item] = ((await found.json()) as { items: { id: string }[] }).items;
  const address = `/api/v1/approvals/${item!.id}`;
  const { version } = (await (await manager.request.get(address)).json()) as { version: number };
  const decided = await manager.request.post(`${address}/decision`, {
    headers: headers(manager, version),
    data: { decision: "approve", message: "Have fun" },
  });
  expect(decided.status(), await decided.text()).toBe(200);
}

const button = (page: Page, key: string) => page.getByRole("button", { name: text(key), exact: true });

/** What finance would ask. */
const asks = (page: Page) => page.getByRole("region", { name: text("claim.ask.title") });

test.describe("after the approval", () => {
  test.use({ ownServer: true });

  test("a partner counts down to the activity, claims what it cost, and is told beforehand what finance would ask", async ({ page, guard, another }) => {
    test.slow();
    const title = `Dinner ${randomUUID().slice(0, 8)}`;
    const admin = await another("program_admin");
    const settings = await publish(admin, (before) => {
      const soon = before.funds.activities.map((rules) => ({ ...rules, lead_days: 1 }));
      return moveTo(LAST_ZONE)({ ...before, funds: { ...before.funds, lead_days: 1, activities: soon } });
    });
    const fund = await makeFund(admin);
    const manager = await another("channel_manager");
    await signIn(page, "partner_admin");
    const made = await request(page, fund, settings, title);
    const proofs = settings.funds.activities.find(({ activity }) => activity === ACTIVITY)!.proofs;

    // While it waits: when the decision is due, and what can't be done yet.
    await page.goto(`/funds/requests/${made.id}`);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.getByText(text("fund.activity_page.waiting")).first()).toBeVisible();
    await expect(page.getByText(text("deal.clock.decision")).first()).toBeVisible();
    await looksWell(page);

    // The approval arrives while the page is looked at.
    await approve(manager, made);
    const countdown = page.getByRole("region", { name: text("fund.activity_page.countdown") });
    await expect(countdown).toContainText(text("fund.activity_page.begins"));
    await expect(countdown).toContainText(/tomorrow/i);
    await expect(countdown).toContainText(text("fund.activity_page.claim_until"));
    await expect(page.getByText("Have fun").first()).toBeVisible();
    const checklist = page.getByRole("region", { name: text("fund.activity_page.proof") });
    await expect(checklist.getByRole("listitem")).toHaveCount(proofs.length);
    for (const kind of proofs) await expect(checklist).toContainText(text(`fund.proof.${kind}`));
    const money = page.getByRole("region", { name: text("fund.activity_page.money") });
    const reserved = money.getByRole("link", { name: "€1,000.00" });
    await expect(reserved).toHaveAttribute("href", `/funds/${fund}?account=reserved`);
    await expect(button(page, "fund.activity_page.claim_begin")).toHaveAccessibleDescription(new RegExp(text("refusal.not_yet").split("{")[0]!));
    await looksWell(page);

    // The day has come.
    await publish(admin, moveTo(FIRST_ZONE));
    await page.reload();
    await expect(countdown).toContainText(/today/i);
    await button(page, "fund.activity_page.claim_begin").click();
    await expect(page).toHaveURL(/\/funds\/claims\/[0-9a-f-]{36}\/edit$/);
    await expect(page.getByRole("heading", { level: 1, name: text("claim.of").replace("{title}", title) })).toBeVisible();
    await expect(asks(page)).toContainText(text("claim.ask.errors"));
    for (const kind of proofs) await expect(asks(page).getByRole("link", { name: text(`fund.proof.${kind}`), exact: true })).toBeVisible();
    await expect(asks(page).getByRole("link", { name: text("fund.fact.leads"), exact: true })).toBeVisible();
    await looksWell(page);

    // An invoice from before the approval, and over its line.
    await button(page, "claim.invoice.add").click();
    await expect(field(page, text("claim.invoice.supplier"))).toBeFocused();
    await fillField(page, text("claim.invoice.supplier"), "Hafenhotel GmbH");
    await fillField(page, text("claim.invoice.number"), "R-2027/17");
    await fillField(page, text("claim.invoice.day"), day(-30));
    await fillField(page, text("fund.column_amount"), "2,500");
    const before = text("field.before_approval").split("{")[0]!;
    await expect(asks(page).getByText(new RegExp(`^${before}`))).toBeVisible();
    const caution = text("field.over_line").replace("{max}", "€2,000.00");
    await expect(asks(page)).toContainText(text("claim.ask.cautions"));
    await expect(asks(page)).toContainText(caution);
    const totals = page.getByRole("region", { name: text("approval.claim.amounts") });
    await expect(totals).toContainText("€2,500.00");
    await expect(totals).toContainText("€1,000.00");
    await looksWell(page);

    // Each is a link to its field.
    await asks(page).getByRole("link", { name: `${text("claim.invoice.named").replace("{number}", "R-2027/17")}: ${text("claim.invoice.day")}` }).click();
    await expect(field(page, text("claim.invoice.day"))).toBeFocused();
    await fillField(page, text("claim.invoice.day"), tomorrowIn(LAST_ZONE));
    await expect(asks(page).getByText(new RegExp(`^${before}`))).toHaveCount(0);

    // Sent too early it says all that is missing, and nothing is sent.
    await button(page, "claim.submit").click();
    await expect(page.getByText(text("field.proof_missing")).first()).toBeVisible();
    await expect(page).toHaveURL(/\/edit$/);
    await looksWell(page);

    for (const kind of proofs) {
      const file = { name: `${kind}.pdf`, mimeType: "application/pdf", buffer: PDF };
      await page.locator("input[type=file]").and(page.getByLabel(text(`fund.proof.${kind}`), { exact: true })).setInputFiles(file);
      await expect(asks(page).getByRole("link", { name: text(`fund.proof.${kind}`), exact: true })).toHaveCount(0);
    }
    await fillField(page, text("fund.fact.leads"), "24");
    await fillField(page, text("fund.fact.pipeline"), "60,000");
    await expect(asks(page)).not.toContainText(text("claim.ask.errors"));
    await expect(asks(page)).toContainText(caution);

    // What was typed is there again after the page was left, and counted on the activity's page.
    await expect(page.locator(".draft-state")).toContainText(/saved/i);
    const form = page.url();
    await page.goto(`/funds/requests/${made.id}`);
    await expect(checklist.getByText(text("fund.activity_page.proof_files_one").replace("{count}", "1"))).toHaveCount(proofs.length);
    await page.getByRole("link", { name: text("fund.activity_page.claim_continue"), exact: true }).click();
    await expect(page).toHaveURL(form);
    await expect(field(page, text("claim.invoice.number"))).toHaveValue("R-2027/17");

    await setViewport(page, "phone");
    await noOverflow(page, page.viewportSize()!.width);
    await setViewport(page, "desktop");
    await button(page, "claim.submit").click();
    await expectToast(page, text("claim.submitted"));
    await expect(page).toHaveURL(/\/funds\/claims\/[0-9a-f-]{36}$/);
    await expect(page.getByText(text("claim.next.waiting"))).toBeVisible();
    await expect(page.getByText("R-2027/17").first()).toBeVisible();
    await looksWell(page);
    const claim = page.url();
    await page.goto(`${claim}/edit`);
    await expect(page.getByText(text("claim.not_editable")).last()).toBeVisible();
    await page.goto(`/funds/requests/${made.id}`);
    await expect(page.getByText(text("fund.activity_page.claimed"))).toBeVisible();
    await expect(button(page, "fund.activity_page.withdraw")).toHaveAttribute("aria-disabled", "true");

    // Another company's people learn of neither.
    guard.allow(/\b404\b/);
    const stranger = await another("other_partner_admin");
    await stranger.goto(`/funds/requests/${made.id}`);
    await expect(stranger.getByText(text("fund.activity_page.not_found")).last()).toBeVisible();
    await stranger.goto(claim);
    await expect(stranger.getByText(text("claim.not_found")).last()).toBeVisible();
    await looksWell(stranger);
  });

  test("a partner takes a request back, and what was reserved is available again", async ({ page, another }) => {
    const title = `Dinner ${randomUUID().slice(0, 8)}`;
    const admin = await another("program_admin");
    const settings = await publish(admin, (before) => {
      const soon = before.funds.activities.map((rules) => ({ ...rules, lead_days: 1 }));
      return moveTo(LAST_ZONE)({ ...before, funds: { ...before.funds, lead_days: 1, activities: soon } });
    });
    const fund = await makeFund(admin);
    const manager = await another("channel_manager");
    await signIn(page, "partner_admin");
    const made = await request(page, fund, settings, title);
    await approve(manager, made);
    await page.goto(`/funds/requests/${made.id}`);
    await button(page, "fund.activity_page.withdraw").click();
    const dialog = page.getByRole("dialog", { name: text("fund.activity_page.withdraw") });
    await fillField(dialog, text("deal.dialog.withdraw_note"), "The speaker is ill");
    await looksWell(page);
    await dialog.getByRole("button", { name: text("fund.activity_page.withdraw"), exact: true }).click();
    await expectToast(page, text("fund.activity_page.withdrawn"));
    await expect(page.getByText(text("fund.activity_page.withdrawn_text"))).toBeVisible();
    await expect(button(page, "fund.activity_page.withdraw")).toHaveCount(0);
    const held = await page.request.get(`/api/v1/funds/${fund}`);
    expect(((await held.json()) as { balance: { available: number; reserved: number } }).balance).toMatchObject({ available: 500_000, reserved: 0 });
    await looksWell(page);
  });
});
