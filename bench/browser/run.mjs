// Measures the app in Chromium against the real binary. Prints nothing of its own; writes JSON for report.mjs.
import { spawn } from "node:child_process";
import { cpSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { parseArgs } from "node:util";
import { setTimeout as wait } from "node:timers/promises";
import { bulk, clicks, form, heap, search, shift } from "./interaction.mjs";
import { firstRows, transfer } from "./loading.mjs";

const { values } = parseArgs({
  options: {
    server: { type: "string" },
    data: { type: "string" },
    app: { type: "string" },
    port: { type: "string", default: "9182" },
    out: { type: "string" },
  },
});
const root = path.resolve(import.meta.dirname, "../..");
const require = createRequire(path.join(root, "tests/e2e/package.json"));

/** The browser, or a clear word about what is missing. */
async function launch() {
  let chromium;
  try {
    ({ chromium } = require("playwright-core"));
  } catch {
    throw new Error("tests/e2e/node_modules is missing: `npm ci --prefix tests/e2e`, or run `cargo xtask bench`");
  }
  const named = process.env.ENTENTE_CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync);
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ ...(named ? { executablePath: named } : {}), args: sandbox });
}

/** A server on a copy of the data set. */
async function serve(address, folder) {
  rmSync(folder, { recursive: true, force: true });
  cpSync(values.data, folder, { recursive: true });
  const log = openSync(path.join(folder, "server.log"), "w");
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("ENTENTE_")));
  const child = spawn(values.server, ["serve", "--listen", address, "--data", folder], {
    env: { ...environment, ENTENTE_APP: values.app, ENTENTE_ADMIN_LISTEN: "off", ENTENTE_LOG: "warn" },
    stdio: ["ignore", log, log],
  });
  for (let attempt = 0; attempt < 400; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`the server ended:\n${readFileSync(path.join(folder, "server.log"))}`);
    const answer = await fetch(`http://${address}/readyz`).catch(() => null);
    if (answer?.ok) return child;
    await wait(50);
  }
  child.kill("SIGKILL");
  throw new Error("the server was not ready within 20 seconds");
}

/** A browser context in which a person of the sample is signed in, without having loaded the app. */
function people(browser, base, signIns) {
  return async (role) => {
    const person = signIns.find((known) => known.role === role);
    if (!person) throw new Error(`the sample has no ${role}`);
    const answer = await fetch(`${base}/api/v1/sessions`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: base },
      body: JSON.stringify({ email: person.email, password: person.password }),
    });
    if (answer.status !== 201) throw new Error(`signing ${role} in: ${answer.status} ${await answer.text()}`);
    const [name, value] = answer.headers.getSetCookie()[0].split(";")[0].split("=");
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-US" });
    await context.addCookies([{ name, value, url: base }]);
    return context;
  };
}

const address = `127.0.0.1:${values.port}`;
const base = `http://${address}`;
const folder = path.join(path.dirname(values.data), "work-browser");
const { sign_ins: signIns } = JSON.parse(readFileSync(path.join(values.data, "bench.json"), "utf8"));
const browser = await launch();
const server = await serve(address, folder);
const found = [];
try {
  const tools = { base, enter: people(browser, base, signIns) };
  for (const measure of [transfer, firstRows, search, form, clicks, shift, heap, bulk]) {
    process.stderr.write(`browser: ${measure.name}\n`);
    try {
      found.push(...(await measure(tools)));
    } catch (error) {
      // What can't be measured is said, never left out.
      found.push({ case: measure.name, error: String(error.message ?? error).split("\n")[0] });
    }
    for (const context of browser.contexts()) await context.close();
  }
} finally {
  await browser.close();
  server.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
}
writeFileSync(values.out, JSON.stringify({ browser: browser.version(), found }, null, 2));
