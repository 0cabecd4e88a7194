// Who may see what, and two people at once.
import { catalogue, expect, expectToast, fillField, sampleSignIn, signIn, test, type Page } from "../fixtures.ts";
import { newCustomer, register } from "../harness/registration.ts";

const text = catalogue("en");

test("a page that is not for a role says so and who may see it", async ({ page }) => {
  await signIn(page, "partner_member");
  for (const address of ["/approvals", "/applications", "/journeys", "/journeys/funnel", "/partners", "/settings/deals", "/people"]) {
    await page.goto(address);
    await expect(page.getByText(text("session.denied.title")).last()).toBeVisible();
  }
  await expect(page.getByRole("navigation").first().getByText(text("approvals.title"))).toHaveCount(0);
});

test("another partner's registration is nothing to a stranger", async ({ page, guard, another }) => {
  guard.allow(/\b404\b/);
  await signIn(page, "other_partner_admin");
  const deal = await register(page, "en", newCustomer());
  const stranger = await another("partner_admin");
  await stranger.goto(deal);
  await expect(stranger.getByText(text("deal.not_found")).last()).toBeVisible();
  const [foreign, unknown] = await Promise.all([
    stranger.request.get(`/api/v1${deal}`),
    stranger.request.get("/api/v1/deals/01900000-0000-7000-8000-000000000000"),
  ]);
  expect([foreign.status(), await foreign.text()]).toEqual([404, await unknown.text()]);
});

test("of two managers who decide at once, one wins and the other is told by whom", async ({ page, guard, another }) => {
  guard.allowStatus(409, "/decision");
  const customer = newCustomer();
  await signIn(page, "partner_admin");
  await register(page, "en", customer);
  const managers = await Promise.all(
    (["channel_manager", "channel_manager_2"] as const).map(async (role) => {
      const manager = await another(role);
      await manager.goto(`/approvals?search=${encodeURIComponent(customer.name)}`);
      await manager.getByRole("link", { name: customer.name }).first().click();
      await expect(manager.getByRole("heading", { level: 1, name: customer.name })).toBeVisible();
      await manager.getByRole("radio", { name: text("decision.approve_registration") }).check();
      return manager;
    }),
  );
  const [first, second] = managers as [Page, Page];
  // The second one hears nothing of the first until it has decided, too.
  await second.context().route("**/api/v1/**", async (route) => {
    if (route.request().method() === "GET") await gate;
    await route.continue();
  });
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  await first.getByRole("button", { name: text("decision.approve_registration") }).click();
  await expectToast(first, text("decision.done_approved").replace("{customer}", customer.name));
  await second.getByRole("button", { name: text("decision.approve_registration") }).click();
  open();
  const winner = await nameOf(first);
  await expect(second.getByText(new RegExp(winner)).first()).toBeVisible();
  await expect(second.getByText(text("deal.state.approved")).first()).toBeVisible();
});

async function nameOf(page: Page): Promise<string> {
  const session = (await (await page.request.get("/api/v1/session")).json()) as { user: { name: string } };
  return session.user.name;
}

test("an executive reads along and decides nothing", async ({ page }) => {
  await signIn(page, "executive");
  await page.goto("/approvals");
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByText(text("decision.read_only"))).toBeVisible();
  await expect(page.getByRole("radio")).toHaveCount(0);
});

test("a wrong password is refused without saying whether the address is known", async ({ page, guard }) => {
  guard.allowStatus(401, "/sessions");
  await page.goto("/sign-in");
  for (const email of [sampleSignIn("partner_member").email, "nobody@nowhere.example"]) {
    await fillField(page, text("session.email"), email);
    await page.locator("input[type=password]").fill("certainly not this one");
    const answer = page.waitForResponse((response) => response.url().endsWith("/sessions"));
    await page.locator("button[type=submit]").click();
    expect((await answer).status()).toBe(401);
    await expect(page.getByText(text("problem.wrong_credentials")).first()).toBeVisible();
  }
});
