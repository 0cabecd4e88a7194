// What becomes of a registration after it was handed in, and of drafts before: extension, loss, withdrawal, export, two tabs.
import { readFileSync } from "node:fs";
import { catalogue, expect, expectToast, field, fillField, signIn, test, type Page } from "../fixtures.ts";
import { approve, openItem } from "../harness/decision.ts";
import { act, fillRegistration, newCustomer, register } from "../harness/registration.ts";

const text = catalogue("en");

test("an extension is asked for with progress and granted once", async ({ page, another }) => {
  const customer = newCustomer();
  await signIn(page, "partner_admin");
  const deal = await register(page, "en", customer);
  const manager = await another("channel_manager");
  await approve(manager, customer.name);

  await expect(page.getByText(text("deal.next.approved_title")).first()).toBeVisible();
  const protectedUntil = async () => {
    const answer = (await (await page.request.get(`/api/v1${deal}`)).json()) as { progress: { protected_until: string } };
    return Date.parse(answer.progress.protected_until);
  };
  const before = await protectedUntil();
  await act(page, "deal.action.extend");
  const dialog = page.getByRole("dialog");
  const send = dialog.getByRole("button", { name: text("deal.action.extend") });
  await send.click();
  await expect(field(dialog, text("deal.dialog.extend_progress"))).toHaveAttribute("aria-invalid", "true");
  await fillField(dialog, text("deal.dialog.extend_progress"), "Two workshops held, the offer is with their purchasing department.");
  await send.click();
  await expectToast(page, text("deal.action.done.extend"));

  await openItem(manager, customer.name);
  await expect(manager.getByText("Two workshops held, the offer is with their purchasing department.").first()).toBeVisible();
  await manager.getByRole("radio", { name: text("decision.approve_extension") }).check();
  await manager.getByRole("button", { name: text("decision.approve_extension") }).click();
  await expectToast(manager, text("decision.done_extended").replace("{customer}", customer.name));
  await expect.poll(protectedUntil).toBeGreaterThan(before + 29 * 86_400_000);
  // There is one extension only; the action stays and says so.
  await page.getByRole("button", { name: text("deal.more_actions") }).click();
  await expect(page.getByRole("menuitem", { name: text("deal.action.extend") })).toHaveAttribute("aria-disabled", "true");
});

test("a lost deal says why, to both sides, and frees the account", async ({ page, another }) => {
  const customer = newCustomer();
  await signIn(page, "partner_admin");
  const deal = await register(page, "en", customer);
  const manager = await another("channel_manager");
  await approve(manager, customer.name);

  await expect(page.getByText(text("deal.next.approved_title")).first()).toBeVisible();
  await act(page, "deal.action.lose");
  const dialog = page.getByRole("dialog");
  const send = dialog.getByRole("button", { name: text("deal.action.lose") });
  // Why has to be said.
  await send.click();
  await expect(dialog.getByText(text("field.required")).first()).toBeVisible();
  await dialog.getByRole("radio", { name: text("deal.loss_reason.competitor") }).check();
  await fillField(dialog, text("deal.dialog.lose_note"), "Their supplier halved the price in the last week.");
  await send.click();
  await expectToast(page, text("deal.action.done.lose"));

  await manager.goto(deal);
  for (const each of [page, manager]) {
    await expect(each.getByText(text("deal.state.lost"), { exact: true }).first()).toBeVisible();
    await expect(each.getByText(text("deal.loss_reason.competitor")).first()).toBeVisible();
    await expect(each.getByText("Their supplier halved the price in the last week.").first()).toBeVisible();
  }
  const rival = await another("other_partner_admin");
  await rival.goto("/deals/new");
  await fillRegistration(rival, "en", customer);
  await expect(rival.getByText(text("conflict.clear"), { exact: true })).toBeVisible();
});

test("a withdrawn registration frees the account at once", async ({ page, another }) => {
  const customer = newCustomer();
  await signIn(page, "other_partner_admin");
  const deal = await register(page, "en", customer);
  await act(page, "deal.action.withdraw");
  const dialog = page.getByRole("dialog");
  await fillField(dialog, text("deal.dialog.withdraw_note"), "The customer postponed the project.");
  await dialog.getByRole("button", { name: text("deal.action.withdraw") }).click();
  await expectToast(page, text("deal.action.done.withdraw"));
  await expect(page.getByText(text("deal.state.withdrawn")).first()).toBeVisible();
  await expect(page.getByText("The customer postponed the project.").first()).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`${deal}$`));

  const rival = await another("partner_admin");
  await rival.goto("/deals/new");
  await fillRegistration(rival, "en", customer);
  await expect(rival.getByText(text("conflict.clear"), { exact: true })).toBeVisible();

  // Nothing is left to do with it but to begin anew, with what still holds.
  await expect(page.getByRole("button", { name: text("deal.more_actions") })).toHaveCount(0);
  await page.getByRole("button", { name: text("deal.action.again") }).click();
  await expect(field(page, text("deal.field.customer_name"))).toHaveValue(customer.name);
  await expect(field(page, text("deal.field.need"))).toHaveValue("");
});

