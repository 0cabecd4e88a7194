// A company applies, a manager decides, and its first admin signs the agreement and registers a deal: the whole way, at a desk, on a telephone and by keyboard.
import {
  catalogue,
  expect,
  expectToast,
  field,
  fillField,
  goByPalette,
  killTab,
  looksWell,
  newestLink,
  noStrayStrings,
  pressButton,
  pseudoLocale,
  signInByKeys,
  tabTo,
  test,
  typeInto,
  viewports,
  type Page,
  type Server,
} from "../fixtures.ts";
import { apply, fillCompany, fillFit, fillPeople, newApplicant, nextStep, onStep, type Applicant } from "../harness/application.ts";
import { countryName, newCustomer, register, registerByKeys, type Language } from "../harness/registration.ts";
import { refererWatch, secretOf } from "../harness/secrets.ts";

const PASSWORD = "plain velvet harbour lamps";

/** Opens the application's item of the queue. */
async function openItem(manager: Page, language: Language, applicant: Applicant): Promise<void> {
  const text = catalogue(language);
  await manager.goto("/approvals");
  await fillField(manager, text("approvals.search"), applicant.domain);
  await manager.getByRole("link", { name: applicant.name }).first().click();
  await expect(manager.getByRole("heading", { name: text("application.group.fit") })).toBeVisible();
}

/** A manager finds the application in the queue, sees its score, and approves it. */
async function approve(manager: Page, language: Language, applicant: Applicant): Promise<void> {
  const text = catalogue(language);
  await openItem(manager, language, applicant);
  await manager.getByRole("radio", { name: text("decision.approve_application") }).check();
  await manager.getByRole("button", { name: text("decision.approve_application") }).click();
  await expectToast(manager, text("decision.done_approved").replace("{customer}", applicant.name));
}

/** Opens the mailed invitation of the company's first admin. */
async function openInvitation(page: Page, server: Server, applicant: Applicant, since: number): Promise<void> {
  await expect
    .poll(async () => new URL(await newestLink(server, applicant.email, since)).pathname, { timeout: 30_000 })
    .toBe("/invitation");
  const link = await newestLink(server, applicant.email, since);
  const told = refererWatch(page);
  await page.goto(link);
  await expect(page.getByText(applicant.name).first()).toBeVisible();
  expect(await told(secretOf(link))).toEqual([]);
}

/** The contact accepts the mailed invitation and is the company's first admin. */
async function join(page: Page, language: Language, server: Server, applicant: Applicant, since: number): Promise<void> {
  const text = catalogue(language);
  await openInvitation(page, server, applicant, since);
  await page.locator("input[type=password]").first().fill(PASSWORD);
  await page.getByRole("button", { name: text("session.accept") }).click();
  await expect(page).toHaveURL(`${server.address}/`);
  await expect(page.getByText(text("home.empty.title")).first()).toBeVisible();
}

/** The admin reads on the journey what comes first, and signs the agreement. */
async function sign(page: Page, language: Language): Promise<void> {
  const text = catalogue(language);
  await page.goto("/journey");
  await page.getByRole("link", { name: text("journey.go.agreement") }).first().click();
  await fillField(page, text("agreement.name"), "Eva Brandt");
  await fillField(page, text("agreement.job_title"), "CEO");
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: text("agreement.sign"), exact: true }).click();
  await expectToast(page, text("agreement.done"));
}

/** The journey has heard of the first deal: its task tells who handed it in. */
async function hasRegistered(page: Page, language: Language): Promise<void> {
  const name = catalogue(language)("journey.kind.register_deal_one");
  const task = page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 4, name }) }).last();
  await expect(task).toContainText("Eva Brandt");
}

for (const [name, viewport] of Object.entries(viewports)) {
  test.describe(`on a ${name}`, () => {
    test.use({ viewport });

    test("a company applies, is approved, and its first admin registers a deal", async ({ page, server, another }) => {
      test.slow();
      const applicant = newApplicant();
      await page.goto("/sign-in");
      await page.getByRole("link", { name: catalogue("en")("session.apply") }).click();
      await apply(page, "en", applicant);

      const manager = await another("channel_manager");
      const since = Date.now();
      await approve(manager, "en", applicant);
      // The applicant's page finds out by itself when one returns to it.
      await page.evaluate(() => window.dispatchEvent(new Event("focus")));
      await expect(page.getByRole("heading", { level: 1, name: catalogue("en")("apply.approved-title") })).toBeVisible();
      await looksWell(page);

      const admin = await another(undefined, { viewport });
      await join(admin, "en", server, applicant, since);
      await sign(admin, "en");
      await register(admin, "en", newCustomer());
      await admin.goto("/journey");
      await hasRegistered(admin, "en");
    });
  });
}

