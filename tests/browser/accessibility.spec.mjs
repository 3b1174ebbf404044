// Automatic rules find only part of what matters; what they find is never acceptable.
import AxeBuilder from "@axe-core/playwright";
import { test, expect } from "./fixtures.mjs";

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in the ${colorScheme} scheme`, async ({ page, simulator }) => {
    await page.emulateMedia({ colorScheme });
    await simulator.open();
    await expect(simulator.status).toContainText("The worker answers");
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0].html})`);
    expect(found).toEqual([]);
  });
}
