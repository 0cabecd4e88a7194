// A request's whole life through the portal's pages: planned, approved in part, claimed, returned, agreed to by two, paid, confirmed by the
// bank, and told in the report of returns. Then what is released when nobody claims, and amounts without decimals and with three.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { validateXML } from "xmllint-wasm";
import {
  catalogue,
  choose,
  expect,
  expectToast,
  field,
  fillField,
  looksWell,
  sampleSignIn,
  signIn,
  test,
  type Locator,
  type Page,
} from "../fixtures.ts";
import { openItem } from "../harness/decision.ts";
import {
  askableForTomorrow,
  changeSettings,
  confirmation,
  day,
  elements,
  FIRST_ZONE,
  IBAN,
  LAST_ZONE,
  makeFund,
  moveTo,
  payingEuros,
  PDF,
  tomorrowIn,
  type Fund,
} from "../harness/funds.ts";
import { countryName } from "../harness/registration.ts";

const text = catalogue("en");

const button = (within: Page | Locator, key: string) => within.getByRole("button", { name: text(key), exact: true });

/** The first line for an amount of a request's budget. */
const firstCost = (page: Page) => field(page, text("request.form.line_amount").replace("{number}", "1"));

/** The figure of that name on a fund's page. */
const figure = (page: Page, key: string, language: "en" | "de" = "en") => {
  const say = catalogue(language);
  return page.getByRole("list", { name: say("fund.figures") }).first().getByRole("link", { name: new RegExp(`^${say(key)}`) });
};

/** What a request is to hold. */
interface Plan {
  activity: string;
  title: string;
  on: string;
  cost: string;
}

/** Begins a request by the way of the fund's page and writes all but what is asked for; each fund's amounts are in its own currency. */
async function plan(page: Page, fund: Fund, { activity, title, on, cost }: Plan): Promise<void> {
  await page.goto(`/funds/${fund.id}`);
  await page.getByRole("link", { name: text("request.ask") }).click();
  await expect(page.getByRole("heading", { level: 1, name: text("request.plan") })).toBeVisible();
  await expect(field(page, text("fund.title"))).toHaveValue(fund.id);
  await page.getByRole("radio", { name: text(`fund.activity.${activity}`), exact: true }).check();
  await fillField(page, text("fund.fact.title"), title);
  await fillField(page, text("request.form.starts"), on);
  await fillField(page, text("request.form.ends"), on);
  await fillField(page, text("fund.fact.audience"), "Heads of operations in three ports, about forty people");
  await fillField(page, text("fund.fact.plan"), "Two talks by customers, then dinner at one long table.");
  await firstCost(page).fill(cost);
  await firstCost(page).blur();
  await fillField(page, text("fund.fact.expected_leads"), "20");
  await fillField(page, text("fund.fact.expected_pipeline"), "50,000");
  await fillField(page, text("fund.fact.lead_definition"), "Has a budget this year");
}

