// Ten seconds of undo: one decision, many at once, and too late.
import { axe, catalogue, expect, expectToast, fillField, mails, sampleSignIn, setTheme, signIn, tabTo, test, type Page } from "../fixtures.ts";
import { newCustomer, register } from "../harness/registration.ts";

const text = catalogue("en");

/** Registrations of new customers that share a first word, so that one search finds them all. */
async function registrations(page: Page, count: number): Promise<{ word: string; names: string[] }> {
  const word = newCustomer().name.split(" ")[0]!;
  const names = [];
  for (let at = 0; at < count; at += 1) {
    const letter = String.fromCharCode(97 + at).repeat(4);
    const name = `${word} ${letter.toUpperCase()} GmbH`;
    await register(page, "en", { name, domain: `${word.toLowerCase()}${letter}.de` });
    names.push(name);
  }
  return { word, names };
}

const said = (key: string, customer: string) => text(key).replace("{customer}", customer);
const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
const undo = (page: Page) => page.getByRole("region", { name: text("kit.toast.region") }).getByRole("button", { name: text("kit.undo") });

test("a decision of the queue is taken back and its row comes back in place", async ({ page, server, another }) => {
  await signIn(page, "partner_member");
  const { word, names } = await registrations(page, 3);
  const manager = await another("channel_manager");
  await manager.goto(`/approvals?search=${word}`);
  await expect(row(manager, names[2]!)).toBeVisible();
  const links = manager.getByRole("table").locator("tbody .row-link");
  const order = (await links.allInnerTexts()).map((shown) => names.find((name) => shown.includes(name))!);
  const middle = order[1]!;

  // By mouse.
  const since = Date.now();
  await links.nth(1).focus();
  await manager.keyboard.press("a");
  await manager.getByRole("dialog").getByRole("button", { name: text("decision.approve_registration") }).click();
  await expectToast(manager, said("decision.done_approved", middle));
  await expect(row(manager, middle)).toHaveCount(0);
  await undo(manager).click();
  await expectToast(manager, said("decision.undone", middle));
  await expect(links).toContainText(order);

  // By keys, and the partner's timeline says both.
  await links.nth(1).focus();
  await manager.keyboard.press("Shift+R");
  const dialog = manager.getByRole("dialog");
  await dialog.getByRole("checkbox").first().check();
  await fillField(dialog, text("decision.message"), "Meant for somebody else");
  await dialog.getByRole("button", { name: text("decision.reject_registration") }).click();
  await expectToast(manager, said("decision.done_rejected", middle));
  await expect(row(manager, middle)).toHaveCount(0);
  await manager.keyboard.press("z");
  await expect(links).toContainText(order);

  await page.goto("/deals?search=" + encodeURIComponent(middle));
  await page.getByRole("link", { name: middle }).first().click();
  await expect(page.getByText(text("deal.next.waiting_title"))).toBeVisible();
  await expect(page.getByText(text("activity.deal.decision_undone").replace(/^\{actor\} /, "")).first()).toBeVisible();
  await expect(page.getByText("Meant for somebody else")).toHaveCount(0);

  // The button can be reached with Tab, and Enter takes back.
  await links.nth(1).focus();
  await manager.keyboard.press("a");
  await manager.keyboard.press("Enter");
  await expect(row(manager, middle)).toHaveCount(0);
  await tabTo(manager, undo(manager));
  await manager.keyboard.press("Enter");
  await expect(links).toContainText(order);

  // What is decided after it and stands is mailed; what was taken back would have been mailed before.
  const last = order[2]!;
  await links.nth(2).focus();
  await manager.keyboard.press("a");
  await manager.keyboard.press("Enter");
  await expect(row(manager, last)).toHaveCount(0);
  const told = async () => (await mails(server, sampleSignIn("partner_member").email, since)).map((mail) => mail.subject ?? "");
  await expect.poll(async () => (await told()).some((subject) => subject.includes(last)), { timeout: 25_000 }).toBe(true);
  expect((await told()).filter((subject) => subject.includes(middle))).toEqual([]);
});

