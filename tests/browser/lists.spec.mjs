// Everything that a scenario says can be changed on the page: each field, and what comes, goes and moves.
import { readFile } from "node:fs/promises";
import { test, expect } from "./fixtures.mjs";

/** A file that uses every field of the format, valid as it stands. */
const FULL = new URL("../shared/v2-full.json", import.meta.url);

/** The paths of all values within, such as `contract.grants[0].total`; a list of names is one value. */
function* paths(value, path = "") {
  if (Array.isArray(value)) {
    // A list without entries has no field to look at.
    if (value.length > 0 && value.every((entry) => typeof entry === "string")) yield path;
    else for (const [index, entry] of value.entries()) yield* paths(entry, `${path}[${index}]`);
  } else if (typeof value === "object") {
    for (const [field, inner] of Object.entries(value)) yield* paths(inner, path ? `${path}.${field}` : field);
  } else {
    yield path;
  }
}

/** The id of the element that shows a field. */
// The central reading of an estimate is the estimate’s own field.
const fieldId = (path) => `f-${path.replace(/\.central$/, "").replaceAll("[", ".").replaceAll("]", "").replaceAll(".", "-")}`;

/** The same field of every entry. */
const generic = (path) => path.replace(/\[\d+\]/g, "");

/** Opens whatever folds away, until nothing does. */
async function unfoldAll(page) {
  await expect(async () => {
    const n = await page.evaluate(() => {
      const inputs = document.getElementById("inputs");
      for (const section of inputs.querySelectorAll("section[hidden]")) section.hidden = false;
      const folds = [...inputs.querySelectorAll("details:not([open])")];
      const lines = [...inputs.querySelectorAll('button.fold[aria-expanded="false"]')];
      for (const fold of folds) fold.open = true;
      for (const line of lines) line.click();
      return folds.length + lines.length;
    });
    expect(n).toBe(0);
  }).toPass();
}

/**
 * Within the page: gives each field another value, waits until it shows, undoes it and waits until it is as it was; says
 * which did not. Each is a few frames so, where two hundred from outside would be minutes.
 */
async function changeAndUndo(fields) {
  const undo = [...document.querySelectorAll("button")].find((button) => button.textContent === "Undo");
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const until = async (isSo) => {
    for (let n = 0; n < 600; n += 1) {
      if (isSo()) return true;
      await frame();
    }
    return false;
  };
  /** Another text that the same field understands. */
  const otherText = (text) => {
    if (/^\d{4}-\d\d$/.test(text)) return text.replace(/\d$/, (digit) => (digit === "6" ? "5" : "6"));
    if (/^[A-Z]{3}$/.test(text)) return "CHF";
    if (!/^[\d,.]+$/.test(text)) return `${text}x`;
    const number = Number(text.replaceAll(",", ""));
    if (number >= 2) return String(Math.round(100 * (number - 1)) / 100);
    return String(text.includes(".") ? number / 2 : number + 1);
  };
  const faults = [];
  for (const { path, id } of fields) {
    const field = () => document.getElementById(id);
    if (!field()) {
      faults.push(`${path} is not on the page`);
      continue;
    }
    /** Its text, its tick, or the names beside it. */
    const shown = () => {
      const element = field();
      if (element?.type === "checkbox") return String(element.checked);
      return element?.closest(".names")?.innerText ?? element?.value;
    };
    const [before, title] = [shown(), undo.title];
    const tell = (type) => field().dispatchEvent(new Event(type, { bubbles: true }));
    field().focus();
    if (field().type === "checkbox") {
      field().click();
    } else if (field().tagName === "SELECT") {
      const other = [...field().options].find((option) => !option.selected);
      const takeOut = field().closest(".names")?.querySelector('button[title="Take out"]');
      // A choice of one has no other.
      if (!other && !takeOut) continue;
      if (other) {
        field().value = other.value;
        tell("change");
      } else {
        takeOut.click();
      }
    } else {
      field().value = otherText(before);
      tell("input");
      tell("change");
    }
    field().blur();
    // The name of the step tells that the scenario itself has changed.
    if (!(await until(() => shown() !== before && undo.title !== title))) faults.push(`${path} does not change`);
    undo.click();
    if (!(await until(() => shown() === before && undo.title === title))) faults.push(`${path} is not as it was`);
  }
  return faults;
}

test("every field of the format is changed on the page, and undo takes each change back", async ({ page, simulator }) => {
  const file = JSON.parse(await readFile(FULL, "utf8"));
  const { scenario } = file;
  // What is simulated is of no interest here.
  scenario.run.trials = 16;
  await simulator.open();
  const buffer = Buffer.from(JSON.stringify(file));
  await simulator.openFile({ name: "full.ratecard.json", mimeType: "application/json", buffer });
  await expect(simulator.scenario).toHaveValue(scenario.name);
  await unfoldAll(page);
  // Each field of the format once, wherever it stands first.
  const fields = new Map();
  for (const path of paths(scenario)) {
    // Which preset a scenario came from is no field; no card has two outcomes that rule out each other.
    if (!path.startsWith("preset") && !fields.has(generic(path))) fields.set(generic(path), path);
  }
  expect(fields.size).toBeGreaterThan(200);
  const all = [...fields.values()].map((path) => ({ path, id: fieldId(path) }));
  expect(await page.evaluate(changeAndUndo, all)).toEqual([]);
});

