// A program admin designs journeys: by pointer and by keyboard, with what a move makes wrong beside it, and changes the agreement.
import { axe, catalogue, expect, expectToast, fillField, noOverflow, noStrayStrings, pseudoLocale, setTheme, setViewport, signIn, test, type Locator, type Page } from "../fixtures.ts";
import { newest, publish } from "../harness/settings.ts";

const text = catalogue("en");

test.use({ ownServer: true });

const SELLING = "Partners that sell";

interface Journeys {
  onboarding: { journeys: { code: string; milestones: { code: string; tasks: { code: string; due_days: number }[] }[] }[]; agreement: { text: string } };
}

/** Opens the template of partners that sell, and gives what is unfolded. */
async function openSelling(page: Page): Promise<Locator> {
  await page.goto("/settings/journeys");
  await page.getByRole("button", { name: SELLING, exact: true }).click();
  return page.locator(".entry[data-open=true]");
}

const milestone = (template: Locator, name: string) =>
  template.locator(".plan-milestone").filter({ has: template.page().getByRole("heading", { level: 5, name, exact: true }) });

/** The names of a milestone's tasks, in order. */
const tasksOf = (template: Locator, name: string) => milestone(template, name).getByRole("heading", { level: 6 });

const handleOf = (template: Locator, name: string) =>
  template.getByRole("button", { name: text("settings.journey.handle").replace("{name}", name), exact: true });

/** Drags a handle to the upper edge of something, as a hand does: not in one leap. */
async function drag(handle: Locator, to: Locator): Promise<void> {
  const page = handle.page();
  // Clear of the bar at the foot.
  await handle.evaluate((element) => element.scrollIntoView({ block: "center" }));
  const from = (await handle.boundingBox())!;
  const target = (await to.boundingBox())!;
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x + 40, target.y + target.height / 2, { steps: 8 });
  await page.mouse.move(target.x + 40, target.y + 3, { steps: 3 });
  await page.mouse.up();
}

const logo = text("journey.kind.upload_logo");
const agreement = text("journey.kind.sign_agreement");
const profile = text("journey.kind.complete_profile");
const taxForm = text("journey.kind.upload_tax_form");
const training = text("journey.kind.finish_training");

test("a task goes to the next milestone by keyboard and back by pointer, another is added, and the history names both", async ({ page }) => {
  await signIn(page, "program_admin");
  const before = await newest(page);
  const template = await openSelling(page);
  await expect(tasksOf(template, "Welcome aboard")).toHaveText([agreement, profile]);

  // By keyboard: the focus stays with what is moved, and where it went is said.
  const handle = handleOf(template, agreement);
  await handle.focus();
  await page.keyboard.press("PageDown");
  await expect(tasksOf(template, "Set up").first()).toHaveText(agreement);
  await expect(handle).toBeFocused();
  const said = text("settings.journey.moved-task").replace("{name}", agreement).replace("{milestone}", "Set up").replace("{place}", "1").replace("{count}", "4");
  await expect(page.locator("[aria-live]").filter({ hasText: said })).toHaveCount(1);
  // Three down it stands behind a task that waits for it: told beside that one at once, and not published.
  const fault = text("settings.error.blocker").replace("{task}", agreement);
  await page.keyboard.press("ArrowDown");
  await expect(template.getByText(fault)).toHaveCount(0);
  await page.keyboard.press("ArrowDown");
  await expect(tasksOf(template, "Set up")).toHaveText([logo, taxForm, agreement, text("journey.kind.invite_colleagues_other").replace("{count}", "2")]);
  const waiting = template.locator(".plan-task").filter({ has: page.getByRole("heading", { level: 6, name: taxForm, exact: true }) });
  await expect(waiting.getByText(fault)).toBeVisible();
  await page.getByRole("button", { name: text("settings.review"), exact: true }).first().click();
  await expect(page.getByRole("dialog")).toBeHidden();

  // By pointer: before the profile, where it was.
  await drag(handle, milestone(template, "Welcome aboard").locator(".plan-task").first());
  await expect(tasksOf(template, "Welcome aboard")).toHaveText([agreement, profile]);
  await expect(template.getByText(fault)).toHaveCount(0);

  // From the menu: the logo to the milestone after, where it is due with the others.
  await milestone(template, "Set up").getByRole("button", { name: text("settings.journey.actions").replace("{name}", logo), exact: true }).click();
  await page.getByRole("menuitem", { name: text("settings.journey.to-after"), exact: true }).click();
  await expect(tasksOf(template, "Ready to sell")).toHaveText([logo, training]);

  await milestone(template, "Welcome aboard").getByRole("button", { name: text("settings.journey.add-task"), exact: true }).click();
  await page.getByRole("menuitem", { name: text("settings.task.other"), exact: true }).click();
  const added = milestone(template, "Welcome aboard").locator(".plan-task[data-open=true]");
  // The code is made of the name.
  await fillField(added, text("settings.field.name"), "Meet your channel manager");
  await expect(added.getByLabel(text("settings.field.code"))).toHaveValue("meet-your-channel-manager");
  await added.getByLabel(text("settings.field.task-owner")).selectOption({ label: text("settings.task.owner-vendor") });
  // As a partner meets it.
  const preview = template.getByRole("region", { name: text("settings.journey.preview"), exact: true });
  await expect(preview.getByText("Meet your channel manager")).toBeVisible();

  await publish(page, "The vendor's people call first.");
  const made = await newest<Journeys>(page);
  expect(made.number).toBe(before.number + 1);
  const selling = made.settings.onboarding.journeys.find((journey) => journey.code === "selling")!;
  expect(selling.milestones.map((step) => step.tasks.map((task) => task.code))).toEqual([
    ["agreement", "profile", "meet-your-channel-manager"],
    ["tax-form", "colleagues"],
    ["logo", "training"],
    ["deal", "account-plan"],
    ["win"],
  ]);
  expect(selling.milestones[2]!.tasks[0]!.due_days).toBe(28);

  await page.goto(`/settings/history?version=${made.number}`);
  const change = (field: string) => page.locator(".change").filter({ hasText: text(field) });
  await expect(change("settings.field.task").filter({ hasText: "Meet your channel manager" }).getByText(text("settings.change.added"))).toBeVisible();
  await expect(change("settings.field.milestone").filter({ hasText: logo }).getByText("Ready to sell")).toBeVisible();
});

