// End-to-end tests: Chromium against the real binary that serves the real app.
import { existsSync } from "node:fs";
import { defineConfig, devices, type LaunchOptions } from "@playwright/test";

/** How a Chromium is started here, for tests and measurements alike. */
export const launchOptions: LaunchOptions = {
  executablePath: process.env.ENTENTE_CHROMIUM ?? ["/usr/bin/chromium"].find(existsSync),
  args: [
    // The browser's sandbox refuses the superuser, whom containers run as.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ],
};

export default defineConfig({
  testDir: "specs",
  outputDir: "results/tests",
  globalSetup: "./harness/sample.ts",
  fullyParallel: false,
  workers: 2,
  // A test that passes at its second run only hides a defect.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // The longest stories take a minute on two slow cores.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [
    ["list"],
    ["json", { outputFile: "results/report.json" }],
    ["html", { outputFolder: "report", open: "never" }],
  ],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    timezoneId: "Europe/Berlin",
    colorScheme: "light",
    // Axe measures contrast: it must not look at a colour on its way to another.
    contextOptions: { reducedMotion: "reduce" },
    // What a worker answers, a test can't hold back or change; the one that tests the worker lets it in.
    serviceWorkers: "block",
    launchOptions,
    screenshot: "only-on-failure",
    trace: process.env.CI ? "off" : "retain-on-failure",
  },
});
