// Nothing that a person made is lost: not to a link, a preset, a second tab, a quick reload, or a browser that refuses.
import { readFile } from "node:fs/promises";
import { test, expect, SimulatorPage } from "./fixtures.mjs";

/** An address of the same host where no program runs. */
const BARE = "/worker_loader.js";

test.beforeEach(({ page }) => page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 })));

const PRESET = "Fair Chance Fund, all seven projects";

/** Does something with the entries in the browser's own database, and returns them as they are afterwards. */
function stored(page, planted = {}) {
  return page.evaluate(
    (planted) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("ratecard");
        opening.onerror = () => (opening.error.name === "AbortError" ? resolve([]) : reject(opening.error));
        // The page has not made it yet, and is to.
        opening.onupgradeneeded = () => opening.transaction.abort();
        opening.onsuccess = () => {
          const transaction = opening.result.transaction("entries", "readwrite");
          const entries = transaction.objectStore("entries");
          for (const [id, text] of Object.entries(planted)) entries.put(text, id);
          const all = entries.getAll();
          transaction.oncomplete = () => {
            opening.result.close();
            const split = (text) => [text.slice(0, text.indexOf("\n")), text.slice(text.indexOf("\n") + 1)];
            resolve(all.result.map(split).map(([head, text]) => ({ ...JSON.parse(head), text })));
          };
        };
      }),
    planted,
  );
}

/** A tab of the same browser. */
async function anotherTab(context) {
  return new SimulatorPage(await context.newPage());
}

async function isKept(simulator) {
  await expect(simulator.page.getByText("Draft kept in this browser")).toBeVisible();
}

test("a link opened over a draft takes nothing away, however the page is left and opened again", async ({
  context,
  page,
  simulator,
  other,
}) => {
  await other.openAndRun();
  // Just the preset, and one that was changed.
  const links = [await other.sharedLink()];
  await other.rerun(() => other.price.fill("1,111"));
  links.push(await other.sharedLink());

  await simulator.openAndRun();
  await simulator.scenario.fill("Base case");
  await simulator.rerun(() => simulator.price.fill("1,222"));
  await isKept(simulator);
  let tab = simulator;
  for (const link of links) {
    await test.step("the page was left before the link came", async () => {
      await tab.page.goto("about:blank");
      await tab.openAndRun(link);
      await expect(tab.scenario).not.toHaveValue("Base case");
      await expect(tab.notice).toContainText("Your own draft is kept under Your scenarios");
    });
    await test.step("a reload shows what was open, and the way back", async () => {
      const price = await tab.price.inputValue();
      await tab.page.reload();
      await tab.settled();
      await expect(tab.price).toHaveValue(price);
      await expect(tab.notice).toContainText("Your own draft is kept under Your scenarios");
    });
    await test.step("so does another tab, when this one is closed", async () => {
      const next = await anotherTab(context);
      await tab.page.close();
      await next.openAndRun();
      await next.scenarios.open();
      await expect(next.scenarios.named("Base case")).toContainText(/Cap reached in .* paid .*20\d\d at \d\d:\d\d/);
      await next.scenarios.button("Base case").click();
      await expect(next.dialog).toBeHidden();
      await expect(next.scenario).toHaveValue("Base case");
      await expect(next.price).toHaveValue("1,222");
      tab = next;
    });
  }
  expect(page.isClosed()).toBe(true);
});

