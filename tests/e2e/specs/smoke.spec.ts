// The server serves the app, and the app asks a stranger to sign in.
import { axe, expect, noOverflow, setTheme, signIn, test } from "../fixtures.ts";

test("a stranger is asked to sign in", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("input[type=email]")).toBeVisible();
  await expect(page.locator("input[type=password]")).toBeVisible();
  await expect(page).toHaveTitle(/\S/);
  await axe(page);
  await setTheme(page, "dark");
  await axe(page);
  await noOverflow(page);
});

test("a person of the sample program signs in", async ({ page }) => {
  await signIn(page, "partner_admin");
  await expect(page.getByRole("main")).toBeVisible();
  await axe(page);
});
