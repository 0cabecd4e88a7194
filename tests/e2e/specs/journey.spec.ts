// A new partner goes its journey: signs, completes its profile, brings logo and tax form. What it does completes its tasks by itself.
import { randomUUID } from "node:crypto";
import {
  axe,
  catalogue,
  expect,
  expectToast,
  field,
  fillField,
  killTab,
  looksWell,
  noStrayStrings,
  pseudoLocale,
  settled,
  setViewport,
  signIn,
  test,
  type Locator,
  type Page,
} from "../fixtures.ts";
import { newColleague, newPartner } from "../harness/partner.ts";

const text = catalogue("en");

/** The card of a task on the board, which stands in that of its milestone. */
function task(page: Page, name: string): Locator {
  return page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 4, name }) }).last();
}

const DRAWING = `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512"><rect width="512" height="512" fill="#0a3d62"/></svg>`;

/** A PDF as short as they get. */
const TAX_FORM = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

/** Puts an agreement of another title into effect. */
async function changeAgreement(admin: Page, title: string): Promise<void> {
  type Version = { number: number; settings: { onboarding: { agreement: object } } };
  const { number, settings } = (await (await admin.request.get("/api/v1/settings")).json()) as Version;
  const onboarding = { ...settings.onboarding, agreement: { ...settings.onboarding.agreement, title } };
  const published = await admin.request.post("/api/v1/settings/versions", {
    headers: { origin: new URL(admin.url()).origin, "idempotency-key": randomUUID(), "if-match": `"${number}"` },
    data: { settings: { ...settings, onboarding }, note: title },
  });
  expect(published.status(), await published.text()).toBe(201);
}

async function fillProfile(page: Page): Promise<void> {
  await fillField(page, text("company.profile.name"), "Nordwind Systeme");
  await fillField(page, text("company.profile.description"), "We plan and run networks for towns and hospitals.");
  await fillField(page, text("company.profile.address"), "Am Kai 1\n20457 Hamburg");
  await page.getByRole("group", { name: text("company.profile.specialties") }).locator("label").first().click();
  await fillField(page, text("company.profile.contact_name"), "Ada Nordwind");
  await fillField(page, text("company.profile.contact_email"), "ada@nordwind.example");
  await fillField(page, text("company.profile.primary"), "#0a3d62");
}

