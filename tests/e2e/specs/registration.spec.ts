// The whole story in both languages: a partner registers a deal, a channel manager decides it, the partner sees it at once.
import { catalogue, choose, expect, expectToast, field, fillField, newestMail, sampleSignIn, signIn, test } from "../fixtures.ts";
import { openItem } from "../harness/decision.ts";
import { dayAhead, fillRegistration, newCustomer, register, type Language } from "../harness/registration.ts";

for (const language of ["en", "de"] as Language[]) {
  const text = catalogue(language);

  test.describe(`in ${language}`, () => {
    test.use({ locale: language === "de" ? "de-DE" : "en-GB" });

    test("a partner registers a deal and a channel manager approves it", async ({ page, server, another }) => {
      const customer = newCustomer();
      await signIn(page, "partner_member");
      await page.getByRole("link", { name: text("deals.title"), exact: true }).first().click();
      await expect(page.getByRole("heading", { level: 1, name: text("deals.title") })).toBeVisible();
      await page.getByRole("link", { name: text("deals.register") }).first().click();
      await fillRegistration(page, language, customer);
      await expect(page.getByText(text("conflict.clear"), { exact: true })).toBeVisible();
      await expect(page.getByText(customer.domain).first()).toBeVisible();
      await page.setInputFiles("input[type=file]", {
        name: "request for proposal.pdf",
        mimeType: "application/pdf",
        buffer: Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"),
      });
      await expect(page.getByText("request for proposal.pdf").first()).toBeVisible();
      await page.getByRole("button", { name: text("deals.form.submit") }).click();
      await expect(page.getByText(text("deal.next.waiting_title"))).toBeVisible();
      const deal = new URL(page.url()).pathname;

      const manager = await another("channel_manager", { locale: language === "de" ? "de-DE" : "en-GB" });
      await manager.goto("/approvals");
      await fillField(manager, text("approvals.search"), customer.name);
      await manager.getByRole("link", { name: customer.name }).first().click();
      await expect(manager.getByText(text("approval.no_conflicts"), { exact: true })).toBeVisible();
      const since = Date.now();
      await manager.getByRole("radio", { name: text("decision.approve_registration") }).check();
      await fillField(manager, text("decision.message"), "Good luck with the depots.");
      await manager.getByRole("button", { name: text("decision.approve_registration") }).click();
      await expectToast(manager, text("decision.done_approved").replace("{customer}", customer.name));

      // Nobody has touched the partner's page meanwhile.
      await expect(page.getByText(text("deal.next.approved_title")).first()).toBeVisible();
      await expect(page.getByText("Good luck with the depots.").first()).toBeVisible();
      const mail = await newestMail(server, sampleSignIn("partner_member").email, since);
      expect(`${mail.subject} ${mail.text}`).toContain(customer.name);
      expect(mail.text).toContain(deal);

      await fillField(page, text("deal.comments.label"), "Thank you, we meet them on Monday.");
      await page.getByRole("button", { name: text("deal.comments.send") }).click();
      await expect(page.getByText("Thank you, we meet them on Monday.")).toBeVisible();
      await page.getByRole("button", { name: text("deal.action.win") }).click();
      const dialog = page.getByRole("dialog");
      await fillField(dialog, text("deal.field.won_value"), language === "de" ? "350.000" : "350,000");
      await fillField(dialog, text("deal.field.closed_on"), dayAhead(0));
      await dialog.getByRole("button", { name: text("deal.action.win") }).click();
      await expect(page.getByText(text("deal.next.won_title")).first()).toBeVisible();
    });

    test("a returned registration is answered and a rejected one appealed", async ({ page, another }) => {
      const customer = newCustomer();
      await signIn(page, "partner_admin");
      const deal = await register(page, language, customer);
      const manager = await another("channel_manager", { locale: language === "de" ? "de-DE" : "en-GB" });
      await openItem(manager, customer.name);
      await manager.getByRole("radio", { name: text("decision.return_registration") }).check();
      await manager.getByRole("button", { name: text("decision.return_registration") }).click();
      await expect(manager.getByText(text("decision.reasons_required")).first()).toBeVisible();
      await manager.getByRole("checkbox").first().check();
      await fillField(manager, text("decision.message"), "Who decides at the customer?");
      await manager.getByRole("button", { name: text("decision.return_registration") }).click();
      await expectToast(manager, text("decision.done_returned").replace("{customer}", customer.name));

      await expect(page.getByText(text("deal.next.returned_title")).first()).toBeVisible();
      await page.getByRole("link", { name: text("deal.action.answer") }).first().click();
      await expect(page.getByText("Who decides at the customer?").first()).toBeVisible();
      await fillField(page, text("deal.field.contact_role"), "Head of operations");
      await page.getByRole("button", { name: text("deals.form.resubmit") }).click();
      await expect(page.getByText(text("deal.next.waiting_title"))).toBeVisible();

      await openItem(manager, customer.name);
      await manager.getByRole("radio", { name: text("decision.reject_registration") }).check();
      await manager.getByRole("checkbox").first().check();
      await manager.getByRole("button", { name: text("decision.reject_registration") }).click();
      await expectToast(manager, text("decision.done_rejected").replace("{customer}", customer.name));

      await expect(page).toHaveURL(new RegExp(`${deal}$`));
      await expect(page.getByText(text("deal.next.rejected_title")).first()).toBeVisible();
      await page.getByRole("button", { name: text("deal.action.appeal") }).click();
      const dialog = page.getByRole("dialog");
      await fillField(dialog, text("deal.dialog.appeal_argument"), "The customer chose us after a bake-off in October.");
      await dialog.getByRole("button", { name: text("deal.action.appeal") }).click();
      await expectToast(page, text("deal.action.done.appeal"));
      await openItem(manager, customer.name);
      await expect(manager.getByText("The customer chose us after a bake-off in October.").first()).toBeVisible();
    });
  });
}

