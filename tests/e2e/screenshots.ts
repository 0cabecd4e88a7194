// Takes a picture of each page. ENTENTE_SCREENSHOTS_PAGES names them as `name=role:/path` or, for a record whose address holds an id, as
// `name=role:@record` with a name of `harness/records.ts`, parted by blanks (`nobody` for a stranger), each in light and in dark; without it
// those of the README, in light. ENTENTE_SCREENSHOTS_EVERY takes both sizes, both themes and each language.
import path from "node:path";
import { openFirst, pseudoLocale, setViewport, settled, signIn, test, viewports, type Page, type Role } from "./fixtures.ts";
import { root } from "./harness/paths.ts";
import { RECORDS } from "./harness/records.ts";

interface Picture {
  name: string;
  role: Role | "nobody";
  open: (page: Page) => Promise<unknown>;
}

const readme: Picture[] = [
  { name: "deals", role: "partner_admin", open: (page) => page.goto("/deals") },
  { name: "approval", role: "channel_manager", open: (page) => openFirst(page, "/approvals?flag=conflict") },
];

const folder = process.env.ENTENTE_SCREENSHOTS_TO ?? path.join(root, "docs/screenshots");
const every = Boolean(process.env.ENTENTE_SCREENSHOTS_EVERY);
const named = process.env.ENTENTE_SCREENSHOTS_PAGES?.split(/\s+/).filter(Boolean) ?? [];
const forReadme = !every && named.length === 0;
const languages = every ? { en: "en-US", de: "de-DE", pseudo: "en-XA" } : { en: "en-US" };
const themes = forReadme ? (["light"] as const) : (["light", "dark"] as const);
const sizes = (every ? Object.keys(viewports) : ["desktop"]) as (keyof typeof viewports)[];

for (const [language, locale] of Object.entries(languages)) {
  for (const theme of themes) {
    test.describe(`${language} ${theme}`, () => {
      test.use({ locale, colorScheme: theme });
      // A browser's language does not choose it.
      if (locale === "en-XA") test.beforeEach(({ context }) => pseudoLocale(context));
      for (const { name, role, open } of pictures()) {
        test(name, async ({ page }) => {
          if (role !== "nobody") await signIn(page, role);
          for (const size of sizes) {
            await setViewport(page, size);
            await open(page);
            // Lists come after the page: a picture of a skeleton shows nothing. Live events keep one request open for ever.
            await settled(page);
            await page.evaluate(() => document.fonts.ready.then(() => undefined));
            const parts = every ? [name, language, size, theme] : forReadme ? [name] : [name, theme];
            await page.screenshot({ path: path.join(folder, `${parts.join("-")}.png`) });
          }
        });
      }
    });
  }
}

function pictures(): Picture[] {
  if (named.length === 0) return readme;
  return named.map((text) => {
    const parts = /^([\w-]+)=(\w+):(\/\S*|@\w+)$/.exec(text);
    if (!parts) throw new Error(`a page is named as name=role:/path or name=role:@record, not ${text}`);
    const [, name, role, where] = parts as unknown as [string, string, Picture["role"], string];
    return { name, role, open: where.startsWith("@") ? record(where.slice(1)) : (page) => page.goto(where) };
  });
}

function record(name: string): Picture["open"] {
  const open = RECORDS[name];
  if (!open) throw new Error(`no record is called ${name}; there are ${Object.keys(RECORDS).join(", ")}`);
  return open;
}
