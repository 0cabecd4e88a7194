// Writes `name.br` beside every text file and wasm of a folder, at brotli's highest quality, and prints the sizes.
// Node's own brotli runs in threads and adds no crate to the commands that compile first on a fresh machine.
// usage: node precompress.mjs FOLDER CACHE
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";

const compressible = /\.(bin|css|html|js|json|map|mjs|svg|txt|wasm|webmanifest|xml)$/;
const brotli = promisify(zlib.brotliCompress);
const [folder, cache] = process.argv.slice(2);

await mkdir(cache, { recursive: true });
const entries = await readdir(folder, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile() && compressible.test(entry.name));
const rows = await Promise.all(files.map((entry) => compress(path.join(entry.path ?? entry.parentPath, entry.name))));
rows.sort((one, other) => other.after - one.after);
for (const { name, before, after } of rows) {
  console.log(`    ${String(after).padStart(9)} B brotli ${String(before).padStart(10)} B  ${name}`);
}

async function compress(file) {
  const bytes = await readFile(file);
  const kept = path.join(cache, `${createHash("sha256").update(bytes).digest("hex")}.br`);
  let small = await readFile(kept).catch(() => null);
  if (small === null) {
    const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = zlib.constants;
    const params = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_SIZE_HINT]: bytes.length };
    small = await brotli(bytes, { params });
    await writeFile(kept, small);
  }
  // A file that brotli would enlarge travels as it is.
  const smaller = small.length < bytes.length;
  if (smaller) await writeFile(`${file}.br`, small);
  else await rm(`${file}.br`, { force: true });
  return { name: path.relative(folder, file), before: bytes.length, after: smaller ? small.length : bytes.length };
}
