// Market development funds as stories need them: a fund that holds something, rules that let them happen, and days that come when wanted.
//
// An activity is approved before its first day and claimed once it is over, and the portal's clock is nobody's to move. But days are those
// where the partner is: a region that moves from the last time zone of the world to the first is a day ahead at once.
import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { catalogue, type Language } from "./catalogue.ts";
import { openFirst, settled } from "./looks.ts";
import { sampleSignIn } from "./sample.ts";

/** The last time zone in which a day begins. */
export const LAST_ZONE = "Pacific/Honolulu";
/** The first. */
export const FIRST_ZONE = "Pacific/Kiritimati";
/** An account that is one by its check digits, and nobody's. */
export const IBAN = "DE89370400440532013000";
/** A PDF as short as they get. */
export const PDF = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

interface Money {
  minor: number;
  currency: string;
}

/** What stories change in the settings; all else stays. */
export interface Settings {
  currencies: string[];
  regions: { time_zone: string }[];
  funds: {
    lead_days: number;
    second_approval: Money[];
    payers?: { currency: string; account: object }[];
    activities: { activity: string; lead_days?: number; eligible: string[]; proofs: string[] }[];
  };
}

/** A fund as the API tells it to a partner. */
export interface Fund {
  id: string;
  name: string;
  version: number;
  balance?: { available: number; reserved: number; payable: number; paid: number; lapsed: number };
}

/** What a change must bring: it comes from the portal's own page, and is made once. */
export function headers(page: Page, version?: number): Record<string, string> {
  const made = { origin: new URL(page.url()).origin, "idempotency-key": randomUUID() };
  return version === undefined ? made : { ...made, "if-match": `"${version}"` };
}

/** A day from today on, as a date field takes it. */
export const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The day after the present one in a time zone. */
export function tomorrowIn(timeZone: string): string {
  const today = new Intl.DateTimeFormat("en-CA", { timeZone }).format(new Date());
  return new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
}

/** Publishes the settings after a change; answers with them. */
export async function changeSettings(admin: Page, change: (settings: Settings) => Settings): Promise<Settings> {
  const { number, settings } = (await (await admin.request.get("/api/v1/settings")).json()) as { number: number; settings: Settings };
  const data = { settings: change(settings), note: "For a story of funds" };
  const published = await admin.request.post("/api/v1/settings/versions", { headers: headers(admin, number), data });
  expect(published.status(), await published.text()).toBe(201);
  return data.settings;
}

/** Moves every region to a time zone. */
export const moveTo = (zone: string) => (settings: Settings): Settings => ({
  ...settings,
  regions: settings.regions.map((region) => ({ ...region, time_zone: zone })),
});

/** A bank account. */
export const account = (holder: string) => ({ holder, country: "DE", iban: IBAN, bic: "", number: "", clearing: "" });

/** A fund of which the partner of the first sign-ins has an amount, in minor units. */
export async function makeFund(admin: Page, { granted, currency = "EUR" }: { granted: number; currency?: string }): Promise<Fund> {
  const rule = { revenue_per_mille: 0, performance_per_mille: 0, target_return: 3000, grants: [], smallest: 0 };
  const name = `Story ${currency} ${randomUUID().slice(0, 8)}`;
  const fields = { name, currency, starts_on: day(-1), ends_on: day(180), rule };
  const made = await admin.request.post("/api/v1/funds", { headers: headers(admin), data: { fields, minor: granted * 10 } });
  expect(made.status(), await made.text()).toBe(201);
  const fund = (await made.json()) as Fund;
  const found = await admin.request.get(`/api/v1/partners?search=${encodeURIComponent(sampleSignIn("partner_admin").partner!)}&limit=1`);
  const [partner] = ((await found.json()) as { items: { id: string }[] }).items;
  const data = { kind: "grant", partner_id: partner!.id, minor: granted, note: "For a story" };
  const booked = await admin.request.post(`/api/v1/funds/${fund.id}/bookings`, { headers: headers(admin), data });
  expect(booked.status(), await booked.text()).toBe(200);
  return fund;
}

/** The texts of all elements of a name in a file of XML. */
export function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, "g"))].map((found) => found[1]!);
}

/** What a bank answers that has paid all of a payment file: `pain.002` about its message. */
export function confirmation(file: string): Buffer {
  const message = elements(file, "MsgId")[0]!;
  const paid = elements(file, "EndToEndId").map((reference) => `<TxInfAndSts><OrgnlEndToEndId>${reference}</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>`);
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>` +
      `<GrpHdr><MsgId>B1</MsgId><CreDtTm>${new Date().toISOString()}</CreDtTm></GrpHdr>` +
      `<OrgnlGrpInfAndSts><OrgnlMsgId>${message}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>` +
      `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${message}-1</OrgnlPmtInfId>${paid.join("")}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`,
  );
}

/** Opens a claim of the sample: of the first request in a state that has one. */
export async function openClaim(page: Page, state: "claimed" | "closed", language: Language = "en"): Promise<void> {
  const { items } = (await (await page.request.get(`/api/v1/fund_requests?state=${state}&limit=100`)).json()) as { items: { id: string }[] };
  for (const { id } of items) {
    const { claims } = (await (await page.request.get(`/api/v1/fund_requests/${id}`)).json()) as { claims: object[] };
    if (claims.length === 0) continue;
    await page.goto(`/funds/requests/${id}`);
    const card = page.getByRole("region", { name: catalogue(language)("fund.activity_page.claims"), exact: true });
    await card.getByRole("link").first().click();
    await expect(page).toHaveURL(/\/funds\/claims\/[0-9a-f-]{36}$/);
    return settled(page);
  }
  throw new Error(`the sample program has no claim of a request that is ${state}`);
}

/** Opens the form of a claim that the partner has begun, or that was returned to it. */
export async function openClaimForm(page: Page): Promise<void> {
  const asked = await page.request.get("/api/v1/fund_requests?state=executing,claimed&limit=100");
  const { items } = (await asked.json()) as { items: { id: string }[] };
  for (const { id } of items) {
    const answer = await page.request.get(`/api/v1/fund_requests/${id}`);
    const { claims } = (await answer.json()) as { claims: { id: string; state: string }[] };
    const open = claims.find(({ state }) => state === "draft" || state === "action_required");
    if (!open) continue;
    await page.goto(`/funds/claims/${open.id}/edit`);
    return settled(page);
  }
  throw new Error("the sample program has no claim that its partner can write");
}

/** Opens the allocation of the first fund that is open. */
export async function openAllocation(page: Page): Promise<void> {
  const { items } = (await (await page.request.get("/api/v1/funds?limit=100")).json()) as { items: { id: string; state: string }[] };
  const fund = items.find(({ state }) => state === "open");
  if (!fund) throw new Error("the sample program has no open fund");
  await page.goto(`/funds/${fund.id}/allocation`);
  return settled(page);
}

/** Opens the batch of payments that was made last. */
export async function openBatch(page: Page): Promise<void> {
  const { items } = (await (await page.request.get("/api/v1/fund_payments?limit=1")).json()) as { items: { id: string }[] };
  if (items.length === 0) throw new Error("the sample program has no batch of payments");
  await page.goto(`/funds/payments/${items[0]!.id}`);
  return settled(page);
}

/** Opens the first request in one of some states. */
export const openRequest = (page: Page, states: string) => openFirst(page, `/funds/requests?state=${states}`);
