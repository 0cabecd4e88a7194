// Fetches the app's chunks when one of their pages is first shown (`src/shell/chunk.rs`). The build fills in what is empty here, and the names in capitals.
import { initSync } from "./%APP%.js";

/** Where each part is: a file, or a piece of one. */
const PARTS = {};
/** The parts of each chunk, in the order in which they are started. */
const CHUNKS = {};
/** Milliseconds after which a network that says nothing counts as none. */
const PATIENCE = 60_000;

/** What is under way or done, by name. What failed is forgotten, so that it can be tried again. */
function remembering(make) {
  const known = new Map();
  return (name) => {
    if (!known.has(name)) {
      const promise = make(name);
      promise.catch(() => known.delete(name));
      known.set(name, promise);
    }
    return known.get(name);
  };
}

async function ask(file) {
  const answer = await fetch(new URL(file, import.meta.url), { signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  return answer;
}

const read = remembering(async (file) => (await ask(file)).arrayBuffer());

const compile = remembering(async (part) => {
  const { file, from, to } = PARTS[part];
  if (to === undefined) return WebAssembly.compileStreaming(ask(file));
  return WebAssembly.compile((await read(file)).slice(from, to));
});

let shared;
/** Memory, functions and stack of the app, in which every part works. */
function imports() {
  if (!shared) {
    const { EXPORTS } = initSync(undefined, undefined);
    shared = { __wasm_split: { EXPORTS } };
  }
  return shared;
}

const start = remembering(async (part) => WebAssembly.instantiate(await compile(part), imports()));

async function load(chunk) {
  const parts = CHUNKS[chunk];
  // Nothing starts before everything is here: a part alone is of no use.
  await Promise.all(parts.map(compile));
  for (const part of parts) await start(part);
}

/** The next moment in which nothing else is to be done. */
const idle = () => new Promise((resolve) => (window.requestIdleCallback ?? setTimeout)(resolve));

/** Makes the chunks of all pages ready, so that the first click on one doesn't wait for its compilation. */
async function prepare() {
  if (!navigator.serviceWorker) return;
  // They are in the worker's cache by then: nothing is fetched for a page that may never be opened.
  await navigator.serviceWorker.ready;
  for (const chunk of Object.keys(CHUNKS)) {
    await idle();
    await load(chunk).catch(() => {});
  }
}
addEventListener("entente:booted", () => setTimeout(prepare, 1_000), { once: true });

/** Whether the server has a newer app than this one, whose files are then gone. */
async function isReplaced() {
  const page = await fetch("/", { cache: "no-store" }).then((answer) => (answer.ok ? answer.text() : ""), () => "");
  const named = /\bapp-[0-9a-f]{16}\.js/.exec(page);
  return named !== null && !import.meta.url.includes(named[0].slice(0, -".js".length));
}

/** What the app imports: loads a chunk and calls back, with the outcome, what waits for it. */
function loader(chunk) {
  return async (callback, data) => {
    let outcome = true;
    try {
      await load(chunk);
    } catch (error) {
      console.warn(error);
      outcome = false;
      if (await isReplaced()) location.reload();
    }
    imports().__wasm_split.__indirect_function_table.get(callback)(data, outcome);
  };
}