test("lines and lists are added, named, moved and removed, and the focus goes along", async ({ page, simulator }) => {
  await simulator.openAndRun();
  const lines = page.locator(".card-table .line");
  const nLines = await lines.count();

  await simulator.button("Add an outcome to Wellbeing").click();
  await expect(lines).toHaveCount(nLines + 1);
  const name = page.getByLabel("Name", { exact: true }).first();
  await expect(name).toBeFocused();
  // Its name is there to be typed over, in its place.
  await page.keyboard.type("Garden kept");
  await page.keyboard.press("Enter");
  await simulator.rerun(() => page.getByLabel("Price of Garden kept (£)", { exact: true }).fill("250"));
  await simulator.button("Garden kept details").click();
  await page.getByLabel("After any of", { exact: true }).first().selectOption({ index: 1 });
  await expect(page.locator(".contract-sentence").first()).toContainText(", after ");
  await simulator.button("Move up Garden kept").click();
  await simulator.button("Duplicate Garden kept").click();
  await expect(simulator.button("Garden kept 2 details")).toBeVisible();
  await simulator.settled();

  // What names a line goes with it, which is said with the way back.
  await simulator.button("Garden kept 2 details").click();
  await page.getByLabel("After any of", { exact: true }).nth(1).selectOption({ label: "Garden kept" });
  await simulator.button("Remove Garden kept").click();
  await expect(lines).toHaveCount(nLines + 1);
  const along = page.getByTestId("went-along");
  await expect(along).toContainText("Garden kept");
  await simulator.button("Undo the removal").click();
  await expect(lines).toHaveCount(nLines + 2);
  await expect(along).toBeEmpty();
  await simulator.button("Garden kept details").click();
  await simulator.button("Remove Garden kept").click();
  await simulator.button("Dismiss").click();
  await expect(along).toBeEmpty();
  await expect(simulator.problemList).toHaveCount(0);

  await simulator.section("Contract");
  await simulator.button("Add a grant").click();
  await expect(page.getByLabel("First month of the grant (number)")).toBeFocused();
  await simulator.rerun(() => page.getByLabel("Grant, in all (£)", { exact: true }).fill("50,000"));
  await simulator.button("Add a grant").click();
  await simulator.button("Remove grant 2").click();
  await expect(page.getByLabel("First month of the grant (number)")).toBeFocused();

  // A problem within what is folded away is found all the same.
  await simulator.button("Add an amendment").click();
  const amendment = page.locator('[id="f-contract-amendments-0-name"]');
  await amendment.fill("");
  await expect(simulator.problemList).toBeVisible();
  await page.locator("#fold-f-contract-amendments > summary").click();
  await expect(amendment).toHaveCount(0);
  await simulator.problemList.getByRole("link").first().click();
  await expect(amendment).toBeFocused();
});

/** The Fair Chance Fund's card, as a spreadsheet copies it. */
const COPIED = new URL("../../src/session/pasted_card/recorded/fair_chance_fund.txt", import.meta.url);

test("a card is made from nothing: pasted from a spreadsheet, looked at before, and taken back by one undo", async ({ page, simulator }) => {
  await simulator.openAndRun();
  await simulator.button("New").click();
  await expect(page.getByText("Add an outcome, and its figures come here.")).toBeVisible();
  await expect(simulator.problemList).toHaveCount(0);

  await simulator.button("Paste a card").click();
  const summary = page.getByTestId("paste-summary");
  const table = page.getByLabel("The table");
  await table.fill("Outcome\tPrice\tChance\nHousing\nMoved in\t£500\t80%\n3 months in a home\t1.500\tmost\n");
  await expect(summary).toHaveText("This adds 2 outcomes.");
  await expect(simulator.dialog).toContainText("No price was understood for 3 months in a home: new, they pay nothing");
  await expect(simulator.dialog).toContainText("Row 4, 3 months in a home, Price: “1.500” has a point that may part thousands");
  await expect(simulator.dialog).toContainText("Row 4, 3 months in a home, Chance: “most” is not a number");
  await simulator.button("Paste 2 outcomes").click();
  await expect(simulator.priceOf("Moved in")).toHaveValue("500");
  await expect(page.locator(".domain-name")).toContainText("Housing");
  await simulator.settled();
  // The blank card could not be run, so that what changes is measured from the first that could.
  await expect(simulator.sinceOpening).toHaveText(/as it first ran/);
  await simulator.rerun(() => simulator.priceOf("Moved in").fill("600"));
  await expect(simulator.sinceOpening).toHaveText(/^Since this first ran, future by future: payments are £[\d,]+ higher/);
  await simulator.rerun(() => simulator.button("Undo").click());

  // The whole of another card in its place, from a recorded clipboard.
  await simulator.button("Paste a card").click();
  await table.fill(await readFile(COPIED, "utf8"));
  await page.getByLabel("The card becomes these lines, and no others").check();
  await expect(summary).toHaveText(/^This adds \d+ outcomes, removes 2 outcomes\.$/);
  const [, n] = (await summary.innerText()).match(/adds (\d+)/);
  // A column that is left out changes nothing of the lines.
  await page.getByLabel(/^Column \d+ \(.*[Pp]rice.*\)$/).selectOption("Left out");
  await simulator.button(`Paste ${n} outcomes`).click();
  await expect(page.locator("button.fold")).toHaveCount(Number(n));
  await expect(page.getByLabel(/^Price of /).first()).toHaveValue("0");
  await simulator.settled();

  await simulator.button("Undo").click();
  await expect(simulator.priceOf("Moved in")).toHaveValue("500");
  await simulator.button("Undo").click();
  await expect(page.locator("button.fold")).toHaveCount(0);
});
