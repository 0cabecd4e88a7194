// What a person does again and again, each in one place. Texts are those that the person reads.
import { expect, type BrowserContext, type Locator, type Page } from "@playwright/test";
import { catalogue } from "./catalogue.ts";
import { sampleSignIn, type Role, type SignIn } from "./sample.ts";

type Within = Page | Locator;

/** The page that a part belongs to. */
const pageOf = (within: Within): Page => ("goto" in within ? within : within.page());

/** Signs in through the form and waits for the first page behind it. */
export async function signIn(page: Page, who: Role | Pick<SignIn, "email" | "password">): Promise<void> {
  const { email, password } = typeof who === "string" ? sampleSignIn(who) : who;
  // The form is found by what its fields are for: it reads the same in every language.
  const emailField = page.locator("input[type=email]");
  const passwordField = page.locator("input[type=password]");
  if (!(await emailField.isVisible())) await page.goto("/");
  await emailField.fill(email);
  await passwordField.fill(password);
  const answered = page.waitForResponse((response) => response.url().endsWith("/api/v1/sessions"));
  await page.locator("form button[type=submit]").click();
  expect((await answered).status(), `the answer to ${email}'s sign-in`).toBe(201);
  await expect(passwordField).toBeHidden();
  await expect(page.getByRole("navigation").first()).toBeVisible();
}

/** The mark behind the label of a field that may stay empty, in the languages tested. */
const OPTIONAL = (["en", "de", "en-XA"] as const).map((language) => catalogue(language)("kit.field.optional")).join("|");

/** The field with a label, marks of "required" or "optional" behind it aside. */
export function field(within: Within, label: string): Locator {
  const literal = label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return within.getByLabel(new RegExp(`^\\s*${literal}\\s*(${OPTIONAL}|[*(].*)?\\s*$`, "s"));
}

/** Writes into a field and leaves it, as a person does who goes on to the next. */
export async function fillField(within: Within, label: string, value: string): Promise<void> {
  const input = field(within, label);
  await input.fill(value);
  await input.blur();
}

/** Chooses an option of a native or of our own choice field. */
export async function choose(within: Within, label: string, option: string): Promise<void> {
  const input = field(within, label);
  if ((await input.evaluate((element) => element.tagName)) === "SELECT") {
    await input.selectOption({ label: option });
    return;
  }
  // A long list shows what fits the typed text.
  await input.click();
  await input.fill(option);
  await pageOf(within).getByRole("option", { name: option, exact: true }).click();
}

/** Waits for a toast or another spoken message that holds a text. */
export async function expectToast(page: Page, text: string | RegExp): Promise<Locator> {
  const toast = page.locator("[aria-live], [role=status], [role=alert]").filter({ hasText: text }).first();
  await expect(toast).toBeVisible();
  return toast;
}

/** Presses a key that moves the focus until something has it. */
export async function keyTo(page: Page, key: string, target: Locator, atMost = 100): Promise<void> {
  for (let press = 0; press <= atMost; press += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${target} has no focus after ${atMost} presses of ${key}`);
}

/** Presses Tab until something has the focus: what can't be reached so can't be used by keyboard. */
export async function tabTo(page: Page, target: Locator, atMost = 100): Promise<void> {
  await keyTo(page, "Tab", target, atMost);
}

/** Goes to a field with Tab and types into it, in place of what is there. */
export async function typeInto(within: Within, label: string, value: string): Promise<void> {
  const page = pageOf(within);
  await tabTo(page, field(within, label));
  await page.keyboard.press("Control+a");
  await page.keyboard.type(value);
}

/** Goes to a date field with Tab and gives it a day. */
export async function enterDay(within: Within, label: string, day: string): Promise<void> {
  const date = field(within, label);
  await tabTo(pageOf(within), date);
  // How a date field is typed into is the browser's matter; what it holds then is ours.
  await date.fill(day);
}

/** Goes to a button with Tab and presses it. */
export async function pressButton(within: Within, name: string): Promise<void> {
  const page = pageOf(within);
  await tabTo(page, within.getByRole("button", { name, exact: true }));
  await page.keyboard.press("Enter");
}

/** Goes to a place for files with Tab, opens the browser's dialog from there and chooses a file in it. */
export async function chooseFile(page: Page, place: Locator, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await tabTo(page, place);
  const choosing = page.waitForEvent("filechooser");
  // The browser is asked to hand its dialog over when somebody begins to wait for one: an answer says that it has heard that.
  await page.evaluate(() => undefined);
  await page.keyboard.press("Enter");
  await (await choosing).setFiles(file);
}

/** Goes by the palette to a page, or to what else it offers. */
export async function goByPalette(page: Page, title: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.type(title);
  await page.keyboard.press("Enter");
}

/** Signs in with the keyboard alone. */
export async function signInByKeys(page: Page, role: Role): Promise<void> {
  const { email, password } = sampleSignIn(role);
  await page.goto("/");
  await tabTo(page, page.locator("input[type=email]"));
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(page.locator("input[type=password]")).toBeHidden();
  await expect(page.getByRole("navigation").first()).toBeVisible();
}

/** Light or dark, as the person's system asks for. */
export async function setTheme(page: Page, theme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
}

/** Sets the language of the signed-in person's profile and loads the page again; before signing in use `test.use({ locale })`. */
export async function setLanguage(page: Page, tag: string): Promise<void> {
  const status = await page.evaluate(async (locale) => {
    const session = await fetch("/api/v1/session").then((response) => response.json());
    const response = await fetch("/api/v1/profile", {
      method: "PATCH",
      headers: { "content-type": "application/json", "if-match": `"${session.user.version}"` },
      body: JSON.stringify({ locale }),
    });
    return response.status;
  }, tag);
  expect(status, `the answer to choosing ${tag}`).toBe(200);
  await page.reload();
}

/** Speaks the pseudo-locale on every page opened from now on: what the catalogues say stands in ⟦ ⟧. */
export async function pseudoLocale(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    try {
      localStorage.setItem("entente.locale", "en-XA");
    } catch {
      // An opaque document, such as that of an empty frame, has no storage.
    }
  });
}

/** The two sizes that every page is looked at in. */
export const viewports = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } } as const;

/** Sets one of the two sizes. */
export async function setViewport(page: Page, name: keyof typeof viewports): Promise<void> {
  await page.setViewportSize(viewports[name]);
}

/** Crashes the tab's process, unsaved memory and all; open another page in the same context to come back. */
export async function killTab(page: Page): Promise<void> {
  const crashed = page.waitForEvent("crash");
  const debuggerSession = await page.context().newCDPSession(page);
  // The answer never comes: who would give it is gone.
  debuggerSession.send("Page.crash").catch(() => undefined);
  await crashed;
}
