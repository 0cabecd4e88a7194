// The vendor's people follow journeys, ask partners to go on, and look at a partner from all sides.
import {
  axe,
  catalogue,
  expect,
  expectToast,
  field,
  fillField,
  looksWell,
  newestMail,
  noOverflow,
  noStrayStrings,
  pseudoLocale,
  setViewport,
  signIn,
  test,
  type Page,
} from "../fixtures.ts";

const text = catalogue("en");

interface Journey {
  partner: { id: string; display_name: string };
  risk: string;
}

/** What the API answers to the person in front of the page. */
async function read<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(`/api/v1${path}`);
  expect(answer.status(), path).toBe(200);
  return (await answer.json()) as T;
}

/** Journeys that go in one of these ways, most pressing first. */
async function journeys(page: Page, risks: string): Promise<Journey[]> {
  return (await read<{ items: Journey[] }>(page, `/journeys?risk=${risks}&limit=100`)).items;
}

const row = (page: Page, name: string) => page.getByRole("row").filter({ has: page.getByRole("link", { name }) });
const tab = (page: Page, name: string) => page.getByRole("tab", { name: text(`partner.tab.${name}`) });

test.describe("a manager", () => {
  // A partner that was asked is left in peace for an hour.
  test.use({ ownServer: true });

  test("finds who is late and nudges two at once, whose admins get a mail", async ({ page, server, guard }) => {
    await signIn(page, "channel_manager");
    const figure = page.getByRole("navigation", { name: text("home.figures") }).getByRole("link", { name: text("home.at_risk") });
    await expect(figure).toBeVisible();
    await figure.click();
    await expect(page).toHaveURL(/\/journeys\?risk=at_risk$/);
    await expect(page.getByRole("heading", { level: 1, name: text("journeys.title") })).toBeVisible();
    await page.getByRole("search").getByRole("button", { name: text("journeys.column_risk"), exact: false }).first().click();
    await page.getByRole("checkbox", { name: text("journeys.risk.late") }).check();
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(/risk=late%2Cat_risk/);
    await looksWell(page);

    const late = await journeys(page, "late,at_risk");
    const [first, second] = late.map((journey) => journey.partner);
    for (const partner of [first!, second!]) await row(page, partner.display_name).getByRole("checkbox").check();
    const toolbar = page.getByRole("toolbar", { name: text("journeys.bulk_bar") });
    await toolbar.getByRole("button", { name: text("journeys.nudge") }).click();
    const dialog = page.getByRole("dialog", { name: text("journeys.nudge_several_other").replace("{count}", "2") });
    await expect(dialog).toContainText(first!.display_name);
    await expect(dialog).toContainText(text("journeys.nudge_mail_next"));
    await looksWell(page);
    const since = Date.now();
    await fillField(dialog, text("journeys.nudge_message"), "May we help you with the tax form?");
    await dialog.getByRole("button", { name: text("journeys.nudge_send") }).click();
    await expectToast(page, text("journeys.nudge_done_several_other").replace("{count}", "2"));
    await expect(dialog).toBeHidden();
    await expect(toolbar).toHaveCount(0);
    const nudged = text("journeys.nudged").replace(" {when}", "");
    for (const partner of [first!, second!]) await expect(row(page, partner.display_name)).toContainText(nudged);
    const people = await read<{ items: { email: string; role: string }[] }>(page, `/partners/${first!.id}/people`);
    const admin = people.items.find((person) => person.role === "partner_admin")!;
    const mail = await newestMail(server, admin.email, since);
    expect(mail.text).toContain("May we help you with the tax form?");

    // At once again: each row says why not, and stays selected.
    guard.allowStatus(409, "/nudges");
    for (const partner of [first!, second!]) await row(page, partner.display_name).getByRole("checkbox").check();
    await toolbar.getByRole("button", { name: text("journeys.nudge") }).click();
    await dialog.getByRole("button", { name: text("journeys.nudge_send") }).click();
    await expectToast(page, text("journeys.nudge_refused_other").replace("{count}", "2"));
    await expect(row(page, first!.display_name)).toContainText(text("refusal.nudged_recently"));
    await expect(row(page, first!.display_name).getByRole("checkbox")).toBeChecked();
    await looksWell(page);
  });
});