test("one press takes back all that was decided together", async ({ page, another }) => {
  await signIn(page, "partner_member");
  const { word, names } = await registrations(page, 3);
  const manager = await another("channel_manager");
  await manager.goto(`/approvals?search=${word}`);
  for (const name of names) await row(manager, name).getByRole("checkbox").check();
  await manager.getByRole("toolbar").getByRole("button", { name: text("decision.approve") }).click();
  await manager.getByRole("dialog").getByRole("button", { name: text("approvals.bulk_approve_other").replace("{count}", "3") }).click();
  await expectToast(manager, text("approvals.bulk_approved_other").replace("{count}", "3"));
  for (const name of names) await expect(row(manager, name)).toHaveCount(0);
  await manager.keyboard.press("Control+z");
  await expectToast(manager, text("approvals.bulk_undone_other").replace("{count}", "3"));
  for (const name of names) await expect(row(manager, name)).toBeVisible();
});

test("who went on to the next item is led back, and after ten seconds it is too late", async ({ page, another }) => {
  await signIn(page, "partner_member");
  const { word, names } = await registrations(page, 2);
  const manager = await another("channel_manager");
  await manager.goto(`/approvals?search=${word}`);
  await manager.getByRole("link", { name: names[0]! }).first().click();
  const heading = (name: string) => manager.getByRole("heading", { level: 1, name });
  const approve = async () => {
    await expect(heading(names[0]!)).toBeVisible();
    await manager.getByRole("radio", { name: text("decision.approve_registration") }).check();
    await manager.getByRole("button", { name: text("decision.approve_registration") }).click();
    await expectToast(manager, said("decision.done_approved", names[0]!));
    await expect(heading(names[1]!)).toBeVisible();
  };
  await approve();
  await undo(manager).click();
  await expect(heading(names[0]!)).toBeVisible();
  await expect(manager.getByRole("radio", { name: text("decision.approve_registration") })).toBeVisible();

  // Held by the focus, the toast stays and says that it is too late.
  await approve();
  await undo(manager).focus();
  await expect(undo(manager)).toHaveAttribute("aria-disabled", "true", { timeout: 15_000 });
  await expect(manager.getByText(text("kit.undo_over"))).toBeAttached();
  for (const theme of ["light", "dark"] as const) {
    await setTheme(manager, theme);
    await axe(manager);
  }
  await manager.keyboard.press("Enter");
  await expect(heading(names[1]!)).toBeVisible();

  // The partner's page hears of something else in time: the decision stands, and the manager is told why.
  await manager.goto(`/approvals?search=${word}`);
  await row(manager, names[1]!).getByRole("link").first().focus();
  await manager.keyboard.press("a");
  await manager.getByRole("dialog").getByRole("button", { name: text("decision.approve_registration") }).click();
  await expectToast(manager, said("decision.done_approved", names[1]!));
  await page.goto("/deals?search=" + encodeURIComponent(names[1]!));
  await page.getByRole("link", { name: names[1]! }).first().click();
  await page.getByRole("button", { name: text("deal.action.stage") }).click();
  const stage = page.getByRole("dialog");
  // Progress has to be some.
  await stage.getByRole("button", { name: text("deal.action.stage") }).click();
  await expect(stage.getByText(text("field.unchanged")).first()).toBeVisible();
  await fillField(stage, text("deal.field.next_step"), "A workshop with their planners");
  await stage.getByRole("button", { name: text("deal.action.stage") }).click();
  await expect(stage).toBeHidden();
  await undo(manager).click();
  await expectToast(manager, text("approvals.bulk_not_undone_one").replace("{count}", "1"));
  await expect(row(manager, names[1]!).getByText(text("refusal.changed_since"))).toBeVisible();
});