test.describe("in German", () => {
  test.use({ locale: "de-DE" });

  const text = catalogue("de");

  /** A manager signs in, finds the application and approves it, by keys. */
  async function approveByKeys(manager: Page, applicant: Applicant): Promise<void> {
    await signInByKeys(manager, "channel_manager");
    await goByPalette(manager, text("approvals.title"));
    await expect(manager.getByRole("heading", { level: 1, name: text("approvals.title") })).toBeVisible();
    await typeInto(manager, text("approvals.search"), applicant.domain);
    const link = manager.getByRole("table").getByRole("link", { name: applicant.name }).first();
    await expect(link).toBeVisible();
    await tabTo(manager, link);
    await manager.keyboard.press("Enter");
    await expect(manager.getByRole("heading", { name: text("application.group.fit") })).toBeVisible();
    const verdict = manager.getByRole("radio", { name: text("decision.approve_application") });
    await expect(verdict).toBeVisible();
    await manager.keyboard.press("a");
    await expect(verdict).toBeChecked();
    await tabTo(manager, manager.getByRole("button", { name: text("decision.approve_application") }));
    await manager.keyboard.press("Enter");
    await expectToast(manager, text("decision.done_approved").replace("{customer}", applicant.name));
  }

  /** The contact accepts the mailed invitation, by keys. */
  async function joinByKeys(page: Page, server: Server, applicant: Applicant, since: number): Promise<void> {
    await openInvitation(page, server, applicant, since);
    await tabTo(page, page.locator("input[type=password]").first());
    await page.keyboard.type(PASSWORD);
    await tabTo(page, page.getByRole("button", { name: text("session.accept") }));
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`${server.address}/`);
    await expect(page.getByText(text("home.empty.title")).first()).toBeVisible();
  }

  test("a company applies with the keyboard alone", async ({ page, server, another }) => {
    test.slow();
    const applicant = newApplicant();
    await page.goto("/apply");
    await onStep(page, "de", "company");
    await typeInto(page, text("apply.field.legal-name"), applicant.name);
    await typeInto(page, text("apply.field.domain"), applicant.domain);
    await typeInto(page, text("apply.field.country"), "Deutschl");
    await page.keyboard.press("Enter");
    await expect(field(page, text("apply.field.country"))).toHaveValue(countryName("DE", "de"));
    await tabTo(page, field(page, text("apply.field.region")));
    await page.keyboard.press("ArrowDown");
    await pressButton(page, text("apply.next"));

    await onStep(page, "de", "fit");
    await tabTo(page, page.getByRole("radio").first());
    await page.keyboard.press("Space");
    for (const group of ["apply.field.regions-served", "apply.field.specialties"]) {
      await tabTo(page, page.getByRole("group", { name: text(group) }).getByRole("checkbox").first());
      await page.keyboard.press("Space");
    }
    await typeInto(page, text("apply.field.headcount"), "45");
    await typeInto(page, text("apply.field.revenue"), "180.000");
    await pressButton(page, text("apply.next"));

    await onStep(page, "de", "people");
    await typeInto(page, text("apply.field.contact-name"), "Eva Brandt");
    await typeInto(page, text("apply.field.contact-title"), "Geschäftsführerin");
    await typeInto(page, text("apply.field.contact-email"), applicant.email);
    await typeInto(page, text("apply.field.sellers"), "4");
    await typeInto(page, text("apply.field.technicians"), "7");
    await pressButton(page, text("apply.next"));

    await onStep(page, "de", "consent");
    await tabTo(page, page.getByRole("checkbox", { name: text("apply.consent") }));
    await page.keyboard.press("Space");
    await pressButton(page, text("apply.submit"));
    await expect(page.getByRole("heading", { level: 1, name: text("apply.submitted-title") })).toBeVisible();

    const manager = await another(undefined, { locale: "de-DE" });
    const since = Date.now();
    await approveByKeys(manager, applicant);
    const admin = await another(undefined, { locale: "de-DE" });
    await joinByKeys(admin, server, applicant, since);
    await goByPalette(admin, text("agreement.title"));
    await typeInto(admin, text("agreement.name"), "Eva Brandt");
    await typeInto(admin, text("agreement.job_title"), "Geschäftsführerin");
    await tabTo(admin, admin.getByRole("checkbox"));
    await admin.keyboard.press("Space");
    await pressButton(admin, text("agreement.sign"));
    await expectToast(admin, text("agreement.done"));
    await registerByKeys(admin, newCustomer());
    await goByPalette(admin, text("journey.title"));
    await hasRegistered(admin, "de");
  });
});

