// Every page in each of its states: nothing for axe to find, nothing wider than a phone.
import { axe, catalogue, expect, inBothThemes, looksWell, noOverflow, openFirst, settled, signIn, test, type Page, type Role } from "../fixtures.ts";
import { openAllocation, openBatch, openClaim, openClaimForm, openFund, openRequest, openRequestForm } from "../harness/fund-pages.ts";

const text = catalogue("en");

const PAGES: { role: Role; addresses: string[] }[] = [
  { role: "partner_admin", addresses: ["/", "/deals", "/deals/new", "/deals?search=xyzzyxyzzy", "/people", "/profile", "/journey", "/agreement", "/company", "/funds", "/funds/outlook", "/funds/requests", "/funds/requests?search=xyzzyxyzzy", "/funds/requests/new", "/nowhere"] },
  { role: "onboarding_admin", addresses: ["/", "/journey", "/agreement", "/company", "/funds/outlook", "/funds/requests"] },
  { role: "partner_member", addresses: ["/journey", "/agreement", "/company"] },
  {
    role: "channel_manager",
    addresses: ["/", "/deals", "/approvals", "/approvals?state=decided", "/approvals?search=xyzzyxyzzy", "/applications", "/applications?search=xyzzyxyzzy", "/settings/deals"],
  },
  {
    role: "channel_manager",
    addresses: ["/journeys", "/journeys?search=xyzzyxyzzy", "/journeys/funnel", "/journeys/time-to-value?by=quarter", "/partners", "/partners?search=xyzzyxyzzy", "/funds", "/funds/requests", "/funds/requests?search=xyzzyxyzzy", "/funds/returns"],
  },
  {
    role: "program_admin",
    addresses: ["program", "deals", "regions", "rules", "products", "accounts", "funds", "applications", "profile", "journeys", "agreement", "history"].map((section) => `/settings/${section}`),
  },
  { role: "program_admin", addresses: ["/funds", "/funds/new"] },
  { role: "finance", addresses: ["/", "/deals", "/partners", "/funds", "/funds/requests", "/funds/payments", "/funds/returns?by=partner"] },
  { role: "executive", addresses: ["/", "/approvals", "/applications", "/journeys", "/funds/returns?by=region"] },
];

const OUTSIDE = ["/application", "/sign-in", "/forgot-password", "/reset#token=nothing", "/invitation#token=nothing", "/application#token=nothing", "/apply"];

for (const { role, addresses } of PAGES) {
  test(`axe finds nothing on the pages of ${role} from ${addresses[0]} on, light and dark`, async ({ page, guard }) => {
    guard.allow(/\b404\b/);
    test.slow();
    await signIn(page, role);
    for (const address of addresses) {
      await page.goto(address);
      await settled(page);
      await looksWell(page);
      // Written from right to left, too.
      await page.evaluate(() => (document.documentElement.dir = "rtl"));
      await noOverflow(page);
    }
  });
}

test("axe finds nothing on the pages before signing in", async ({ page, guard }) => {
  guard.allow(/\b(404|410|422)\b/);
  for (const address of OUTSIDE) {
    await page.goto(address);
    await page.reload();
    await settled(page);
    await looksWell(page);
  }
  // While nobody may apply uninvited.
  await answerWith(page, /\/api\/v1\/program$/, (program: object) => ({ ...program, accepts_applications: false }));
  await page.goto("/apply");
  await expect(page.getByText(text("apply.closed")).first()).toBeVisible();
  await looksWell(page);
});

test("axe finds nothing where there are no journeys yet", async ({ page }) => {
  await signIn(page, "channel_manager");
  const empty: [string, RegExp, (answer: never) => unknown, string][] = [
    ["/journeys", /\/api\/v1\/journeys\?/, () => ({ items: [] }), "journeys.empty"],
    ["/journeys/funnel", /\/api\/v1\/journeys\/funnels/, () => [], "journeys.empty"],
    ["/journeys/time-to-value", /\/api\/v1\/journeys\/time_to_value/, (value: { all: object }) => ({ ...value, all: { ...value.all, signed: 0 }, cohorts: [] }), "journeys.value_empty"],
  ];
  for (const [address, reads, change, says] of empty) {
    await answerWith(page, reads, change);
    await page.goto(address);
    await settled(page);
    await expect(page.getByText(text(says)).first()).toBeVisible();
    await looksWell(page);
  }
});

test("axe finds nothing on a deal, an approval and an application, whole and narrow", async ({ page }) => {
  await signIn(page, "channel_manager");
  for (const list of ["/deals?state=approved", "/approvals?flag=conflict", "/approvals?kind=deal_extension", "/approvals?kind=partner_application", "/applications?state=submitted,in_review", "/applications?state=action_required,declined"]) {
    await openFirst(page, list);
    await looksWell(page);
  }
});

