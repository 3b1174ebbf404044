// A scenario travels as a link or a file and gives the same figures; what does not open harms nothing.
import { readFile } from "node:fs/promises";
import { test, expect } from "./fixtures.mjs";

const EXACT = /^Reproduced exactly/;

test("a shared link gives somebody else the same figures", async ({ page, context, simulator, other }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await simulator.openAndRun("/any/folder/");
  await simulator.button("Share").click();
  const link = await simulator.link.inputValue();
  await simulator.button("Copy the link").click();
  await expect(simulator.dialog).toContainText("Link copied.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  expect(new URL(link).pathname).toBe("/any/folder/");
  await simulator.button("Close").click();

  await other.openAndRun(link);
  await expect(other.reproduction).toHaveText(EXACT);
  expect(await other.figures()).toEqual(await simulator.figures());
});

test("an edited scenario arrives as it was edited, and its name too", async ({ simulator, other }) => {
  await simulator.openAndRun();
  await simulator.scenario.fill("Ours, “revised” – £1,275 & more");
  await simulator.rerun(() => simulator.price.fill("1,275.50"));
  const link = await simulator.sharedLink();
  await other.openAndRun(link);
  await expect(other.scenario).toHaveValue("Ours, “revised” – £1,275 & more");
  await expect(other.price).toHaveValue("1,275.50");
  await expect(other.reproduction).toHaveText(EXACT);
  expect(await other.figures()).toEqual(await simulator.figures());
  // What the receiver changes is no longer what was shared.
  await other.rerun(() => other.price.fill("1,000"));
  await expect(other.reproduction).toBeHidden();
  await other.rerun(() => other.button("Undo").click());
  await expect(other.reproduction).toHaveText(EXACT);
});

for (const [way, leave] of [
  ["with the page open", async () => {}],
  ["at another visit", (page) => page.goto("about:blank")],
]) {
  test(`a link followed over a draft keeps the draft, ${way}`, async ({ simulator, other, page }) => {
    await other.openAndRun();
    const link = await other.sharedLink();
    await simulator.openAndRun();
    await simulator.rerun(() => simulator.price.fill("1,222"));
    const draft = await simulator.figures();
    await expect(page.getByText("Draft kept in this browser")).toBeVisible();
    await leave(page);
    await simulator.open(link);
    await expect(simulator.notice).toContainText("Your own draft is kept");
    await expect(simulator.price).toHaveValue("1,500");
    // Without waiting for the link's figures: whichever run is through first, the draft's figures are shown.
    await simulator.button("Open my draft").click();
    await expect(simulator.price).toHaveValue("1,222");
    await expect(simulator.provenance).toHaveText(draft.provenance);
    expect(await simulator.figures()).toEqual(draft);
    await simulator.button("Undo").click();
    await expect(simulator.price).toHaveValue("1,500");
  });
}

test("a saved file opens elsewhere with the same figures", async ({ simulator, other }) => {
  await simulator.openAndRun();
  await simulator.rerun(() => simulator.price.fill("1,350"));
  const download = await simulator.savedFile();
  expect(download.suggestedFilename()).toBe("kirklees-better-outcomes-partnership.ratecard.json");
  const document = JSON.parse(await readFile(await download.path(), "utf8"));
  expect(document).toMatchObject({
    format: "ratecard-scenario",
    fingerprint: await simulator.fingerprint.innerText(),
  });
  await other.openAndRun();
  await other.rerun(async () =>
    other.openFile({ name: "a.ratecard.json", mimeType: "application/json", buffer: await readFile(await download.path()) }),
  );
  await expect(other.dialog).toBeHidden();
  await expect(other.reproduction).toHaveText(EXACT);
  expect(await other.figures()).toEqual(await simulator.figures());
});

const NOT_OURS = "This is not a Rate Card Simulator scenario";
const NO_LINK = "No scenario is in this link";
const INCOMPLETE = "part of it is missing";
const DAMAGED = "This scenario is damaged";
const TOO_NEW = "saved by a newer version of this page";
const TOO_LARGE = "too large to be a scenario";
const UNTOUCHED = "Your present work is untouched.";

/** Ways in which a link goes wrong, with what the page says of each. */
const BAD_LINKS = {
  "cut off": [(link) => link.slice(0, -200), DAMAGED],
  "changed on its way": [(link) => `${link.slice(0, -20)}${"A".repeat(20)}`, DAMAGED],
  "of another page": [() => "https://example.org/open/sesame", NO_LINK],
  empty: [() => "", "There is nothing to open"],
  "of a newer page": [(link) => link.replace("/open/v1.", "/open/v2."), TOO_NEW],
  oversized: [(link) => `${link}${"A".repeat(70_000)}`, TOO_LARGE],
};

/** The same for files; each is made from the text of a good one. */
const BAD_FILES = {
  "cut off": [(text) => text.slice(0, -200), INCOMPLETE],
  "with a value twice": [(text) => text.replace('"luck": true', '"luck": true, "luck": false'), "written twice"],
  "a picture": [() => "\u0089PNG\r\n\u0000\u0000", NOT_OURS],
  "of another program": [() => JSON.stringify({ name: "package" }), NOT_OURS],
  "of a newer page": [(text) => text.replace(/"version": \d/, '"version": 7'), `${TOO_NEW} (format 7)`],
  oversized: [(text) => text + " ".repeat(2 * 1024 * 1024), TOO_LARGE],
  "with a wrong field": [(text) => text.replace('"luck": true', '"luck": true, "lack": 1'), "needs mending"],
};

test.describe("what does not open leaves the present work alone", () => {
  test("links in the dialog", async ({ simulator }) => {
    await simulator.openAndRun();
    await simulator.rerun(() => simulator.price.fill("1,444"));
    const before = await simulator.figures();
    const good = await simulator.sharedLink();
    for (const [name, [spoil, sentence]] of Object.entries(BAD_LINKS)) {
      await test.step(name, async () => {
        await simulator.openLink(spoil(good));
        await expect(simulator.openError).toContainText(sentence);
        await expect(simulator.openError).toContainText(UNTOUCHED);
        await expect(simulator.openError).toBeFocused();
        await simulator.button("Close").click();
        await expect(simulator.openError).toBeHidden();
        await expect(simulator.price).toHaveValue("1,444");
        expect(await simulator.figures()).toEqual(before);
      });
    }
  });

  test("files", async ({ simulator }) => {
    await simulator.openAndRun();
    await simulator.rerun(() => simulator.price.fill("1,444"));
    const before = await simulator.figures();
    const good = await readFile(await (await simulator.savedFile()).path(), "utf8");
    for (const [name, [spoil, sentence]] of Object.entries(BAD_FILES)) {
      await test.step(name, async () => {
        const buffer = Buffer.from(spoil(good));
        await simulator.openFile({ name: "it.json", mimeType: "application/json", buffer });
        await expect(simulator.openError).toContainText(sentence);
        await expect(simulator.openError).toContainText(UNTOUCHED);
        await simulator.button("Close").click();
        await expect(simulator.price).toHaveValue("1,444");
        expect(await simulator.figures()).toEqual(before);
      });
    }
  });

  test("links in the address, with the page open and without", async ({ page, simulator, other }) => {
    await simulator.openAndRun();
    const bad = (await simulator.sharedLink()).slice(0, -200);
    await simulator.rerun(() => simulator.price.fill("1,444"));
    await page.evaluate((address) => window.location.assign(address), bad);
    await expect(simulator.openError).toContainText(DAMAGED);
    await expect(simulator.price).toHaveValue("1,444");
    await simulator.button("Dismiss").click();
    await expect(simulator.openError).toBeHidden();

    await other.openAndRun(bad);
    await expect(other.openError).toContainText(DAMAGED);
    await expect(other.price).toHaveValue("1,500");
  });
});
