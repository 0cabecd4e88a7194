// Pictures of pages for people to look at: `cargo xtask screenshots`.
import { defineConfig } from "@playwright/test";
import shared from "./playwright.config.ts";

export default defineConfig({
  ...shared,
  testDir: ".",
  testMatch: "screenshots.ts",
  outputDir: "results/screenshots",
  reporter: "list",
});
