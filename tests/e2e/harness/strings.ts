// Strings that stand outside the catalogues, and content that stands outside the page.
import { expect, type Page } from "@playwright/test";

/**
 * In the pseudo-locale `en-XA` every string of the catalogues stands in ⟦ ⟧. Each text and each spoken attribute of the page
 * does too, unless it has no letter, belongs to a person (`translate="no"`) or was written by the browser's Intl (`time`).
 */
export async function noStrayStrings(page: Page): Promise<void> {
  const strays = await page.evaluate(() => {
    const attributes = ["aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "placeholder", "title", "alt"];
    const foreign = "[translate=no], time, script, style, noscript, template";
    const found = new Set<string>();

    /** What is left of a text when balanced pairs are taken out. */
    const outside = (text: string): string => {
      let depth = 0;
      let left = "";
      for (const character of text) {
        if (character === "⟦") depth += 1;
        else if (character === "⟧") depth -= 1;
        else if (depth <= 0) left += character;
      }
      return depth === 0 ? left : text;
    };
    const stray = (text: string): boolean => /\p{Letter}/u.test(outside(text));

    /** An element's text without what is not the catalogues' to say. */
    const ownText = (element: Element): string => {
      const copy = element.cloneNode(true) as Element;
      for (const part of copy.querySelectorAll(foreign)) part.remove();
      return copy.textContent ?? "";
    };

    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode.textContent ?? "";
      const parent = texts.currentNode.parentElement;
      if (!parent || parent.closest(foreign) || !stray(text)) continue;
      // A sentence with a link or a name inside is cut into several texts: the brackets then close further up.
      let around: Element | null = parent;
      let whole = false;
      for (let up = 0; up < 3 && around && around !== document.body && !whole; up += 1) {
        whole = !stray(ownText(around));
        around = around.parentElement;
      }
      if (!whole) found.add(`text "${text.trim()}" in <${parent.tagName.toLowerCase()} class="${parent.className}">`);
    }

    for (const element of document.querySelectorAll("*")) {
      if (element.closest("[translate=no]")) continue;
      const names = element.matches("input[type=submit], input[type=button]") ? [...attributes, "value"] : attributes;
      for (const name of names) {
        const value = element.getAttribute(name);
        if (value && stray(value)) found.add(`${name} "${value}" of <${element.tagName.toLowerCase()}>`);
      }
    }
    return [...found];
  });
  expect(strays, `strings outside the catalogues on ${page.url()}`).toEqual([]);
}

/** Nothing asks for scrolling sideways; by default at 320 px, the narrowest width that is promised. */
export async function noOverflow(page: Page, width = 320): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: before?.height ?? 900 });
  const measured = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      const spills = element.scrollWidth > clientWidth && getComputedStyle(element).overflowX === "visible";
      return spills || right > clientWidth + 1 || left < -1;
    });
    const named = wide.slice(0, 10).map((element) => `<${element.tagName.toLowerCase()} class="${element.className}">`);
    return { overflow: scrollWidth - clientWidth, wide: scrollWidth > clientWidth ? named : [] };
  });
  expect(measured, `${page.url()} at ${width} px`).toEqual({ overflow: 0, wide: [] });
  if (before) await page.setViewportSize(before);
}