test("a killed tab loses nothing, and a mailed link goes on elsewhere, once", async ({ page, context, server, guard, another }) => {
  guard.allow(/\b410\b/);
  const text = catalogue("en");
  const applicant = newApplicant();
  await page.goto("/apply");
  await fillCompany(page, "en", applicant);
  await nextStep(page, "en");
  await onStep(page, "en", "fit");
  await fillField(page, text("apply.field.headcount"), "about twelve");
  await field(page, text("apply.field.motivation")).pressSequentially("Typed until the very last moment.");
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => localStorage.getItem(key)?.includes("very last moment")));
  await killTab(page);

  const again = await context.newPage();
  await again.goto("/apply?step=fit");
  await expect(field(again, text("apply.field.headcount"))).toHaveValue("about twelve");
  await expect(field(again, text("apply.field.motivation"))).toHaveValue("Typed until the very last moment.");
  await fillFit(again, "en");
  await nextStep(again, "en");
  await fillPeople(again, "en", applicant);
  await expect(again.getByText(/^Saved/).first()).toBeVisible();
  const since = Date.now();
  await again.getByRole("button", { name: text("apply.elsewhere") }).click();
  await again.getByRole("dialog").getByRole("button", { name: text("apply.elsewhere-send") }).click();
  await expect(again.getByText(text("apply.elsewhere-sent")).first()).toBeVisible();

  const link = await newestLink(server, applicant.email, since);
  const secret = secretOf(link);
  const elsewhere = await another();
  const told = refererWatch(elsewhere);
  await elsewhere.goto(link);
  await expect(elsewhere).toHaveURL(/\/apply(\?|$)/);
  await elsewhere.goto("/apply?step=company");
  await expect(field(elsewhere, text("apply.field.legal-name"))).toHaveValue(applicant.name);

  const late = await another();
  await late.goto(link);
  await expect(late.getByText(text("apply.link-over")).first()).toBeVisible();
  // Neither the log, nor an address that is kept, nor what a request says of where it comes from holds the secret.
  expect(await told(secret)).toEqual([]);
  expect(server.log).not.toContain(secret);
  expect(late.url()).not.toContain(secret);
  expect(elsewhere.url()).not.toContain(secret);
});

test("what was restored can be discarded, and a draft that was saved can be deleted", async ({ page }) => {
  const text = catalogue("en");
  const applicant = newApplicant();
  const name = field(page, text("apply.field.legal-name"));
  const restored = page.getByText(text("apply.restored"), { exact: true });
  await page.goto("/apply");
  await onStep(page, "en", "company");
  await fillField(page, text("apply.field.legal-name"), applicant.name);
  // A name alone is not enough for the server.
  await expect(page.getByText(text("kit.draft.on-device"), { exact: true })).toBeVisible();
  await page.reload();
  await expect(restored).toBeVisible();
  await expect(name).toHaveValue(applicant.name);
  await page.getByRole("button", { name: text("apply.restored-discard"), exact: true }).click();
  await expect(name).toHaveValue("");
  await page.reload();
  await onStep(page, "en", "company");
  await expect(name).toHaveValue("");
  await expect(restored).toHaveCount(0);

  await fillCompany(page, "en", applicant);
  await expect(page.getByText(/^Saved/).first()).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: text("apply.delete"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(text("apply.delete-text"))).toBeVisible();
  await dialog.getByRole("button", { name: text("apply.delete-now"), exact: true }).click();
  // The page is loaded anew, and the server holds nothing for this device.
  await expect(name).toHaveValue("");
  await page.reload();
  await expect(page.getByText(text("apply.begun-elsewhere")).first()).toBeVisible();
  await expect(name).toHaveValue("");
  await expect(restored).toHaveCount(0);
});

