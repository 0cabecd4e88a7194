// How the app comes to a page: what is asked for before it is there, and how it opens when the server is away.
import { readFileSync } from "node:fs";
import path from "node:path";
import { catalogue, expect, signIn, test, type Page } from "../fixtures.ts";
import { openAllocation, openBatch, openClaim, openClaimForm, openRequest, openRequestForm } from "../harness/fund-pages.ts";
import { app, root } from "../harness/paths.ts";

const text = catalogue("en");

const worker = readFileSync(path.join(app ?? path.join(root, "dist"), "service-worker.js"), "utf8");

/** Opens an address: each of the reads is asked for once, and the app takes up all that the page asked before it was there. */
async function asksOnce(page: Page, address: string, reads: string[]): Promise<void> {
  const asked: string[] = [];
  // A form that saves itself writes where it has read.
  page.on("request", (request) => request.method() === "GET" && asked.push(request.url().split("/api/v1")[1] ?? ""));
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  // What a page reads beside its first record may come a moment later.
  for (const read of reads) await expect.poll(() => asked, { message: `${read} of ${address}` }).toContain(read);
  const waiting = () => page.evaluate(() => Object.keys((window as unknown as { ententeBoot: object }).ententeBoot));
  await expect.poll(waiting, { message: `asked for and not taken up on ${address}`, timeout: 3_000 }).toEqual([]);
  for (const read of ["/session", ...reads]) expect(asked.filter((each) => each === read), `${read} of ${address}`).toHaveLength(1);
  page.removeAllListeners("request");
}

/** The address that a way leads to. */
async function addressOf(page: Page, open: (page: Page) => Promise<void>): Promise<string> {
  await open(page);
  const address = new URL(page.url()).pathname;
  // What that page still asks for belongs to nobody.
  await page.goto("about:blank");
  return address;
}

test("what a page reads first is asked for beside the app, and only once", async ({ page }) => {
  await signIn(page, "channel_manager");
  await page.goto("/deals");
  const deal = new URL((await page.getByRole("table").getByRole("link").first().getAttribute("href"))!, page.url()).pathname;
  await page.goto("/approvals");
  const item = new URL((await page.getByRole("table").getByRole("link").first().getAttribute("href"))!, page.url()).pathname;
  await page.goto("/applications");
  const application = new URL((await page.getByRole("table").getByRole("link").first().getAttribute("href"))!, page.url()).pathname;
  await page.goto("/journeys");
  const partner = new URL((await page.getByRole("table").getByRole("link").first().getAttribute("href"))!, page.url()).pathname;
  await page.goto("/funds");
  const fund = new URL((await page.getByRole("table").getByRole("link").first().getAttribute("href"))!, page.url()).pathname;
  const first: [string, string[]][] = [
    ["/", ["/home"]],
    ["/deals", ["/home", "/deals?limit=25"]],
    ["/deals?state=approved%2Cwon&sort=-value", ["/home", "/deals?state=approved%2Cwon&sort=-value&limit=25"]],
    [deal, [deal, `${deal}/activity?limit=50`, `${deal}/comments?limit=100`]],
    ["/approvals?state=decided", ["/approvals?state=decided&sort=-decided&limit=25"]],
    [item, [item]],
    ["/applications?state=approved", ["/applications?state=approved&limit=25"]],
    [application, [application]],
    ["/journeys?risk=late%2Cat_risk", ["/journeys?risk=late%2Cat_risk&limit=25"]],
    ["/journeys/funnel", ["/journeys/funnels"]],
    ["/journeys/time-to-value", ["/journeys/time_to_value?by=partner_type"]],
    ["/partners", ["/partners?limit=25"]],
    [partner, [partner, `${partner}/journey`, `${partner}/agreement`]],
    [`${partner}?tab=notes`, [partner]],
    ["/funds", ["/funds?limit=25"]],
    [fund, [fund, `${fund}/balances?limit=25`]],
    [`${fund}?account=available`, [fund, `${fund}/entries?account=available&limit=25`]],
    [`${fund}?tab=rule`, [fund]],
    ["/settings/deals", ["/settings/versions?limit=12"]],
  ];
  for (const [address, reads] of first) await asksOnce(page, address, reads);
});

test("so are the lists of people and of a partner's funds", async ({ page }) => {
  await signIn(page, "partner_admin");
  await asksOnce(page, "/funds", ["/funds?limit=25"]);
  await asksOnce(page, "/funds/requests?state=draft%2Csubmitted&sort=starts", ["/fund_requests?state=draft%2Csubmitted&sort=starts&limit=25"]);
  await asksOnce(page, "/funds/requests/new", ["/fund_rules", "/funds?limit=100"]);
  await asksOnce(page, "/people", ["/users?limit=25", "/invitations?limit=25"]);
});

