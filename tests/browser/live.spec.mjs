// Edits that change no journey are answered from people that the workers keep.
import { test, expect } from "./fixtures.mjs";

/** Sizes of the WebAssembly memories of the page's workers, in bytes. */
function workerMemories(page) {
  // A module is one of a kind in its worker: asking for it again gives the instance that runs.
  const size = async () => (await (await import(new URL("worker.js", self.location.href))).default()).memory.buffer.byteLength;
  return Promise.all(page.workers().map((worker) => worker.evaluate(size)));
}

test("another price gives the figures that a simulation of it gives", async ({ simulator, other }) => {
  await simulator.openAndRun();
  for (const price of ["1,100", "0", "1,875.25"]) await simulator.rerun(() => simulator.price.fill(price));
  await simulator.section("Contract");
  await simulator.rerun(() => simulator.cap.fill("19,750,000"));
  const link = await simulator.sharedLink();
  // Somebody who has kept nobody has to simulate.
  await other.openAndRun(link);
  await expect(other.reproduction).toHaveText(/^Reproduced exactly/);
  expect(await other.figures()).toEqual(await simulator.figures());
});

test("what was changed since the scenario was opened is told future by future", async ({ simulator, other }) => {
  await simulator.openAndRun();
  await expect(simulator.sinceOpening).toHaveText(/as it was opened/);
  await simulator.section("Contract");
  await simulator.rerun(() => simulator.cap.fill("20,000,000"));
  await expect(simulator.sinceOpening).toHaveText(/payments are £[\d.,]+( million)? lower on average, lower in \d+ of 100 futures; the cap is reached in \d more of 100 futures[.;]/);
  const before = await simulator.sinceOpening.innerText();
  await simulator.rerun(() => simulator.button("Undo").click());
  await expect(simulator.sinceOpening).toHaveText(/as it was opened/);
  await simulator.rerun(() => simulator.button("Redo").click());
  await expect(simulator.sinceOpening).toHaveText(before);
  // On other dice the scenario as it was opened is run as well.
  await simulator.rerun(() => simulator.seed.fill("7"));
  await expect(simulator.sinceOpening).toHaveText(/payments are £[\d.,]+( million)? lower on average/);
  // Whoever opens a link has opened it as it is.
  await simulator.section("Rate card");
  await simulator.rerun(() => simulator.price.fill("1,000"));
  const link = await simulator.sharedLink();
  await other.openAndRun(link);
  await expect(other.sinceOpening).toHaveText(/as it was opened/);
  // So has whoever made it, until that is undone.
  await simulator.openLink(link);
  await expect(simulator.sinceOpening).toHaveText(/as it was opened/);
  await simulator.rerun(() => simulator.price.fill("1,250"));
  await expect(simulator.sinceOpening).toHaveText(/payments are .* higher/);
  await simulator.rerun(() => simulator.button("Undo").click());
  await expect(simulator.sinceOpening).toHaveText(/as it was opened/);
  await simulator.rerun(() => simulator.button("Undo").click());
  await expect(simulator.sinceOpening).toHaveText(/payments are £[\d.,]+( million)? lower on average/);
});

test("a control that moves gets some futures, and says so; when it rests, all of them", async ({ simulator }) => {
  await simulator.openAndRun();
  await simulator.rerun(() => simulator.futures.fill("10,000"));
  await simulator.section("Contract");
  let pounds = 18_000_000;
  await expect
    .poll(
      async () => {
        await simulator.cap.fill(String((pounds += 10_000)));
        return simulator.results.innerText();
      },
      { intervals: [20], timeout: 30_000 },
    )
    .toMatch(/Figures from [\d,]+ of 10,000 futures/);
  await simulator.settled();
  await expect(simulator.provenance).toContainText("10,000 futures");
  await expect(simulator.results).not.toContainText("of 10,000 futures");
});

test("two hundred runs take no more memory than fifty", async ({ page, simulator }) => {
  test.setTimeout(300_000);
  await simulator.openAndRun();
  await simulator.section("Contract");
  const runs = async (from, to) => {
    for (let run = from; run < to; run += 1) {
      // Mostly other prices, and now and then other futures.
      const isSimulated = run % 10 === 0;
      if (isSimulated) await simulator.futures.fill(String(300 + (run % 3)));
      await simulator.rerun(() => simulator.cap.fill(String(15_000_000 + run)));
    }
  };
  await runs(0, 50);
  const before = await workerMemories(page);
  await runs(50, 200);
  const after = await workerMemories(page);
  expect(before.length).toBeGreaterThan(0);
  expect(before.every((bytes) => bytes > 1_000_000)).toBe(true);
  expect(after).toEqual(before);
});
