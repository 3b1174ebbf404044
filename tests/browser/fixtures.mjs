// `test` for every journey: the page object, and a watch for anything that goes wrong unseen.
import { test as base, expect } from "@playwright/test";
import { SimulatorPage } from "./simulator_page.mjs";

/** Collects whatever a person would not see but a careful one would mind. */
function watch(page, faults) {
  // A breach of the content security policy is reported as a console error too.
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => {
    faults.push(`request failed: ${request.url()} (${request.failure()?.errorText})`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`status ${response.status()}: ${response.url()}`);
  });
}

export const test = base.extend({
  /** Empty the list within a test that expects a fault. */
  faults: [
    async ({ page }, use) => {
      const faults = [];
      watch(page, faults);
      await use(faults);
      expect(faults, "nothing went wrong behind the scenes").toEqual([]);
    },
    { auto: true },
  ],
  simulator: async ({ page }, use) => use(new SimulatorPage(page)),
  /** The page of somebody else, in a browser that has never been here. */
  other: async ({ browser, faults }, use) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    watch(page, faults);
    await use(new SimulatorPage(page));
    await context.close();
  },
});

export { expect };
export { LINE } from "./line.mjs";
export { SimulatorPage } from "./simulator_page.mjs";
