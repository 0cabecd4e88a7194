// What a manager decides by: both sides of a conflict, the clock, and colleagues to hand an item to.
import { catalogue, expect, expectToast, fillField, mails, openFirst, sampleSignIn, signIn, test, type Page } from "../fixtures.ts";
import { approve, openItem } from "../harness/decision.ts";
import { newCustomer, register } from "../harness/registration.ts";

const text = catalogue("en");

/** A cell of the strip under the head of an item. */
const cell = (manager: Page, label: string) => manager.locator(".approval-strip > div").filter({ hasText: text(label) });

/** What is said of a time, as in "3 hr left". */
const saidOfTime = (key: string) => new RegExp(text(key).replace("{time}", ".+"));

test("of two registrations of one customer a manager sees both sides and why they match, and only one is approved", async ({ page, another }) => {
  const customer = newCustomer();
  const word = customer.name.split(" ")[0]!;
  const rival = await another("other_partner_admin");
  await register(rival, "en", customer);
  await signIn(page, "partner_admin");
  // Written otherwise, the account is the same.
  const written = { name: customer.name.toUpperCase(), domain: `shop.${customer.domain}` };
  await register(page, "en", written);

  const manager = await another("channel_manager");
  const [own, others] = (["partner_admin", "other_partner_admin"] as const).map((role) => sampleSignIn(role).partner!);
  const open = async (partner: string) => {
    await manager.goto(`/approvals?search=${word}`);
    await manager.getByRole("row").filter({ hasText: partner }).getByRole("link").first().click();
    await expect(manager.getByRole("heading", { level: 1, name: written.name })).toBeVisible();
  };
  await open(own!);
  const conflict = manager.getByRole("article").filter({ has: manager.getByRole("link", { name: customer.name }) });
  await expect(conflict.getByText(text("evidence.certain"), { exact: true })).toBeVisible();
  const grounds = conflict.getByRole("list", { name: text("evidence.title") });
  await expect(grounds).toContainText(text("evidence.same_domain").replace("{domain}", customer.domain));
  for (const ground of ["evidence.same_name", "evidence.shared_products"]) await expect(grounds).toContainText(text(ground).split("{")[0]!);
  const sides = conflict.getByRole("table", { name: text("approval.compared") });
  for (const partner of [own!, others!]) await expect(sides.getByRole("columnheader").filter({ hasText: partner })).toHaveCount(1);
  const names = sides.getByRole("row").filter({ has: manager.getByRole("rowheader", { name: text("deal.field.customer_name") }) });
  await expect(names.getByRole("cell")).toContainText([written.name, customer.name, text("kit.compare.same")]);

  // Who asked first holds the account while it is reviewed, so this one can't be approved; the other is a link away.
  const offered = manager.getByRole("radio", { name: text("decision.approve_registration") });
  await expect(conflict.getByText(text("evidence.holds"), { exact: true })).toBeVisible();
  await expect(offered).toBeDisabled();
  await expect(offered).toHaveAccessibleName(new RegExp(text("problem.account_held")));
  await conflict.getByRole("link", { name: customer.name }).click();
  await expect(manager).toHaveURL(/\/deals\/[0-9a-f-]{36}$/);
  await open(others!);
  await offered.check();
  await manager.getByRole("button", { name: text("decision.approve_registration") }).click();
  await expectToast(manager, text("decision.done_approved").replace("{customer}", customer.name));
  await open(own!);
  await expect(offered).toBeDisabled();
});

test("an item's clock says how long there is for a decision, the same to both sides, and how late one is", async ({ page, another }) => {
  const customer = newCustomer();
  await signIn(page, "partner_admin");
  const deal = await register(page, "en", customer);
  const manager = await another("channel_manager");
  await openItem(manager, customer.name);
  const due = cell(manager, "approval.due");
  await expect(due).toContainText(saidOfTime("kit.clock.left"));
  const { progress } = (await (await page.request.get(`/api/v1${deal}`)).json()) as { progress: { decision_due: string } };
  const told = (await due.locator("time").getAttribute("datetime"))!;
  expect(Date.parse(told)).toBe(Date.parse(progress.decision_due));
  await expect(page.getByText(text("deal.next.waiting").split("{")[0]!).first()).toBeVisible();

  // The most urgent come first; one that is late has gone higher by itself.
  await openFirst(manager, "/approvals?kind=deal_registration&flag=overdue");
  await expect(due).toContainText(saidOfTime("kit.clock.overdue"));
  for (const flag of ["risk.overdue", "risk.escalated"]) await expect(manager.getByText(text(flag), { exact: true }).first()).toBeVisible();
  await manager.getByRole("link", { name: text("approval.open_deal") }).click();
  await expect(manager.getByText(text("deal.next.late_title")).first()).toBeVisible();
});

test("an item is handed to somebody higher with a note, then to a colleague, who decides it", async ({ page, server, another }) => {
  const customer = newCustomer();
  await signIn(page, "partner_admin");
  await register(page, "en", customer);
  const manager = await another("channel_manager");
  await openItem(manager, customer.name);
  const dialog = manager.getByRole("dialog");
  const escalate = manager.getByRole("button", { name: text("approval.escalate"), exact: true });
  await escalate.click();
  const send = dialog.getByRole("button", { name: text("approval.escalate"), exact: true });
  // Why has to be said.
  await send.click();
  await expect(dialog.getByText(text("field.required")).first()).toBeVisible();
  const since = Date.now();
  await fillField(dialog, text("approval.escalate_note"), "The value is above what I may approve.");
  await send.click();
  await expectToast(manager, text("approval.escalated").replace("{customer}", customer.name));
  await expect(manager.getByText(text("risk.escalated"), { exact: true }).first()).toBeVisible();
  await expect(escalate).toHaveAttribute("aria-disabled", "true");
  await expect(escalate).toHaveAccessibleDescription(text("refusal.already_escalated"));
  const told = async () => (await mails(server, sampleSignIn("program_admin").email, since)).filter((mail) => mail.subject?.includes(customer.name));
  await expect.poll(async () => (await told()).map((mail) => mail.text).join("\n"), { timeout: 25_000 }).toContain("The value is above what I may approve.");

  const colleague = await another("channel_manager_2");
  const { user } = (await (await colleague.request.get("/api/v1/session")).json()) as { user: { name: string } };
  await manager.getByRole("button", { name: text("approval.assign_menu") }).click();
  await manager.getByRole("menuitem", { name: text("approval.assign_colleague") }).click();
  await dialog.getByRole("combobox", { name: text("approval.assign_person") }).fill(user.name);
  // Each is offered with how much waits for them.
  const option = manager.getByRole("option").filter({ hasText: user.name });
  await expect(option).toContainText(text("session.role.channel-manager"));
  await option.click();
  await dialog.getByRole("button", { name: text("approval.assign"), exact: true }).click();
  await expectToast(manager, text("approval.given").replace("{customer}", customer.name).replace("{name}", user.name));
  await expect(manager.getByRole("complementary", { name: text("decision.title") }).getByText(user.name).first()).toBeVisible();

  await colleague.goto(`/approvals?assignee=me&search=${encodeURIComponent(customer.name)}`);
  await expect(colleague.getByRole("table").getByRole("link", { name: customer.name }).first()).toBeVisible();
  await approve(colleague, customer.name);
  await expect(page.getByText(text("deal.next.approved_title")).first()).toBeVisible();
});
