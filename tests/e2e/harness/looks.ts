// How a page is looked at: at rest, by axe in both themes, and as narrow as is promised.
import { expect, type Page } from "@playwright/test";
import { axe } from "./axe.ts";
import { setTheme } from "./gestures.ts";
import { noOverflow } from "./strings.ts";

/** Waits until nothing on the page loads any more. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

/** Opens the first record of a list. */
export async function openFirst(page: Page, list: string): Promise<void> {
  await page.goto(list);
  await page.getByRole("table").getByRole("link").first().click();
  // The list is at rest, too: what is waited for is the record's own page.
  await expect(page).toHaveURL(/\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\?|$)/);
  await settled(page);
}

/** Axe in light and in dark. */
export async function inBothThemes(page: Page): Promise<void> {
  for (const theme of ["light", "dark"] as const) {
    await setTheme(page, theme);
    await axe(page);
  }
}

/** The same, and nothing wider than the narrowest screen. */
export async function looksWell(page: Page): Promise<void> {
  await inBothThemes(page);
  await noOverflow(page);
}
