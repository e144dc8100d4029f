// node page.mjs FILE: open a page as people do, and tell what was seen as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { withBrowser } from "./browser.mjs";

const file = pathToFileURL(process.argv[2]).href;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function visit(browser, { width, scheme }) {
  const page = await browser.newPage();
  const said = [];
  const asked = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { said.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => asked.push(request.url()));
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(file, { waitUntil: "load" });
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  const seen = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
    scripts: document.querySelectorAll("script, iframe, object, embed, img, form").length,
    handlers: [...document.querySelectorAll("*")].filter((one) =>
      [...one.attributes].some((attribute) => attribute.name.startsWith("on"))).length,
    links: [...document.querySelectorAll("a[href]")].map((one) => one.getAttribute("href")),
    headings: [...document.querySelectorAll("h1, h2, h3, h4")].map((one) => one.tagName),
    text: document.body.innerText,
    background: getComputedStyle(document.body).backgroundColor,
  }));
  // The page forbids all scripts: the checker comes in beside that rule.
  const session = await page.createCDPSession();
  await session.send("Runtime.evaluate", { expression: axe });
  const { result } = await session.send("Runtime.evaluate", {
    expression: "axe.run(document, {resultTypes: ['violations']}).then((found) => JSON.stringify(" +
      "found.violations.map((one) => ({id: one.id, impact: one.impact, help: one.help," +
      " nodes: one.nodes.map((node) => node.target.join(' ')).slice(0, 5)}))))",
    awaitPromise: true,
    returnByValue: true,
  });
  await page.close();
  return { width, scheme, said, asked: asked.filter((url) => url !== file), axe: JSON.parse(result.value), ...seen };
}

const report = await withBrowser(async (browser) => {
  const visits = [];
  for (const width of [360, 768, 1280]) visits.push(await visit(browser, { width, scheme: "light" }));
  visits.push(await visit(browser, { width: 1280, scheme: "dark" }));
  const page = await browser.newPage();
  await page.goto(file, { waitUntil: "load" });
  const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[([^\]]*)\]/g)].map((one) => one[1].trim().split(/\s+/).map(Number));
  return { visits, boxes };
});
process.stdout.write(JSON.stringify(report));
