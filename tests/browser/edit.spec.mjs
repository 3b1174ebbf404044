// Changing the scenario: figures follow, undo brings them back, and a slip of the pen harms nothing.
import { readFile } from "node:fs/promises";
import { test, expect, LINE } from "./fixtures.mjs";

test("a price moves the figures, and undo brings them back exactly", async ({ simulator }) => {
  await simulator.openAndRun();
  const before = await simulator.figures();
  await simulator.rerun(() => simulator.price.fill("£1,000"));
  const after = await simulator.figures();
  expect(after.paid).not.toBe(before.paid);
  // The answers say the same in short, with what the edit changed in them, and stay in sight.
  await expect(simulator.answer("paid")).toContainText(/Since this was opened, down: ▼ £[\d,.m]+ on average, \d+ of 100/);
  await simulator.provenance.scrollIntoViewIfNeeded();
  await expect(simulator.answer("cap")).toBeInViewport();
  const [chance] = (await simulator.headlineCap.innerText()).match(/\d+ of 100|every|no future/);
  await expect(simulator.answer("cap")).toContainText(chance);
  await simulator.rerun(() => simulator.button("Undo").click());
  await expect(simulator.answer("paid")).not.toContainText("Since this was opened");
  expect(await simulator.figures()).toEqual(before);
  await expect(simulator.price).toHaveValue("1,500");
  await simulator.rerun(() => simulator.button("Redo").click());
  expect(await simulator.figures()).toEqual(after);
  await expect(simulator.price).toHaveValue("1,000");
});

test("an undo during the run of an edit keeps the figures, and that run comes to nothing", async ({ simulator }) => {
  await simulator.openAndRun();
  const before = await simulator.figures();
  // Slow enough to be caught, and its figures would be others.
  await simulator.futures.fill("20,000");
  await expect(simulator.runState).toContainText("of 20,000 futures");
  await simulator.button("Undo").click();
  expect(await simulator.figures()).toEqual(before);
  await expect(simulator.button("Stop")).toBeDisabled();
  await simulator.rerun(() => simulator.price.fill("1,000"));
});

test("the cap moves the headline, and no cap at all is said too", async ({ simulator }) => {
  await simulator.openAndRun();
  const before = await simulator.headlineCap.innerText();
  await simulator.section("Contract");
  await simulator.rerun(() => simulator.cap.fill("15,000,000"));
  await expect(simulator.headlineCap).toContainText("£15,000,000");
  expect(await simulator.headlineCap.innerText()).not.toBe(before);
  await simulator.rerun(() => simulator.cap.fill(""));
  await expect(simulator.headlineCap).toContainText("no cap on all payments");
});

test("the page computes the figures that the native engine does", async ({ page, simulator }) => {
  const golden = JSON.parse(await readFile(new URL("../golden/kirklees.json", import.meta.url), "utf8"));
  await simulator.openAndRun();
  await expect(simulator.seed).toHaveValue(String(golden.seed));
  await simulator.rerun(() => simulator.futures.fill(String(golden.trials)));
  await expect(simulator.fingerprint).toHaveText(golden.fingerprint);

  // The fingerprint covers every future to the penny; these are the figures that people read.
  const { probability } = golden.cap;
  const in100 = Math.round((100 * probability.futures) / probability.of);
  await expect(simulator.headlineCap).toContainText(`${in100} of 100 futures`);
  const paid = (await simulator.headlinePaid.innerText()).match(/£[\d,]+/g).map(pounds);
  for (const [index, reading] of ["p10", "p90"].entries()) {
    const { low, high } = golden.paid[`${reading}_interval`];
    expect(paid[index], reading).toBeGreaterThanOrEqual(low);
    expect(paid[index], reading).toBeLessThanOrEqual(high);
  }
  await simulator.view("Outcomes");
  const table = page.getByRole("table", { name: /^Achieved and paid by outcome/ });
  await expect(table).toBeVisible();
  const headings = await table.getByRole("columnheader").allInnerTexts();
  const column = headings.indexOf("Median");
  const rows = await table.locator("tbody tr").all();
  expect(rows).toHaveLength(golden.outcomes.length);
  for (const [index, row] of rows.entries()) {
    const cells = await row.locator("th, td").allInnerTexts();
    const { name, achieved } = golden.outcomes[index];
    expect([cells[0], cells[column]]).toEqual([name, Math.round(achieved.p50).toLocaleString("en-GB")]);
  }
});

