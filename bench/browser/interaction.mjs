// How quickly the app answers a hand: typing, opening, clicking, deciding; and what a long visit leaves behind.
import { ROWS, median } from "./loading.mjs";

const SLOWDOWN = 4;
/** Rows that are approved at once: a page of the queue. */
const BULK = 25;

/** Measures in the page from an input event to the paint in which what was waited for is there. */
const TOOLS = `(() => {
  window.ententeDebounce = 0;
  const afterPaint = () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))));
  // Starts at the next event of the kind and ends after the paint that follows when changed() first holds.
  window.benchFrom = (kind, changed) => new Promise((done, fail) => {
    const expired = setTimeout(() => fail(new Error("nothing changed within 10 s")), 10_000);
    window.addEventListener(kind, (event) => {
      const started = event.timeStamp;
      const look = () => {
        if (!changed()) return;
        observer.disconnect();
        clearTimeout(expired);
        afterPaint().then((ended) => done(ended - started));
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
    }, { capture: true, once: true });
  });
  window.benchRows = () => [...document.querySelectorAll(${JSON.stringify(ROWS)})].map((row) => row.textContent).join("\\n");
  window.benchShift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.benchShift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  window.benchInteractions = new Map();
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!entry.interactionId) continue;
      const longest = Math.max(entry.duration, window.benchInteractions.get(entry.interactionId) ?? 0);
      window.benchInteractions.set(entry.interactionId, longest);
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
})()`;

async function open(context, address) {
  const page = await context.newPage();
  await page.addInitScript(TOOLS);
  await page.goto(address);
  await page.locator("main").first().waitFor();
  const debug = await context.newCDPSession(page);
  await debug.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  return { page, debug };
}

/** Whether a click in the middle of an element would meet it. */
function isOnTop(element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  const met = document.elementFromPoint(left + width / 2, top + height / 2);
  return met !== null && (element === met || element.contains(met));
}

/** The pages that the rail leads to; menus in it are closed. */
async function rail(page) {
  await page.locator("nav.rail a[href^='/']").first().waitFor();
  return page
    .locator("nav.rail a[href^='/']")
    .evaluateAll((all) => [...new Set(all.filter((link) => link.checkVisibility()).map((link) => link.getAttribute("href")))]);
}

const settle = (page) => page.waitForTimeout(600);

/** From a key in the list's search to changed rows, the 5,000 deals of the partner among 10,000 behind the API, no pause for typing. */
export async function search({ base, enter }) {
  const { page } = await open(await enter("partner_admin"), `${base}/deals`);
  await page.locator(ROWS).first().waitFor();
  const field = page.locator("main input[type=search]").first();
  const taken = [];
  for (const word of ["masch", "keller", "nova"]) {
    for (const letter of word) {
      await field.focus();
      await settle(page);
      const measured = page.evaluate(() => {
        const before = window.benchRows();
        return window.benchFrom("keydown", () => window.benchRows() !== before && document.querySelector("table[aria-busy=true]") === null);
      });
      await wait(page);
      await page.keyboard.press(letter);
      // A letter may leave the rows as they are; then there is nothing to see and nothing to measure.
      const time = await measured.catch(() => null);
      if (time !== null) taken.push(time);
    }
    await field.fill("");
    await settle(page);
  }
  if (taken.length < 5) throw new Error(`only ${taken.length} keys changed the rows`);
  return [{ case: "search_key", value: median(taken), worst: Math.max(...taken), samples: taken, unit: "ms" }];
}

/** Lets the page run what was just evaluated before the input arrives. */
const wait = (page) => page.waitForTimeout(60);

/** From the click on "Register a deal" to the form. */
export async function form({ base, enter }) {
  const { page } = await open(await enter("partner_admin"), `${base}/deals`);
  const taken = [];
  for (let round = 0; round < 6; round += 1) {
    await page.locator(ROWS).first().waitFor();
    await settle(page);
    const measured = page.evaluate(() => window.benchFrom("click", () => document.querySelectorAll("form input, form textarea").length >= 5));
    await wait(page);
    await page.locator('main a[href$="/deals/new"]').first().click();
    taken.push(await measured);
    await page.goBack();
  }
  // The first opening compiles what the later ones find ready; all count.
  return [{ case: "form", value: median(taken), worst: Math.max(...taken), samples: taken, unit: "ms" }];
}

