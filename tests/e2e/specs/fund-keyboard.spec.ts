// Money claimed, agreed to by two, paid and confirmed by the bank with the keyboard alone: the partner writes in German, finance reads English.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  catalogue,
  chooseFile,
  enterDay,
  expect,
  expectToast,
  field,
  keyTo,
  pressButton,
  signInByKeys,
  tabTo,
  test,
  typeInto,
  type Page,
} from "../fixtures.ts";
import { openItemByKeys } from "../harness/decision.ts";
import {
  approveRequest,
  askableForTomorrow,
  changeSettings,
  confirmation,
  FIRST_ZONE,
  LAST_ZONE,
  makeFund,
  moveTo,
  payingEuros,
  PDF,
  requestTomorrow,
  saveAccount,
  tomorrowIn,
} from "../harness/funds.ts";

const german = catalogue("de");
const english = catalogue("en");

const ACTIVITY = "field_event";
/** What each line of the budget was planned to cost, in cents. */
const PLANNED = [120_000, 80_000];
/** What it cost. */
const INVOICES = [
  { supplier: "Hafenhotel GmbH", number: "R-2027/17", amount: "1.150,00" },
  { supplier: "Hafenküche KG", number: "K-4711", amount: "750,50" },
];
/** Half of that, as the portal shows it in either language. */
const CLAIMED = { de: "950,25", en: "€950.25" };

// Days move for the whole program.
test.use({ ownServer: true, locale: "de-DE" });

/** Writes the claim of an activity whose page is shown: its costs below their lines, what proves it, what came of it; and hands it in. */
async function claimByKeys(page: Page, { lines, proofs, on }: { lines: string[]; proofs: string[]; on: string }): Promise<void> {
  const begin = page.getByRole("button", { name: german("fund.activity_page.claim_begin"), exact: true });
  await expect(begin).not.toHaveAttribute("aria-disabled", "true");
  await pressButton(page, german("fund.activity_page.claim_begin"));
  await expect(page).toHaveURL(/\/funds\/claims\/[0-9a-f-]{36}\/edit$/);
  const asks = page.getByRole("region", { name: german("claim.ask.title"), exact: true });
  await expect(asks).toContainText(german("claim.ask.errors"));

  for (const [at, { supplier, number, amount }] of INVOICES.entries()) {
    const line = page.getByRole("region", { name: german(`fund.cost.${lines[at]}`), exact: true });
    await pressButton(line, german("claim.invoice.add"));
    // The new invoice is written into at once.
    await expect(field(line, german("claim.invoice.supplier"))).toBeFocused();
    await page.keyboard.type(supplier);
    await typeInto(line, german("claim.invoice.number"), number);
    await enterDay(line, german("claim.invoice.day"), on);
    await typeInto(line, german("fund.column_amount"), amount);
  }
  await expect(page.getByRole("region", { name: german("approval.claim.amounts"), exact: true })).toContainText(CLAIMED.de);

  for (const kind of proofs) {
    const name = german(`fund.proof.${kind}`);
    const place = page.locator("input[type=file]").and(page.getByLabel(name, { exact: true }));
    await chooseFile(page, place, { name: `${kind}.pdf`, mimeType: "application/pdf", buffer: PDF });
    await expect(asks.getByRole("link", { name, exact: true })).toHaveCount(0);
  }
  await typeInto(page, german("fund.fact.leads"), "24");
  await typeInto(page, german("fund.fact.pipeline"), "60.000");
  await typeInto(page, german("fund.fact.won"), "12.000");
  await expect(asks).not.toContainText(german("claim.ask.errors"));
  await pressButton(page, german("claim.submit"));
  await expectToast(page, german("claim.submitted"));
  await expect(page).toHaveURL(/\/funds\/claims\/[0-9a-f-]{36}$/);
}