/** Records of funds as their readers come to them. */
const FUND_RECORDS: { role: Role; name: string; open: (page: Page) => Promise<void> }[] = [
  { role: "partner_admin", name: "a request that waits", open: (page) => openRequest(page, "submitted") },
  { role: "partner_admin", name: "a request that was returned", open: (page) => openRequest(page, "action_required") },
  { role: "partner_admin", name: "an activity ahead or under way", open: (page) => openRequest(page, "approved,executing") },
  { role: "partner_admin", name: "an activity that was paid", open: (page) => openRequest(page, "closed") },
  { role: "partner_admin", name: "a claim that was paid", open: (page) => openClaim(page, "closed") },
  { role: "partner_admin", name: "the form of a claim", open: openClaimForm },
  { role: "channel_manager", name: "an activity under way", open: (page) => openRequest(page, "executing") },
  { role: "channel_manager", name: "a request to decide", open: (page) => openFirst(page, "/approvals?kind=fund_request") },
  { role: "finance", name: "a claim with finance", open: (page) => openClaim(page, "claimed") },
  { role: "finance", name: "a claim to decide", open: (page) => openFirst(page, "/approvals?kind=fund_claim") },
  { role: "finance", name: "a batch of payments", open: (page) => openBatch(page) },
  { role: "program_admin", name: "an allocation by rule", open: openAllocation },
];

for (const { role, name, open } of FUND_RECORDS) {
  test(`axe finds nothing on ${name}, as ${role} sees it`, async ({ page }) => {
    test.slow();
    await signIn(page, role);
    await open(page);
    await looksWell(page);
    await page.evaluate(() => (document.documentElement.dir = "rtl"));
    await noOverflow(page);
  });
}

/** Sides of a fund, and forms, that axe has looked at in `funds.spec.ts` and `fund-requests.spec.ts`. */
const FUND_SIDES: { role: Role; ways: ((page: Page) => Promise<void>)[] }[] = [
  { role: "partner_admin", ways: [(page) => openFund(page), (page) => openFund(page, "?account=reserved"), openRequestForm] },
  {
    role: "program_admin",
    ways: ["", "?tab=entries", "?account=budget", "?tab=rule", "/edit"].map((side) => (page) => openFund(page, side)),
  },
];

for (const { role, ways } of FUND_SIDES) {
  test(`read from right to left, no side of a fund is wider than a phone for ${role}`, async ({ page }) => {
    await signIn(page, role);
    for (const open of ways) {
      await open(page);
      await page.evaluate(() => (document.documentElement.dir = "rtl"));
      await noOverflow(page);
    }
  });
}

/** What a server answers that failed. */
const FAILED = {
  status: 500,
  contentType: "application/problem+json",
  body: JSON.stringify({ type: "urn:entente:problem:internal", code: "internal", title: "The server failed", status: 500 }),
};

/** Pages and the read whose answer they wait for; of `first` the first record is opened, or the one that `open` finds. */
const READS: { role?: Role; address: string; reads?: RegExp; first?: boolean; open?: (page: Page) => Promise<void> }[] = [
  { address: "/apply", reads: /\/api\/v1\/program$/ },
  { role: "partner_admin", address: "/", reads: /\/api\/v1\/home/ },
  { role: "partner_admin", address: "/deals?country=PT", reads: /\/api\/v1\/deals\?/ },
  { role: "partner_admin", address: "/deals", first: true },
  { role: "partner_admin", address: "/people", reads: /\/api\/v1\/users/ },
  { role: "onboarding_admin", address: "/journey", reads: /\/api\/v1\/.*\/journey$/ },
  { role: "onboarding_admin", address: "/agreement", reads: /\/api\/v1\/.*\/agreement$/ },
  { role: "onboarding_admin", address: "/company", reads: /\/api\/v1\/partners\/[0-9a-f-]+$/ },
  { role: "channel_manager", address: "/approvals", reads: /\/api\/v1\/approvals\?/ },
  { role: "channel_manager", address: "/approvals", first: true },
  { role: "channel_manager", address: "/applications", reads: /\/api\/v1\/applications\?/ },
  { role: "channel_manager", address: "/applications", first: true },
  { role: "channel_manager", address: "/journeys", reads: /\/api\/v1\/journeys\?/ },
  { role: "channel_manager", address: "/journeys/funnel", reads: /\/api\/v1\/journeys\/funnels/ },
  { role: "channel_manager", address: "/journeys/time-to-value", reads: /\/api\/v1\/journeys\/time_to_value/ },
  { role: "channel_manager", address: "/partners", reads: /\/api\/v1\/partners\?/ },
  { role: "channel_manager", address: "/partners", first: true },
  { role: "partner_admin", address: "/funds", reads: /\/api\/v1\/funds\?/ },
  { role: "partner_admin", address: "/funds/requests", reads: /\/api\/v1\/fund_requests\?/ },
  { role: "partner_admin", address: "/funds/requests/new", reads: /\/api\/v1\/fund_rules$/ },
  { role: "partner_admin", address: "/funds/requests?state=approved,executing", reads: /\/api\/v1\/fund_requests\/[0-9a-f-]{36}$/, first: true },
  { role: "partner_admin", address: "/funds/claims", reads: /\/api\/v1\/fund_claims\/[0-9a-f-]{36}$/, open: (page) => openClaim(page, "closed") },
  { role: "partner_admin", address: "/funds/claims/edit", reads: /\/api\/v1\/fund_claims\/[0-9a-f-]{36}$/, open: openClaimForm },
  { role: "partner_admin", address: "/funds/outlook", reads: /\/api\/v1\/fund_outlook$/ },
  { role: "channel_manager", address: "/funds", reads: /\/api\/v1\/funds\?/ },
  { role: "channel_manager", address: "/funds", first: true },
  { role: "program_admin", address: "/funds/returns", reads: /\/api\/v1\/fund_returns(\?|$)/ },
  { role: "program_admin", address: "/funds/allocation", reads: /\/api\/v1\/funds\/[0-9a-f-]{36}\/allocation/, open: openAllocation },
  { role: "finance", address: "/funds/payments", reads: /\/api\/v1\/fund_payments\/owed/ },
  { role: "finance", address: "/funds/payments/batch", reads: /\/api\/v1\/fund_payments\/[0-9a-f-]{36}$/, open: (page) => openBatch(page) },
  { role: "program_admin", address: "/settings/deals", reads: /\/api\/v1\/settings/ },
  { role: "program_admin", address: "/settings/journeys", reads: /\/api\/v1\/settings/ },
  { role: "program_admin", address: "/settings/funds", reads: /\/api\/v1\/settings/ },
];

