// What every spec imports: the test with its server and guard, and the gestures.
import { test as base, type BrowserContextOptions, type Page } from "@playwright/test";
import { Guard } from "./harness/guard.ts";
import { signIn } from "./harness/gestures.ts";
import type { Role } from "./harness/sample.ts";
import { Server } from "./harness/server.ts";

export { expect, type Locator, type Page } from "@playwright/test";
export { axe } from "./harness/axe.ts";
export { catalogue } from "./harness/catalogue.ts";
export * from "./harness/gestures.ts";
export * from "./harness/looks.ts";
export { mails, newestLink, newestMail } from "./harness/mail.ts";
export { sampleSignIn, type Role } from "./harness/sample.ts";
export { noOverflow, noStrayStrings } from "./harness/strings.ts";
export type { Guard, Server };

interface TestFixtures {
  /** Set with `test.use`: a server and data of this test's own, for what would disturb the others. */
  ownServer: boolean;
  /** Set with `test.use`: an own server whose program stands as it stood so many days ago. What was due since is done when it starts. */
  sampleDaysAgo: number;
  /** The server that the page talks to. */
  server: Server;
  /** Watches the browser; tell it what the test expects to be complained of. */
  guard: Guard;
  /** Opens another person's browser, watched like the first and closed with the test; signed in when a role is given. */
  another: (role?: Role, options?: BrowserContextOptions) => Promise<Page>;
}

interface WorkerFixtures {
  sharedServer: Server;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  ownServer: [false, { option: true }],

  sampleDaysAgo: [0, { option: true }],

  sharedServer: [
    async ({}, use) => {
      const server = await Server.withSampleProgram();
      await use(server);
      await server.dispose();
    },
    { scope: "worker" },
  ],

  server: async ({ ownServer, sampleDaysAgo, sharedServer }, use, testInfo) => {
    const isOwn = ownServer || sampleDaysAgo > 0;
    const server = isOwn ? await Server.withSampleProgram(sampleDaysAgo) : sharedServer;
    const printedBefore = server.log.length;
    await use(server);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach("server.log", { body: server.log.slice(printedBefore), contentType: "text/plain" });
    }
    if (isOwn) await server.dispose();
    // A test that stopped it leaves it as it found it.
    else await server.start();
  },

  baseURL: async ({ server }, use) => use(server.address),

  guard: async ({}, use) => {
    const guard = new Guard();
    await use(guard);
    guard.verify();
  },

  context: async ({ context, guard }, use) => {
    await guard.watch(context);
    await use(context);
  },

  another: async ({ browser, server, guard }, use) => {
    const opened: Page[] = [];
    await use(async (role, options = {}) => {
      const context = await browser.newContext({ baseURL: server.address, ...options });
      await guard.watch(context);
      const page = await context.newPage();
      opened.push(page);
      if (role) await signIn(page, role);
      return page;
    });
    for (const page of opened) await page.context().close();
  },
});
