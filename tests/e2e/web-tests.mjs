// Runs tests that were compiled to wasm, in the browser of the end-to-end tests; so no WebDriver of a fitting version is needed.
// usage: node web-tests.mjs TEST.wasm…   prints each test and a `test result:` line for each file.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "@playwright/test";

const LONGEST = 180_000;

const browser = await chromium.launch({
  executablePath: process.env.ENTENTE_CHROMIUM ?? ["/usr/bin/chromium"].find(existsSync),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
let failed = false;
for (const file of process.argv.slice(2)) {
  console.log(`\n     Running ${path.basename(file)} in Chromium ${browser.version()}`);
  try {
    if (!(await run(file))) failed = true;
  } catch (error) {
    failed = true;
    console.log(`${error.stack ?? error}\ntest result: FAILED. 0 passed; 1 failed;`);
  }
}
await browser.close();
process.exitCode = failed ? 1 : 0;

/** Serves one file with wasm-bindgen's own runner, opens it and prints what it says; true when all of it passed. */
async function run(file) {
  const runner = spawn("wasm-bindgen-test-runner", [file], {
    env: { ...process.env, NO_HEADLESS: "1", WASM_BINDGEN_USE_BROWSER: "1", WASM_BINDGEN_TEST_ADDRESS: "127.0.0.1:0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  // Asked for at once: Node throws away what a process printed that ended before anybody listened.
  const address = await addressOf(runner);
  if (address === null) {
    console.log("test result: ok. 0 passed; 0 failed;");
    return true;
  }
  const page = await browser.newPage();
  try {
    page.on("pageerror", (error) => console.log(`uncaught: ${error.stack ?? error.message}`));
    await page.goto(address);
    const output = page.locator("#output").filter({ hasText: "test result:" });
    await output.waitFor({ timeout: LONGEST }).catch(async (error) => {
      console.log(await page.locator("#output").textContent());
      throw error;
    });
    const text = (await output.textContent()) ?? "";
    console.log(text.trim());
    return /test result: ok/.test(text);
  } finally {
    await page.close();
    runner.kill();
  }
}

/** Where the runner serves; null when the file holds no test and the runner ended. */
async function addressOf(runner) {
  for await (const line of createInterface({ input: runner.stdout })) {
    const found = /available at (http:\S+)/.exec(line);
    if (found) return found[1];
    if (/no tests to run/.test(line)) return null;
  }
  throw new Error("wasm-bindgen-test-runner ended before it served anything");
}