/** Makes a batch of one claim, once it can't be taken back any more that it was approved; the batch's page is shown. */
async function batchByKeys(finance: Page, title: string): Promise<void> {
  const owed = finance.getByRole("table", { name: english("payments.owed"), exact: true });
  const tick = owed.getByRole("row").filter({ hasText: title }).getByRole("checkbox");
  await expect(async () => {
    await finance.goto("/funds/payments?currency=EUR");
    await expect(tick).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await tabTo(finance, owed.getByRole("row").nth(1).getByRole("checkbox"));
  // Between the rows one goes with the arrows.
  await keyTo(finance, "ArrowDown", tick);
  await finance.keyboard.press("Space");
  await expect(tick).toBeChecked();
  await expect(finance.getByText(english("payments.chosen").replace("{count}", "1").replace("{amount}", CLAIMED.en))).toBeVisible();
  const make = finance.getByRole("button", { name: english("payments.make"), exact: true });
  await keyTo(finance, "Shift+Tab", make);
  await finance.keyboard.press("Enter");
  await expect(finance).toHaveURL(/\/funds\/payments\/[0-9a-f-]{36}$/);
  await expect(finance.getByRole("row").filter({ hasText: title })).toContainText(CLAIMED.en);
}

/** Makes the file of the batch that is shown and downloads it. */
async function paymentFileByKeys(finance: Page): Promise<string> {
  await pressButton(finance, english("payments.export"));
  const dialog = finance.getByRole("dialog", { name: english("payments.export") });
  await expect(field(dialog, english("payments.execute_on"))).toBeFocused();
  await pressButton(dialog, english("payments.export"));
  await expectToast(finance, english("payments.exported"));
  await expect(dialog).toBeHidden();
  await tabTo(finance, finance.getByRole("link", { name: english("payments.file.pain"), exact: true }));
  const downloading = finance.waitForEvent("download");
  await finance.keyboard.press("Enter");
  return readFileSync(await (await downloading).path(), "utf8");
}

test("a partner claims, two of finance agree, and a batch is made, sent to the bank and confirmed, without touching the mouse", async ({ page, another }) => {
  test.slow();
  const title = `Hafenabend ${randomUUID().slice(0, 8)}`;
  const admin = await another("program_admin");
  const settings = await changeSettings(admin, (before) => payingEuros(askableForTomorrow(before), 50_000));
  const rules = settings.funds.activities.find(({ activity }) => activity === ACTIVITY)!;
  const fund = await makeFund(admin, { granted: 500_000 });
  const on = tomorrowIn(LAST_ZONE);
  await signInByKeys(page, "partner_admin");
  await saveAccount(page);
  const request = await requestTomorrow(page, fund, settings, { activity: ACTIVITY, title, costs: PLANNED });
  await approveRequest(await another("channel_manager"), request);
  await changeSettings(admin, moveTo(FIRST_ZONE));

  await page.goto(`/funds/requests/${request.id}`);
  await claimByKeys(page, { lines: rules.eligible, proofs: rules.proofs, on });

  const [finance, second] = [await another(undefined, { locale: "en-US" }), await another(undefined, { locale: "en-US" })];
  await signInByKeys(finance, "finance");
  await openItemByKeys(finance, title);
  await expect(finance.getByRole("radio", { name: english("decision.approve_claim") })).toBeEnabled();
  // Its key chooses the verdict and leads on to the button.
  await finance.keyboard.press("a");
  await expect(finance.getByRole("button", { name: english("decision.approve_claim"), exact: true })).toBeFocused();
  await finance.keyboard.press("Enter");
  await expectToast(finance, english("decision.done_agreed").replace("{customer}", title));

  await signInByKeys(second, "finance_2");
  await openItemByKeys(second, title);
  const yes = second.getByRole("radio", { name: english("decision.approve_claim") });
  await expect(yes).toBeEnabled();
  await tabTo(second, yes);
  await second.keyboard.press("Space");
  await expect(yes).toBeChecked();
  await pressButton(second, english("decision.approve_claim"));
  await expectToast(second, english("decision.done_approved").replace("{customer}", title));
  await expect(page.getByText(german("claim.next.approved"))).toBeVisible();

  await batchByKeys(finance, title);
  const file = await paymentFileByKeys(finance);
  const answer = { name: "answer.xml", mimeType: "application/xml", buffer: confirmation(file) };
  await chooseFile(finance, finance.locator("input[type=file]"), answer);
  const told = english("payments.answer.told").replace("{paid}", "1").replace("{bounced}", "0").replace("{unchanged}", "0");
  await expect(finance.getByText(told).first()).toBeVisible();
  await expect(finance.getByText(english("payments.batch.settled"), { exact: true }).first()).toBeVisible();
  await expect(page.getByText(german("fund.claim_state.paid"), { exact: true }).first()).toBeVisible();
});
