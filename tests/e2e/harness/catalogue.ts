// The texts of a language, for tests that speak it.
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.ts";

/** Gives the text of a key in a language; `{name}` stands where a value goes. */
export function catalogue(language: "en" | "de"): (key: string) => string {
  const texts = JSON.parse(readFileSync(path.join(root, `public/locales/${language}.json`), "utf8")) as object;
  return (key) => {
    const nested = key.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], texts);
    const text = (texts as Record<string, unknown>)[key] ?? nested;
    if (typeof text !== "string") throw new Error(`${language}.json has no text ${key}`);
    return text;
  };
}