test("a milestone is moved, duplicated and taken out again, and its days are told when they are out of order", async ({ page }) => {
  await signIn(page, "program_admin");
  const template = await openSelling(page);
  const names = template.getByRole("heading", { level: 5 });
  await expect(names).toHaveText(["Welcome aboard", "Set up", "Ready to sell", "First deal registered", "First deal won"]);
  await handleOf(template, "Ready to sell").press("ArrowUp");
  await expect(names.nth(1)).toHaveText("Ready to sell");
  const order = text("settings.error.milestone-due").replace("{min}", "28").replace("{max}", "730");
  await expect(milestone(template, "Set up").getByText(order)).toBeVisible();
  await handleOf(template, "Ready to sell").press("ArrowDown");
  await expect(template.getByText(order)).toHaveCount(0);

  await milestone(template, "Set up").getByRole("button", { name: text("settings.journey.actions").replace("{name}", "Set up"), exact: true }).click();
  await page.getByRole("menuitem", { name: text("settings.duplicate"), exact: true }).click();
  const copy = text("settings.copy-of").replace("{name}", "Set up");
  await expect(names.nth(2)).toHaveText(copy);
  await expect(milestone(template, copy).getByLabel(text("settings.field.code")).first()).toHaveValue("set-up-2");
  await milestone(template, copy).getByRole("button", { name: text("settings.journey.actions").replace("{name}", copy), exact: true }).click();
  await page.getByRole("menuitem", { name: text("settings.remove"), exact: true }).click();
  await expect(names).toHaveCount(5);
  await page.getByRole("button", { name: text("kit.undo") }).click();
  await expect(names).toHaveCount(6);
});

test("a journey for some partners comes first, and the last one must stay for all", async ({ page }) => {
  await signIn(page, "program_admin");
  await page.goto("/settings/journeys");
  const selling = page.locator(".entry").filter({ has: page.getByRole("button", { name: SELLING, exact: true }) });
  await selling.getByRole("button", { name: text("settings.duplicate.named").replace("{name}", SELLING) }).click();
  const copy = page.locator(".entry[data-open=true]");
  const name = text("settings.copy-of").replace("{name}", SELLING);
  await expect(copy.getByLabel(text("settings.field.name")).first()).toHaveValue(name);
  // While it is for everybody, the one behind it is never followed.
  const hidden = text("settings.journeys.hidden").replace("{name}", name);
  await expect(selling.getByText(hidden)).toBeVisible();
  await copy.getByLabel(text("settings.partner-type.msp")).check({ force: true });
  await expect(page.getByText(hidden)).toHaveCount(0);
  // It goes last: now nobody is for all.
  await copy.getByRole("button", { name: text("settings.rules.down"), exact: true }).click();
  await expect(page.getByText(text("field.fits_not_all"))).toBeVisible();
});

