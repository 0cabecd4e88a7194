// The texts of a language, for tests that speak it.
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.ts";

/** A language that the portal speaks; `en-XA` is the pseudo-locale. */
export type Language = "en" | "de" | "en-XA";

/** Gives the text of a key in a language; `{name}` stands where a value goes. */
export function catalogue(language: Language): (key: string) => string {
  const source = language === "de" ? "de" : "en";
  const texts = JSON.parse(readFileSync(path.join(root, `public/locales/${source}.json`), "utf8")) as object;
  return (key) => {
    const nested = key.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], texts);
    const text = (texts as Record<string, unknown>)[key] ?? nested;
    if (typeof text !== "string") throw new Error(`${source}.json has no text ${key}`);
    return language === "en-XA" ? disguise(text) : text;
  };
}

const PLAIN = "ABCDEGHIKLNOPRSTUYZabcdeghiklnoprstuyz";
const ACCENTED = "ÀßÇÐÉĜĤÎĶĻÑÖÞŔŠŢÛÝŽàƀçðéĝĥîķļñöþŕšţûýž";

/** A text as the pseudo-locale writes it: the same as `disguise` of `src/i18n/pseudo.rs`. */
function disguise(text: string): string {
  let disguised = "⟦";
  let letters = 0;
  let insidePlaceholder = false;
  for (const character of text) {
    insidePlaceholder = (insidePlaceholder || character === "{") && character !== "}";
    disguised += insidePlaceholder ? character : (ACCENTED[PLAIN.indexOf(character)] ?? character);
    if (!insidePlaceholder) letters += 1;
  }
  return `${disguised}${"·".repeat(Math.ceil(letters / 3))}⟧`;
}