for (const { role, address, reads, first, open } of READS) {
  test(`${first || open ? "a record of " : ""}${address} of ${role ?? "a stranger"} is as readable while it loads and when it failed`, async ({ page, guard }) => {
    guard.allow(/\b500\b/);
    if (role) await signIn(page, role);
    if (open) await open(page);
    else if (first) await openFirst(page, address);
    else await page.goto(address);
    await settled(page);
    const path = new URL(page.url()).pathname;
    // A record's page and its read have the same path.
    const answers = reads ?? new RegExp(`/api/v1${path}$`);
    let answer = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route(answers, async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    await expect(page.locator("[aria-busy=true]").first()).toBeVisible();
    await inBothThemes(page);
    answer();
    await settled(page);
    await page.unroute(answers);
    await page.route(answers, (route) => route.fulfill(FAILED));
    await page.reload();
    const retry = page.getByRole("button", { name: text("kit.retry") }).first();
    await expect(retry).toBeVisible();
    await inBothThemes(page);
    await page.unroute(answers);
    await retry.click();
    await settled(page);
    await expect(page.getByRole("button", { name: text("kit.retry") })).toHaveCount(0);
  });
}

test("each side of a partner is as readable while it loads and when it failed", async ({ page, guard }) => {
  guard.allow(/\b500\b/);
  test.slow();
  await signIn(page, "channel_manager");
  await openFirst(page, "/journeys");
  const partner = new URL(page.url()).pathname;
  const sides: Record<string, RegExp> = {
    people: /\/api\/v1\/partners\/[^/]+\/people/,
    journey: /\/api\/v1\/partners\/[^/]+\/journey$/,
    deals: /\/api\/v1\/deals\?/,
    documents: /\/api\/v1\/partners\/[^/]+\/agreement$/,
    activity: /\/api\/v1\/partners\/[^/]+\/activity/,
    notes: /\/api\/v1\/partners\/[^/]+\/notes/,
  };
  for (const [tab, reads] of Object.entries(sides)) {
    let answer = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route(reads, async (route) => {
      await held;
      await route.fulfill(FAILED);
    });
    await page.goto(`${partner}?tab=${tab}`);
    await expect(page.getByRole("tabpanel").locator("[aria-busy=true]").first()).toBeVisible();
    await axe(page);
    answer();
    await expect(page.getByRole("tabpanel").getByRole("button", { name: text("kit.retry") }).first()).toBeVisible();
    await inBothThemes(page);
    await page.unroute(reads);
  }
});

test("axe finds nothing on a partner from any side", async ({ page }) => {
  test.slow();
  await signIn(page, "channel_manager");
  await openFirst(page, "/journeys");
  const partner = new URL(page.url()).pathname;
  for (const tab of ["overview", "people", "journey", "deals", "documents", "activity", "notes"]) {
    await page.goto(`${partner}?tab=${tab}`);
    await settled(page);
    await expect(page.getByRole("tabpanel")).toBeVisible();
    await looksWell(page);
  }
});

test("axe finds nothing on the invitation of a company, nor on what is missing in it", async ({ page }) => {
  await signIn(page, "channel_manager");
  await page.goto("/applications");
  await settled(page);
  await page.getByRole("button", { name: text("applications.invite") }).first().click();
  const dialog = page.getByRole("dialog", { name: text("applications.invite_title") });
  await expect(dialog).toBeVisible();
  await inBothThemes(page);
  await dialog.getByRole("button", { name: text("company.invite-send") }).click();
  await expect(dialog.getByText(text("field.required")).first()).toBeVisible();
  await looksWell(page);
});

/** From now on the page is answered with something else than what the server says. */
async function answerWith<Answer>(page: Page, reads: RegExp, change: (answer: Answer) => unknown): Promise<void> {
  await page.route(reads, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: change((await response.json()) as Answer) });
  });
}
