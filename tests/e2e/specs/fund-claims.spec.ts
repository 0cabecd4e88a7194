// After the approval: an activity's page with its countdown and checklist, and the claim for what it cost, told beforehand what finance
// would ask.
import { randomUUID } from "node:crypto";
import {
  catalogue,
  expect,
  expectToast,
  field,
  fillField,
  looksWell,
  noOverflow,
  setViewport,
  signIn,
  test,
  type Page,
} from "../fixtures.ts";
import {
  approveRequest,
  askableForTomorrow,
  changeSettings,
  day,
  FIRST_ZONE,
  LAST_ZONE,
  makeFund,
  moveTo,
  PDF,
  requestTomorrow,
  tomorrowIn,
} from "../harness/funds.ts";

const text = catalogue("en");

const ACTIVITY = "field_event";
/** What it costs, in cents, on one line. */
const COSTS = [200_000];

const button = (page: Page, key: string) => page.getByRole("button", { name: text(key), exact: true });

/** What finance would ask. */
const asks = (page: Page) => page.getByRole("region", { name: text("claim.ask.title") });

test.describe("after the approval", () => {
  test.use({ ownServer: true });

  test("a partner counts down to the activity, claims what it cost, and is told beforehand what finance would ask", async ({ page, guard, another }) => {
    test.slow();
    const title = `Dinner ${randomUUID().slice(0, 8)}`;
    const admin = await another("program_admin");
    const settings = await changeSettings(admin, askableForTomorrow);
    const fund = await makeFund(admin, { granted: 500_000 });
    const manager = await another("channel_manager");
    await signIn(page, "partner_admin");
    const made = await requestTomorrow(page, fund, settings, { activity: ACTIVITY, title, costs: COSTS });
    const proofs = settings.funds.activities.find(({ activity }) => activity === ACTIVITY)!.proofs;

    // While it waits: when the decision is due, and what can't be done yet.
    await page.goto(`/funds/requests/${made.id}`);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.getByText(text("fund.activity_page.waiting")).first()).toBeVisible();
    await expect(page.getByText(text("deal.clock.decision")).first()).toBeVisible();
    await looksWell(page);

    // The approval arrives while the page is looked at.
    await approveRequest(manager, made, "Have fun");
    const countdown = page.getByRole("region", { name: text("fund.activity_page.countdown") });
    await expect(countdown).toContainText(text("fund.activity_page.begins"));
    await expect(countdown).toContainText(/tomorrow/i);
    await expect(countdown).toContainText(text("fund.activity_page.claim_until"));
    await expect(page.getByText("Have fun").first()).toBeVisible();
    const checklist = page.getByRole("region", { name: text("fund.activity_page.proof") });
    await expect(checklist.getByRole("listitem")).toHaveCount(proofs.length);
    for (const kind of proofs) await expect(checklist).toContainText(text(`fund.proof.${kind}`));
    const money = page.getByRole("region", { name: text("fund.activity_page.money") });
    const reserved = money.getByRole("link", { name: "€1,000.00" });
    await expect(reserved).toHaveAttribute("href", `/funds/${fund.id}?account=reserved`);
    await expect(button(page, "fund.activity_page.claim_begin")).toHaveAccessibleDescription(new RegExp(text("refusal.not_yet").split("{")[0]!));
    await looksWell(page);

    // The day has come.
    await changeSettings(admin, moveTo(FIRST_ZONE));
    await page.reload();
    await expect(countdown).toContainText(/today/i);
    await button(page, "fund.activity_page.claim_begin").click();
    await expect(page).toHaveURL(/\/funds\/claims\/[0-9a-f-]{36}\/edit$/);
    await expect(page.getByRole("heading", { level: 1, name: text("claim.of").replace("{title}", title) })).toBeVisible();
    await expect(asks(page)).toContainText(text("claim.ask.errors"));
    for (const kind of proofs) await expect(asks(page).getByRole("link", { name: text(`fund.proof.${kind}`), exact: true })).toBeVisible();
    await expect(asks(page).getByRole("link", { name: text("fund.fact.leads"), exact: true })).toBeVisible();
    await looksWell(page);

    // An invoice from before the approval, and over its line.
    await button(page, "claim.invoice.add").click();
    await expect(field(page, text("claim.invoice.supplier"))).toBeFocused();
    await fillField(page, text("claim.invoice.supplier"), "Hafenhotel GmbH");
    await fillField(page, text("claim.invoice.number"), "R-2027/17");
    await fillField(page, text("claim.invoice.day"), day(-30));
    await fillField(page, text("fund.column_amount"), "2,500");
    const before = text("field.before_approval").split("{")[0]!;
    await expect(asks(page).getByText(new RegExp(`^${before}`))).toBeVisible();
    const caution = text("field.over_line").replace("{max}", "€2,000.00");
    await expect(asks(page)).toContainText(text("claim.ask.cautions"));
    await expect(asks(page)).toContainText(caution);
    const totals = page.getByRole("region", { name: text("approval.claim.amounts") });
    await expect(totals).toContainText("€2,500.00");
    await expect(totals).toContainText("€1,000.00");
    await looksWell(page);

    // Each is a link to its field.
    await asks(page).getByRole("link", { name: `${text("claim.invoice.named").replace("{number}", "R-2027/17")}: ${text("claim.invoice.day")}` }).click();
    await expect(field(page, text("claim.invoice.day"))).toBeFocused();
    await fillField(page, text("claim.invoice.day"), tomorrowIn(LAST_ZONE));
    await expect(asks(page).getByText(new RegExp(`^${before}`))).toHaveCount(0);

    // Sent too early it says all that is missing, and nothing is sent.
    await button(page, "claim.submit").click();
    await expect(page.getByText(text("field.proof_missing")).first()).toBeVisible();
    await expect(page).toHaveURL(/\/edit$/);
    await looksWell(page);

    for (const kind of proofs) {
      const file = { name: `${kind}.pdf`, mimeType: "application/pdf", buffer: PDF };
      await page.locator("input[type=file]").and(page.getByLabel(text(`fund.proof.${kind}`), { exact: true })).setInputFiles(file);
      await expect(asks(page).getByRole("link", { name: text(`fund.proof.${kind}`), exact: true })).toHaveCount(0);
    }
    await fillField(page, text("fund.fact.leads"), "24");
    await fillField(page, text("fund.fact.pipeline"), "60,000");
    await expect(asks(page)).not.toContainText(text("claim.ask.errors"));
    await expect(asks(page)).toContainText(caution);

    // What was typed is there again after the page was left, and counted on the activity's page.
    await expect(page.locator(".draft-state")).toContainText(/saved/i);
    const form = page.url();
    await page.goto(`/funds/requests/${made.id}`);
    await expect(checklist.getByText(text("fund.activity_page.proof_files_one").replace("{count}", "1"))).toHaveCount(proofs.length);
    await page.getByRole("link", { name: text("fund.activity_page.claim_continue"), exact: true }).click();
    await expect(page).toHaveURL(form);
    await expect(field(page, text("claim.invoice.number"))).toHaveValue("R-2027/17");

    await setViewport(page, "phone");
    await noOverflow(page, page.viewportSize()!.width);
    await setViewport(page, "desktop");
    await button(page, "claim.submit").click();
    await expectToast(page, text("claim.submitted"));
    await expect(page).toHaveURL(/\/funds\/claims\/[0-9a-f-]{36}$/);
    await expect(page.getByText(text("claim.next.waiting"))).toBeVisible();
    await expect(page.getByText("R-2027/17").first()).toBeVisible();
    await looksWell(page);
    const claim = page.url();
    await page.goto(`${claim}/edit`);
    await expect(page.getByText(text("claim.not_editable")).last()).toBeVisible();
    await page.goto(`/funds/requests/${made.id}`);
    await expect(page.getByText(text("fund.activity_page.claimed"))).toBeVisible();
    await expect(button(page, "fund.activity_page.withdraw")).toHaveAttribute("aria-disabled", "true");

    // Another company's people learn of neither.
    guard.allow(/\b404\b/);
    const stranger = await another("other_partner_admin");
    await stranger.goto(`/funds/requests/${made.id}`);
    await expect(stranger.getByText(text("fund.activity_page.not_found")).last()).toBeVisible();
    await stranger.goto(claim);
    await expect(stranger.getByText(text("claim.not_found")).last()).toBeVisible();
    await looksWell(stranger);
  });

  test("a partner takes a request back, and what was reserved is available again", async ({ page, another }) => {
    const title = `Dinner ${randomUUID().slice(0, 8)}`;
    const admin = await another("program_admin");
    const settings = await changeSettings(admin, askableForTomorrow);
    const fund = await makeFund(admin, { granted: 500_000 });
    const manager = await another("channel_manager");
    await signIn(page, "partner_admin");
    const made = await requestTomorrow(page, fund, settings, { activity: ACTIVITY, title, costs: COSTS });
    await approveRequest(manager, made, "Have fun");
    await page.goto(`/funds/requests/${made.id}`);
    await button(page, "fund.activity_page.withdraw").click();
    const dialog = page.getByRole("dialog", { name: text("fund.activity_page.withdraw") });
    await fillField(dialog, text("deal.dialog.withdraw_note"), "The speaker is ill");
    await looksWell(page);
    await dialog.getByRole("button", { name: text("fund.activity_page.withdraw"), exact: true }).click();
    await expectToast(page, text("fund.activity_page.withdrawn"));
    await expect(page.getByText(text("fund.activity_page.withdrawn_text"))).toBeVisible();
    await expect(button(page, "fund.activity_page.withdraw")).toHaveCount(0);
    const held = await page.request.get(`/api/v1/funds/${fund.id}`);
    expect(((await held.json()) as { balance: { available: number; reserved: number } }).balance).toMatchObject({ available: 500_000, reserved: 0 });
    await looksWell(page);
  });
});
