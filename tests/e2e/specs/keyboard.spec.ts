// Whole jobs with the keyboard alone, in German.
import { expect, signIn, signInByKeys, tabTo, test } from "../fixtures.ts";
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
