// Market development funds as stories need them: a fund that holds something, rules that let them happen, and days that come when wanted.
//
// An activity is approved before its first day and claimed once it is over, and the portal's clock is nobody's to move. But days are those
// where the partner is: a region that moves from the last time zone of the world to the first is a day ahead at once.
import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
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

/** A request as the API tells it. */
export interface FundRequest {
  id: string;
  reference: string;
  version: number;
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

/** What is planned for tomorrow may be asked for today, and tomorrow is that of the last time zone. */
export const askableForTomorrow = (settings: Settings): Settings => {
  const activities = settings.funds.activities.map((rules) => ({ ...rules, lead_days: 1 }));
  return moveTo(LAST_ZONE)({ ...settings, funds: { ...settings.funds, lead_days: 1, activities } });
};

/** Euros are paid from an account of the vendor, and from so many cents on two people have to agree. */
export const payingEuros = (settings: Settings, second: number): Settings => {
  const others = (settings.funds.payers ?? []).filter(({ currency }) => currency !== "EUR");
  const payers = [...others, { currency: "EUR", account: account("Example Vendor AG") }];
  return { ...settings, funds: { ...settings.funds, second_approval: [{ minor: second, currency: "EUR" }], payers } };
};

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

/** A request for an activity of tomorrow, as `askableForTomorrow` lets one be: half of its costs, each on a line of its own, is asked for; handed in. */
export async function requestTomorrow(
  partner: Page,
  fund: Fund,
  settings: Settings,
  { activity, title, costs }: { activity: string; title: string; costs: number[] },
): Promise<FundRequest> {
  const { eligible } = settings.funds.activities.find((rules) => rules.activity === activity)!;
  const on = tomorrowIn(LAST_ZONE);
  const data = {
    fund_id: fund.id,
    activity,
    title,
    starts_on: on,
    ends_on: on,
    audience: "Heads of operations in Hamburg",
    plan: "A dinner with two talks",
    currency: "EUR",
    lines: costs.map((minor, at) => ({ category: eligible[at], description: "", minor })),
    asked: costs.reduce((sum, minor) => sum + minor, 0) / 2,
    expected_leads: 20,
    expected_pipeline: { minor: 5_000_000, currency: "EUR" },
    lead_definition: "Has a budget this year",
    target_accounts: ["Hafen Hamburg"],
    run: { by: "partner" },
  };
  const made = await partner.request.post("/api/v1/fund_requests", { headers: headers(partner), data });
  expect(made.status(), await made.text()).toBe(201);
  const { id, version } = (await made.json()) as FundRequest;
  const submitted = await partner.request.post(`/api/v1/fund_requests/${id}/events`, { headers: headers(partner, version), data: { event: "submit" } });
  expect(submitted.status(), await submitted.text()).toBe(200);
  return (await submitted.json()) as FundRequest;
}

/** The manager approves a request. */
export async function approveRequest(manager: Page, { reference }: FundRequest, message = ""): Promise<void> {
  const found = await manager.request.get(`/api/v1/approvals?search=${reference}&limit=1`);
  const [item] = ((await found.json()) as { items: { id: string }[] }).items;
  const address = `/api/v1/approvals/${item!.id}`;
  const { version } = (await (await manager.request.get(address)).json()) as { version: number };
  const decided = await manager.request.post(`${address}/decision`, { headers: headers(manager, version), data: { decision: "approve", message } });
  expect(decided.status(), await decided.text()).toBe(200);
}

/** The partner's admin says where the company is paid to. */
export async function saveAccount(admin: Page): Promise<void> {
  const { partner } = (await (await admin.request.get("/api/v1/session")).json()) as { partner: { id: string } };
  const address = `/api/v1/partners/${partner.id}/bank_account`;
  const { version } = (await (await admin.request.get(address)).json()) as { version: number };
  const saved = await admin.request.put(address, { headers: headers(admin, version), data: account("North Systems GmbH") });
  expect(saved.status(), await saved.text()).toBe(200);
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
