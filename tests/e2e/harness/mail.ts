// Reads the mail that a server put into a folder.
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect } from "@playwright/test";
import PostalMime, { type Email } from "postal-mime";
import type { Server } from "./server.ts";

/** The newest mail to an address, waited for; `since` (milliseconds) leaves out what was there before. */
export async function newestMail(server: Server, to: string, since = 0): Promise<Email> {
  let newest: Email | undefined;
  await expect
    // A decision is mailed ten seconds after it was made.
    .poll(async () => (newest = (await mails(server, to, since))[0]), { message: `a mail to ${to}`, timeout: 25_000 })
    .toBeDefined();
  return newest!;
}

/** The portal's link in the newest mail to an address. */
export async function newestLink(server: Server, to: string, since = 0): Promise<string> {
  const mail = await newestMail(server, to, since);
  const found = /https?:\/\/[^\s"'<>)\]]+/.exec(`${mail.text ?? ""} ${mail.html ?? ""}`);
  if (!found) throw new Error(`the mail "${mail.subject}" to ${to} has no link:\n${mail.text ?? mail.html}`);
  return found[0].replaceAll("&amp;", "&").replace(/[.,;]$/, "");
}

/** All mails to an address, newest first. */
export async function mails(server: Server, to: string, since = 0): Promise<Email[]> {
  const files = readdirSync(server.data, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".eml"))
    .map((name) => path.join(server.data, name))
    .map((file) => ({ file, at: statSync(file).mtimeMs }))
    .filter(({ at }) => at >= since)
    .sort((one, other) => other.at - one.at);
  const read = await Promise.all(files.map(({ file }) => PostalMime.parse(readFileSync(file))));
  const wanted = to.toLowerCase();
  return read.filter((mail) => mail.to?.some((address) => address.address?.toLowerCase() === wanted));
}
