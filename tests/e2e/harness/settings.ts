// What a program admin does with the settings as a whole.
import { expect, type Page } from "@playwright/test";
import { catalogue } from "./catalogue.ts";
import { fillField } from "./gestures.ts";

const text = catalogue("en");

/** Reviews the changes and publishes them; `when` is a day, or nothing for now. */
export async function publish(page: Page, note: string, when?: string): Promise<void> {
  await page.getByRole("button", { name: text("settings.review"), exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await fillField(dialog, text("settings.publish.note"), note);
  await dialog.getByRole("radio", { name: new RegExp(`^${text(when ? "settings.publish.later" : "settings.publish.now")}`) }).check();
  if (when) await dialog.locator("input[type=date]").fill(when);
  await dialog.getByRole("button", { name: text("settings.publish"), exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** The settings of the newest version, as the API tells them. */
export async function newest<Settings = Record<string, unknown>>(
  page: Page,
): Promise<{ number: number; in_effect: boolean; note: string; settings: Settings }> {
  const answer = await page.request.get("/api/v1/settings/versions?limit=1");
  return ((await answer.json()) as { items: never[] }).items[0]!;
}
