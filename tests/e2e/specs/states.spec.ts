// States that a page comes to by what a person does: forms with what is missing, dialogs, two versions, no connection. Each is opened in
// the pseudo-locale, whose texts are longer than those of a language: nothing for axe to find, nothing wider than a phone, no string
// outside of the catalogues.
import { catalogue, expect, field, fillField, looksWell, noStrayStrings, openFirst, pseudoLocale, settled, signIn, test, type Guard, type Locator, type Page, type Role, type Server } from "../fixtures.ts";
import { nextStep, onStep } from "../harness/application.ts";
import { openBatch, openClaimForm, openFund, openRequest } from "../harness/fund-pages.ts";
import { invite } from "../harness/partner.ts";
import { act, changedElsewhere, fillRegistration, newCustomer, newWord, saved } from "../harness/registration.ts";

const LANGUAGE = "en-XA";
const text = catalogue(LANGUAGE);

interface Tools {
  page: Page;
  server: Server;
  another: () => Promise<Page>;
}

interface State {
  name: string;
  role?: Role;
  /** What the browser complains of on the way there. */
  expects?: (guard: Guard) => void;
  /** Comes to the state; answers with the page that is in it when it is not the first. */
  open: (tools: Tools) => Promise<Page | void>;
}

type Within = Page | Locator;

const button = (within: Within, key: string) => within.getByRole("button", { name: text(key), exact: true });

/** The dialog that is open. */
async function dialog(page: Page): Promise<Locator> {
  const open = page.getByRole("dialog");
  await expect(open).toBeVisible();
  return open;
}

/** Sends a form that lacks something, which is then said. */
async function sendIncomplete(within: Within, key: string, says = "field.required"): Promise<void> {
  await button(within, key).click();
  await expect(within.getByText(text(says)).first()).toBeVisible();
}

/** Opens an approved deal with which everything may still be done. */
async function openDeal(page: Page): Promise<void> {
  interface Deal {
    progress: { extended: boolean; extension_refused: boolean; extension_requested_at?: string; protected_until?: string };
  }
  const { items } = (await (await page.request.get("/api/v1/deals?state=approved&limit=100")).json()) as { items: { id: string }[] };
  for (const { id } of items) {
    const { progress } = (await (await page.request.get(`/api/v1/deals/${id}`)).json()) as Deal;
    const isUsed = progress.extended || progress.extension_refused || progress.extension_requested_at;
    if (isUsed || Date.parse(progress.protected_until ?? "") < Date.now()) continue;
    await page.goto(`/deals/${id}`);
    return settled(page);
  }
  throw new Error("the sample program has no deal whose protection can be extended");
}

/** Hands a registration in while there is no network. */
async function submitOffline(page: Page): Promise<void> {
  await page.goto("/deals/new");
  await fillRegistration(page, LANGUAGE, newCustomer());
  await expect(page.getByText(text("conflict.clear"), { exact: true })).toBeVisible();
  await saved(page, LANGUAGE);
  await page.context().setOffline(true);
  await button(page, "deals.form.submit").click();
  await expect(page.getByText(text("deals.form.queued_title")).first()).toBeVisible({ timeout: 30_000 });
}

/** What waits for a decision and was not escalated yet, the newest first. */
const NEWEST = "/approvals?kind=deal_registration&sort=-submitted";

/** Decides the first item of a kind by its key, without a reason. */
async function decideWithoutReason(page: Page, key: string, send: string, kind = "deal_registration"): Promise<void> {
  await page.goto(`/approvals?kind=${kind}`);
  await settled(page);
  await page.getByRole("table").getByRole("link").first().focus();
  await page.keyboard.press(key);
  await sendIncomplete(await dialog(page), send, "decision.reasons_required");
}

/** Opens the menu of a payment that waits in a batch without a file; answers with one of its lines. */
async function openPaymentMenu(page: Page, line: string): Promise<Locator> {
  await openBatch(page, "open");
  await page.getByRole("table", { name: text("payments.lines"), exact: true }).getByRole("button").first().click();
  const item = page.getByRole("menuitem", { name: text(line), exact: true });
  await expect(item).toBeVisible();
  return item;
}