test("a manager completes the training of a partner with a note, which the partner's timeline keeps", async ({ page }) => {
  await signIn(page, "channel_manager");
  const partner = await withOpenTraining(page);
  await page.goto(`/journeys?search=${encodeURIComponent(partner.display_name)}`);
  await page.getByRole("table").getByRole("link", { name: partner.display_name }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: partner.display_name })).toBeVisible();
  await page.getByRole("link", { name: text("partner.journey_open") }).click();
  await expect(page).toHaveURL(/tab=journey$/);
  const task = page.getByRole("listitem").filter({ hasText: text("journey.kind.finish_training") });
  await task.getByRole("button", { name: text("partner.task.complete") }).click();
  const dialog = page.getByRole("dialog");
  const send = dialog.getByRole("button", { name: text("partner.task.complete") });
  // How one knows has to be said.
  await send.click();
  await expect(dialog.getByText(text("field.required")).first()).toBeVisible();
  await looksWell(page);
  await fillField(dialog, text("partner.task.note"), "Seller course of November, four people");
  await send.click();
  await expectToast(page, text("partner.task.completed").replace("{task}", text("journey.kind.finish_training")));
  await expect(task).toContainText("Seller course of November, four people");
  await expect(task.getByRole("button")).toHaveCount(0);
  await tab(page, "activity").click();
  await expect(page.getByRole("tabpanel")).toContainText("Seller course of November, four people");
});

/** A partner whose training waits for nothing but somebody who says that it is done. */
async function withOpenTraining(page: Page): Promise<Journey["partner"]> {
  interface Task {
    code: string;
    kind: string;
    blocked_by: string[];
    done?: object;
  }
  for (const { partner } of await journeys(page, "on_track,late,at_risk")) {
    const whole = await read<{ journey: { milestones: { tasks: Task[] }[] } }>(page, `/partners/${partner.id}/journey`);
    const tasks = whole.journey.milestones.flatMap((milestone) => milestone.tasks);
    const isOpen = (code: string) => tasks.some((task) => task.code === code && !task.done);
    if (tasks.some((task) => task.kind === "finish_training" && !task.done && !task.blocked_by.some(isOpen))) return partner;
  }
  throw new Error("the sample program has no partner whose training could be done");
}

test("a manager writes a note, takes it away and has it back", async ({ page }) => {
  await signIn(page, "channel_manager");
  const [{ partner }] = (await journeys(page, "on_track,late,at_risk")) as [Journey];
  await page.goto(`/partners/${partner.id}`);
  await tab(page, "notes").click();
  await expect(page).toHaveURL(/tab=notes$/);
  const panel = page.getByRole("tabpanel");
  await panel.getByRole("button", { name: text("partner.note_add") }).click();
  await expect(panel.getByText(text("field.required"))).toBeVisible();
  const note = `Prefers to be called after ten. ${Date.now()}`;
  await fillField(panel, text("partner.note_label"), note);
  await panel.getByRole("button", { name: text("partner.note_add") }).click();
  const written = panel.getByRole("article").filter({ hasText: note });
  await expect(written).toBeVisible();
  await expect(field(panel, text("partner.note_label"))).toHaveValue("");
  await looksWell(page);
  await written.getByRole("button", { name: text("partner.note_remove") }).click();
  await expect(written).toHaveCount(0);
  await page.getByRole("region", { name: text("kit.toast.region") }).getByRole("button", { name: text("kit.undo") }).click();
  await expect(written).toBeVisible();
  await page.reload();
  await expect(written).toBeVisible();
});