/** The slowest answer to a click over a visit: sorting, turning pages, opening and leaving deals (INP). */
export async function clicks({ base, enter }) {
  const { page } = await open(await enter("partner_admin"), `${base}/deals`);
  await page.locator(ROWS).first().waitFor();
  await settle(page);
  for (const heading of await page.locator("table thead button").all()) {
    // A wide table scrolls beside the rail: what a person would first have to scroll to is left out.
    if (!(await heading.evaluate(isOnTop))) continue;
    await heading.click();
    await settle(page);
  }
  for (let round = 0; round < 3; round += 1) {
    await page.locator(`${ROWS} a`).nth(round).click();
    await settle(page);
    await page.goBack();
    await page.locator(ROWS).first().waitFor();
    await settle(page);
  }
  for (const link of await rail(page)) {
    await page.locator(`nav.rail a[href='${link}']`).first().click();
    await settle(page);
  }
  const durations = await page.evaluate(() => [...window.benchInteractions.values()]);
  // Event Timing leaves out what took less than 16 ms: then there is nothing to report but that.
  const worst = durations.length ? Math.max(...durations) : 16;
  return [{ case: "inp", value: worst, samples: durations, unit: "ms" }];
}

/** How far things moved without anybody's doing over a visit. */
export async function shift({ base, enter }) {
  const { page } = await open(await enter("partner_admin"), `${base}/deals`);
  await page.locator(ROWS).first().waitFor();
  await settle(page);
  await page.locator(`${ROWS} a`).first().click();
  await settle(page);
  await page.goBack();
  await page.locator('main a[href$="/deals/new"]').first().click();
  await settle(page);
  return [{ case: "layout_shift", value: await page.evaluate(() => window.benchShift), unit: "" }];
}

/** Growth of the tab's heap from the first round over every page to the second. */
export async function heap({ base, enter }) {
  const { page, debug } = await open(await enter("channel_manager"), `${base}/`);
  await debug.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const links = await rail(page);
  if (links.length < 2) throw new Error("the page has no navigation to walk");
  const round = async () => {
    for (const link of links) {
      await page.locator(`nav.rail a[href='${link}']`).first().click();
      await settle(page);
    }
    await debug.send("HeapProfiler.collectGarbage");
    const usage = await debug.send("Runtime.getHeapUsage");
    return usage.usedSize + (usage.embedderHeapUsedSize ?? 0) + (usage.backingStorageSize ?? 0);
  };
  // Once before, so that what is loaded once does not count as growth.
  await round();
  const first = await round();
  const second = await round();
  return [{ case: "heap_growth", value: (second / first - 1) * 100, unit: "%", samples: [first, second] }];
}

/** From the click that approves 25 rows at once, in the dialog that asks for a message, to the changed rows. */
export async function bulk({ base, enter }) {
  const { page } = await open(await enter("channel_manager"), `${base}/approvals`);
  await page.locator(ROWS).first().waitFor();
  await settle(page);
  const boxes = page.locator(`${ROWS} input[type=checkbox]`);
  const count = await boxes.count();
  if (count < BULK) throw new Error(`the queue shows ${count} rows to choose from; ${BULK} are wanted`);
  // With the keys of the queue a person would be as quick; a check through the page is steadier.
  for (let row = 0; row < BULK; row += 1) await boxes.nth(row).check();
  await page.getByRole("toolbar", { name: "Decide the selection" }).getByRole("button", { name: /^Approve/ }).click();
  const send = page.getByRole("dialog").getByRole("button", { name: /^Approve/ });
  await send.waitFor();
  await settle(page);
  const measured = page.evaluate(() => {
    const before = window.benchRows();
    return window.benchFrom("click", () => window.benchRows() !== before);
  });
  await wait(page);
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith("/api/v1/approvals/decisions")),
    send.click(),
  ]);
  const results = await answer.json();
  if (answer.status() !== 200 || results.length !== BULK) throw new Error(`deciding in bulk answered ${answer.status()}`);
  const refused = results.filter((result) => result.problem).length;
  return [{ case: "bulk_approval", value: await measured, unit: "ms", rows: BULK, refused }];
}