const STATES: State[] = [
  { name: "a partner's own deal", role: "partner_admin", open: ({ page }) => openFirst(page, "/deals?state=approved") },
  {
    name: "the form of a draft",
    role: "partner_admin",
    open: async ({ page }) => {
      await page.goto("/deals/new");
      await fillField(page, text("deal.field.customer_name"), newCustomer().name);
      await expect(page).toHaveURL(/\/deals\/[0-9a-f-]{36}\/edit$/);
      await saved(page, LANGUAGE);
      await page.reload();
      await expect(field(page, text("deal.field.customer_name"))).not.toHaveValue("");
      await settled(page);
    },
  },
  {
    name: "the form of a deal with what is missing",
    role: "partner_admin",
    open: async ({ page }) => {
      await page.goto("/deals/new");
      await settled(page);
      await sendIncomplete(page, "deals.form.submit");
    },
  },
  {
    name: "two versions of a draft, side by side",
    role: "partner_admin",
    expects: (guard) => guard.allowStatus(412, "/deals/"),
    open: async ({ page }) => {
      await changedElsewhere(page, LANGUAGE);
      await expect((await dialog(page)).getByText("Written in another window")).toBeVisible();
    },
  },
  { name: "a registration that waits for the network", role: "partner_admin", expects: (guard) => guard.allowOffline(), open: ({ page }) => submitOffline(page) },
  {
    name: "the list of what waits for the network",
    role: "partner_admin",
    expects: (guard) => guard.allowOffline(),
    open: async ({ page }) => {
      await submitOffline(page);
      await button(page, "shell.outbox.show").first().click();
      await dialog(page);
    },
  },
  {
    name: "the palette",
    role: "partner_admin",
    open: async ({ page }) => {
      await page.goto("/deals");
      await settled(page);
      await page.keyboard.press("Control+k");
      await expect((await dialog(page)).getByRole("option").first()).toBeVisible();
    },
  },
  {
    name: "signing in again over the page",
    role: "partner_member",
    expects: (guard) => guard.allow(/\b401\b/),
    open: async ({ page }) => {
      await page.goto("/deals");
      await settled(page);
      await page.context().clearCookies();
      await page.getByRole("columnheader", { name: text("deals.column.customer") }).getByRole("button").click();
      await expect((await dialog(page)).getByText(text("session.again.title")).first()).toBeVisible();
    },
  },
  ...(["win", "stage"] as const).map((action): State => ({
    name: `the dialog "${action}" of a deal`,
    role: "partner_admin",
    open: async ({ page }) => {
      await openDeal(page);
      await button(page, `deal.action.${action}`).click();
      await dialog(page);
    },
  })),
  {
    name: `the dialog "withdraw" of a deal`,
    role: "partner_admin",
    open: async ({ page }) => {
      await openDeal(page);
      await act(page, "deal.action.withdraw", LANGUAGE);
      await dialog(page);
    },
  },
  ...(["lose", "extend"] as const).map((action): State => ({
    name: `the dialog "${action}" of a deal with what is missing`,
    role: "partner_admin",
    open: async ({ page }) => {
      await openDeal(page);
      await act(page, `deal.action.${action}`, LANGUAGE);
      await sendIncomplete(await dialog(page), `deal.action.${action}`);
    },
  })),
  {
    name: "inviting a colleague",
    role: "partner_admin",
    open: async ({ page }) => {
      await page.goto("/people");
      await settled(page);
      await button(page, "company.invite").first().click();
      await dialog(page);
    },
  },
  {
    name: "inviting a colleague with what is missing",
    role: "partner_admin",
    open: async ({ page }) => {
      await page.goto("/people");
      await settled(page);
      await button(page, "company.invite").first().click();
      await sendIncomplete(await dialog(page), "company.invite-send");
    },
  },
  {
    name: "a colleague's invitation",
    role: "partner_admin",
    open: async ({ page, server, another }) => {
      const link = await invite(page, server, `${newWord()}@colleague.example`);
      const colleague = await another();
      await pseudoLocale(colleague.context());
      await colleague.goto(link);
      await expect(button(colleague, "session.accept")).toBeVisible();
      return colleague;
    },
  },
  {
    name: "signing in with what is missing",
    open: async ({ page }) => {
      await page.goto("/sign-in");
      await settled(page);
      await sendIncomplete(page, "session.sign-in");
    },
  },
  {
    name: "applying with what is missing",
    open: async ({ page }) => {
      await page.goto("/apply");
      await onStep(page, LANGUAGE, "company");
      await nextStep(page, LANGUAGE);
      await expect(page.getByText(text("field.required")).first()).toBeVisible();
    },
  },
  { name: "returning an item without a reason", role: "channel_manager", open: ({ page }) => decideWithoutReason(page, "r", "decision.return_registration") },
  { name: "rejecting an item without a reason", role: "channel_manager", open: ({ page }) => decideWithoutReason(page, "Shift+R", "decision.reject_registration") },
  { name: "returning a request for money without a reason", role: "channel_manager", open: ({ page }) => decideWithoutReason(page, "r", "decision.return_registration", "fund_request") },
  { name: "rejecting a claim without a reason", role: "finance", open: ({ page }) => decideWithoutReason(page, "Shift+R", "decision.reject_claim", "fund_claim") },
  {
    name: "approving a request for money in part, for nothing",
    role: "channel_manager",
    open: async ({ page }) => {
      await openFirst(page, "/approvals?kind=fund_request&sort=-submitted");
      await page.getByRole("radio", { name: text("decision.approve_part") }).check();
      await sendIncomplete(page, "decision.approve_part");
    },
  },
  {
    name: "the form of a request for money with what is missing",
    role: "partner_admin",
    open: async ({ page }) => {
      await page.goto("/funds/requests/new");
      await settled(page);
      await sendIncomplete(page, "request.form.submit");
    },
  },
  {
    name: "the form of a claim with what is missing",
    role: "partner_admin",
    open: async ({ page }) => {
      await openClaimForm(page);
      await page.locator("button[type=submit]").last().click();
    },
  },
  ...(["submitted", "approved"] as const).map((state): State => ({
    name: `taking a request back that is ${state}`,
    role: "partner_admin",
    open: async ({ page }) => {
      await openRequest(page, state);
      await button(page, "fund.activity_page.withdraw").click();
      await dialog(page);
    },
  })),
  {
    name: "what can be done with a payment, such as taking it out of its batch",
    role: "finance",
    open: async ({ page }) => {
      await openPaymentMenu(page, "payments.take_out");
    },
  },
  {
    name: "marking a payment as paid",
    role: "finance",
    open: async ({ page }) => {
      await (await openPaymentMenu(page, "payments.mark.paid")).click();
      await dialog(page);
    },
  },
  {
    name: "marking a payment as bounced without a reason",
    role: "finance",
    open: async ({ page }) => {
      await (await openPaymentMenu(page, "payments.mark.bounced")).click();
      await sendIncomplete(await dialog(page), "payments.mark.bounced");
    },
  },
  {
    name: "making the bank's file for no day",
    role: "finance",
    open: async ({ page }) => {
      await openBatch(page, "open");
      await button(page, "payments.export").click();
      const making = await dialog(page);
      await fillField(making, text("payments.execute_on"), "");
      await sendIncomplete(making, "payments.export");
    },
  },
  {
    name: "giving a batch of payments up",
    role: "finance",
    open: async ({ page }) => {
      await openBatch(page, "open");
      await button(page, "payments.cancel").click();
      await dialog(page);
    },
  },
  {
    name: "a booking in a fund with what is missing",
    role: "program_admin",
    open: async ({ page }) => {
      await openFund(page);
      await button(page, "fund.book").click();
      await sendIncomplete(await dialog(page), "fund.book");
    },
  },
  {
    name: "closing the period of a fund",
    role: "program_admin",
    open: async ({ page }) => {
      await openFund(page);
      await button(page, "fund.close").click();
      await expect((await dialog(page)).getByText(text("fund.close.sum"), { exact: true })).toBeVisible();
    },
  },
  {
    name: "giving an item to a colleague",
    role: "channel_manager",
    open: async ({ page }) => {
      await openFirst(page, NEWEST);
      await button(page, "approval.assign_menu").click();
      await page.getByRole("menuitem", { name: text("approval.assign_colleague") }).click();
      await dialog(page);
    },
  },
  {
    name: "handing an item to somebody higher without a reason",
    role: "channel_manager",
    open: async ({ page }) => {
      await openFirst(page, NEWEST);
      await button(page, "approval.escalate").click();
      await sendIncomplete(await dialog(page), "approval.escalate");
    },
  },
  {
    name: "publishing settings without a note",
    role: "program_admin",
    open: async ({ page }) => {
      await page.goto("/settings/deals");
      await settled(page);
      await fillField(page, text("settings.field.protection"), "120");
      await button(page, "settings.review").first().click();
      await sendIncomplete(await dialog(page), "settings.publish");
    },
  },
];

for (const { name, role, expects, open } of STATES) {
  test(`${name}: as readable as any page`, async ({ page, context, server, guard, another }) => {
    expects?.(guard);
    await pseudoLocale(context);
    if (role) await signIn(page, role);
    const shown = (await open({ page, server, another })) || page;
    await noStrayStrings(shown);
    await looksWell(shown);
  });
}
