// Accessibility, by axe-core.
import { expect, type Page } from "@playwright/test";
import core, { type RunOptions } from "axe-core";

const options: RunOptions = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
};

/** Axe finds nothing on the page as it stands, in and outside of dialogs; `exclude` takes selectors. */
export async function axe(page: Page, { exclude = [] as string[] } = {}): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  // Evaluated by the debugger, not by a script element, which the content security policy would refuse.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(core.source);
  const found = await page.evaluate(
    async ({ exclude, options }) => {
      const { axe } = globalThis as unknown as { axe: typeof core };
      const context = { include: [["html"]], exclude: exclude.map((selector) => [selector]) };
      const { violations } = await axe.run(context, options);
      return violations.map(({ id, help, nodes }) => ({
        rule: `${id}: ${help}`,
        nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary ?? ""}`),
      }));
    },
    { exclude, options },
  );
  expect(found, `what axe finds on ${page.url()}`).toEqual([]);
}