test("the deals of a program that has 10,000 are searched, filtered and sorted, and the address keeps it", async ({ page }) => {
  const text = catalogue("en");
  // Who sees those of every partner, all but drafts.
  await signIn(page, "program_admin");
  await page.goto("/deals");
  const rows = page.getByRole("table").getByRole("row");
  await expect(rows.nth(5)).toBeVisible();
  const first = (await rows.nth(1).getByRole("link").first().innerText()).trim();
  await fillField(page, text("deals.search"), first.slice(0, 6));
  await expect(page).toHaveURL(/search=/);
  await expect(page.getByRole("link", { name: first }).first()).toBeVisible();
  await page.reload();
  await expect(field(page, text("deals.search"))).toHaveValue(first.slice(0, 6));
  // The address follows when typing rests; whoever is quicker still finds the search on the way back.
  await fillField(page, text("deals.search"), first.slice(0, 5));
  await page.getByRole("link", { name: first }).first().click();
  await expect(page).toHaveURL(/\/deals\/[0-9a-f-]{36}/);
  await page.goBack();
  await expect(field(page, text("deals.search"))).toHaveValue(first.slice(0, 5));
  await fillField(page, text("deals.search"), first.slice(0, 4));
  await page.getByRole("columnheader", { name: text("deals.column.customer") }).getByRole("button").click();
  await expect(page).toHaveURL(/sort=customer/);
  await page.goBack();
  await expect(page).not.toHaveURL(/sort=/);
  await expect(field(page, text("deals.search"))).toHaveValue(first.slice(0, 4));
  await fillField(page, text("deals.search"), "xyzzyxyzzy");
  await expect(page.getByText(text("deals.none.title"))).toBeVisible();
  await page.getByRole("button", { name: text("approvals.filter_clear") }).first().click();
  await expect(rows.nth(5)).toBeVisible();
  await page.getByRole("columnheader", { name: text("deals.column.value") }).getByRole("button").click();
  await expect(page).toHaveURL(/sort=/);
  await expect(page.getByRole("columnheader", { name: text("deals.column.value") })).toHaveAttribute("aria-sort", /ending/);
});

test("the account check says that an account is taken, and never by whom", async ({ page, another }) => {
  const text = catalogue("en");
  const customer = newCustomer();
  await signIn(page, "other_partner_admin");
  await register(page, "en", customer);
  const rival = await another("partner_admin");
  await rival.goto("/deals/new");
  await fillField(rival, text("deal.field.customer_name"), customer.name.toUpperCase());
  await fillField(rival, text("deal.field.customer_domain"), `shop.${customer.domain}`);
  await choose(rival, text("deal.field.customer_country"), "Germany");
  await expect(rival.getByText(text("conflict.possible"), { exact: true })).toBeVisible();
  await expect(rival.getByText(sampleSignIn("other_partner_admin").partner!)).toHaveCount(0);
});