test.describe("of a partner that has just been approved", () => {
  test.use({ ownServer: true });

  test("signature, profile, logo and tax form complete their tasks while the journey is looked at", async ({ page, server, guard, another }) => {
    guard.allowStatus(422, "/logo");
    test.slow();
    const manager = await another("program_admin");
    await newPartner(manager, page, server);

    // What to do next stands on top, and what waits for it says so.
    const next = page.getByRole("link", { name: text("journey.title"), exact: true });
    await next.click();
    const signing = text("journey.kind.sign_agreement");
    await expect(page.getByRole("heading", { level: 2, name: signing })).toBeVisible();
    const taxForm = task(page, text("journey.kind.upload_tax_form"));
    await expect(taxForm).toContainText(text("journey.blocked").replace("{tasks}", signing));
    await expect(taxForm.getByRole("link")).toHaveCount(0);
    const journey = page;
    const work = await page.context().newPage();

    await work.goto("/agreement");
    await settled(work);
    await expect(work.getByText(text("agreement.unsigned")).first()).toBeVisible();
    const { user } = (await (await work.request.get("/api/v1/session")).json()) as { user: { name: string } };
    const sign = work.getByRole("button", { name: text("agreement.sign") });
    await fillField(work, text("agreement.name"), "Somebody Else");
    await expect(work.getByText(text("field.name_differs").replace("{name}", user.name)).first()).toBeVisible();
    await sign.click();
    await expect(work.getByText(text("field.required")).first()).toBeVisible();
    // Case and spaces say nothing.
    await fillField(work, text("agreement.name"), ` ${user.name.toUpperCase()} `);
    await fillField(work, text("agreement.job_title"), "Managing director");
    await work.getByRole("checkbox").check();
    await sign.click();
    await expectToast(work, text("agreement.done"));
    await expect(work.getByRole("heading", { name: text("agreement.signature") })).toBeVisible();
    const download = work.getByRole("link", { name: text("agreement.download") });
    const file = await work.request.get((await download.getAttribute("href"))!);
    expect([file.status(), file.headers()["content-type"]]).toEqual([200, "application/pdf"]);

    // The open journey has heard of it.
    await expectToast(journey, text("journey.completed").replace("{task}", signing));
    await expect(task(journey, signing)).toContainText(user.name);
    await expect(taxForm.getByRole("link", { name: text("journey.go.tax_form") })).toBeVisible();

    await work.goto("/company");
    await settled(work);
    await expect(work.getByRole("link", { name: text("company.profile.address") })).toBeVisible();
    await work.getByRole("link", { name: text("company.profile.address") }).click();
    await expect(field(work, text("company.profile.address"))).toBeFocused();
    await fillField(work, text("company.profile.contact_email"), "nobody");
    await expect(work.getByText(text("field.invalid_email")).first()).toBeVisible();
    await fillProfile(work);
    await expect(work.getByText(text("company.profile.complete"))).toBeVisible();
    await work.getByRole("button", { name: text("company.profile.save") }).click();
    await expectToast(work, text("company.profile.saved"));
    await expectToast(journey, text("journey.completed").replace("{task}", text("journey.kind.complete_profile")));

    const files = work.locator("input[type=file]");
    await files.first().setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from("no picture at all") });
    await expect(work.locator(".file[data-failed=true]")).toContainText("logo.png");
    await files.first().setInputFiles({ name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from(DRAWING) });
    await expectToast(work, text("company.logo.stored"));
    await expect(work.getByRole("img", { name: /Nordwind Systeme/ })).toBeVisible();
    await expectToast(journey, text("journey.completed").replace("{task}", text("journey.kind.upload_logo")));
    await work.getByRole("button", { name: text("company.logo.remove") }).click();
    await work.getByRole("dialog").getByRole("button", { name: text("company.logo.remove") }).click();
    await expect(work.getByText(text("company.logo.none"))).toBeVisible();

    await files.last().setInputFiles({ name: "tax-form.pdf", mimeType: "application/pdf", buffer: TAX_FORM });
    await expectToast(work, text("company.tax.stored"));
    const handedIn = text("journey.kind.upload_tax_form");
    await expectToast(journey, text("journey.completed").replace("{task}", handedIn));
    await expect(taxForm).toContainText(user.name);
    // Finance reads it as it was handed in; those who brought the partner in don't.
    const { partner } = (await (await work.request.get("/api/v1/session")).json()) as { partner: { id: string } };
    const finance = await another("finance");
    await finance.goto(`/partners/${partner.id}?tab=documents`);
    await settled(finance);
    const read = finance.getByRole("link", { name: text("partner.download") }).and(finance.locator("[href$='/tax_form']"));
    const content = await finance.request.get((await read.getAttribute("href"))!);
    expect([content.status(), content.headers()["content-type"]]).toEqual([200, "application/pdf"]);
    expect((await content.body()).equals(TAX_FORM)).toBe(true);
    await manager.goto(`/partners/${partner.id}?tab=documents`);
    await settled(manager);
    await expect(manager.getByRole("tabpanel")).toContainText(text("partner.tax_form"));
    await expect(manager.locator("a[href$='/tax_form']")).toHaveCount(0);
  });

  test("a member reads all of it and sees why others act", async ({ page, server, another }) => {
    test.slow();
    const manager = await another("program_admin");
    await newPartner(manager, page, server);
    const member = await another();
    await newColleague(page, member, server, "kim@colleague.example");
    const reason = text("session.role-needed").replace("{roles}", text("session.role.partner-admin"));

    await member.goto("/journey");
    await settled(member);
    const go = member.getByRole("button", { name: text("journey.go.agreement") }).first();
    await expect(go).toHaveAttribute("aria-disabled", "true");
    await expect(go).toHaveAccessibleDescription(reason);

    await member.goto("/agreement");
    await settled(member);
    await expect(member.getByText(reason)).toBeVisible();
    await expect(member.getByRole("button", { name: text("agreement.sign") })).toHaveCount(0);

    await member.goto("/company");
    await settled(member);
    await expect(member.getByText(reason)).toBeVisible();
    await expect(member.getByRole("main").locator("input, textarea")).toHaveCount(0);
  });

  test("a changed text asks for a new signature, also while it is being read", async ({ page, server, guard, another }) => {
    test.slow();
    guard.allowStatus(409, "/signatures");
    const manager = await another("program_admin");
    await newPartner(manager, page, server);
    // The page hears nothing of the change until it sends what it has.
    await page.route("**/api/v1/events", () => {});
    await page.goto("/agreement");
    await settled(page);
    const { user } = (await (await page.request.get("/api/v1/session")).json()) as { user: { name: string } };
    const sign = async () => {
      await fillField(page, text("agreement.name"), user.name);
      await fillField(page, text("agreement.job_title"), "Managing director");
      await page.getByRole("checkbox").check();
      await page.getByRole("button", { name: text("agreement.sign") }).click();
    };

    await changeAgreement(manager, "Partner agreement 2027");
    await sign();
    await expect(page.getByText(text("agreement.changed"))).toBeFocused();
    await expect(page.getByRole("heading", { level: 2, name: "Partner agreement 2027" })).toBeVisible();
    await expect(page.getByRole("checkbox")).not.toBeChecked();
    await sign();
    await expectToast(page, text("agreement.done"));

    await changeAgreement(manager, "Partner agreement 2028");
    await page.reload();
    await settled(page);
    await expect(page.getByText(text("agreement.renew"), { exact: true })).toBeVisible();
    await expect(page.getByRole("listitem").filter({ hasText: "Partner agreement 2027" })).toContainText(user.name);
    await axe(page);
    await sign();
    await expectToast(page, text("agreement.done"));
  });
});