test("running journeys are moved to what is in effect, after a look at what changes", async ({ page }) => {
  await signIn(page, "program_admin");
  let template = await openSelling(page);
  const running = template.getByRole("region", { name: text("settings.running"), exact: true });
  const move = running.getByRole("button", { name: text("settings.running.move"), exact: true });
  await milestone(template, "First deal won").getByRole("button", { name: text("settings.journey.add-task"), exact: true }).click();
  await page.getByRole("menuitem", { name: text("settings.task.other"), exact: true }).click();
  await fillField(template.locator(".plan-task[data-open=true]").last(), text("settings.field.name"), "Tell of the first win");
  // What would change, before it is published; only what is in effect can be moved to.
  await expect(running.getByText("Tell of the first win").first()).toBeVisible();
  await expect(move).toHaveAttribute("aria-disabled", "true");
  await publish(page, "A story for each win.");
  template = await openSelling(page);
  await expect(move).not.toHaveAttribute("aria-disabled");
  await move.click();
  const dialog = page.getByRole("dialog", { name: text("settings.running.move-title") });
  await expect(dialog.getByText("Tell of the first win").first()).toBeVisible();
  await axe(page);
  await dialog.getByRole("button", { name: new RegExp(`^${text("settings.running.move-count_one").split(" ")[0]} `) }).click();
  await expect(dialog).toBeHidden();
  await expectToast(page, new RegExp(text("settings.running.moved_other").split("{count}")[1]!.trim()));
  await expect(running.getByText(new RegExp(text("settings.running.all-follow_other").split("{count}")[1]!.trim()))).toBeVisible();
});

test("a changed agreement says whom it asks, and the history counts its paragraphs", async ({ page }) => {
  await signIn(page, "program_admin");
  await page.goto("/settings/agreement");
  const anew = page.getByText(text("settings.agreement.anew"), { exact: true });
  const agreementText = page.getByLabel(text("settings.field.agreement-text"));
  await expect(anew).toBeHidden();
  const before = await agreementText.inputValue();
  await agreementText.fill(`${before}\n11. Law. German law applies.\n`);
  await expect(anew).toBeVisible();
  await expect(page.getByText(text("settings.agreement.hash-edited"), { exact: true })).toBeVisible();
  await page.getByRole("button", { name: text("settings.review"), exact: true }).first().click();
  await expect(page.getByRole("dialog").getByText(text("settings.agreement.anew"), { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await publish(page, "Law of the contract.");
  const made = await newest<Journeys>(page);
  expect(made.settings.onboarding.agreement.text).toContain("11. Law.");
  await expect(anew).toBeHidden();
  await page.goto(`/settings/history?version=${made.number}`);
  const change = page.locator(".change").filter({ hasText: text("settings.field.agreement-text") });
  await expect(change.getByText(text("settings.value.paragraphs-added_one").replace("{count}", "1"))).toBeVisible();
});

test("reminders and risk are numbers that a person mends", async ({ page }) => {
  await signIn(page, "program_admin");
  await page.goto("/settings/journeys");
  await fillField(page, text("settings.field.risk-days"), "soon");
  await expect(page.getByLabel(text("settings.field.risk-days"))).toHaveAttribute("aria-invalid", "true");
  await fillField(page, text("settings.field.risk-days"), "10");
  await fillField(page, text("settings.field.journey-reminders"), "2, 9");
  await publish(page, "Fewer reminders.");
  const { settings } = await newest<{ onboarding: { risk_days: number; reminder_days: number[] } }>(page);
  expect([settings.onboarding.risk_days, settings.onboarding.reminder_days]).toEqual([10, [2, 9]]);
});

test("an executive finds journeys and agreement locked", async ({ page }) => {
  await signIn(page, "executive");
  const template = await openSelling(page);
  await expect(template.getByRole("heading", { level: 5, name: "Set up" })).toBeVisible();
  await expect(template.getByRole("button", { name: /^Move /, exact: false }).and(template.locator(".handle"))).toHaveCount(0);
  await expect(template.getByLabel(text("settings.field.name")).first()).toBeDisabled();
  await expect(template.getByRole("region", { name: text("settings.running"), exact: true })).toHaveCount(0);
  await page.goto("/settings/agreement");
  await expect(page.getByLabel(text("settings.field.agreement-text"))).toBeDisabled();
});

/** Unfolds everything of the template of partners that sell. */
async function unfoldAll(page: Page): Promise<void> {
  const template = page.locator(".entry").last();
  await template.locator(".entry-title .entry-toggle").click();
  const folded = template.locator(".step-title .entry-toggle[aria-expanded=false]");
  await expect(folded.first()).toBeVisible();
  while ((await folded.count()) > 0) await folded.first().click();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

test("axe finds nothing in an unfolded journey, light and dark, and nothing is wider than a phone", async ({ page }) => {
  test.slow();
  await signIn(page, "program_admin");
  await page.goto("/settings/journeys");
  await unfoldAll(page);
  for (const size of ["desktop", "phone"] as const) {
    await setViewport(page, size);
    for (const theme of ["light", "dark"] as const) {
      await setTheme(page, theme);
      await axe(page);
    }
  }
  await noOverflow(page);
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await noOverflow(page);
});

test("nothing of journeys and agreement stands outside the catalogues", async ({ page, context }) => {
  await pseudoLocale(context);
  await signIn(page, "program_admin");
  await page.goto("/settings/journeys");
  await unfoldAll(page);
  await noStrayStrings(page);
  await noOverflow(page);
  await page.goto("/settings/agreement");
  await expect(page.locator("textarea")).toBeVisible();
  await noStrayStrings(page);
});