test("the export holds what the list shows, and no cell that a spreadsheet would run", async ({ page }) => {
  const customer = newCustomer();
  customer.name = `=HYPERLINK("http://evil.example";"${customer.name}")`;
  await signIn(page, "partner_admin");
  await register(page, "en", customer);
  const word = /Zz\w+/.exec(customer.name)![0];
  await page.goto(`/deals?search=${word}`);
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(2);
  const reference = (await page.request.get(`/api/v1/deals?search=${word}`).then((answer) => answer.json())) as { items: { reference: string }[] };
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: text("deals.export") }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  const lines = readFileSync(await download.path(), "utf8").replace(/^\uFEFF/, "").trim().split(/\r?\n/);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^reference,customer_name,customer_domain/);
  expect(lines[1]).toContain(reference.items[0]!.reference);
  expect(lines[1]).toContain(customer.domain);
  expect(lines[1]).toContain("348500.50");
  expect(lines[1]).toMatch(/,"'=HYPERLINK\(/);
});

test("two tabs that begin a registration do not write over each other", async ({ page, context, guard }) => {
  guard.allowOffline();
  await signIn(page, "partner_member");
  const second = await context.newPage();
  for (const each of [page, second]) {
    // The server hears of no draft: all that is typed stays on the device.
    await each.route("**/api/v1/deals", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  }
  const write = async (tab: Page, name: string) => {
    await tab.goto("/deals/new");
    await field(tab, text("deal.field.customer_name")).fill(name);
  };
  const kept = () =>
    page.evaluate(() =>
      Object.entries({ ...localStorage })
        .filter(([key]) => key.startsWith("entente.draft."))
        .map(([, value]) => (JSON.parse(value as string) as { raw: { customer_name: string } }).raw.customer_name)
        .sort(),
    );
  await write(page, "Anton Werke");
  await expect.poll(kept).toEqual(["Anton Werke"]);
  await write(second, "Berta Werke");
  await expect.poll(kept).toEqual(["Anton Werke", "Berta Werke"]);
  // Each tab finds its own again, and a third one neither of them.
  await page.reload();
  await expect(field(page, text("deal.field.customer_name"))).toHaveValue("Anton Werke");
  await expect(field(second, text("deal.field.customer_name"))).toHaveValue("Berta Werke");
  const third = await context.newPage();
  await third.goto("/deals/new");
  await expect(field(third, text("deal.field.customer_name"))).toHaveValue("");
  await third.close();
  // What a closed tab left is taken up by the next.
  await second.close();
  await expect.poll(() => page.evaluate(async () => (await navigator.locks.query()).held!.filter((lock) => lock.name!.startsWith("entente.draft.")).length)).toBe(1);
  const fourth = await context.newPage();
  await fourth.route("**/api/v1/deals", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await fourth.goto("/deals/new");
  await expect(field(fourth, text("deal.field.customer_name"))).toHaveValue("Berta Werke");
  await expect(fourth.getByText(text("deals.form.restored"))).toBeVisible();
});

test("a draft is found in the list, continued and deleted", async ({ page }) => {
  const customer = newCustomer();
  await signIn(page, "partner_admin");
  await page.goto("/deals/new");
  await fillField(page, text("deal.field.customer_name"), customer.name);
  await expect(page).toHaveURL(/\/deals\/[0-9a-f-]{36}\/edit$/);
  await expect(page.getByText(/^Saved/).first()).toBeVisible();
  await page.getByRole("link", { name: text("deals.form.later") }).click();
  await page.goto(`/deals?state=draft&search=${customer.name.split(" ")[0]}`);
  await page.getByRole("table").getByRole("link", { name: customer.name }).click();
  await page.getByRole("link", { name: text("deal.action.continue") }).first().click();
  await expect(field(page, text("deal.field.customer_name"))).toHaveValue(customer.name);
  await page.getByRole("button", { name: text("deals.form.delete") }).click();
  await expectToast(page, text("deals.form.deleted"));
  await page.goto(`/deals?state=draft&search=${customer.name.split(" ")[0]}`);
  await expect(page.getByText(text("deals.none.title"))).toBeVisible();
});
