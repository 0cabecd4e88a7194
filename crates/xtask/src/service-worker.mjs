// Writes the list of the app's files and their version into the service worker of a release build. xtask calls it when all of them are there;
// in a debug build the worker stays as it is and takes itself away in browsers, because files that change all the time must not be kept.
// usage: node service-worker.mjs, with Trunk's variables TRUNK_STAGING_DIR and TRUNK_PROFILE
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

const { TRUNK_STAGING_DIR: folder, TRUNK_PROFILE: profile } = process.env;
const WORKER = "service-worker.js";
/** Fetched when a person's language needs it, not before. */
const LATER = /latin-ext|LICENSE|\.(br|map)$/;

if (profile === "release") {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join("/"))
    .filter((name) => name !== WORKER && !LATER.test(name))
    .sort();
  const hash = createHash("sha256");
  for (const name of names) hash.update(name).update(await readFile(path.join(folder, name)));
  // The page stands at every address; its own name is none of them.
  const addresses = names.map((name) => (name === "index.html" ? "/" : `/${name}`));
  const file = path.join(folder, WORKER);
  const worker = await readFile(file, "utf8");
  const written = worker
    .replace("const VERSION = null;", `const VERSION = "${hash.digest("hex").slice(0, 16)}";`)
    .replace("const FILES = [];", `const FILES = ${JSON.stringify(addresses)};`);
  if (written === worker) throw new Error(`${WORKER} has no place for its version`);
  await writeFile(file, written);
}
