// What came back of market development funds: the report with its groups and its file, and the partner's history beside a request.
import { randomUUID } from "node:crypto";
import { catalogue, expect, looksWell, sampleSignIn, signIn, test, type Page } from "../fixtures.ts";

const text = catalogue("en");

/** The partner of the first sample sign-ins. */
const home = () => sampleSignIn("partner_admin").partner!;

/** A day from today on, as the API takes it. */
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** What a change must bring: it comes from the portal's own page, and is made once. */
function headers(page: Page, version?: number): Record<string, string> {
  const made = { origin: new URL(page.url()).origin, "idempotency-key": randomUUID() };
  return version === undefined ? made : { ...made, "if-match": `"${version}"` };
}

/** A fund of which the partner of the first sign-ins has 4,000 euros. */
async function makeFund(admin: Page): Promise<string> {
  const rule = { revenue_per_mille: 30, performance_per_mille: 250, target_return: 3000, grants: [], smallest: 0 };
  const fields = { name: `Returns ${randomUUID().slice(0, 8)}`, currency: "EUR", starts_on: day(0), ends_on: day(300), rule };
  const made = await admin.request.post("/api/v1/funds", { headers: headers(admin), data: { fields, minor: 5_000_000 } });
  expect(made.status()).toBe(201);
  const { id } = (await made.json()) as { id: string };
  const found = await admin.request.get(`/api/v1/partners?search=${encodeURIComponent(home())}&limit=1`);
  const [partner] = ((await found.json()) as { items: { id: string }[] }).items;
  const data = { kind: "grant", partner_id: partner!.id, minor: 400_000, note: "For two tours" };
  const booked = await admin.request.post(`/api/v1/funds/${id}/bookings`, { headers: headers(admin), data });
  expect(booked.status()).toBe(200);
  return id;
}

/** A request that the partner has handed in. */
async function ask(partner: Page, fund: string, title: string, starts: number): Promise<string> {
  const data = {
    fund_id: fund,
    activity: "field_event",
    title,
    starts_on: day(starts),
    ends_on: day(starts + 1),
    audience: "Heads of production",
    plan: "A tour of the plant, two talks, dinner.",
    currency: "EUR",
    lines: [{ category: "venue", description: "", minor: 200_000 }],
    asked: 100_000,
    expected_leads: 20,
    expected_pipeline: { minor: 5_000_000, currency: "EUR" },
    lead_definition: "Has a plant and a budget this year",
  };
  const begun = await partner.request.post("/api/v1/fund_requests", { headers: headers(partner), data });
  expect(begun.status()).toBe(201);
  const { id, version } = (await begun.json()) as { id: string; version: number };
  const path = `/api/v1/fund_requests/${id}/events`;
  const submitted = await partner.request.post(path, { headers: headers(partner, version), data: { event: "submit" } });
  expect(submitted.status()).toBe(200);
  return id;
}

/** The item of the queue that waits about a request. */
async function waiting(page: Page, request: string): Promise<{ id: string; version: number }> {
  const found = await page.request.get("/api/v1/approvals?kind=fund_request&sort=-submitted&limit=100");
  const { items } = (await found.json()) as { items: { id: string; version: number; fund_request_id?: string }[] };
  return items.find((item) => item.fund_request_id === request)!;
}

test("a request is decided beside what the partner brought before, and the report tells what came back", async ({ page, another }) => {
  test.slow();
  await signIn(page, "program_admin");
  const fund = await makeFund(page);
  const partner = await another("partner_admin");
  const before = `Tour ${randomUUID().slice(0, 8)}`;
  const first = await ask(partner, fund, before, 60);
  const second = await ask(partner, fund, `Dinner ${randomUUID().slice(0, 8)}`, 90);
  const decided = await waiting(page, first);
  const path = `/api/v1/approvals/${decided.id}/decision`;
  const approved = await page.request.post(path, { headers: headers(page, decided.version), data: { decision: "approve" } });
  expect(approved.status()).toBe(200);

  await page.goto(`/approvals/${(await waiting(page, second)).id}`);
  const history = page.getByRole("region", { name: text("approval.fund.history"), exact: true });
  await expect(history.getByRole("row").filter({ hasText: before })).toContainText(text("fund.request_state.approved"));
  await expect(page.getByRole("heading", { name: text("approval.fund.like"), exact: true })).toBeVisible();
  await looksWell(page);

  await page.goto("/funds");
  await page.getByRole("link", { name: text("returns.title"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: text("returns.title") })).toBeVisible();
  await expect(page.getByRole("list", { name: text("returns.funnel") })).toContainText(text("returns.spent"));
  const groups = page.getByRole("region", { name: text("returns.groups"), exact: true });
  await expect(groups.getByRole("row").filter({ hasText: text("fund.activity.field_event") })).toBeVisible();
  await looksWell(page);
  await page.getByRole("radio", { name: text("returns.by_partner"), exact: true }).check();
  await expect(page).toHaveURL(/\/funds\/returns\?by=partner$/);
  await expect(groups.getByRole("row").filter({ hasText: home() })).toBeVisible();

  const href = await page.getByRole("link", { name: text("deals.export") }).getAttribute("href");
  const file = await page.request.get(href!);
  expect(file.headers()["content-type"]).toContain("text/csv");
  expect(await file.text()).toContain(home());

  // Nothing is left of it, and the way back is offered.
  await page.goto("/funds/returns?from=2099-01-01");
  await expect(page.getByText(text("returns.none"), { exact: true })).toBeVisible();
  await looksWell(page);
  await page.getByRole("button", { name: text("approvals.filter_clear") }).first().click();
  await expect(page).toHaveURL(/\/funds\/returns$/);
});
