// The secrets of mailed links: where they stand, and where they must not.
import { expect, type Page } from "@playwright/test";

/** Notes the `Referer` of every request that is answered from now on; answers with those that hold a text. */
export function refererWatch(page: Page): (secret: string) => Promise<string[]> {
  const asked: Promise<string>[] = [];
  page.on("requestfinished", (request) => {
    asked.push(request.allHeaders().then((headers) => headers["referer"] ?? ""));
  });
  return async (secret) => {
    const referers = await Promise.all(asked);
    // What the page asks for says that it comes from the portal, and no more.
    expect(referers.some((referer) => referer !== "")).toBe(true);
    return referers.filter((referer) => referer.includes(secret));
  };
}

/** The secret of a mailed link, which stands in its fragment alone. */
export function secretOf(link: string): string {
  const { hash, pathname, search } = new URL(link);
  expect(hash).toMatch(/^#token=/);
  expect(pathname + search).not.toContain("token");
  return hash.replace("#token=", "");
}
