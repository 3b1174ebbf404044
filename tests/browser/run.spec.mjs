// Runs: stopped, begun anew, and done by workers that may fall silent.
import { test, expect } from "./fixtures.mjs";

test("a long run stops when asked, and another one goes on", async ({ simulator }) => {
  await simulator.openAndRun();
  const before = await simulator.figures();
  const usual = await simulator.futures.inputValue();
  await simulator.futures.fill("100,000");
  await expect(simulator.runState).toContainText("of 100,000 futures");
  await simulator.button("Stop").click();
  await expect(simulator.runState).toContainText("Stopped");
  await expect(simulator.button("Stop")).toBeDisabled();
  await expect(simulator.announcer).toContainText("The run was stopped");
  await simulator.futures.fill(usual);
  expect(await simulator.figures()).toEqual(before);
});

test("an edit during a run puts the new one in its place", async ({ simulator }) => {
  await simulator.openAndRun();
  await simulator.futures.fill("100,000");
  await expect(simulator.runState).toContainText("of 100,000 futures");
  await simulator.futures.fill("300");
  await expect(simulator.provenance).toContainText(" 300 futures");
  await simulator.settled();
});

test("another seed is another set of futures", async ({ simulator }) => {
  await simulator.openAndRun();
  const seed = await simulator.seed.inputValue();
  await simulator.rerun(() => simulator.button("New seed").click());
  expect(await simulator.seed.inputValue()).not.toBe(seed);
});

test("a worker that never answers is replaced, and the figures are the same", async ({ page, simulator, other }) => {
  // The page waits half a minute for a worker that may still be loading.
  test.setTimeout(150_000);
  await other.openAndRun();
  const expected = await other.figures();
  let held = 0;
  await page.route("**/worker_bg.wasm", (route) => {
    held += 1;
    return held === 1 ? undefined : route.continue();
  });
  await simulator.open();
  await expect(simulator.results).toContainText("was replaced", { timeout: 120_000 });
  expect(await simulator.figures()).toEqual(expected);
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("workers that never start end in a sentence, and the page stays usable", async ({ page, simulator, faults }) => {
  test.setTimeout(300_000);
  await page.route("**/worker_bg.wasm", (route) => route.abort());
  await simulator.open();
  await expect(simulator.runState).toContainText("stopped answering", { timeout: 280_000 });
  await expect(simulator.price).toBeEditable();
  faults.length = 0;
});
