// The views of the results: each drawn from the figures of the run, and again when these change.
import { readFileSync } from "node:fs";
import { test, expect } from "./fixtures.mjs";

/** What each view shows, by what its parts are about. */
const VIEWS = {
  Payments: ["From earned to paid", "Which outcomes go unpaid", "Payments by quarter"],
  Capital: ["How deep the need for money goes"],
  Outcomes: ["Payments by outcome", "How far people get", "Caseload"],
  Incentives: ["Whom the card rewards helping"],
};

test("every view has its exhibits, and each says the same in its title, its picture and its table", async ({ page, simulator }) => {
  await simulator.openAndRun();
  for (const [view, exhibits] of Object.entries(VIEWS)) {
    await simulator.view(view);
    await simulator.drawn();
    for (const about of exhibits) {
      const part = simulator.exhibit(about);
      await expect(part.locator("img")).toHaveJSProperty("complete", true);
      expect(await part.locator("img").evaluate((image) => image.naturalWidth), about).toBeGreaterThan(200);
      await part.locator("summary").first().click();
      expect(await part.getByRole("row").count(), about).toBeGreaterThan(2);
    }
  }

  // By itself the page names whom the card pays least, though that costs most.
  await expect(simulator.exhibit("Whom the card rewards helping").getByRole("heading")).toContainText("Higher support needs");

  // A reload comes back to the view, and so does Back.
  await page.reload();
  await simulator.drawn();
  await expect(simulator.exhibit("Whom the card rewards helping")).toBeVisible();
  await page.goBack();
  await simulator.drawn();
  await expect(simulator.exhibit("Caseload")).toBeVisible();
});

test("a view follows an edit, undo and the look that is asked for", async ({ page, simulator }) => {
  await simulator.openAndRun("/#/contract/payments");
  await simulator.drawn();
  const title = simulator.exhibit("From earned to paid").getByRole("heading");
  const picture = simulator.exhibit("From earned to paid").locator("img");
  const [before, light] = [await title.innerText(), await picture.getAttribute("src")];
  await simulator.cap.fill("9,000,000");
  await expect(title).not.toHaveText(before);
  await simulator.button("Undo").click();
  await expect(title).toHaveText(before);
  await simulator.settled();
  await simulator.drawn();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(picture).not.toHaveAttribute("src", light);

  // A cap that never bites leaves nothing unpaid, and the view says so.
  await simulator.cap.fill("900,000,000");
  await expect(title).toHaveText(/All that is earned is paid/);
  await expect(simulator.exhibit("Which outcomes go unpaid")).toHaveCount(0);
});

test("an exhibit is taken away as picture, table and words", async ({ page, context, simulator }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await simulator.openAndRun("/#/payments");
  await simulator.drawn();
  const part = simulator.exhibit("From earned to paid");
  await part.getByText("Take away").click();
  const fingerprint = await page.evaluate(() => document.querySelector("[data-testid=details]") !== null);
  expect(fingerprint).toBe(true);
  const saved = async (name) => {
    const [file] = await Promise.all([page.waitForEvent("download"), part.getByRole("button", { name }).click()]);
    return file;
  };
  const csv = await saved("Table (CSV)");
  expect(csv.suggestedFilename()).toMatch(/^kirklees.*-waterfall-\d{4}-\d\d-\d\d-seed\d+-[0-9a-f]{8}\.csv$/);
  const text = readFileSync(await csv.path(), "utf8");
  expect(text).toMatch(/^\uFEFFStep,Average,/);
  expect(text.trim().split("\r\n")).toHaveLength(4);
  const svg = readFileSync(await (await saved("Picture (SVG)")).path(), "utf8");
  expect(svg).toContain("Of £");
  expect(svg).toMatch(/seed \d+, engine \d+, fingerprint [0-9a-f]{16}/);
  const png = readFileSync(await (await saved("Picture (PNG)")).path());
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  await part.getByRole("button", { name: "Copy the table" }).click();
  await expect(part.getByText("Copied.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^Step\tAverage\t/);

  // The overview's exhibits have the same menu.
  await simulator.view("Overview");
  const curve = simulator.exhibit("How likely more than an amount is");
  await curve.getByText("Take away").click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    curve.getByRole("button", { name: "Picture (SVG)" }).click(),
  ]);
  expect(readFileSync(await file.path(), "utf8")).toContain("more is earned than the cap");
});

test("one simulated person is a story, and the next one another", async ({ page, simulator }) => {
  await simulator.openAndRun("/#/journeys");
  const journeys = page.getByTestId("journeys");
  const title = journeys.getByRole("status");
  await expect(title).toHaveText(/^Person [\d,]+ of [\d,]+, .+/);
  const story = journeys.getByRole("table").first();
  await expect(story).toContainText("Is referred");
  const first = await title.innerText();
  await journeys.getByRole("button", { name: "Next" }).click();
  await expect(title).not.toHaveText(first);
  await journeys.getByRole("button", { name: "Previous" }).click();
  await expect(title).toHaveText(first);
  await journeys.getByLabel("Somebody").selectOption({ label: "who lost pay to a cap" });
  await expect(title).toContainText("caps take the rest");
  await journeys.getByLabel("in future").fill("3");
  await journeys.getByText("This future month by month").click();
  await expect(journeys.getByRole("table").last()).toContainText("Capital out");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    journeys.getByRole("button", { name: "Every event of this future (CSV)" }).click(),
  ]);
  expect(readFileSync(await file.path(), "utf8")).toMatch(/^person,pathway,event_type,event,time\r\n1,/);
});

test("the overview answers how likely more than an amount is, typed or moved", async ({ page, simulator }) => {
  await simulator.openAndRun();
  const part = page.getByTestId("how-likely");
  await expect(part.getByRole("status")).toHaveText(/In about \d+ of 100 futures more than £22,297,917 is earned/);
  await part.getByLabel("Is more than £").fill("99m");
  await expect(part.getByRole("status")).toHaveText("In no future is more than £99,000,000 earned before caps.");
  await part.getByLabel("Is more than £").fill("lots");
  await expect(part.getByRole("status")).toContainText("is no amount");
  await part.getByRole("slider").focus();
  await page.keyboard.press("Home");
  await expect(part.getByRole("status")).toHaveText(/In (every future|about (9\d|100) of 100 futures) more than/);
  await part.getByLabel("Of which amount").selectOption({ label: "needed from investors at once" });
  await expect(part.getByRole("status")).toContainText("needed from investors at once");
});

test("every check of the run holds", async ({ page, simulator }) => {
  await simulator.openAndRun("/#/checks");
  await simulator.drawn();
  const rules = page.locator("#rules");
  await expect(rules.getByRole("heading")).toHaveText(/^7 checks hold$/);
  await expect(rules.getByText("Fails:")).toHaveCount(0);
});

test.describe("at 390 pixels", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("no view sticks out to the side", async ({ page, simulator }) => {
    await simulator.openAndRun();
    for (const view of Object.keys(VIEWS)) {
      await simulator.view(view);
      await simulator.drawn();
      const [content, window] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(content, view).toBeLessThanOrEqual(window);
    }
  });
});
