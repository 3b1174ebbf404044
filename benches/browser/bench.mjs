// How long a person at the page waits, in a real Chromium: `cargo xtask bench` runs it against dist/.
//
// The page is watched from inside, so that nothing between this script and the browser counts. A time ends with
// the paint that shows it. One line is printed for each measurement: its name, and milliseconds of each repeat,
// between tabs.
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

import config from "../../tests/browser/playwright.config.mjs";
import { LINE } from "../../tests/browser/line.mjs";
import "../../tests/browser/static_server.mjs";

const { chromium } = createRequire(new URL("../../tests/browser/package.json", import.meta.url))("@playwright/test");

const IS_QUICK = process.argv.includes("--quick");
const ADDRESS = config.use.baseURL;
const MANY = 10_000;

/** How often each thing is repeated. */
const REPEATS = IS_QUICK
  ? { visit: 2, link: 3, futures: [[1_000, 3], [MANY, 2]], price: 3, workers: 1 }
  : { visit: 5, link: 7, futures: [[1_000, 7], [MANY, 5], [100_000, 3]], price: 9, workers: 3 };

/** Stands in every page before its own scripts, as `bench`. */
function meters() {
  const text = (id) => document.querySelector(`[data-testid="${id}"]`)?.textContent ?? "";
  const isSettled = () => text("run-state").startsWith("Up to date");
  let longestTask = 0;
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) longestTask = Math.max(longestTask, task.duration);
  }).observe({ type: "longtask" });

  // A timer that is due every 4 milliseconds, the least that browsers allow: how much later it comes.
  let longestGap = 0;
  let last = performance.now();
  function tick() {
    const now = performance.now();
    longestGap = Math.max(longestGap, now - last - 4);
    last = now;
    setTimeout(tick, 0);
  }
  tick();

  /** The time of the paint in which `holds` is first true; a page that takes ten minutes is taken for broken. */
  function painted(holds) {
    return new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`The page never settled: ${text("run-state")}`)), 600_000);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      const look = () => {
        if (!holds()) return false;
        observer.disconnect();
        requestAnimationFrame(() => port2.postMessage(0));
        return true;
      };
      const observer = new MutationObserver(look);
      const root = document.documentElement ?? document;
      if (!look()) observer.observe(root, { subtree: true, childList: true, characterData: true });
    });
  }

  function field(label) {
    return [...document.querySelectorAll("label")].find((one) => one.textContent.trim() === label).control;
  }

  function type(label, value) {
    const input = field(label);
    input.focus();
    input.value = value;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function click(name) {
    const buttons = [...document.querySelectorAll("button")];
    const button = buttons.find((one) => one.textContent.trim() === name);
    // As a finger would: it leaves the field that was typed in.
    button.focus();
    button.click();
  }

  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  /** Does something to the page, and measures until other figures stand there, of `n` futures. */
  async function measure(n, action) {
    const before = text("provenance");
    const futures = ` ${n.toLocaleString("en-GB")} futures`;
    longestTask = longestGap = 0;
    last = performance.now();
    const began = performance.now();
    await action();
    const ended = await painted(
      () => isSettled() && text("provenance") !== before && text("provenance").includes(futures),
    );
    // A long task is told of a little after it.
    await pause(100);
    return { time: ended - began, gap: longestGap, task: longestTask };
  }

  globalThis.bench = {
    first: painted(() => text("headline-cap").includes("future")),
    all: painted(isSettled),
    blocks: () => ({ gap: longestGap, task: longestTask }),
    /** Other dice, so that everything is simulated anew. */
    run: async (n) => {
      if (field("Futures").value.replaceAll(",", "") !== String(n)) await measure(n, () => type("Futures", String(n)));
      return measure(n, () => click("New seed"));
    },
    reprice: (n, line, pounds) => measure(n, () => type(`Price of ${line} (£)`, String(pounds))),
  };
}

/** A visitor with a browser of their own, whose files are kept between visits. */
async function visitor(work, prepare) {
  const profile = await mkdtemp(join(tmpdir(), "ratecard-bench-"));
  const { launchOptions, locale, timezoneId } = config.use;
  const context = await chromium.launchPersistentContext(profile, { ...launchOptions, locale, timezoneId });
  context.setDefaultTimeout(600_000);
  try {
    if (prepare) await context.addInitScript(prepare.script, prepare.argument);
    await context.addInitScript(meters);
    await work(context);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

async function visit(context, address = ADDRESS) {
  const page = await context.newPage();
  await page.goto(address);
  const [first, all] = await page.evaluate(() => Promise.all([bench.first, bench.all]));
  return { page, first, all, ...(await page.evaluate(() => bench.blocks())) };
}

function print(name, samples) {
  console.log([name, ...samples.map((sample) => sample.toFixed(2))].join("\t"));
}

function printRuns(name, runs) {
  print(name, runs.map((run) => run.time));
  print(`${name}, longest gap`, runs.map((run) => run.gap));
  print(`${name}, longest task`, runs.map((run) => run.task));
}

async function repeat(n, work) {
  const results = [];
  for (let number = 0; number < n; number += 1) results.push(await work(number));
  return results;
}

const firstVisits = await repeat(REPEATS.visit, async () => {
  let result;
  await visitor(async (context) => (result = await visit(context)));
  return result;
});
print("first visit, first figures", firstVisits.map((one) => one.first));
print("first visit, all figures", firstVisits.map((one) => one.all));

await visitor(async (context) => {
  const { page } = await visit(context);
  console.log(`browser version\t${context.browser().version()}`);

  await page.getByRole("button", { name: "Share", exact: true }).click();
  const link = await page.getByLabel("Link", { exact: true }).inputValue();
  await page.getByRole("button", { name: "Close", exact: true }).click();
  // The first one fills the browser's caches.
  const visits = await repeat(REPEATS.link + 1, async () => {
    const result = await visit(context, link);
    await result.page.close();
    return result;
  });
  visits.shift();
  print("link, first figures", visits.map((one) => one.first));
  print("link, all figures", visits.map((one) => one.all));
  print("link, longest gap", visits.map((one) => one.gap));
  print("link, longest task", visits.map((one) => one.task));

  for (const [n, repeats] of REPEATS.futures) {
    printRuns(`${n} futures`, await repeat(repeats, () => page.evaluate((n) => bench.run(n), n)));
  }
  await page.evaluate((n) => bench.run(n), MANY);
  const reprice = (number) =>
    page.evaluate(([n, line, price]) => bench.reprice(n, line, price), [MANY, LINE, 1_200 + number]);
  printRuns(`price at ${MANY} futures`, await repeat(REPEATS.price, reprice));
});

for (const workers of [1, 2]) {
  const prepare = {
    script: (n) => Object.defineProperty(Navigator.prototype, "hardwareConcurrency", { get: () => n }),
    argument: workers,
  };
  await visitor(async (context) => {
    const { page } = await visit(context);
    const runs = await repeat(REPEATS.workers, () => page.evaluate((n) => bench.run(n), MANY));
    print(`processors ${workers}, ${MANY} futures`, runs.map((run) => run.time));
  }, prepare);
}
process.exit();
