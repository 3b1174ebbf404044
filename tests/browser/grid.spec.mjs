// The rate card as a grid: what people do in spreadsheets, they do here.
import { readFileSync } from "node:fs";
import { expect, test } from "./fixtures.mjs";

const FUND = new URL("../../src/session/pasted_card/recorded/fair_chance_fund.txt", import.meta.url);

/** The cell in this row and column. */
const cell = (page, row, column) => page.locator(`[data-cell="${row}:${column}"]`);

/** The prices in these rows, as they are shown. */
const prices = (page, rows) => Promise.all(rows.map((row) => cell(page, row, 1).getByRole("textbox").inputValue()));

test("cells are reached, typed over, chosen, changed together, copied, pasted and filled", async ({ page, simulator }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await simulator.openAndRun();
  const grid = page.getByRole("grid", { name: "Rate card" });
  await expect(grid.getByRole("row")).not.toHaveCount(0);
  // What is typed after the first click takes the place of what is there; a second click puts the caret.
  const first = cell(page, 0, 1).getByRole("textbox");
  await first.click();
  await page.keyboard.type("25");
  await expect(first).toHaveValue("25");
  await first.click();
  await page.keyboard.press("End");
  await page.keyboard.type("0");
  await page.keyboard.press("Enter");
  expect(await prices(page, [0])).toEqual(["250"]);
  await simulator.button("Undo").click();
  await expect(first).toHaveValue("100");
  await cell(page, 0, 1).focus();
  await page.keyboard.press("ArrowDown");
  await expect(cell(page, 1, 1)).toBeFocused();
  await page.keyboard.type("125");
  await page.keyboard.press("Enter");
  await expect(cell(page, 2, 1)).toBeFocused();
  // Escape gives the old value back, also of a name.
  await page.keyboard.press("F2");
  await page.keyboard.type("7");
  await page.keyboard.press("Escape");
  await expect(cell(page, 2, 1)).toBeFocused();
  expect(await prices(page, [1, 2])).toEqual(["125", "100"]);
  await page.keyboard.press("Home");
  await page.keyboard.type("Something else");
  await page.keyboard.press("Escape");
  await expect(cell(page, 2, 0)).toContainText("Third wellbeing assessment");

  await cell(page, 2, 1).focus();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(grid.locator('[aria-selected="true"]')).toHaveCount(3);
  await page.getByLabel("Change what is chosen by").fill("+10%");
  await page.keyboard.press("Enter");
  await expect.poll(() => prices(page, [1, 2, 3, 4])).toEqual(["125", "110", "275", "330"]);
  await simulator.button("Undo").hover();
  await simulator.button("Undo").click();
  await expect.poll(() => prices(page, [2, 3, 4])).toEqual(["100", "250", "300"]);

  // A block goes where the focus is; what is not understood stays typed and is told.
  await cell(page, 1, 1).focus();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("ControlOrMeta+C");
  await cell(page, 3, 1).focus();
  await page.keyboard.press("ControlOrMeta+V");
  await expect.poll(() => prices(page, [3, 4])).toEqual(["125", "100"]);
  await page.evaluate(() => navigator.clipboard.writeText("12\nlots\n£1,300\n"));
  await page.keyboard.press("ControlOrMeta+V");
  await expect.poll(() => prices(page, [3, 4, 5])).toEqual(["12", "lots", "1,300"]);
  await expect(simulator.announcer).toHaveText("2 cells changed, 1 not accepted.");
  await expect(simulator.leftOut).toContainText("Wellbeing better at the third assessment");
  await simulator.button("Undo").click();
  await expect.poll(() => prices(page, [4])).toEqual(["100"]);
  await cell(page, 3, 1).focus();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("ControlOrMeta+D");
  await expect.poll(() => prices(page, [3, 4])).toEqual(["12", "12"]);

  // A line goes to another row with the focus, and a domain gets another name in its place.
  await cell(page, 0, 0).locator("button").focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(cell(page, 1, 0)).toContainText("First wellbeing assessment");
  await expect(cell(page, 1, 0).locator("button")).toBeFocused();
  await page.getByRole("button", { name: "Wellbeing (rename this domain)" }).click();
  await page.keyboard.type("Feeling better");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Feeling better (rename this domain)" })).toBeVisible();

  // Columns are chosen, and stay chosen.
  await page.getByText("Columns", { exact: true }).click();
  await page.getByLabel("Unpaid because of caps").check();
  await expect(grid.getByRole("columnheader", { name: "Unpaid" })).toBeVisible();
  page.once("dialog", (dialog) => dialog.accept());
  await page.reload();
  await simulator.settled();
  await expect(grid.getByRole("columnheader", { name: "Unpaid" })).toBeVisible();

  // A line opened shows what others paid, what looks odd is said with its way there, and keys are listed.
  await page.getByRole("button", { name: "6 months in accommodation details" }).click();
  await expect(page.locator(".benchmark")).toContainText("£1,500 Accommodation sustained for 6 months (Fair Chance Fund, 2015 to 2017)");
  await expect(page.getByTestId("remarks")).toContainText("30 outcomes are paid for");
  await cell(page, 0, 1).focus();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toContainText("Fill down");
  await page.keyboard.press("Escape");
  await expect(cell(page, 0, 1)).toBeFocused();
});

test("the Fair Chance Fund's 21 lines are typed from nothing by keys alone", async ({ page, simulator }) => {
  const rows = readFileSync(FUND, "utf8").trim().split(/\r?\n/).map((row) => row.split("\t"));
  const [head, ...lines] = rows;
  const [name, price, chance] = ["Outcome", "Price per outcome", "Chance"].map((heading) => head.indexOf(heading));
  await simulator.openAndRun();
  await simulator.button("New").focus();
  await page.keyboard.press("Enter");
  const add = simulator.button("Add the first outcome");
  await expect(add).toBeVisible();
  for (let presses = 0; presses < 40; presses += 1) {
    if (await add.evaluate((button) => button === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  for (const [index, line] of lines.entries()) {
    await expect(cell(page, index, 0).getByRole("textbox")).toBeFocused();
    await page.keyboard.type(line[name]);
    await page.keyboard.press("Tab");
    await expect(cell(page, index, 1)).toBeFocused();
    await page.keyboard.type(line[price]);
    await page.keyboard.press("Tab");
    await page.keyboard.type(line[chance]);
    if (index < lines.length - 1) await page.keyboard.press("Alt+Enter");
  }
  await page.keyboard.press("Enter");
  await simulator.settled();
  await expect(page.locator(".card-table .line")).toHaveCount(lines.length);
  expect(lines.length).toBe(21);
  const typed = lines.map((line) => Number(line[price].replace(/[£,]/g, "")).toLocaleString("en-GB"));
  expect(await prices(page, [...lines.keys()])).toEqual(typed);
  await expect(simulator.problemList).toHaveCount(0);
  await expect(simulator.answer("paid")).toContainText("£");
});
