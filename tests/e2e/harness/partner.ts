// A partner that has just been approved, and a colleague of its first admin.
import { expect, type Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { catalogue } from "./catalogue.ts";
import { newestLink } from "./mail.ts";
import type { Server } from "./server.ts";

const text = catalogue("en");
const PASSWORD = "plain velvet harbour lamps";

/** What a POST must bring: it comes from the portal's own page, and is made once. */
function headers(page: Page, version?: number): Record<string, string> {
  const made = { origin: new URL(page.url()).origin, "idempotency-key": randomUUID() };
  return version === undefined ? made : { ...made, "if-match": `"${version}"` };
}

/** Approves the application that waits longest, and opens the portal as the company's first admin. */
export async function newPartner(manager: Page, admin: Page, server: Server): Promise<void> {
  const waiting = await manager.request.get("/api/v1/approvals?kind=partner_application&limit=1");
  const [item] = ((await waiting.json()) as { items: { id: string }[] }).items;
  const address = `/api/v1/approvals/${item!.id}`;
  const whole = (await (await manager.request.get(address)).json()) as { version: number; application: { fields: { contact: { email: string } } } };
  const since = Date.now();
  const decided = await manager.request.post(`${address}/decision`, { headers: headers(manager, whole.version), data: { decision: "approve", message: "" } });
  expect(decided.status()).toBe(200);
  await accept(admin, server, await invitation(server, whole.application.fields.contact.email, since));
}

/** Invites a colleague of the admin; answers with the mailed link. */
export async function invite(admin: Page, server: Server, email: string): Promise<string> {
  const since = Date.now();
  const invited = await admin.request.post("/api/v1/invitations", {
    headers: headers(admin),
    data: { email, name: "Kim Colleague", role: "partner_member", regions: [] },
  });
  expect(invited.status()).toBe(201);
  return invitation(server, email, since);
}

/** Invites a colleague of the admin and opens the portal as them. */
export async function newColleague(admin: Page, colleague: Page, server: Server, email: string): Promise<void> {
  await accept(colleague, server, await invite(admin, server, email));
}

/** The link of an invitation, waited for. */
async function invitation(server: Server, email: string, since: number): Promise<string> {
  await expect.poll(async () => new URL(await newestLink(server, email, since)).pathname, { timeout: 30_000 }).toBe("/invitation");
  return newestLink(server, email, since);
}

async function accept(page: Page, server: Server, link: string): Promise<void> {
  await page.goto(link);
  await page.locator("input[type=password]").first().fill(PASSWORD);
  await page.getByRole("button", { name: text("session.accept") }).click();
  await expect(page).toHaveURL(`${server.address}/`);
  await expect(page.getByRole("navigation").first()).toBeVisible();
}
