// Opens the report of each corpus in Chromium and does what a reader does: filters, follows links, saves a review and reads
// it back. Checks axe-core's rules, the width of a phone, reading without scripts, and the time to open 1,000 findings.
//
// Usage: node report.mjs PROGRAM [--keep-screenshot]
// Screenshots go to target/browser; with --keep-screenshot one also to tests/browser/report.png.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../..");
const program = process.argv[2] ?? path.join(root, "target/release/rashomon");
const pictures = path.join(root, "target/browser");
const work = fs.mkdtempSync(path.join(os.tmpdir(), "rashomon-browser-"));
const axe = fs.readFileSync(path.join(here, "node_modules/axe-core/axe.min.js"), "utf8");
fs.mkdirSync(pictures, { recursive: true });

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

function report(inputs, name, ...more) {
  const file = path.join(work, name);
  const run = spawnSync(program, ["report", ...inputs, "-o", file, ...more], { encoding: "utf8", cwd: root });
  assert.ok(run.status === 0 || run.status === 3, run.stderr);
  return file;
}

const context = await chromium.launchPersistentContext(path.join(work, "profile"), {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS, acceptDownloads: true,
  viewport: { width: 1200, height: 900 },
});

async function open(file, options = {}) {
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(error.message));
  page.on("console", (message) => { if (message.type() === "error") page.faults.push(message.text()); });
  page.on("request", (request) => { if (!/^(file|blob|data):/.test(request.url())) page.faults.push(request.url()); });
  page.on("dialog", (dialog) => { if (dialog.type() === "beforeunload") dialog.accept(); else page.faults.push("a dialog opened"); });
  await page.setViewportSize({ width: options.width ?? 1200, height: 900 });
  await page.emulateMedia({ colorScheme: options.scheme ?? "light" });
  await page.goto("file://" + file);
  return page;
}

async function rules(page, what) {
  // From outside the page's content security policy, which allows only the page's own script.
  await page.evaluate(axe);
  const result = await page.evaluate(() => {
    for (const part of document.querySelectorAll("details")) part.open = true;
    return window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
  });
  const found = result.violations.map((rule) =>
    rule.id + ": " + rule.help + "\n    " + rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join("\n    "));
  assert.deepEqual(found, [], what + " breaks rules of axe");
}

async function reflows(page, what) {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 320, `${what} is ${width} px wide on a phone of 320 px`);
}

async function checkCorpus(name) {
  // Weak hints too, so that there are cards to work with whatever the rules are sure of.
  const file = report([path.join("corpora", name)], name + ".html", "--confidence", "0.01");
  const page = await open(file);
  const cards = page.locator(".card");
  const all = await cards.count();
  assert.ok(all > 0, name + " has no card");
  const visible = () => page.locator(".card:visible").count();

  // Filters and order, by keyboard alone.
  await page.locator("#by-words").focus();
  await page.keyboard.type("zzzz");
  assert.equal(await visible(), 0);
  assert.equal(await page.locator("#none").isVisible(), true);
  await page.locator("#tools button[type=reset]").press("Enter");
  await page.waitForFunction((n) => document.querySelectorAll(".card:not([hidden])").length === n, all);
  const outlet = await cards.first().getAttribute("data-a");
  await page.locator("#by-outlet").selectOption(outlet);
  const some = await visible();
  assert.ok(some > 0 && some <= all);
  assert.equal(await page.locator("#shown").textContent(), `${some} of ${all} shown`);
  await page.locator("#by-outlet").selectOption("");
  await page.locator("#order").selectOption("outlet");
  const outlets = await cards.evaluateAll((list) => list.map((card) => card.dataset.a));
  assert.deepEqual(outlets, outlets.toSorted((x, y) => (x < y ? -1 : x > y ? 1 : 0)));
  await page.locator("#order").selectOption("number");

  // From a card to its article, and back.
  const link = cards.first().locator(".place a").first();
  const target = (await link.getAttribute("href")).slice(1);
  await link.click();
  const claim = page.locator("#" + target);
  await page.waitForFunction((id) => document.getElementById(id).closest("details").open, target);
  assert.equal(await claim.isVisible(), true);
  await claim.locator("xpath=following-sibling::span[1]").locator("a").first().click();
  await page.waitForFunction(() => document.activeElement.classList.contains("card"));
  for (const id of await page.locator('a[href^="#"]').evaluateAll((list) => list.map((a) => a.hash.slice(1)))) {
    assert.ok(await page.evaluate((id) => !!document.getElementById(id), id), "#" + id + " leads nowhere");
  }

  // A review, saved and read back by the next run and by the page.
  const pair = await cards.first().getAttribute("data-pair");
  await page.locator(`[name="v-${pair}"][value="not a conflict"]`).check();
  await page.locator(`[name="n-${pair}"]`).fill("other day </script> “quoted”");
  const download = page.waitForEvent("download");
  await page.locator("#save").press("Enter");
  const saved = path.join(work, name + "-review.json");
  await (await download).saveAs(saved);
  const again = await open(report([path.join("corpora", name)], name + "-2.html", "--confidence", "0.01", "--review", saved));
  assert.equal(await again.locator(`[name="v-${pair}"][value="not a conflict"]`).isChecked(), true);
  assert.equal(await again.locator(`[name="n-${pair}"]`).inputValue(), "other day </script> “quoted”");
  assert.equal(await again.locator(".card").last().getAttribute("data-pair"), pair, "struck out findings come last");
  const fresh = await open(file);
  await fresh.locator("#load").setInputFiles(saved);
  await fresh.waitForFunction((p) => document.querySelector(`[name="v-${p}"][value="not a conflict"]`).checked, pair);

  await rules(page, name);
  const dark = await open(file, { scheme: "dark" });
  await rules(dark, name + " in the dark");
  const phone = await open(file, { width: 320 });
  await phone.evaluate(() => { for (const part of document.querySelectorAll("details")) part.open = true; });
  await reflows(phone, name);
  const sure = report([path.join("corpora", name)], name + "-sure.html");
  for (const [width, scheme] of [[1200, "light"], [320, "light"], [1200, "dark"]]) {
    const shot = await open(sure, { width, scheme });
    await shot.screenshot({ path: path.join(pictures, `${name}-${width}-${scheme}.png`), fullPage: true });
    await shot.close();
  }
  for (const open of [page, again, fresh, dark, phone]) {
    assert.deepEqual(open.faults, [], name);
    await open.close();
  }
  console.log(`${name}: ${all} cards, ${(fs.statSync(file).size / 1024).toFixed(0)} KiB`);
}

