// Automatic rules find only part of what matters; what they find is never acceptable.
import AxeBuilder from "@axe-core/playwright";
import { test, expect } from "./fixtures.mjs";

async function expectNothingFound(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.html).join("; ")})`);
  expect(found).toEqual([]);
}

/** The states of the page that are looked at: what brings each about. */
const STATES = {
  "the workbench": async () => {},
  "the workbench with everything unfolded": async ({ page, simulator }) => {
    await page.evaluate(() => {
      for (const folded of document.querySelectorAll("details:not(.menu)")) folded.open = true;
    });
    await simulator.page.getByRole("button", { name: /^First wellbeing assessment.* details$/ }).click();
    await page.getByText("Columns", { exact: true }).click();
  },
  "every section and view": async ({ page, simulator }) => {
    for (const section of ["People", "Contract", "Costs", "Investment", "Uncertainty", "Sources and more"]) {
      await simulator.section(section);
      await expectNothingFound(page);
    }
    for (const view of ["Payments", "Capital", "Outcomes", "Payers", "Value", "Incentives", "Checks"]) {
      await simulator.view(view);
      if (view !== "Value") await simulator.drawn();
      await expectNothingFound(page);
    }
  },
  "a pasted card": async ({ page, simulator }) => {
    await simulator.button("Paste a card").click();
    await page.getByLabel("The table").fill("Outcome\tPrice\nMoved in\tmuch\n");
    await expect(page.getByTestId("paste-summary")).toBeVisible();
  },
  "an error in a field": async ({ simulator }) => {
    await simulator.price.fill("twelve");
    await simulator.button("Run").click();
    await expect(simulator.problemList).toBeVisible();
  },
  "the share dialog": async ({ simulator }) => {
    await simulator.button("Share").click();
    await expect(simulator.link).toBeVisible();
  },
  "the open dialog with an error": async ({ simulator }) => {
    await simulator.openLink("nonsense");
    await expect(simulator.openError).toBeVisible();
  },
  "your scenarios": async ({ simulator }) => {
    await simulator.scenario.fill("A draft");
    await simulator.scenarios.open();
    await simulator.scenarios.save();
    await simulator.scenarios.button("Duplicate “A draft”").click();
    await simulator.scenarios.button("Delete “A draft (copy)”").click();
    await expect(simulator.button("Undo: bring back “A draft (copy)”")).toBeFocused();
  },
  "the presets": async ({ simulator }) => {
    await simulator.button("Presets").click();
    await expect(simulator.dialog).toBeVisible();
  },
  "the method": async ({ page }) => {
    await page.getByRole("link", { name: "Method", exact: true }).click();
    await expect(page.getByRole("heading", { name: "How the figures are made" })).toBeVisible();
  },
  "about and privacy": async ({ page }) => {
    await page.getByRole("link", { name: "About and privacy" }).click();
    await expect(page.getByRole("heading", { name: "Privacy" })).toBeVisible();
  },
};

const LOOKS = {
  "a wide light screen": { colorScheme: "light", viewport: { width: 1280, height: 800 } },
  "a wide dark screen": { colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  "a narrow screen": { colorScheme: "light", viewport: { width: 390, height: 844 } },
};

for (const [look, { colorScheme, viewport }] of Object.entries(LOOKS)) {
  test.describe(`axe finds nothing on ${look}`, () => {
    test.use({ colorScheme, viewport });
    for (const [state, bringAbout] of Object.entries(STATES)) {
      test(state, async ({ page, simulator }) => {
        await simulator.openAndRun();
        await bringAbout({ page, simulator });
        await expectNothingFound(page);
      });
    }
  });
}

// 320 pixels is a 1280 pixel window at 400% zoom, as WCAG asks for.
for (const width of [390, 320]) {
  test.describe(`${width} pixels wide`, () => {
    test.use({ viewport: { width, height: 844 } });

    test("nothing sticks out to the side, on any page", async ({ page, simulator }) => {
      await simulator.openAndRun();
      for (const address of ["#/", "#/method", "#/about"]) {
        await page.evaluate((hash) => window.location.assign(hash), address);
        await expect(page.locator("main h2").first()).toBeVisible();
        const sizes = await page.evaluate(() => ({
          content: document.documentElement.scrollWidth,
          window: document.documentElement.clientWidth,
        }));
        expect(sizes.content, address).toBeLessThanOrEqual(sizes.window);
      }
    });

    test("the answer stays in sight while inputs are edited", async ({ simulator }) => {
      await simulator.openAndRun();
      await simulator.section("Contract");
      await simulator.cap.scrollIntoViewIfNeeded();
      await expect(simulator.resultsLine).toBeInViewport();
      const before = await simulator.resultsLine.innerText();
      await simulator.rerun(() => simulator.cap.fill("9,000,000"));
      await expect(simulator.resultsLine).toBeInViewport();
      expect(await simulator.resultsLine.innerText()).not.toBe(before);
      await simulator.resultsLine.click();
      await expect(simulator.exhibit("Payments over time")).toBeInViewport();
    });
  });
}

test("charts have their finding in words and their figures as a table", async ({ simulator }) => {
  await simulator.openAndRun();
  for (const name of ["Payments over time", "Investors’ money over time"]) {
    const part = simulator.exhibit(name);
    await expect(part.locator("canvas")).toHaveAttribute("aria-hidden", "true");
    await part.locator("summary").first().click();
    await expect(part.getByRole("table").first()).toBeVisible();
    expect(await part.getByRole("table").first().getByRole("row").count()).toBeGreaterThan(3);
  }
});
