// How a person comes to the records of market development funds in the sample program.
import { expect, type Page } from "@playwright/test";
import { openFirst, settled } from "./looks.ts";

interface Recorded {
  id: string;
  state: string;
}

/** The records on a page of the API. */
async function records(page: Page, address: string): Promise<Recorded[]> {
  const answer = await page.request.get(`/api/v1${address}`);
  return ((await answer.json()) as { items: Recorded[] }).items;
}

/** The claims of a request. */
async function claimsOf(page: Page, { id }: Recorded): Promise<Recorded[]> {
  const answer = await page.request.get(`/api/v1/fund_requests/${id}`);
  return ((await answer.json()) as { claims: Recorded[] }).claims;
}

/** Opens the first fund that is open, or a side of it. */
export async function openFund(page: Page, side = ""): Promise<void> {
  const fund = (await records(page, "/funds?limit=100")).find(({ state }) => state === "open");
  if (!fund) throw new Error("the sample program has no open fund");
  await page.goto(`/funds/${fund.id}${side}`);
  return settled(page);
}

/** Opens the allocation of the first fund that is open. */
export const openAllocation = (page: Page) => openFund(page, "/allocation");

/** Opens the first request in one of some states. */
export const openRequest = (page: Page, states: string) => openFirst(page, `/funds/requests?state=${states}`);

/** Opens the form of a request that was returned to its partner. */
export async function openRequestForm(page: Page): Promise<void> {
  const [request] = await records(page, "/fund_requests?state=action_required&limit=1");
  if (!request) throw new Error("the sample program has no request that its partner has to answer for");
  await page.goto(`/funds/requests/${request.id}/edit`);
  return settled(page);
}

/** Opens a claim: of the first request in a state that has one, by the way of its page. */
export async function openClaim(page: Page, state: "claimed" | "closed"): Promise<void> {
  for (const request of await records(page, `/fund_requests?state=${state}&limit=100`)) {
    if ((await claimsOf(page, request)).length === 0) continue;
    await page.goto(`/funds/requests/${request.id}`);
    const claim = page.locator('[href^="/funds/claims/"]:not([href$="/edit"])');
    await page.getByRole("main").getByRole("link").and(claim).first().click();
    await expect(page).toHaveURL(/\/funds\/claims\/[0-9a-f-]{36}$/);
    return settled(page);
  }
  throw new Error(`the sample program has no claim of a request that is ${state}`);
}

/** Opens the form of a claim that the partner has begun, or that was returned to it. */
export async function openClaimForm(page: Page): Promise<void> {
  for (const request of await records(page, "/fund_requests?state=executing,claimed&limit=100")) {
    const open = (await claimsOf(page, request)).find(({ state }) => state === "draft" || state === "action_required");
    if (!open) continue;
    await page.goto(`/funds/claims/${open.id}/edit`);
    return settled(page);
  }
  throw new Error("the sample program has no claim that its partner can write");
}

/** Opens the batch of payments that was made last, of those in a state when one is given. */
export async function openBatch(page: Page, state?: "open" | "settled"): Promise<void> {
  const batch = (await records(page, "/fund_payments?limit=100")).find((batch) => !state || batch.state === state);
  if (!batch) throw new Error(`the sample program has no batch of payments${state ? ` that is ${state}` : ""}`);
  await page.goto(`/funds/payments/${batch.id}`);
  return settled(page);
}
