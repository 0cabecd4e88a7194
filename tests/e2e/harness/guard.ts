// Whatever a browser complains of fails the test, unless the test said that it expects just that.
import { expect, type BrowserContext } from "@playwright/test";

/** Gathers console errors, uncaught errors, violations of the content security policy and answers from 500 on. */
export class Guard {
  private readonly complaints: string[] = [];
  // The page asks who is here, and what it reads first, before it knows of a session that ended; the browser reports the refusal by itself.
  private readonly allowed: RegExp[] = [/\b401\b.*\/api\/v1\/(session|home|applications\/own)$/];

  /** Expects a complaint that matches. */
  allow(complaint: RegExp): void {
    this.allowed.push(complaint);
  }

  /** Expects answers of a status from addresses that hold a text, as in `allowStatus(409, "/decision")`. */
  allowStatus(status: number, address: string): void {
    const literal = address.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
    this.allow(new RegExp(`\\b${status}\\b.*${literal}`));
  }

  /** Expects that the server can't be reached. */
  allowOffline(): void {
    this.allow(/net::ERR_(CONNECTION_|INTERNET_DISCONNECTED|NETWORK_|EMPTY_RESPONSE|INCOMPLETE_CHUNKED|ABORTED|FAILED)/);
  }

  /** Listens to every page of a context, those opened later included. */
  async watch(context: BrowserContext): Promise<void> {
    context.on("console", (message) => {
      if (message.type() !== "error") return;
      const place = message.location().url;
      this.complaints.push(`console: ${message.text()}${place ? ` at ${place}` : ""}`);
    });
    context.on("weberror", (error) => this.complaints.push(`uncaught: ${error.error().stack ?? error.error().message}`));
    context.on("response", (response) => {
      if (response.status() < 500) return;
      this.complaints.push(`answer: ${response.status()} to ${response.request().method()} ${response.url()}`);
    });
    // A violation in report-only mode or in a worker may reach the console as a mere warning.
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`content security policy: ${event.effectiveDirective} refused ${event.blockedURI}`);
      });
    });
  }

  /** Fails when something was complained of that no test expected. */
  verify(): void {
    const unexpected = this.complaints.filter((complaint) => !this.allowed.some((pattern) => pattern.test(complaint)));
    expect(unexpected, "what the browser complained of").toEqual([]);
  }
}