test("so are a partner's requests, activities and claims, and their forms", async ({ page }) => {
  test.slow();
  await signIn(page, "partner_admin");
  /** What the API calls a record at an address, or the record that the form at an address is of. */
  const read = (address: string) => address.replace("/funds/requests/", "/fund_requests/").replace("/funds/claims/", "/fund_claims/").replace(/\/edit$/, "");
  await asksOnce(page, "/funds/requests", ["/fund_requests?limit=25"]);
  await asksOnce(page, "/funds/outlook", ["/fund_outlook"]);
  const ways: [(page: Page) => Promise<void>, string[]][] = [
    [(page) => openRequest(page, "approved,executing"), ["/fund_rules"]],
    [openRequestForm, ["/fund_rules", "/funds?limit=100"]],
    [(page) => openClaim(page, "closed"), []],
    [openClaimForm, ["/fund_rules"]],
  ];
  for (const [open, beside] of ways) {
    const address = await addressOf(page, open);
    await asksOnce(page, address, [read(address), ...beside]);
  }
});

test("so are payments, the report of returns and an allocation", async ({ page, another }) => {
  await signIn(page, "finance");
  await asksOnce(page, "/funds/payments", ["/fund_payments/owed", "/fund_payments?limit=25"]);
  const batch = await addressOf(page, (page) => openBatch(page));
  await asksOnce(page, batch, [batch.replace("/funds/payments/", "/fund_payments/")]);
  await asksOnce(page, "/funds/returns", ["/fund_returns?by=activity_type", "/funds?limit=100"]);
  await asksOnce(page, "/funds/returns?by=partner", ["/fund_returns?by=partner", "/funds?limit=100"]);
  const admin = await another("program_admin");
  const allocation = await addressOf(admin, openAllocation);
  await asksOnce(admin, allocation, [allocation]);
});

test("so is what a partner on its journey reads", async ({ page }) => {
  await signIn(page, "onboarding_admin");
  const { partner } = (await (await page.request.get("/api/v1/session")).json()) as { partner: { id: string } };
  const own = `/partners/${partner.id}`;
  await asksOnce(page, "/journey", ["/home", `${own}/journey`]);
  await asksOnce(page, "/agreement", [`${own}/agreement`]);
  await asksOnce(page, "/company", [own]);
});

test.describe("with the server away", () => {
  test.use({ ownServer: true, serviceWorkers: "allow" });

  test("the app opens all the same, and its lists say how old they are", async ({ page, server, guard }) => {
    test.skip(worker.includes("VERSION = null"), "a debug build keeps nothing");
    guard.allowOffline();
    await signIn(page, "partner_admin");
    await page.goto("/deals");
    const link = page.getByRole("table").getByRole("link").first();
    const seen = (await link.innerText()).trim();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.waitForFunction(() => Object.keys(localStorage).some((name) => name.startsWith("entente.answer./deals")));
    const kept = await page.evaluate(async () => {
      const requests = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map((request) => new URL(request.url).pathname);
    });
    expect(kept).toContain("/");
    expect(kept.filter((name) => name.startsWith("/api/"))).toEqual([]);
    // An hour passes.
    await page.evaluate(() => {
      for (const name of Object.keys(localStorage).filter((name) => name.startsWith("entente.answer."))) {
        const answer = JSON.parse(localStorage.getItem(name)!);
        answer.received_at = new Date(Date.parse(answer.received_at) - 3_600_000).toISOString();
        localStorage.setItem(name, JSON.stringify(answer));
      }
    });

    await server.stop();
    await page.reload();
    await expect(page.getByRole("link", { name: seen }).first()).toBeVisible();
    const age = page.getByRole("status").getByText(/1 hour ago/);
    await expect(age.first()).toBeVisible();
    // An address that was not opened before leads into the app, too, and says why it has nothing to show.
    await page.goto("/people");
    await expect(page.getByText(text("shell.failed.title")).first()).toBeVisible();
    await page.goto("/deals");
    await expect(page.getByRole("link", { name: seen }).first()).toBeVisible();

    await server.start();
    // Only what says the age of the list: a row may say the same of its last change, as it does in the first hours of a day.
    await expect(age).toHaveCount(0, { timeout: 30_000 });
    await expect(page.getByRole("link", { name: seen }).first()).toBeVisible();
  });
});