test("the funnel leads to those who wait, and time to value to its groups", async ({ page }) => {
  await signIn(page, "channel_manager");
  await page.goto("/journeys");
  await page.getByRole("navigation", { name: text("journeys.views") }).getByRole("link", { name: text("journeys.funnel") }).click();
  await expect(page.getByRole("heading", { level: 1, name: text("journeys.funnel") })).toBeVisible();
  await looksWell(page);
  const link = page.getByRole("table").getByRole("link").first();
  const waiting = Number((await link.innerText()).trim());
  await link.click();
  await expect(page).toHaveURL(/\/journeys\?template=[^&]+&milestone=[^&]+/);
  await expect(page.getByRole("table").getByRole("link")).toHaveCount(Math.min(waiting, 25));

  await page.goto("/journeys/time-to-value");
  const groups = page.getByRole("table").first().getByRole("rowheader");
  await expect(groups.first()).toContainText(text("journeys.value_all"));
  await looksWell(page);
  await page.getByRole("radio", { name: text("journeys.value_by_region") }).check();
  await expect(page).toHaveURL(/by=region$/);
  const regions = await read<{ program: { regions: { name: string }[] } }>(page, "/session");
  await expect(groups.nth(1)).toContainText(new RegExp(regions.program.regions.map((region) => region.name).join("|")));
  await page.getByRole("radio", { name: text("journeys.value_by_quarter") }).check();
  await expect(page).toHaveURL(/by=quarter$/);
  await expect(groups.nth(1)).toContainText(/Q[1-4] \d{4}/);
  await page.goBack();
  await expect(page.getByRole("radio", { name: text("journeys.value_by_region") })).toBeChecked();
});

test("an executive reads along, and each button says who could press it", async ({ page }) => {
  await signIn(page, "executive");
  await page.goto("/journeys");
  const reason = /channel manager|program admin/i;
  const nudge = page.getByRole("button", { name: text("journeys.nudge_at_risk") });
  await expect(nudge).toHaveAttribute("aria-disabled", "true");
  await expect(nudge).toHaveAccessibleDescription(reason);
  await expect(page.getByRole("table").getByRole("checkbox")).toHaveCount(0);
  const partner = await withOpenTraining(page);
  await page.goto(`/partners/${partner.id}?tab=journey`);
  await expect(page.getByRole("button", { name: text("journeys.nudge") })).toHaveAccessibleDescription(reason);
  const task = page.getByRole("listitem").filter({ hasText: text("journey.kind.finish_training") });
  await expect(task.getByRole("button", { name: text("partner.task.complete") })).toHaveAccessibleDescription(reason);
  await tab(page, "notes").click();
  await expect(page.getByRole("button", { name: text("partner.note_add") })).toHaveAccessibleDescription(reason);
  await tab(page, "documents").click();
  await expect(page.getByRole("tabpanel")).toContainText(text("partner.tax_form"));
  await looksWell(page);
});

test("a partner in a region of somebody else is nothing to a manager", async ({ page, guard, another }) => {
  guard.allow(/\b404\b/);
  const admin = await another("program_admin");
  const own = (admin: Page) => read<{ items: { id: string }[] }>(admin, "/partners?limit=100");
  await signIn(page, "channel_manager");
  const seen = new Set((await own(page)).items.map((partner) => partner.id));
  const foreign = (await own(admin)).items.find((partner) => !seen.has(partner.id))!;
  await page.goto(`/partners/${foreign.id}`);
  await expect(page.getByText(text("partner.not_found")).last()).toBeVisible();
  await axe(page);
});

test("every string of the pages comes from the catalogues", async ({ page, context }) => {
  await pseudoLocale(context);
  await signIn(page, "channel_manager");
  const [{ partner }] = (await journeys(page, "on_track,late,at_risk")) as [Journey];
  const tabs = ["overview", "people", "journey", "deals", "documents", "activity", "notes"];
  const pages = ["/journeys", "/journeys/funnel", "/journeys/time-to-value", "/journeys/time-to-value?by=quarter", "/partners"];
  for (const address of [...pages, ...tabs.map((tab) => `/partners/${partner.id}?tab=${tab}`)]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await noStrayStrings(page);
  }
});

test("on a telephone the whole way goes, too", async ({ page }) => {
  await setViewport(page, "phone");
  await signIn(page, "channel_manager");
  await page.goto("/journeys");
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  for (const name of ["people", "journey", "deals", "documents", "activity", "notes"]) {
    await tab(page, name).click();
    await expect(page.getByRole("tabpanel")).toBeVisible();
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await noOverflow(page, 390);
  }
});
