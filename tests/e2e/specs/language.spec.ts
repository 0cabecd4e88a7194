// In the pseudo-locale, which marks what the catalogues say: no page shows or speaks a string that stands outside of them.
import { expect, noStrayStrings, openFirst, pseudoLocale, signIn, test, type Page, type Role } from "../fixtures.ts";
import { openAllocation, openBatch, openClaim, openClaimForm, openRequest } from "../harness/fund-pages.ts";

test.beforeEach(({ context }) => pseudoLocale(context));

async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en-XA");
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

const SETTINGS = ["program", "deals", "regions", "rules", "products", "accounts", "funds", "applications", "profile", "journeys", "agreement", "history"].map((section) => `/settings/${section}`);

const PAGES: { role: Role; addresses: string[] }[] = [
  { role: "partner_admin", addresses: ["/", "/deals", "/deals/new", "/deals?search=xyzzyxyzzy", "/people", "/profile", "/journey", "/agreement", "/company", "/funds", "/funds/outlook", "/funds/requests", "/funds/requests?search=xyzzyxyzzy", "/funds/requests/new", "/nowhere", "/approvals"] },
  { role: "onboarding_admin", addresses: ["/", "/journey", "/agreement", "/company"] },
  { role: "partner_member", addresses: ["/", "/deals", "/people", "/journey", "/agreement", "/company"] },
  { role: "channel_manager", addresses: ["/", "/deals", "/approvals", "/approvals?state=decided", "/approvals?search=xyzzyxyzzy", "/applications", "/applications?search=xyzzyxyzzy", "/settings/deals"] },
  { role: "program_admin", addresses: ["/", "/people", "/funds", "/funds/new", "/funds/returns", ...SETTINGS] },
  { role: "finance", addresses: ["/", "/deals", "/approvals", "/journey", "/funds/requests", "/funds/payments"] },
  { role: "executive", addresses: ["/", "/approvals", "/applications", "/funds", "/funds/requests", "/funds/returns?by=partner"] },
];

for (const { role, addresses } of PAGES) {
  test(`every string on the pages of ${role} is the catalogues'`, async ({ page, guard }) => {
    guard.allow(/\b404\b/);
    test.slow();
    await signIn(page, role);
    for (const address of addresses) {
      await page.goto(address);
      await settled(page);
      await noStrayStrings(page);
    }
  });
}

test("every string of a deal, an approval and an application is the catalogues'", async ({ page }) => {
  test.slow();
  await signIn(page, "channel_manager");
  const lists = ["/deals?state=approved", "/deals?state=won", "/deals?state=rejected", "/approvals", "/approvals?flag=conflict", "/approvals?kind=deal_extension", "/approvals?kind=partner_application"];
  const applications = ["/applications?state=submitted,in_review", "/applications?state=action_required,declined", "/applications?state=approved"];
  for (const list of [...lists, "/approvals?state=decided", ...applications]) {
    await page.goto(list);
    await settled(page);
    await page.getByRole("table").getByRole("link").first().click();
    await expect(page).toHaveURL(/[0-9a-f]{8}-[0-9a-f]{4}/);
    await settled(page);
    await noStrayStrings(page);
  }
});

test("every string of activities, claims and their form is the catalogues'", async ({ page }) => {
  test.slow();
  await signIn(page, "partner_admin");
  const claim = () => openClaim(page, "closed");
  const request = (states: string) => () => openRequest(page, states);
  for (const open of [request("submitted"), request("action_required"), request("approved,executing"), request("closed"), claim, () => openClaimForm(page)]) {
    await open();
    await settled(page);
    await noStrayStrings(page);
  }
});

test("every string of what is decided of money and paid, and of an allocation, is the catalogues'", async ({ page, another }) => {
  test.slow();
  await signIn(page, "finance");
  await openFirst(page, "/approvals?kind=fund_claim");
  await noStrayStrings(page);
  await openClaim(page, "claimed");
  await noStrayStrings(page);
  await openBatch(page);
  await noStrayStrings(page);
  const admin = await another();
  await pseudoLocale(admin.context());
  await signIn(admin, "program_admin");
  await openFirst(admin, "/approvals?kind=fund_request");
  await noStrayStrings(admin);
  await openAllocation(admin);
  await settled(admin);
  await noStrayStrings(admin);
});

test("every string before signing in is the catalogues'", async ({ page, guard }) => {
  guard.allow(/\b(404|410|422)\b/);
  for (const address of ["/sign-in", "/forgot-password", "/reset", "/reset#token=nothing", "/invitation#token=nothing", "/application", "/application#token=nothing"]) {
    await page.goto(address);
    await page.reload();
    await settled(page);
    await noStrayStrings(page);
    const send = page.locator("main button[type=submit]");
    if (await send.isVisible()) {
      // What a form says is wrong, too.
      await send.click();
      await noStrayStrings(page);
    }
  }
});