/** Hands the request in; answers with its address. */
async function handIn(page: Page): Promise<string> {
  await button(page, "request.form.submit").click();
  await expectToast(page, text("request.form.submitted"));
  await expect(page).toHaveURL(/\/funds\/requests\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

/** Decides what waits about an activity, by the item's page. */
async function decide(person: Page, title: string, verdict: string, done: string, fill?: () => Promise<void>): Promise<void> {
  await openItem(person, title);
  await person.getByRole("radio", { name: text(verdict) }).check();
  await fill?.();
  await button(person, verdict).click();
  await expectToast(person, text(done).replace("{customer}", title));
}

/** The partner's admin says where the company is paid to. */
async function sayAccount(page: Page): Promise<void> {
  await page.goto("/company");
  const card = page.getByRole("region", { name: text("company.bank"), exact: true });
  await button(card, "company.bank.enter").or(button(card, "company.bank.replace")).click();
  const dialog = page.getByRole("dialog");
  await fillField(dialog, text("company.bank.holder"), "North Systems GmbH");
  await choose(dialog, text("company.bank.country"), countryName("DE", "en"));
  await fillField(dialog, text("company.bank.iban"), IBAN.replace(/.{4}(?=.)/g, "$& "));
  await button(dialog, "company.bank.save").click();
  await expectToast(page, text("company.bank.saved"));
  await expect(card).toContainText("DE•• •••• 3000");
}

/** Writes what the activity cost, adds what proves it, and tells what came of it. */
async function claim(page: Page, on: string, proofs: string[]): Promise<void> {
  await button(page, "claim.invoice.add").click();
  await fillField(page, text("claim.invoice.supplier"), "Hafenhotel GmbH");
  await fillField(page, text("claim.invoice.number"), "R-2027/17");
  await fillField(page, text("claim.invoice.day"), on);
  await fillField(page, text("fund.column_amount"), "1,900");
  const asks = page.getByRole("region", { name: text("claim.ask.title") });
  for (const kind of proofs) {
    const name = text(`fund.proof.${kind}`);
    const files = page.locator("input[type=file]").and(page.getByLabel(name, { exact: true }));
    await files.setInputFiles({ name: `${kind}.pdf`, mimeType: "application/pdf", buffer: PDF });
    await expect(asks.getByRole("link", { name, exact: true })).toHaveCount(0);
  }
  await fillField(page, text("fund.fact.leads"), "24");
  await fillField(page, text("fund.fact.pipeline"), "60,000");
  await fillField(page, text("fund.fact.won"), "12,000");
  await expect(asks).not.toContainText(text("claim.ask.errors"));
}

test.describe("money that is asked for, spent, proven and returned", () => {
  test.use({ ownServer: true });

  test("from the plan to the bank's confirmation and the return", async ({ page, another }) => {
    test.setTimeout(360_000);
    const title = `Harbour dinner ${randomUUID().slice(0, 8)}`;
    const on = tomorrowIn(LAST_ZONE);
    const admin = await another("program_admin");
    const settings = await changeSettings(admin, (before) => payingEuros(askableForTomorrow(before), 50_000));
    const proofs = settings.funds.activities.find(({ activity }) => activity === "field_event")!.proofs;
    const fund = await makeFund(admin, { granted: 500_000 });
    await signIn(page, "partner_admin");
    await sayAccount(page);

    // Half of 2,000 euros is asked for.
    await plan(page, fund, { activity: "field_event", title, on, cost: "2,000" });
    await fillField(page, text("fund.fact.asked"), "1,000");
    const meter = page.getByRole("region", { name: text("request.meter") });
    await expect(meter).toContainText("€5,000.00");
    await expect(meter).toContainText("€4,000.00");
    const activity = await handIn(page);
    await expect(page.getByText(text("fund.activity_page.waiting")).first()).toBeVisible();

    // The manager sees what the partner has, and approves 800 of it.
    const manager = await another("channel_manager");
    await decide(manager, title, "decision.approve_part", "decision.done_approved_part", async () => {
      const standing = manager.getByRole("region", { name: text("fund.partner_standing"), exact: true });
      await expect(standing).toContainText("€5,000.00");
      await expect(standing).toContainText("€4,000.00");
      const part = field(manager, text("decision.part"));
      await fillField(manager, text("decision.part"), "1,000.01");
      await expect(part).toHaveAttribute("aria-invalid", "true");
      await fillField(manager, text("decision.part"), "800");
      await expect(part).not.toHaveAttribute("aria-invalid", "true");
      // What would be left follows the part.
      await expect(standing).toContainText("€4,200.00");
      await fillField(manager, text("decision.message"), "The speakers are ours, so we take a little less.");
      await looksWell(manager);
    });

    // The partner's page tells it as it happens: how much, how long, and what proves it.
    const approved = text("fund.activity_page.approved_part").replace("{amount}", "€800.00").replace("{asked}", "€1,000.00");
    await expect(page.getByText(approved)).toBeVisible();
    await expect(page.getByText("The speakers are ours, so we take a little less.").first()).toBeVisible();
    const countdown = page.getByRole("region", { name: text("fund.activity_page.countdown") });
    await expect(countdown).toContainText(/tomorrow/i);
    const checklist = page.getByRole("region", { name: text("fund.activity_page.proof") });
    await expect(checklist.getByRole("listitem")).toHaveCount(proofs.length);
    const money = page.getByRole("region", { name: text("fund.activity_page.money") });
    await expect(money.getByRole("link", { name: "€800.00" })).toHaveAttribute("href", `/funds/${fund.id}?account=reserved`);
    await looksWell(page);

    // The day has come, and the activity is over.
    await changeSettings(admin, moveTo(FIRST_ZONE));
    await page.reload();
    await expect(countdown).toContainText(/today/i);
    await button(page, "fund.activity_page.claim_begin").click();
    await expect(page).toHaveURL(/\/funds\/claims\/[0-9a-f-]{36}\/edit$/);
    await claim(page, on, proofs);
    // 1,900 of 2,000 were spent: of what was approved for them, that much is claimed.
    await expect(page.getByRole("region", { name: text("approval.claim.amounts") })).toContainText("€760.00");
    await button(page, "claim.submit").click();
    await expectToast(page, text("claim.submitted"));
    await expect(page).toHaveURL(/\/funds\/claims\/[0-9a-f-]{36}$/);
    const claimed = new URL(page.url()).pathname;

    // Finance asks for something; the partner reads it at once, and answers.
    const finance = await another("finance");
    await decide(finance, title, "decision.return_registration", "decision.done_returned", async () => {
      await button(finance, "decision.return_registration").click();
      await expect(finance.getByText(text("decision.reasons_required")).first()).toBeVisible();
      await finance.getByRole("checkbox", { name: text("fund.return_reason.invoice_unclear") }).check();
      await fillField(finance, text("decision.message"), "The invoice names another number.");
      await looksWell(finance);
    });
    await expect(page.getByText(text("claim.next.returned"))).toBeVisible();
    await expect(page.getByText(text("fund.return_reason.invoice_unclear")).first()).toBeVisible();
    await expect(page.getByText("The invoice names another number.").first()).toBeVisible();
    await looksWell(page);
    await page.getByRole("link", { name: text("fund.activity_page.claim_answer"), exact: true }).click();
    await expect(field(page, text("claim.invoice.number"))).toHaveValue("R-2027/17");
    await fillField(page, text("claim.invoice.number"), "R-2027/18");
    await looksWell(page);
    await button(page, "claim.resubmit").click();
    await expectToast(page, text("claim.submitted"));
    await expect(page).toHaveURL(claimed);
    await expect(page.getByText("R-2027/18").first()).toBeVisible();

    // So much takes two: the first can't be the second, too.
    const { user } = (await (await finance.request.get("/api/v1/session")).json()) as { user: { name: string } };
    await decide(finance, title, "decision.approve_claim", "decision.done_agreed");
    // Who has agreed first, and that somebody has, is the vendor's own business.
    await expect(page.getByText(text("claim.next.waiting")).first()).toBeVisible();
    await expect(page.getByText(text("claim.next.second"))).toHaveCount(0);
    await openItem(finance, title);
    const again = finance.getByRole("radio", { name: text("decision.approve_claim") });
    await expect(again).toBeDisabled();
    await expect(again).toHaveAccessibleName(new RegExp(text("refusal.same_approver")));
    const second = await another("finance_2");
    await decide(second, title, "decision.approve_claim", "decision.done_approved", async () => {
      await expect(second.getByText(text("approval.agreed").replace("{name}", user.name).replace("{amount}", "€760.00"))).toBeVisible();
      await looksWell(second);
    });
    await expect(page.getByText(text("claim.next.approved"))).toBeVisible();

    // What can still be taken back is not paid. Held by the focus, the toast stays until it is too late.
    const undo = second.getByRole("region", { name: text("kit.toast.region") }).getByRole("button", { name: text("kit.undo") });
    await undo.focus();
    await expect(undo).toHaveAttribute("aria-disabled", "true", { timeout: 15_000 });
    const owed = finance.getByRole("row").filter({ hasText: title });
    await expect(async () => {
      await finance.goto("/funds/payments?currency=EUR");
      await expect(owed).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 30_000 });
    await expect(owed).toContainText("€760.00");
    await expect(owed).toContainText("DE•• •••• 3000");
    await expect(button(finance, "payments.make")).toHaveAccessibleDescription(text("payments.make_none"));
    await owed.getByRole("checkbox").check();
    await expect(finance.getByText(text("payments.chosen").replace("{count}", "1").replace("{amount}", "€760.00"))).toBeVisible();
    await looksWell(finance);
    await button(finance, "payments.make").click();
    await expect(finance).toHaveURL(/\/funds\/payments\/[0-9a-f-]{36}$/);
    await looksWell(finance);
    const file = await paymentFile(finance);
    expect(await faultsOf(file)).toEqual([]);
    // The schema would tell.
    expect(await faultsOf(file.replace(/<EndToEndId>[^<]*<\/EndToEndId>/, ""))).not.toEqual([]);
    expect(elements(file, "NbOfTxs")).toEqual(["1", "1"]);
    expect(elements(file, "CtrlSum")).toEqual(["760.00", "760.00"]);
    expect(file).toContain('<InstdAmt Ccy="EUR">760.00</InstdAmt>');
    expect(elements(file, "IBAN")).toEqual([IBAN, IBAN]);
    const [reference, ...others] = elements(file, "EndToEndId");
    expect(others).toEqual([]);
    await expect(finance.getByRole("row").filter({ hasText: title })).toContainText(reference!);

    // The bank's confirmation, twice: the second time nothing moves.
    const answer = { name: "answer.xml", mimeType: "application/xml", buffer: confirmation(file) };
    await finance.locator("input[type=file]").setInputFiles(answer);
    await expect(finance.getByText(text("payments.answer.told").replace("{paid}", "1").replace("{bounced}", "0").replace("{unchanged}", "0")).first()).toBeVisible();
    await expect(finance.getByText(text("payments.batch.settled"), { exact: true }).first()).toBeVisible();
    await expect(page.getByText(text("claim.next.all").replace("{amount}", "€760.00"))).toBeVisible();
    await expect(page.getByText(text("fund.claim_state.paid"), { exact: true }).first()).toBeVisible();
    await looksWell(finance);
    const stands = async () => {
      const batch = await finance.request.get(`/api/v1/fund_payments/${new URL(finance.url()).pathname.split("/").at(-1)}`);
      const books = await page.request.get(`/api/v1/funds/${fund.id}`);
      return { version: ((await batch.json()) as { version: number }).version, balance: ((await books.json()) as Fund).balance };
    };
    const before = await stands();
    expect(before.balance).toMatchObject({ available: 424_000, reserved: 0, payable: 0, paid: 76_000, lapsed: 0 });
    await finance.locator("input[type=file]").setInputFiles({ ...answer, name: "answer-again.xml" });
    await expect(finance.getByText(text("payments.answer.repeated")).first()).toBeVisible();
    expect(await stands()).toEqual(before);

    // The request is closed and what was left of it is back; the fund's figures say the same.
    await page.goto(activity);
    await expect(page.getByText(text("fund.request_state.closed"), { exact: true }).first()).toBeVisible();
    const paid = text("fund.activity_page.paid_part").replace("{paid}", "€760.00").replace("{released}", "€40.00");
    await expect(page.getByText(paid)).toBeVisible();
    await looksWell(page);
    await money.getByRole("link", { name: "€760.00" }).click();
    await expect(page).toHaveURL(`/funds/${fund.id}?account=paid`);
    await expect(figure(page, "ledger.account.paid")).toContainText("€760.00");
    await expect(figure(page, "ledger.account.available")).toContainText("€4,240.00");
    await expect(figure(page, "ledger.account.reserved")).toContainText("€0.00");
    const entry = page.getByRole("row").filter({ hasText: text("ledger.cause.pay") });
    await expect(entry).toContainText("+€760.00");

    // And what came back of it.
    await admin.goto(`/funds/returns?fund=${fund.id}&currency=EUR`);
    const funnel = admin.getByRole("list", { name: text("returns.funnel") });
    for (const shown of ["€760.00", "24", "€60,000.00", "€12,000.00"]) await expect(funnel).toContainText(shown);
    const group = admin.getByRole("region", { name: text("returns.groups"), exact: true }).getByRole("row");
    const kind = group.filter({ hasText: text("fund.activity.field_event") });
    await expect(kind).toContainText("€760.00");
    await expect(kind).toContainText(text("returns.times").replace("{times}", "78.9"));
    await looksWell(admin);
    await admin.getByRole("radio", { name: text("returns.by_partner"), exact: true }).check();
    await expect(group.filter({ hasText: sampleSignIn("partner_admin").partner! })).toContainText("€760.00");
  });

  test("amounts without decimals and with three are typed and shown as people write them, in English and in German", async ({ page, another }) => {
    test.setTimeout(240_000);
    const admin = await another("program_admin");
    await changeSettings(admin, (before) => ({ ...before, currencies: [...new Set([...before.currencies, "JPY", "KWD"])] }));
    await signIn(page, "partner_admin");
    const manager = await another("channel_manager", { locale: "de-DE" });
    const colleague = await another("partner_member", { locale: "de-DE" });
    const german = catalogue("de");
    for (const money of [
      {
        currency: "JPY",
        granted: 500_000,
        cost: "150,001",
        // Half a yen is a yen.
        most: "¥75,001",
        fine: "75,000.5",
        asked: "75,000",
        leaves: "¥425,000",
        whole: "75.000 ¥",
        tooFine: "70.000,5",
        part: "70.000",
        approved: ["¥70,000", "¥75,000"],
        figures: ["¥70,000", "¥430,000"],
        figuresInGerman: ["70.000 ¥", "430.000 ¥"],
      },
      {
        currency: "KWD",
        granted: 5_000_000,
        cost: "1,500.125",
        most: "KWD 750.063",
        fine: "750.0625",
        asked: "750.062",
        leaves: "KWD 4,249.938",
        whole: "750,062 KWD",
        tooFine: "500,1255",
        part: "500,125",
        approved: ["KWD 500.125", "KWD 750.062"],
        figures: ["KWD 500.125", "KWD 4,499.875"],
        figuresInGerman: ["500,125 KWD", "4.499,875 KWD"],
      },
    ]) {
      await test.step(money.currency, async () => {
        const fund = await makeFund(admin, { granted: money.granted, currency: money.currency });
        const title = `Rounding ${money.currency} ${randomUUID().slice(0, 8)}`;
        await plan(page, fund, { activity: "webinar", title, on: day(40), cost: money.cost });
        await expect(page.getByRole("button", { name: spaced(text("request.form.ask_most").replace("{amount}", money.most)) })).toBeVisible();
        await fillField(page, text("fund.fact.asked"), money.fine);
        await expect(page.getByText(text("field.too_many_decimals")).first()).toBeVisible();
        await fillField(page, text("fund.fact.asked"), money.asked);
        await expect(page.getByText(text("field.too_many_decimals"))).toHaveCount(0);
        await expect(page.getByRole("region", { name: text("request.meter") })).toContainText(money.leaves);
        await looksWell(page);
        await handIn(page);

        await openItem(manager, title);
        await manager.getByRole("radio", { name: german("decision.approve_part") }).check();
        await expect(manager.getByText(spaced(german("decision.part_hint").replace("{amount}", money.whole))).first()).toBeVisible();
        await fillField(manager, german("decision.part"), money.tooFine);
        await expect(manager.getByText(german("field.too_many_decimals")).first()).toBeVisible();
        await fillField(manager, german("decision.part"), money.part);
        await looksWell(manager);
        await manager.getByRole("button", { name: german("decision.approve_part"), exact: true }).click();
        await expectToast(manager, german("decision.done_approved_part").replace("{customer}", title));

        const [part, whole] = money.approved;
        const said = text("fund.activity_page.approved_part").replace("{amount}", part!).replace("{asked}", whole!);
        await expect(page.getByText(spaced(said))).toBeVisible();
        await page.goto(`/funds/${fund.id}`);
        await colleague.goto(`/funds/${fund.id}`);
        for (const [at, name] of ["reserved", "available"].entries()) {
          await expect(figure(page, `ledger.account.${name}`)).toContainText(money.figures[at]!);
          await expect(figure(colleague, `ledger.account.${name}`, "de")).toContainText(money.figuresInGerman[at]!);
        }
        await looksWell(colleague);
      });
    }
  });
});

test.describe("a deadline that passed", () => {
  // Then the sample partner had an activity whose claim was due within a few days.
  test.use({ sampleDaysAgo: 10 });

  test("an activity that nobody claimed expires, and what was reserved for it is released", async ({ page }) => {
    test.slow();
    interface Request {
      id: string;
      title: string;
      fund_id: string;
      fund_currency: string;
      progress: { released: number };
    }
    await signIn(page, "partner_admin");
    const expired = async () => {
      const found = await page.request.get("/api/v1/fund_requests?state=expired&activity=account_event&limit=100");
      return ((await found.json()) as { items: Request[] }).items;
    };
    await expect.poll(async () => (await expired()).length, { timeout: 60_000 }).toBe(1);
    const [{ id, title }] = (await expired()) as [Request];

    await page.goto("/funds/requests?state=expired");
    const row = page.getByRole("row").filter({ hasText: title }).filter({ hasText: text("fund.activity.account_event") });
    await expect(row).toContainText(text("fund.request_state.expired"));
    await row.getByRole("link").first().click();
    await expect(page).toHaveURL(`/funds/requests/${id}`);
    await expect(page.getByText(text("fund.activity_page.expired_claim"))).toBeVisible();
    for (const key of ["fund.activity_page.claim_begin", "fund.activity_page.withdraw"]) await expect(button(page, key)).toHaveCount(0);
    await looksWell(page);

    const { fund_id, fund_currency, progress } = (await (await page.request.get(`/api/v1/fund_requests/${id}`)).json()) as Request;
    expect(progress.released).toBeGreaterThan(0);
    const written = (signDisplay: "auto" | "exceptZero", minor: number) =>
      new Intl.NumberFormat("en", { style: "currency", currency: fund_currency, signDisplay }).format(minor / 100);
    const money = page.getByRole("region", { name: text("fund.activity_page.money") });
    const nothing = money.getByRole("link", { name: written("auto", 0) }).first();
    await expect(nothing).toHaveAttribute("href", `/funds/${fund_id}?account=reserved`);
    await nothing.click();
    await expect(page).toHaveURL(`/funds/${fund_id}?account=reserved`);
    // Whether the sample has closed that period by then depends on the day: what is released then is nobody's to ask for again.
    const fund = (await (await page.request.get(`/api/v1/funds/${fund_id}`)).json()) as { state: string };
    const account = fund.state === "closed" ? "lapsed" : "available";
    await figure(page, `ledger.account.${account}`).click();
    await expect(page).toHaveURL(`/funds/${fund_id}?account=${account}`);
    const entry = page.getByRole("row").filter({ hasText: text("ledger.cause.release_expired") }).filter({ hasText: written("exceptZero", progress.released) });
    await expect(entry.first()).toContainText(text("ledger.from").replace("{account}", text("ledger.account.reserved")));
    await expect(entry.first()).toContainText(text("activity.portal"));
    await looksWell(page);
  });
});

/** A text with amounts, whatever kind of space stands in them. */
function spaced(said: string): RegExp {
  return new RegExp(said.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s/g, "\\s"));
}

/** What the schema of ISO 20022 finds wrong in a file for the bank. */
async function faultsOf(file: string): Promise<string[]> {
  const schema = readFileSync(new URL("../schemas/pain.001.001.09.xsd", import.meta.url), "utf8");
  const { errors } = await validateXML({ xml: { fileName: "payment.xml", contents: file }, schema });
  return errors.map(({ message }) => message);
}

/** Makes the file of the batch that is shown and downloads it. */
async function paymentFile(finance: Page): Promise<string> {
  await button(finance, "payments.export").click();
  const dialog = finance.getByRole("dialog", { name: text("payments.export") });
  await looksWell(finance);
  await button(dialog, "payments.export").click();
  await expectToast(finance, text("payments.exported"));
  const downloading = finance.waitForEvent("download");
  await finance.getByRole("link", { name: text("payments.file.pain"), exact: true }).click();
  return readFileSync(await (await downloading).path(), "utf8");
}
