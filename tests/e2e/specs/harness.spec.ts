// The harness itself: a check that lets everything pass would go unnoticed.
import { expect, noOverflow, noStrayStrings, test } from "../fixtures.ts";

const messageOf = (check: Promise<void>): Promise<string> => check.then(() => "", (error: Error) => error.message);

test("strings outside the catalogues are found, a sentence with a link inside is none", async ({ page }) => {
  await page.setContent(`
    <h1>⟦Ðéåļš⟧</h1>
    <p>⟦Ŕéåð <a href="/">ţĥé ŕûļéš</a> öƒ <span translate="no">Acme</span> ƒîŕšţ⟧</p>
    <p>12 345</p><time>12 Jan</time>`);
  expect(await messageOf(noStrayStrings(page))).toBe("");
  await page.setContent(`<p>⟦Ĥéļļö⟧ stray</p><input aria-label="Loose">`);
  const message = await messageOf(noStrayStrings(page));
  expect(message).toContain("stray");
  expect(message).toContain("Loose");
});

test("what is too wide is named", async ({ page }) => {
  await page.setContent(`<p class="short">short</p><pre class="long">${"w".repeat(400)}</pre>`);
  const message = await messageOf(noOverflow(page));
  expect(message).toContain("long");
  expect(message).not.toContain("short");
});

test("a console error fails a test", async ({ page }) => {
  test.fail();
  await page.evaluate(() => console.error("something went wrong"));
});

test("an error that nobody caught fails a test", async ({ page }) => {
  test.fail();
  const thrown = page.waitForEvent("pageerror");
  await page.evaluate(() => setTimeout(() => { throw new Error("nobody caught this"); }));
  await thrown;
});