test("a company that is a partner is told so, and a returned application is answered", async ({ page, another }) => {
  const text = catalogue("en");
  await page.goto("/apply");
  await onStep(page, "en", "company");
  await fillField(page, text("apply.field.legal-name"), "Brandt Systemhaus GmbH");
  await fillField(page, text("apply.field.domain"), "brandt-systemhaus.de");
  await expect(page.getByText(text("apply.is-partner")).first()).toBeVisible();
  const applicant = newApplicant();
  await apply(page, "en", applicant);

  const manager = await another("channel_manager");
  await openItem(manager, "en", applicant);
  await manager.getByRole("radio", { name: text("decision.return_application") }).check();
  await manager.getByRole("checkbox", { name: text("application.return_reason.fit_unclear") }).check();
  await fillField(manager, text("decision.message_applicant"), "Which sectors do you serve?");
  await manager.getByRole("button", { name: text("decision.return_application") }).click();
  await expectToast(manager, text("decision.done_application_returned").replace("{customer}", applicant.name));

  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: text("apply.returned-title") })).toBeVisible();
  await expect(page.getByText("Which sectors do you serve?").first()).toBeVisible();
  await looksWell(page);
  await page.getByRole("link", { name: text("apply.change-and-submit") }).click();
  await page.goto("/apply?step=fit");
  await fillField(page, text("apply.field.motivation"), "Public sector, above all.");
  await page.goto("/apply?step=consent");
  await page.getByRole("button", { name: text("apply.resubmit"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: text("apply.submitted-title") })).toBeVisible();
});

test("a declined applicant reads why, and may begin anew", async ({ page, another }) => {
  const text = catalogue("en");
  const applicant = newApplicant();
  await apply(page, "en", applicant);
  const manager = await another("channel_manager");
  await openItem(manager, "en", applicant);
  await manager.getByRole("radio", { name: text("decision.reject_application") }).check();
  // Without a reason nothing is decided.
  const send = manager.getByRole("button", { name: text("decision.reject_application") });
  await send.click();
  await expect(manager.getByText(text("decision.reasons_required")).first()).toBeVisible();
  await manager.getByRole("checkbox", { name: text("application.reject_reason.region_covered") }).check();
  await fillField(manager, text("decision.message_applicant"), "Ask us again next year.");
  await send.click();
  await expectToast(manager, text("decision.done_declined").replace("{customer}", applicant.name));

  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: text("apply.declined-title") })).toBeVisible();
  await expect(page.getByText(text("apply.reject_reason.region_covered")).first()).toBeVisible();
  await expect(page.getByText("Ask us again next year.").first()).toBeVisible();
  await looksWell(page);
});

test("axe finds nothing on any step, light and dark, and all of it is in the catalogues", async ({ page, another }) => {
  test.slow();
  const text = catalogue("en");
  const look = () => looksWell(page);
  const applicant = newApplicant();
  await page.goto("/apply");
  await onStep(page, "en", "company");
  await nextStep(page, "en");
  await look();
  await fillCompany(page, "en", applicant);
  await nextStep(page, "en");
  await onStep(page, "en", "fit");
  await look();
  await fillFit(page, "en");
  await nextStep(page, "en");
  await onStep(page, "en", "people");
  await look();
  await fillPeople(page, "en", applicant);
  await nextStep(page, "en");
  await onStep(page, "en", "consent");
  await look();
  await page.getByRole("checkbox", { name: text("apply.consent") }).check();
  await page.getByRole("button", { name: text("apply.submit"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: text("apply.submitted-title") })).toBeVisible();
  await look();

  const pseudo = await another();
  await pseudoLocale(pseudo.context());
  for (const step of ["company", "fit", "people", "consent"]) {
    await pseudo.goto(`/apply?step=${step}`);
    await expect(pseudo.getByRole("heading", { level: 2 }).first()).toBeVisible();
    await noStrayStrings(pseudo);
  }
  // The browser that holds the application sees where it stands.
  await pseudo.context().addCookies(await page.context().cookies());
  await pseudo.goto("/apply/status");
  await expect(pseudo.getByRole("article").getByRole("heading", { level: 1 })).toBeVisible();
  await noStrayStrings(pseudo);
});
