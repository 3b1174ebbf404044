// One journey in one browser: `cargo xtask browsers` runs it in each, against dist/, and compares what they report.
//
// Open the page, edit a price, undo, share, open the link in a browser that has never been here, print. Every step
// waits for what it is to bring about. The last line is the report: the browser, and the fingerprints of the figures.
import assert from "node:assert/strict";

import "../static_server.mjs";
import { DRIVERS } from "./drivers.mjs";
import { Page } from "./page.mjs";
import { Driver } from "./webdriver.mjs";

const ADDRESS = `http://127.0.0.1:${process.env.RATECARD_PORT}/any/folder/`;
const driverPort = process.env.RATECARD_DRIVER_PORT;
const name = process.argv[2];
const { program, words, capabilities } = DRIVERS[name];

let page;
let stepName;

/** Names what is done next, so that a failure can be told from others. */
async function step(what, work) {
  stepName = what;
  const began = performance.now();
  const result = await work();
  console.log(`${what} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  return result;
}

async function journey() {
  const driver = await step("start the driver", () => Driver.start(program, words(driverPort), driverPort));

  await step("start the browser", async () => {
    page = new Page(await driver.newSession(capabilities));
  });

  const opened = await step("open the page", async () => {
    await page.open(ADDRESS);
    return page.figures();
  });

  const edited = await step("edit a price", async () => {
    await page.typePrice("1,000");
    const figures = await page.figuresAfter(opened, "1,000");
    assert.notEqual(figures.paid, opened.paid, "what is paid moves with the price");
    return figures;
  });

  await step("undo", async () => {
    await page.press("Undo");
    assert.deepEqual(await page.figuresAfter(edited, opened.price), opened, "undo brings every figure back");
  });

  await step("redo", async () => {
    await page.press("Redo");
    assert.deepEqual(await page.figuresAfter(opened, edited.price), edited, "redo brings every figure back");
  });

  const link = await step("share", () => page.sharedLink());
  assert.ok(link.startsWith(`${ADDRESS}#`), `the link leads elsewhere: ${link}`);

  await step("open the link in a fresh browser", async () => {
    await page.close();
    page = new Page(await driver.newSession(capabilities));
    await page.open(link);
    assert.deepEqual(await page.figures(), edited, "whoever gets the link sees the same figures");
    await page.says("reproduction", /^Reproduced exactly/);
  });

  await step("print", async () => {
    assert.match(await page.onPaperAtOnce("1,357"), /£1,357/, "paper has the price of this moment");
    const printed = await page.print();
    if (!printed) {
      console.log("  this driver has no printer: the page was told of paper, and no more");
      return;
    }
    assert.ok(printed.wasTold, "the page was told of paper before it was printed");
    assert.match(atob(printed.paper.slice(0, 8)), /^%PDF/, "what is printed is a PDF");
  });

  await page.close();
  console.log(["report", `${name} (${page.browser})`, opened.fingerprint, edited.fingerprint].join("\t"));
}

try {
  await journey();
} catch (error) {
  console.log(`\nFailed in ${page?.browser ?? name}, at the step “${stepName}”: ${error.message}`);
  if (page) {
    const state = await page.state().catch((worse) => worse.message);
    console.log(`The page at that moment: ${JSON.stringify(state, null, 2)}`);
    await page.close().catch(() => {});
  }
  process.exitCode = 1;
}
// The server would go on for ever.
process.exit();
