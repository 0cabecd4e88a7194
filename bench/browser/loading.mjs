// What is sent before the first row stands, and how long that takes.

/** The mobile profile of quality.md: 150 ms round trip, 1.6 Mbit/s down, 750 kbit/s up, a processor four times slower. */
const MOBILE = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const SLOWDOWN = 4;
const RUNS = 5;

/** Rows of the list that hold deals, not skeletons. */
export const ROWS = "table tbody tr:not([aria-hidden])";

/** Puts the moment at which the first row was painted into `window.benchFirstRow`, in milliseconds since the navigation. */
const WATCH = `(() => {
  const seen = () => document.querySelector(${JSON.stringify(ROWS)});
  const note = () => requestAnimationFrame(() => setTimeout(() => (window.benchFirstRow ??= performance.now())));
  const observer = new MutationObserver(() => { if (seen()) { observer.disconnect(); note(); } });
  observer.observe(document, { childList: true, subtree: true });
})()`;

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];

/** Bytes of a first visit to the deals page, as they travel. */
export async function transfer({ base, enter }) {
  const context = await enter("partner_admin");
  const page = await context.newPage();
  const debug = await context.newCDPSession(page);
  await debug.send("Network.enable");
  const requests = new Map();
  debug.on("Network.responseReceived", ({ requestId, response }) => requests.set(requestId, { url: response.url, type: response.mimeType }));
  debug.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId);
    if (request) request.bytes = encodedDataLength;
  });
  await page.goto(`${base}/deals`);
  await page.locator(ROWS).first().waitFor();
  await page.waitForTimeout(1_000);
  const kinds = { wasm: 0, script: 0, style: 0, font: 0, document: 0, other: 0 };
  for (const { url, type, bytes = 0 } of requests.values()) {
    const at = new URL(url).pathname;
    if (at.startsWith("/api/")) continue;
    const kind = type.includes("wasm") ? "wasm" : type.includes("javascript") ? "script" : type.includes("css") ? "style"
      : type.includes("font") ? "font" : type.includes("html") ? "document" : "other";
    kinds[kind] += bytes;
  }
  // Styles and the first script stand in the document, so it counts.
  const asset = kinds.wasm + kinds.script + kinds.style + kinds.font + kinds.document;
  return [{ case: "transfer", value: asset, unit: "bytes", parts: kinds }];
}

/** Time to the first row on a phone's network and processor: with an empty cache, and with a filled one. */
export async function firstRows({ base, enter }) {
  const cold = [];
  const warm = [];
  for (let run = 0; run < RUNS; run += 1) {
    const context = await enter("partner_admin");
    cold.push(await visit(context, base, stay));
    warm.push(await visit(context, base));
    await context.close();
  }
  return [
    { case: "first_row_cold", value: median(cold), samples: cold, unit: "ms" },
    { case: "first_row_warm", value: median(warm), samples: warm, unit: "ms" },
  ];
}

/** A first visit lasts until the worker has the app's files and the browser has kept what it compiled. */
async function stay(page) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForTimeout(3_000);
}

async function visit(context, base, beforeLeaving) {
  const page = await context.newPage();
  const debug = await context.newCDPSession(page);
  await debug.send("Network.enable");
  await debug.send("Network.emulateNetworkConditions", MOBILE);
  await debug.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  await page.addInitScript(WATCH);
  await page.goto(`${base}/deals`, { waitUntil: "commit" });
  const painted = await page.waitForFunction(() => window.benchFirstRow, null, { timeout: 60_000 });
  const moment = await painted.jsonValue();
  await beforeLeaving?.(page);
  await page.close();
  return moment;
}