test("each preset gives the native engine's fingerprint", async ({ page, simulator }) => {
  const golden = JSON.parse(await readFile(new URL("../golden/presets.json", import.meta.url), "utf8"));
  await simulator.openAndRun();
  for (const [preset, fingerprint] of Object.entries(golden)) {
    await simulator.button("Presets").click();
    await simulator.dialog.getByRole("button", { name: preset, exact: true }).click();
    await expect(simulator.dialog).toBeHidden();
    await simulator.futures.fill("50");
    await expect(simulator.provenance).toContainText("50 futures");
    await simulator.settled();
    await expect(simulator.fingerprint, preset).toHaveText(fingerprint);
  }
});

test("what the money buys, and how sure the figures are, is said in words", async ({ page, simulator }) => {
  await simulator.openAndRun();
  await simulator.view("Value");
  const value = page.getByRole("region", { name: "What the money buys" });
  await expect(value).toContainText(/Each lasting outcome costs £[\d,]+ to £[\d,]+/);
  await expect(value).toContainText("Each person who starts costs £");
  const checks = page.getByRole("region", { name: "How sure these figures are" });
  await expect(checks).toContainText(/About \d+% of the spread of payments is what we do not know/);
  await expect(checks).toContainText("Checked: the sum without dice gives £");
});

test("text that is no price is kept and explained, and the price before it stays in force", async ({ page, simulator }) => {
  await simulator.openAndRun();
  await simulator.rerun(() => simulator.price.fill("1,400"));
  await page.keyboard.press("Enter");
  const before = await simulator.figures();
  // Digit by digit it is a price at first, and in the end none.
  await simulator.price.press("Control+A");
  await simulator.price.pressSequentially("12oo");
  await expect(simulator.price).toHaveAccessibleDescription(/Price of|price of/);
  await expect(simulator.price).toHaveAttribute("aria-invalid", "true");
  await expect(simulator.leftOut).toContainText(LINE);
  await simulator.seed.focus();
  await expect(simulator.price).toHaveValue("12oo");
  expect(await simulator.figures()).toEqual(before);
  // A visit elsewhere takes nothing back.
  await page.getByRole("link", { name: "Method", exact: true }).click();
  await expect(page.getByRole("heading", { name: "How the figures are made" })).toBeVisible();
  await page.getByRole("link", { name: "Simulator", exact: true }).click();
  await expect(simulator.price).toHaveValue("12oo");
  await expect(simulator.price).toHaveAttribute("aria-invalid", "true");
  await simulator.settled();
  expect(await simulator.figures()).toEqual(before);

  await simulator.button("Run").click();
  await expect(simulator.problemList).toBeFocused();
  await simulator.problemList.getByRole("link").click();
  await expect(simulator.price).toBeFocused();
  await simulator.rerun(() => simulator.price.fill("1,300"));
  await expect(simulator.problemList).toBeHidden();
  await expect(simulator.leftOut).toBeHidden();
  await page.keyboard.press("Tab");
  await expect(simulator.price).toHaveValue("1,300");

  // Undo sends an unread text away before it takes back an edit.
  await simulator.price.fill("abc");
  await page.keyboard.press("Tab");
  await simulator.button("Undo").click();
  await expect(simulator.price).toHaveValue("1,300");
  await expect(simulator.leftOut).toBeHidden();
  // Cells of a column are several values, as those of a row are.
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  for (const cells of ["12\n500\n", "1\r\n200\r\n300", "12\t500"]) {
    await page.evaluate((text) => navigator.clipboard.writeText(text), cells);
    await simulator.price.selectText();
    await page.keyboard.press("ControlOrMeta+V");
    await expect(simulator.price, cells).toHaveAccessibleDescription(/holds more than one value/);
  }
  // What could not be read is there again after a reload.
  await simulator.price.fill("a lot");
  await expect(simulator.keeping).toHaveText(/kept in this browser/);
  page.once("dialog", (dialog) => dialog.accept());
  await page.reload();
  await expect(simulator.price).toHaveValue("a lot");
  await expect(simulator.leftOut).toBeVisible();
  // Nor is it lost where something else is opened, and undo leads back.
  await simulator.button("Presets").click();
  await page.getByRole("button", { name: "Innovation Fund, second round" }).click();
  await expect(simulator.leftOut).toBeHidden();
  await simulator.button("Undo").click();
  await expect(simulator.price).toHaveValue("a lot");
  await simulator.price.press("Escape");
  await expect(simulator.price).toHaveValue("1,300");
  await expect(simulator.leftOut).toBeHidden();
  await simulator.price.fill("1,300");
  // A certain chance has no low and high, which is said while it can be undone.
  const chance = page.getByLabel(`Chance of ${LINE} (%)`, { exact: true });
  await chance.fill("100");
  await expect(chance).toHaveAccessibleDescription(/without its low of .*: undo brings these back/);
});

