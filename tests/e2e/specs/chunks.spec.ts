// The app travels in parts: what a page's visit fetches, and what a person sees when a part can't be had.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { axe, catalogue, expect, signIn, test, type Page } from "../fixtures.ts";
import { app, root } from "../harness/paths.ts";

const text = catalogue("en");
const dist = app ?? path.join(root, "dist");
const isCut = existsSync(dist) && readdirSync(dist).some((name) => name.endsWith("_chunks.js"));

test.skip(!isCut, "a debug build is whole");

/** The parts of the app that are fetched from now on, without what the names begin with. */
function parts(page: Page): string[] {
  const fetched: string[] = [];
  page.on("request", (request) => {
    const part = /\/app-[0-9a-f]+_(\w+\.(?:wasm|bin))$/.exec(new URL(request.url()).pathname)?.[1];
    if (part) fetched.push(part);
  });
  return fetched;
}

/** The files that the build names for a chunk: its own, and what it shares with others. */
function filesOf(chunk: string): string[] {
  const page = readFileSync(path.join(dist, "index.html"), "utf8");
  const chunks: Record<string, string[]> = JSON.parse(/var chunks = (\{.+?\});/.exec(page)![1]!);
  return chunks[chunk]!.map((file) => file.replace(/^\/app-[0-9a-f]+_/, ""));
}

const settings = (page: Page) => page.getByRole("link", { name: text("settings.title"), exact: true });

test("a page fetches its own chunk, once, and no other's", async ({ page }) => {
  await signIn(page, "program_admin");
  await page.goto("/deals");
  await expect(page.getByRole("table").getByRole("link").first()).toBeVisible();

  const fetched = parts(page);
  await page.reload();
  await expect(page.getByRole("table").getByRole("link").first()).toBeVisible();
  expect(fetched).toEqual(["bg.wasm"]);

  await settings(page).click();
  await expect(page.getByRole("heading", { level: 1, name: text("settings.title") })).toBeVisible();
  expect(fetched).toContain("settings.wasm");
  expect(fetched.filter((part) => /approvals|partners|funds|requests|deal|account|entry|home|apply/.test(part))).toEqual([]);

  const before = fetched.length;
  await page.goBack();
  await expect(page.getByRole("table").getByRole("link").first()).toBeVisible();
  await settings(page).click();
  await expect(page.getByRole("heading", { level: 1, name: text("settings.title") })).toBeVisible();
  expect(fetched.slice(before)).toEqual([]);
});

test("the chunk of the first page is asked for beside the app, and once", async ({ page }) => {
  await signIn(page, "program_admin");
  const fetched = parts(page);
  await page.goto("/settings/deals");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const needed = filesOf("settings");
  expect(needed).toContain("settings.wasm");
  expect(needed.filter((part) => /approvals|partner|funds|requests|deal|account|entry|home|apply/.test(part))).toEqual([]);
  expect(fetched.sort()).toEqual(["bg.wasm", ...needed].sort());
});

test("a chunk that can't be had says so and can be tried again", async ({ page, guard }) => {
  guard.allowOffline();
  await signIn(page, "program_admin");
  await page.goto("/deals");
  await page.route(/_settings\.wasm$/, (route) => route.abort("connectionfailed"));
  await settings(page).click();
  await expect(page.getByRole("alert").getByText(text("shell.failed.title"))).toBeVisible();

  await page.unroute(/_settings\.wasm$/);
  await page.getByRole("button", { name: text("kit.retry") }).click();
  await expect(page.getByRole("heading", { level: 1, name: text("settings.title") })).toBeVisible();
});

test("a chunk on its way shows the page's shape", async ({ page }) => {
  await signIn(page, "program_admin");
  await page.goto("/deals");
  let go = () => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  await page.route(/_settings\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await settings(page).click();
  await expect(page.getByRole("main").locator("[aria-busy=true]").first()).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: text("settings.title") })).toBeAttached();
  await axe(page);
  go();
  await expect(page.getByRole("heading", { level: 1, name: text("settings.title") })).toBeVisible();
});

test("a chunk of an app that the server has replaced leads to the new one", async ({ page, guard }) => {
  guard.allowStatus(404, "_settings.wasm");
  await signIn(page, "program_admin");
  await page.goto("/deals");
  await expect(page.getByRole("table").getByRole("link").first()).toBeVisible();
  await page.route(/_settings\.wasm$/, (route) => route.fulfill({ status: 404 }), { times: 1 });
  await page.route(/\/$/, async (route) => {
    if (route.request().resourceType() === "document") return route.continue();
    await route.fulfill({ contentType: "text/html", body: `<script type="module">import "/app-0123456789abcdef.js"</script>` });
  });
  const loaded = page.waitForEvent("load");
  await settings(page).click();
  await loaded;
  await expect(page.getByRole("heading", { level: 1, name: text("settings.title") })).toBeVisible();
});

test.describe("with the worker that keeps the app's files", () => {
  test.use({ serviceWorkers: "allow" });

  test("the chunks of other pages are made ready before they are opened", async ({ page }) => {
    await signIn(page, "program_admin");
    const prepared = page.waitForRequest(/_settings\.wasm$/);
    await page.goto("/deals");
    await expect(page.getByRole("table").getByRole("link").first()).toBeVisible();
    await prepared;
    await settings(page).click();
    await expect(page.getByRole("heading", { level: 1, name: text("settings.title") })).toBeVisible();
  });
});
