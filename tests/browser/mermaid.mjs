// node mermaid.mjs < JSON list of diagrams: give what the real parser says of each,
// null where it is content. With the word "bars": give how many bars are seen in each.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { read, withBrowser } from "./browser.mjs";

const library = readFileSync(
  createRequire(import.meta.url).resolve("mermaid/dist/mermaid.min.js"), "utf8");
const diagrams = JSON.parse(await read(process.stdin));

const found = await withBrowser(async (browser) => {
  const page = await browser.newPage();
  await page.setContent("<!DOCTYPE html><title>diagrams</title>");
  await page.addScriptTag({ content: library });
  return page.evaluate(async (texts, countBars) => {
    mermaid.initialize({ startOnLoad: false, suppressErrorRendering: true });
    const told = [];
    for (const [number, text] of texts.entries()) {
      try {
        await mermaid.parse(text);
        const { svg } = await mermaid.render(`d${number}`, text);
        const drawn = new DOMParser().parseFromString(svg, "image/svg+xml");
        const bars = [...drawn.querySelectorAll("[class^=bar-plot] rect")];
        const seen = bars.filter((bar) => Number(bar.getAttribute("height")) > 0);
        told.push(countBars ? seen.length : null);
      } catch (error) {
        told.push(String(error.message || error));
      }
    }
    return told;
  }, diagrams, process.argv[2] === "bars");
});
process.stdout.write(JSON.stringify(found));
