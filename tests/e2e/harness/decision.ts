// What a manager does with an item of the queue.
import { expect, type Page } from "@playwright/test";
import { catalogue, type Language } from "./catalogue.ts";
import { expectToast, tabTo } from "./gestures.ts";

/** Opens the item that is about a customer. */
export async function openItem(manager: Page, customer: string): Promise<void> {
  await manager.goto(`/approvals?search=${encodeURIComponent(customer)}`);
  await manager.getByRole("link", { name: customer }).first().click();
  await expect(manager.getByRole("heading", { level: 1, name: customer })).toBeVisible();
}

/** The same with the keyboard alone, from the queue on. */
export async function openItemByKeys(manager: Page, customer: string): Promise<void> {
  await manager.goto(`/approvals?search=${encodeURIComponent(customer)}`);
  const item = manager.getByRole("table").getByRole("link", { name: customer }).first();
  await expect(item).toBeVisible();
  await tabTo(manager, item);
  await manager.keyboard.press("Enter");
  await expect(manager.getByRole("heading", { level: 1, name: customer })).toBeVisible();
}

/** Approves the registration of a customer. */
export async function approve(manager: Page, customer: string, language: Language = "en"): Promise<void> {
  const text = catalogue(language);
  await openItem(manager, customer);
  await manager.getByRole("radio", { name: text("decision.approve_registration") }).check();
  await manager.getByRole("button", { name: text("decision.approve_registration") }).click();
  await expectToast(manager, text("decision.done_approved").replace("{customer}", customer));
}