test("a reload shows what was open: a preset, an edit made just before, and an earlier version's draft", async ({
  page,
  simulator,
  faults,
}) => {
  await simulator.openAndRun();
  await simulator.button("Presets").click();
  await simulator.dialog.getByRole("button", { name: PRESET, exact: true }).click();
  await expect(simulator.scenario).toHaveValue(PRESET);
  await page.reload();
  await expect(simulator.scenario).toHaveValue(PRESET);
  await simulator.settled();

  await simulator.scenario.fill("Ours");
  await page.reload();
  await expect(simulator.scenario).toHaveValue("Ours");
  await simulator.scenario.fill("Ours, later");
  // A page of the same host, and no program.
  await page.goto(BARE);
  await page.goto("/");
  await expect(simulator.scenario).toHaveValue("Ours, later");
  await isKept(simulator);

  // As the page kept drafts before it had a database.
  await expect.poll(async () => (await stored(page)).length).toBe(1);
  const [{ text }] = await stored(page);
  await page.goto(BARE);
  await page.evaluate((text) => {
    localStorage.clear();
    sessionStorage.clear();
    indexedDB.deleteDatabase("ratecard");
    localStorage.setItem("ratecard.draft", text.replace("Ours, later", "Former draft"));
    localStorage.setItem("ratecard.draft.kept_at", "1 May 2025 at 10:00");
    localStorage.setItem("ratecard.earlier", text.replace("Ours, later", "Former earlier"));
  }, text);
  await simulator.openAndRun();
  await expect(simulator.scenario).toHaveValue("Former draft");
  await simulator.scenarios.open();
  await expect(simulator.scenarios.named("Former earlier")).toBeVisible();
  await expect.poll(async () => (await stored(page)).length).toBe(2);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => /draft$|kept_at|earlier$/.test(key)))).toEqual([
    "ratecard.kept.ratecard-draft",
  ]);
  // A page that is left while its workers load gives these up.
  expect(faults.filter((fault) => !fault.includes("ERR_ABORTED"))).toEqual([]);
  faults.length = 0;
});

test("two tabs keep their own work and say what the other does", async ({ context, page, simulator }) => {
  await simulator.openAndRun();
  await simulator.scenario.fill("Both begin here");
  await isKept(simulator);
  const second = await anotherTab(context);
  await second.openAndRun();
  await expect(second.scenario).toHaveValue("Both begin here");
  for (const tab of [simulator, second]) await expect(tab.keeping).toContainText("Open in another tab too");

  await second.scenario.fill("Work in the second tab");
  await expect(simulator.keeping).toContainText("Another tab has “Work in the second tab” open");
  await simulator.scenario.fill("Work in the first tab");
  await expect(second.keeping).toContainText("Another tab has “Work in the first tab” open");
  await isKept(simulator);
  await isKept(second);
  await simulator.scenarios.open();
  await expect(simulator.scenarios.named("Work in the first tab")).toContainText("open here");
  await expect(simulator.scenarios.named("Work in the second tab")).toContainText("open in another tab");
  // Within a second of an edit, and the other way round.
  await second.scenario.fill("Second, later");
  await second.page.reload();
  await page.reload();
  await expect(simulator.scenario).toHaveValue("Work in the first tab");
  await expect(second.scenario).toHaveValue("Second, later");
  // What was written ahead as the page was left goes on into the database.
  const names = async () => (await stored(page)).map(({ name }) => name).sort();
  await expect.poll(names).toEqual(["Second, later", "Work in the first tab"]);
  await second.page.close();
  await expect(simulator.keeping).not.toContainText("nother tab");
  expect(await names()).toEqual(["Second, later", "Work in the first tab"]);
});

