// Whole jobs with the keyboard alone, in German.
import { randomUUID } from "node:crypto";
import { catalogue, enterDay, expect, expectToast, field, pressButton, signIn, signInByKeys, tabTo, test, typeInto } from "../fixtures.ts";
import { day, makeFund } from "../harness/funds.ts";
import { newCustomer, registerByKeys } from "../harness/registration.ts";

test.use({ locale: "de-DE" });

test("a partner signs in and registers a deal without touching the mouse", async ({ page }) => {
  await signInByKeys(page, "partner_member");
  await registerByKeys(page, newCustomer());
});

test("a manager walks the queue and decides by keys", async ({ page }) => {
  await signIn(page, "channel_manager");
  await page.goto("/approvals");
  const table = page.getByRole("table");
  await expect(table.getByRole("row").nth(1)).toBeVisible();
  await tabTo(page, table.getByRole("link").first());
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/approvals\/[0-9a-f-]{36}/);
  const sendBack = page.getByRole("radio", { name: /zurück/i });
  await expect(sendBack).toBeVisible();
  await page.keyboard.press("r");
  await expect(sendBack).toBeChecked();
});

test("a partner plans an activity and asks for its money, from the template to the last button", async ({ page, another }) => {
  const text = catalogue("de");
  const fund = await makeFund(await another("program_admin"), { granted: 400_000 });
  const title = `Kundenabend ${randomUUID().slice(0, 8)}`;
  await signInByKeys(page, "partner_member");
  await page.goto(`/funds/${fund.id}`);
  const ask = page.getByRole("link", { name: text("request.ask") });
  await expect(ask).toBeVisible();
  await tabTo(page, ask);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: text("request.plan") })).toBeVisible();
  await expect(field(page, text("fund.title"))).toHaveValue(fund.id);

  // Between the templates one goes with the arrows.
  const templates = page.getByRole("radio");
  await tabTo(page, templates.first());
  await page.keyboard.press("Space");
  await expect(templates.first()).toBeChecked();
  await page.keyboard.press("ArrowDown");
  await expect(templates.nth(1)).toBeChecked();
  await page.keyboard.press("ArrowUp");
  await expect(templates.first()).toBeChecked();

  await typeInto(page, text("fund.fact.title"), title);
  for (const key of ["request.form.starts", "request.form.ends"]) await enterDay(page, text(key), day(45));
  await typeInto(page, text("fund.fact.audience"), "Leitungen der Produktion, etwa sechzig Personen");
  await typeInto(page, text("fund.fact.plan"), "Ein Rundgang, zwei Vorträge, ein gemeinsames Essen.");
  await typeInto(page, text("fund.fact.accounts"), "Hafen Hamburg");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("list", { name: text("fund.fact.accounts") })).toContainText("Hafen Hamburg");
  await typeInto(page, text("request.form.line_amount").replace("{number}", "1"), "1.000,50");
  await typeInto(page, text("fund.fact.asked"), "500");
  await typeInto(page, text("fund.fact.expected_leads"), "25");
  await typeInto(page, text("fund.fact.expected_pipeline"), "90.000");
  await typeInto(page, text("fund.fact.lead_definition"), "Hat um einen Termin gebeten");
  await pressButton(page, text("request.form.submit"));
  await expectToast(page, text("request.form.submitted"));
  await expect(page).toHaveURL(/\/funds\/requests\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
});
