// What goes wrong around a person: a tab that dies, a session that ends, a server that is away.
import { catalogue, expect, field, fillField, killTab, sampleSignIn, signIn, test } from "../fixtures.ts";
import { fillCompany, fillFit, fillPeople, newApplicant, nextStep, onStep } from "../harness/application.ts";
import { fillRegistration, newCustomer } from "../harness/registration.ts";

const text = catalogue("en");

test("a killed tab loses nothing that was typed, not even what does not parse", async ({ page, context }) => {
  await signIn(page, "partner_member");
  await page.goto("/deals/new");
  const customer = newCustomer();
  await fillField(page, text("deal.field.customer_name"), customer.name);
  await expect(page).toHaveURL(/\/deals\/[0-9a-f-]{36}\/edit$/);
  await fillField(page, text("deal.field.value"), "about twelve thousand");
  await field(page, text("deal.field.need")).pressSequentially("Typed until the very last moment.");
  const address = page.url();
  // At most a second of typing may be lost: what is on the device is waited for, not the clock.
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => localStorage.getItem(key)?.includes("very last moment")));
  await killTab(page);
  const again = await context.newPage();
  await again.goto(address);
  await expect(field(again, text("deal.field.customer_name"))).toHaveValue(customer.name);
  await expect(field(again, text("deal.field.value"))).toHaveValue("about twelve thousand");
  await expect(field(again, text("deal.field.need"))).toHaveValue("Typed until the very last moment.");
});

test("a lost session asks for the password over the page and goes on", async ({ page, context, guard }) => {
  guard.allow(/\b401\b/);
  await signIn(page, "partner_member");
  await page.goto("/deals/new");
  const customer = newCustomer();
  await fillRegistration(page, "en", customer);
  // Saved and checked: so it is the press that meets the lost session, not a save in the background before it.
  await expect(page.getByText(text("conflict.clear"), { exact: true })).toBeVisible();
  await expect(page.getByText(/^Saved/).first()).toBeVisible();
  await context.clearCookies();
  await page.getByRole("button", { name: text("deals.form.submit") }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(text("session.again.title")).first()).toBeVisible();
  await expect(field(page, text("deal.field.customer_name"))).toHaveValue(customer.name);
  const { password } = sampleSignIn("partner_member");
  await dialog.locator("input[type=password]").fill(password);
  await dialog.locator("button[type=submit]").click();
  await expect(page.getByText(text("deal.next.waiting_title"))).toBeVisible();
});

test.describe("with the server away", () => {
  test.use({ ownServer: true });

  test("lists stay readable and say how old they are; a submission waits and is sent once", async ({ page, server, guard }) => {
    guard.allowOffline();
    await signIn(page, "partner_admin");
    await page.goto("/deals");
    const table = page.getByRole("table");
    await expect(table.getByRole("row").nth(3)).toBeVisible();
    const seen = (await table.getByRole("row").nth(1).getByRole("link").first().innerText()).trim();
    await page.getByRole("link", { name: text("deals.register") }).first().click();
    const customer = newCustomer();
    await fillRegistration(page, "en", customer);
    await expect(page.getByText(text("conflict.clear"), { exact: true })).toBeVisible();
    await expect(page.getByText(/^Saved/).first()).toBeVisible();

    await server.stop();
    await page.getByRole("button", { name: text("deals.form.submit") }).click();
    await expect(page.getByText(text("deals.form.queued_title")).first()).toBeVisible();
    await page.getByRole("link", { name: text("deals.title"), exact: true }).first().click();
    await expect(page.getByRole("link", { name: seen }).first()).toBeVisible();
    await expect(page.getByText(/can’t be reached/).first()).toBeVisible();
    // Icons that were not on a page before need no server either.
    await expect(page.locator(".notice svg use").first()).toHaveAttribute("href", /^#icon-/);

    await server.start();
    await expect
      .poll(
        async () => {
          const answer = await page.request.get(`/api/v1/deals?search=${customer.name.split(" ")[0]}`);
          const deals = (await answer.json()) as { items: { state: string }[] };
          return deals.items.map((deal) => deal.state);
        },
        { timeout: 45_000 },
      )
      .toEqual(["submitted"]);
    // The list that was shown from before is a fresh one by now.
    await expect(page.getByRole("link", { name: customer.name }).first()).toBeVisible();
    await expect(page.getByText(/can’t be reached/)).toHaveCount(0);
  });

  test("an application is written to its end; it is saved, and can be handed in, once the server is back", async ({ page, server, guard }) => {
    guard.allowOffline();
    const applicant = newApplicant();
    await page.goto("/apply");
    await fillCompany(page, "en", applicant);
    await nextStep(page, "en");
    await onStep(page, "en", "fit");
    await expect(page.getByText(/^Saved/).first()).toBeVisible({ timeout: 30_000 });

    await server.stop();
    await fillFit(page, "en");
    await expect(page.getByText(text("kit.draft.kept-here"), { exact: true })).toBeVisible();
    await nextStep(page, "en");
    await fillPeople(page, "en", applicant);
    await nextStep(page, "en");
    await onStep(page, "en", "consent");
    await page.getByRole("checkbox", { name: text("apply.consent") }).check();
    const submit = page.getByRole("button", { name: text("apply.submit"), exact: true });
    await submit.click();
    await expect(page.getByText(text("apply.refused")).first()).toBeVisible();
    await expect(page.getByText(text("problem.network")).first()).toBeVisible();

    await server.start();
    await expect(page.getByText(/^Saved/).first()).toBeVisible({ timeout: 45_000 });
    await submit.click();
    await expect(page.getByRole("heading", { level: 1, name: text("apply.submitted-title") })).toBeVisible();
  });
});