/** Ways in which a browser refuses, each before the page's own scripts. */
const REFUSALS = {
  "everything is blocked": () => {
    for (const name of ["indexedDB", "localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      });
    }
  },
  "everything is full": () => {
    const full = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    Storage.prototype.setItem = full;
    IDBObjectStore.prototype.put = full;
  },
};

for (const [refusal, script] of Object.entries(REFUSALS)) {
  test(`where ${refusal}, figures come and the words are true`, async ({ page, simulator, other }) => {
    await other.openAndRun();
    await other.rerun(() => other.price.fill("1,111"));
    const link = await other.sharedLink();
    await page.addInitScript(script);
    await simulator.openAndRun();
    await expect(simulator.keeping).toBeEmpty();
    await simulator.scenario.fill("Nowhere to go");
    await expect(simulator.keeping).toContainText(/does not keep/);
    // The browser asks before the only copy is closed, and where all is kept it does not.
    const asks = (page) => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
    expect([await asks(page), await asks(other.page)]).toEqual([true, false]);
    const download = page.waitForEvent("download");
    await simulator.keeping.getByRole("button", { name: /save a file/ }).click();
    expect(JSON.parse(await readFile(await (await download).path(), "utf8")).scenario.name).toBe("Nowhere to go");
    await simulator.openLink(link);
    await expect(simulator.price).toHaveValue("1,111");
    await expect(simulator.notice).toContainText("only until this page is closed");
    await expect(simulator.notice).not.toContainText("is kept");
    await simulator.scenarios.open();
    await expect(simulator.scenarios.named("Nowhere to go")).toContainText("only until this page is closed");
    await simulator.button("Close").click();
    await simulator.button("Open my draft").click();
    await expect(simulator.scenario).toHaveValue("Nowhere to go");
  });
}

test("where there is no database, the small storage keeps it; where that lost it, the database has it", async ({ page, simulator }) => {
  await page.addInitScript(() => {
    if (window.name === "no database") Object.defineProperty(window, "indexedDB", { value: null });
    // Never answers, as some browsers do.
    if (window.name === "silent") IDBFactory.prototype.open = () => new EventTarget();
  });
  await simulator.openAndRun();
  await page.evaluate(() => (window.name = "no database"));
  await page.reload();
  await simulator.scenario.fill("Small");
  await isKept(simulator);
  await simulator.button("Presets").click();
  await simulator.dialog.getByRole("button", { name: PRESET, exact: true }).click();
  await expect(simulator.scenario).toHaveValue(PRESET);
  await page.reload();
  await expect(simulator.scenario).toHaveValue(PRESET);
  await simulator.button("Open my draft").click();
  await expect(simulator.scenario).toHaveValue("Small");
  await isKept(simulator);
  // It goes into the database as soon as there is one.
  await page.evaluate(() => (window.name = ""));
  await page.reload();
  await expect.poll(async () => (await stored(page)).map(({ name }) => name)).toEqual(["Small"]);
  await page.goto(BARE);
  await page.evaluate(() => localStorage.removeItem(Object.keys(localStorage).find((key) => key.startsWith("ratecard.kept."))));
  await simulator.openAndRun();
  await expect(simulator.scenario).toHaveValue("Small");
  await page.goto(BARE);
  await page.evaluate(() => {
    localStorage.removeItem(Object.keys(localStorage).find((key) => key.startsWith("ratecard.kept.")));
    window.name = "silent";
  });
  await simulator.openAndRun();
  await expect(simulator.headlineCap).toContainText("of 100 futures");
});

test("your scenarios: saved, renamed, copied, thrown away, brought back, and carried off in one file", async ({ context, page, simulator, other }) => {
  await simulator.openAndRun();
  const { scenarios } = simulator;
  await simulator.scenario.fill("Base case");
  await simulator.rerun(() => simulator.price.fill("1,222"));
  await scenarios.open();
  await scenarios.save();
  await expect(scenarios.saved.getByRole("listitem")).toHaveCount(1);
  await expect(scenarios.drafts.getByRole("listitem")).toHaveCount(0);
  await expect(scenarios.named("Base case")).toContainText("open here");
  await simulator.button("Close").click();
  await expect(simulator.keeping).toContainText("Saved in this browser");

  // What is worked on from here is a draft of its own.
  await simulator.scenario.fill("Trial");
  await isKept(simulator);
  await scenarios.open();
  await scenarios.button("Duplicate “Base case”").click();
  await expect(scenarios.named("Base case (copy)")).toBeVisible();
  await scenarios.button("Rename “Base case (copy)”").click();
  const name = page.getByRole("dialog").getByRole("textbox", { name: "Name", exact: true });
  await expect(name).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(name).toBeHidden();
  await expect(simulator.dialog).toBeVisible();
  await scenarios.button("Rename “Base case (copy)”").click();
  await name.fill("Lower prices");
  await page.keyboard.press("Enter");
  await expect(scenarios.button("Lower prices")).toBeFocused();

  const all = page.waitForEvent("download");
  await simulator.button("Save all as one file").click();
  const file = await readFile(await (await all).path());
  expect(JSON.parse(file).scenarios.map(({ document }) => document.scenario.name).sort()).toEqual(["Base case", "Lower prices", "Trial"]);

  await scenarios.button("Delete “Lower prices”").click();
  await expect(scenarios.named("Lower prices")).toBeHidden();
  await expect(simulator.button("Undo: bring back “Lower prices”")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(scenarios.named("Lower prices")).toBeVisible();
  await scenarios.button("Delete “Lower prices”").click();
  await expect(scenarios.named("Lower prices")).toBeHidden();
  await simulator.button("Close").click();
  await page.reload();
  await simulator.settled();
  await scenarios.open();
  await expect(scenarios.named("Base case")).toBeVisible();
  await expect(scenarios.named("Lower prices")).toBeHidden();
  await scenarios.add({ name: "all.json", mimeType: "application/json", buffer: file });
  await expect(simulator.dialog).toContainText("One scenario was added; 2 scenarios were here already.");
  await expect(scenarios.named("Lower prices")).toBeVisible();
  // A saved scenario is as it was saved, whatever was tried since.
  await scenarios.button("Base case").click();
  await expect(simulator.scenario).toHaveValue("Base case");
  await expect(simulator.price).toHaveValue("1,222");

  await other.openAndRun();
  await other.openFile({ name: "all.json", mimeType: "application/json", buffer: file });
  await expect(other.dialog).toContainText("3 scenarios were added. They are under Your scenarios.");
  await other.button("Close").click();
  await other.scenarios.open();
  await expect(other.scenarios.saved.getByRole("listitem")).toHaveCount(2);
  await expect(other.scenarios.drafts.getByRole("listitem")).toHaveCount(1);
  expect(context.pages()).toHaveLength(1);
});

test("what a newer version of the page kept stays as it is, and can be carried off", async ({ context, page, simulator }) => {
  await simulator.openAndRun();
  await simulator.scenario.fill("Old and new");
  await isKept(simulator);
  await expect.poll(async () => (await stored(page)).length).toBe(1);
  const [{ text, ...head }] = await stored(page);
  const newer = text.replace(/"version": \d+/, '"version": 99');
  const heads = {
    "Newer file": { ...head, name: "Newer file", document: 99, rev: "newer.1", digest: "newer" },
    "Newer entry": { kept: 2, name: "Newer entry", at: head.at, whatever: { else: true } },
  };
  const planted = Object.entries(heads).map(([name, head]) => [name.replace(" ", ""), `${JSON.stringify(head)}\n${newer}`]);
  await stored(page, Object.fromEntries(planted));
  await page.reload();
  await expect(simulator.scenario).toHaveValue("Old and new");
  await simulator.scenarios.open();
  for (const name of Object.keys(heads)) {
    const entry = simulator.scenarios.named(name);
    await expect(entry).toContainText("of a newer version of this page");
    await expect(simulator.scenarios.button(`${name}`)).toBeDisabled();
    const download = page.waitForEvent("download");
    await simulator.scenarios.button(`Save file “${name}”`).click();
    expect(await readFile(await (await download).path(), "utf8")).toBe(newer);
  }
  // The page was open with it before it went back a version.
  const fresh = await anotherTab(context);
  await page.close();
  await fresh.open(BARE);
  await fresh.page.evaluate(() => localStorage.setItem("ratecard.latest", "Newerfile"));
  await fresh.openAndRun();
  await expect(fresh.notice).toContainText("“Newer file” was kept by a newer version of this page");
  await fresh.scenario.fill("Something else");
  await isKept(fresh);
  const kept = await stored(fresh.page);
  expect(kept.filter(({ text }) => text === newer)).toHaveLength(2);
  expect(kept.find(({ name }) => name === "Newer entry")).toMatchObject(heads["Newer entry"]);
});

test("a dialog keeps keys to itself, and Back closes it", async ({ page, simulator }) => {
  await simulator.openAndRun();
  await simulator.rerun(() => simulator.price.fill("888"));
  await page.getByRole("link", { name: "Method", exact: true }).click();
  await page.getByRole("link", { name: "Simulator", exact: true }).click();
  await simulator.button("Share").click();
  const link = await simulator.link.inputValue();
  await simulator.button("Copy the link").focus();
  await page.keyboard.press("ControlOrMeta+Z");
  await expect(simulator.link).toHaveValue(link);
  await page.goBack();
  await expect(simulator.dialog).toBeHidden();
  await expect(simulator.price).toHaveValue("888");
  // One dialog after the other, each closed in another way.
  for (const name of ["Share", "Open", "Your scenarios", "Presets"]) {
    await simulator.button(name).click();
    await expect(simulator.dialog).toBeVisible();
    await simulator.button("Close").click();
    await simulator.button(name).click();
    await expect(simulator.dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(simulator.dialog).toBeHidden();
    await simulator.button(name).click();
    await expect(simulator.dialog).toBeVisible();
    await page.goBack();
    await expect(simulator.dialog).toBeHidden();
  }
  // No dialog is open, so Back goes where it went before.
  await page.goBack();
  await expect(page.getByRole("heading", { name: "How the figures are made" })).toBeVisible();
});