/** Hostile text in every field shows as text: nothing runs, nothing is fetched, nothing widens the page. */
async function checkHostile() {
  const text = (n) => `Some ${n} people were killed when shells hit the market of Tolm on Saturday, <img src=x onerror=alert(1)> said. `
    + `The \u202Eevil\u202C <script>alert(2)</script> and ${"wall".repeat(200)} stood at the market of Tolm.`;
  const article = (outlet, n) => JSON.stringify({ id: `${outlet}<b>`, outlet: `<i>${outlet}</i>"'`, title: "</title><script>alert(3)</script>",
    url: "javascript:alert(4)", date: "2021-03-02", author: "<svg onload=alert(5)>", text: text(n) });
  const input = path.join(work, "hostile.jsonl");
  fs.writeFileSync(input, [article("A", 46), article("B", 112), article("C", 46)].join("\n"));
  const page = await open(report([input], "hostile.html", "--confidence", "0"), { width: 320 });
  await page.evaluate(() => { for (const part of document.querySelectorAll("details")) part.open = true; });
  await reflows(page, "hostile text");
  assert.equal(await page.locator("img, main svg:not(.timeline), i, main script").count(), 0);
  assert.ok((await page.locator("main").textContent()).includes("<script>alert(2)</script>"));
  await rules(page, "hostile text");
  assert.deepEqual(page.faults, []);
  await page.close();
  console.log("hostile text: shown as text");
}

/** Everything can be read with scripts off. */
async function checkWithoutScript() {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto("file://" + path.join(work, "aleppo-gas.html"));
  assert.equal(await page.locator("#tools").isVisible(), false);
  assert.equal(await page.locator(".card").first().isVisible(), true);
  assert.ok((await page.locator("noscript").first().textContent()).includes("Verdicts"));
  await browser.close();
  console.log("without script: readable");
}

/** A thousand findings open in under two seconds. */
async function checkThousand() {
  // One card for each point and two outlets: 46 outlets that all give other figures make 1,035 cards of one point.
  const places = ["Alden", "Brook", "Carrow"];
  const lines = [];
  for (let outlet = 0; outlet < 46; outlet += 1) {
    const sentences = places.map((place, i) => `${20 + 3 * ((outlet * 37 + i * 11) % 71)} people were killed when the flood reached ${place} on Sunday.`);
    lines.push(JSON.stringify({ id: "o" + outlet, outlet: "Outlet " + outlet, title: "The flood", date: "2021-03-02", text: sentences.join(" ") }));
  }
  const input = path.join(work, "many.jsonl");
  fs.writeFileSync(input, lines.join("\n"));
  const file = report([input], "many.html", "--confidence", "0", "--top", "1000");
  // The best of three, since other work on the machine only ever adds to it.
  let took = Infinity, page;
  for (let run = 0; run < 3; run += 1) {
    await page?.close();
    const started = performance.now();
    page = await open(file);
    await page.waitForFunction(() => document.getElementById("shown").textContent.endsWith("shown"));
    took = Math.min(took, performance.now() - started);
  }
  const count = await page.locator(".card").count();
  console.log(`${count} cards, ${(fs.statSync(file).size / 1048576).toFixed(1)} MiB: open in ${took.toFixed(0)} ms`);
  assert.equal(count, 1000);
  assert.ok((await page.locator("#differences .cut").first().textContent()).includes("Showing 1000 of"));
  assert.ok(took < 2000, "1,000 findings take longer than two seconds to open");
  await page.close();
}

try {
  // Those of one event each; the training material has more findings than a page shows.
  const corpora = fs.readdirSync(path.join(root, "corpora"), { withFileTypes: true })
    .filter((entry) => fs.existsSync(path.join(root, "corpora", entry.name, "gold.jsonl")));
  for (const corpus of corpora) await checkCorpus(corpus.name);
  await checkHostile();
  await checkWithoutScript();
  await checkThousand();
  if (process.argv.includes("--keep-screenshot")) {
    const page = await open(report([path.join("corpora", "aleppo-gas")], "shot.html"));
    await page.setViewportSize({ width: 1200, height: 1500 });
    await page.screenshot({ path: path.join(here, "report.png") });
  }
} finally {
  await context.close();
  fs.rmSync(work, { recursive: true, force: true });
}