test("what was typed into the profile survives a killed tab, and can be discarded", async ({ page, context }) => {
  await signIn(page, "onboarding_admin");
  await page.goto("/company");
  await settled(page);
  const before = await field(page, text("company.profile.tagline")).inputValue();
  await fillField(page, text("company.profile.tagline"), "Networks that last");
  await killTab(page);
  const again = await context.newPage();
  await again.goto("/company");
  await settled(again);
  await expect(field(again, text("company.profile.tagline"))).toHaveValue("Networks that last");
  await again.getByRole("button", { name: text("company.profile.discard") }).click();
  await expect(field(again, text("company.profile.tagline"))).toHaveValue(before);
});

/** Saves another tagline as somebody else would. */
async function saveElsewhere(page: Page, tagline: string): Promise<void> {
  const { partner } = (await (await page.request.get("/api/v1/session")).json()) as { partner: { id: string } };
  const address = `/api/v1/partners/${partner.id}`;
  const whole = (await (await page.request.get(address)).json()) as { version: number; profile: object };
  const elsewhere = await page.request.put(`${address}/profile`, {
    headers: { "if-match": `"${whole.version}"`, origin: new URL(page.url()).origin },
    data: { ...whole.profile, tagline },
  });
  expect(elsewhere.status()).toBe(200);
}

test("a profile that somebody else has changed is not overwritten: both versions are shown", async ({ page, guard }) => {
  guard.allowStatus(412, "/profile");
  await signIn(page, "onboarding_admin");
  await page.goto("/company");
  await settled(page);
  await fillField(page, text("company.profile.tagline"), "Written here");
  await saveElsewhere(page, "Written in another window");
  await expect(page.getByText(text("conflict.stale.title")).first()).toBeVisible();
  await expect(page.getByText("Written in another window").first()).toBeVisible();
  await page.getByRole("button", { name: text("conflict.stale.keep_mine") }).click();
  await expectToast(page, text("company.profile.saved"));
  await expect(field(page, text("company.profile.tagline"))).toHaveValue("Written here");

  // Nor is it when the page was left meanwhile: what is kept on the device is older than what stands now.
  await fillField(page, text("company.profile.tagline"), "Left behind");
  await page.goto("/profile");
  await settled(page);
  await saveElsewhere(page, "Saved meanwhile");
  await page.goto("/company");
  const dialog = page.getByRole("dialog", { name: text("conflict.stale.title") });
  await expect(dialog.getByText("Saved meanwhile")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: text("company.profile.save") }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: text("conflict.stale.take_theirs") }).click();
  await expect(field(page, text("company.profile.tagline"))).toHaveValue("Saved meanwhile");
});

test("people of the vendor are told whose pages these are", async ({ page }) => {
  await signIn(page, "channel_manager");
  for (const address of ["/journey", "/agreement", "/company"]) {
    await page.goto(address);
    await expect(page.getByText(text("session.denied.title")).last()).toBeVisible();
  }
});

test("axe finds nothing on the pages of a partner on its journey, on a telephone and at a desk", async ({ page }) => {
  test.slow();
  await signIn(page, "onboarding_admin");
  for (const size of ["phone", "desktop"] as const) {
    await setViewport(page, size);
    for (const address of ["/", "/journey", "/agreement", "/company"]) {
      await page.goto(address);
      await settled(page);
      await looksWell(page);
    }
  }
});

test.describe("in the pseudo-locale", () => {
  test("every string of the pages of a partner on its journey is the catalogues'", async ({ page, context }) => {
    await pseudoLocale(context);
    await signIn(page, "onboarding_admin");
    for (const address of ["/", "/journey", "/agreement", "/company"]) {
      await page.goto(address);
      await settled(page);
      await noStrayStrings(page);
    }
  });
});