test("values that do not fit together stop the run, and keep the old figures", async ({ page, simulator }) => {
  await simulator.openAndRun();
  const provenance = await simulator.provenance.innerText();
  await simulator.section("Investment");
  await page.getByLabel("Least commitment (£)").fill("9,000,000");
  await expect(simulator.problemList).toContainText("commitment");
  await expect(simulator.runState).toContainText("Not run");
  await expect(simulator.provenance).toHaveText(provenance);
  await simulator.button("Undo").click();
  await expect(simulator.problemList).toBeHidden();
  await simulator.settled();

  // Another scenario that cannot be run has no figures, and certainly not those of the one before.
  const file = JSON.parse(await readFile((await (await simulator.savedFile()).path()), "utf8"));
  file.scenario.name = "Not ready";
  file.scenario.cohort.segments[0].share = 0;
  const buffer = Buffer.from(JSON.stringify(file));
  await simulator.openFile({ name: "not-ready.ratecard.json", mimeType: "application/json", buffer });
  await expect(simulator.scenario).toHaveValue("Not ready");
  await expect(simulator.problemList).toContainText("There are no figures until then");
  await expect(simulator.headlineCap).toHaveCount(0);
  await expect(simulator.announcer).toContainText("Not run");
  await expect(simulator.notice).toContainText("not-ready");
  await simulator.button("Undo").click();
  await simulator.settled();
  await expect(simulator.provenance).toHaveText(provenance);
  await expect(simulator.notice).toHaveCount(0);
});

test("a draft is open again after a reload, and the preset is one step away", async ({ page, simulator }) => {
  await simulator.openAndRun();
  await simulator.rerun(() => simulator.price.fill("1,111"));
  const before = await simulator.figures();
  await expect(page.getByText("Draft kept in this browser")).toBeVisible();
  await page.reload();
  await expect(simulator.notice).toContainText("is open again");
  await expect(simulator.price).toHaveValue("1,111");
  expect(await simulator.figures()).toEqual(before);
  await simulator.rerun(() => simulator.button("Start from the preset instead").click());
  await expect(simulator.price).toHaveValue("1,500");
  await simulator.rerun(() => simulator.button("Open my draft").click());
  expect(await simulator.figures()).toEqual(before);
});

test("keys alone: to a price, another price, undo and redo", async ({ page, simulator }) => {
  await simulator.openAndRun();
  const before = await simulator.figures();
  await page.keyboard.press("Tab");
  await expect(simulator.skipToInputs).toBeFocused();
  await page.keyboard.press("Enter");
  const price = simulator.priceOf("First wellbeing assessment");
  // The grid is one stop of Tab, at its first cell.
  const first = page.getByRole("button", { name: "First wellbeing assessment details" });
  for (let presses = 0; presses < 20; presses += 1) {
    await page.keyboard.press("Tab");
    if (await first.evaluate((button) => button === document.activeElement)) break;
  }
  await expect(first).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await simulator.rerun(async () => {
    await page.keyboard.type("321");
    await expect(price).toBeFocused();
    await page.keyboard.press("Enter");
  });
  const after = await simulator.figures();
  await simulator.rerun(() => page.keyboard.press("ControlOrMeta+Z"));
  await expect(price).toHaveValue("100");
  expect(await simulator.figures()).toEqual(before);
  await simulator.rerun(() => page.keyboard.press("ControlOrMeta+Shift+Z"));
  await expect(price).toHaveValue("321");
  expect(await simulator.figures()).toEqual(after);
});

test("another preset opens and runs, and undo comes back", async ({ page, simulator }) => {
  await simulator.openAndRun();
  const before = await simulator.figures();
  await simulator.button("Presets").click();
  await simulator.rerun(() => page.getByRole("button", { name: "Fair Chance Fund, all seven projects" }).click());
  await expect(simulator.dialog).toBeHidden();
  await expect(simulator.scenario).toHaveValue(/Fair Chance Fund/);
  await expect(simulator.notice).toContainText("The preset is open");
  await simulator.rerun(() => simulator.button("Undo").click());
  expect(await simulator.figures()).toEqual(before);
});

function pounds(text) {
  return Number(text.replace(/[£,]/g, ""));
}
