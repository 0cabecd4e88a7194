// A company applies, a manager decides, and its first admin signs the agreement and registers a deal: the whole way, at a desk, on a telephone and by keyboard.
import {
  axe,
  catalogue,
  expect,
  expectToast,
  field,
  fillField,
  killTab,
  newestLink,
  noOverflow,
  noStrayStrings,
  pseudoLocale,
  setTheme,
  tabTo,
  test,
  viewports,
  type Page,
  type Server,
} from "../fixtures.ts";
import { apply, fillCompany, fillFit, fillPeople, newApplicant, nextStep, onStep, type Applicant } from "../harness/application.ts";
import { countryName, newCustomer, register, type Language } from "../harness/registration.ts";

const PASSWORD = "plain velvet harbour lamps";

/** A manager finds the application in the queue, sees its score, and approves it. */
async function approve(manager: Page, language: Language, applicant: Applicant): Promise<void> {
  const text = catalogue(language);
  await manager.goto("/approvals");
  await fillField(manager, text("approvals.search"), applicant.domain);
  await manager.getByRole("link", { name: applicant.name }).first().click();
  await expect(manager.getByRole("heading", { name: text("application.group.fit") })).toBeVisible();
  await manager.getByRole("radio", { name: text("decision.approve_application") }).check();
  await manager.getByRole("button", { name: text("decision.approve_application") }).click();
  await expectToast(manager, text("decision.done_approved").replace("{customer}", applicant.name));
}

/** The contact accepts the mailed invitation and is the company's first admin. */
async function join(page: Page, language: Language, server: Server, applicant: Applicant, since: number): Promise<void> {
  const text = catalogue(language);
  await expect
    .poll(async () => new URL(await newestLink(server, applicant.email, since)).pathname, { timeout: 30_000 })
    .toBe("/invitation");
  await page.goto(await newestLink(server, applicant.email, since));
  await expect(page.getByText(applicant.name).first()).toBeVisible();
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
  await page.goto("/journey");
  const task = page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 4, name }) });
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

      const admin = await another(undefined, { viewport });
      await join(admin, "en", server, applicant, since);
      await sign(admin, "en");
      await register(admin, "en", newCustomer());
      await hasRegistered(admin, "en");
    });
  });
}

test.describe("in German", () => {
  test.use({ locale: "de-DE" });

  const text = catalogue("de");

  /** Goes to a field with Tab and types into it. */
  async function type(page: Page, label: string, value: string): Promise<void> {
    await tabTo(page, field(page, label));
    await page.keyboard.press("Control+a");
    await page.keyboard.type(value);
  }

  /** Goes to a button with Tab and presses it. */
  async function press(page: Page, name: string): Promise<void> {
    await tabTo(page, page.getByRole("button", { name, exact: true }));
    await page.keyboard.press("Enter");
  }

  test("a company applies with the keyboard alone", async ({ page, server, another }) => {
    test.slow();
    const applicant = newApplicant();
    await page.goto("/apply");
    await onStep(page, "de", "company");
    await type(page, text("apply.field.legal-name"), applicant.name);
    await type(page, text("apply.field.domain"), applicant.domain);
    await type(page, text("apply.field.country"), "Deutschl");
    await page.keyboard.press("Enter");
    await expect(field(page, text("apply.field.country"))).toHaveValue(countryName("DE", "de"));
    await tabTo(page, field(page, text("apply.field.region")));
    await page.keyboard.press("ArrowDown");
    await press(page, text("apply.next"));

    await onStep(page, "de", "fit");
    await tabTo(page, page.getByRole("radio").first());
    await page.keyboard.press("Space");
    for (const group of ["apply.field.regions-served", "apply.field.specialties"]) {
      await tabTo(page, page.getByRole("group", { name: text(group) }).getByRole("checkbox").first());
      await page.keyboard.press("Space");
    }
    await type(page, text("apply.field.headcount"), "45");
    await type(page, text("apply.field.revenue"), "180.000");
    await press(page, text("apply.next"));

    await onStep(page, "de", "people");
    await type(page, text("apply.field.contact-name"), "Eva Brandt");
    await type(page, text("apply.field.contact-title"), "Geschäftsführerin");
    await type(page, text("apply.field.contact-email"), applicant.email);
    await type(page, text("apply.field.sellers"), "4");
    await type(page, text("apply.field.technicians"), "7");
    await press(page, text("apply.next"));

    await onStep(page, "de", "consent");
    await tabTo(page, page.getByRole("checkbox", { name: text("apply.consent") }));
    await page.keyboard.press("Space");
    await press(page, text("apply.submit"));
    await expect(page.getByRole("heading", { level: 1, name: text("apply.submitted-title") })).toBeVisible();

    const manager = await another("channel_manager", { locale: "de-DE" });
    const since = Date.now();
    await approve(manager, "de", applicant);
    const admin = await another(undefined, { locale: "de-DE" });
    await join(admin, "de", server, applicant, since);
    await admin.goto("/agreement");
    await type(admin, text("agreement.name"), "Eva Brandt");
    await type(admin, text("agreement.job_title"), "Geschäftsführerin");
    await tabTo(admin, admin.getByRole("checkbox"));
    await admin.keyboard.press("Space");
    await press(admin, text("agreement.sign"));
    await expectToast(admin, text("agreement.done"));
    await register(admin, "de", newCustomer());
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
  expect(new URL(link).hash).toMatch(/^#token=/);
  const elsewhere = await another();
  await elsewhere.goto(link);
  await expect(elsewhere).toHaveURL(/\/apply(\?|$)/);
  await elsewhere.goto("/apply?step=company");
  await expect(field(elsewhere, text("apply.field.legal-name"))).toHaveValue(applicant.name);

  const late = await another();
  await late.goto(link);
  await expect(late.getByText(text("apply.link-over")).first()).toBeVisible();
  // Neither the log nor an address that is kept holds the secret.
  const secret = new URL(link).hash.replace("#token=", "");
  expect(server.log).not.toContain(secret);
  expect(late.url()).not.toContain(secret);
  expect(elsewhere.url()).not.toContain(secret);
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
  await manager.goto("/approvals");
  await fillField(manager, text("approvals.search"), applicant.domain);
  await manager.getByRole("link", { name: applicant.name }).first().click();
  await manager.getByRole("radio", { name: text("decision.return_application") }).check();
  await manager.getByRole("checkbox", { name: text("application.return_reason.fit_unclear") }).check();
  await fillField(manager, text("decision.message_applicant"), "Which sectors do you serve?");
  await manager.getByRole("button", { name: text("decision.return_application") }).click();
  await expectToast(manager, text("decision.done_application_returned").replace("{customer}", applicant.name));

  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: text("apply.returned-title") })).toBeVisible();
  await expect(page.getByText("Which sectors do you serve?").first()).toBeVisible();
  await page.getByRole("link", { name: text("apply.change-and-submit") }).click();
  await page.goto("/apply?step=fit");
  await fillField(page, text("apply.field.motivation"), "Public sector, above all.");
  await page.goto("/apply?step=consent");
  await page.getByRole("button", { name: text("apply.resubmit"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: text("apply.submitted-title") })).toBeVisible();
});

test("axe finds nothing on any step, light and dark, and all of it is in the catalogues", async ({ page, another }) => {
  test.slow();
  const text = catalogue("en");
  const look = async (): Promise<void> => {
    for (const theme of ["light", "dark"] as const) {
      await setTheme(page, theme);
      await axe(page);
    }
    await noOverflow(page);
  };
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
});
