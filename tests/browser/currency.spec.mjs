// Another currency: every amount on the page is written in it, and no figure changes.
import { expect, LINE, test } from "./fixtures.mjs";

test("another currency is written everywhere at once and taken back by undo", async ({ page, simulator }) => {
  await simulator.openAndRun();
  const currency = page.getByLabel("Currency (three letters)");
  const before = await simulator.figures();
  await simulator.section("Contract");
  expect(before.paid).toContain("£");

  await currency.fill("eu");
  await expect(currency).toHaveAttribute("aria-invalid", "true");
  await expect(simulator.headlinePaid).toHaveText(before.paid);

  await currency.fill("eur");
  await expect(simulator.headlinePaid).toHaveText(before.paid.replaceAll("£", "€"));
  const after = await simulator.figures();
  expect(after.provenance).toBe(before.provenance);
  expect(after.capital).toBe(before.capital.replaceAll("£", "€"));
  for (const part of [page.locator("#inputs"), simulator.results]) {
    // What a source says of its own pounds stays as it was written.
    const said = (await part.innerText()).replace(/^Actual payments: .*$/gm, "");
    expect(said).toContain("€");
    expect(said).not.toContain("£");
  }
  await expect(currency).toBeFocused();
  await simulator.section("Rate card");
  await expect(page.getByLabel(`Price of ${LINE} (€)`, { exact: true })).toHaveValue("1,500");

  await simulator.button("Undo").click();
  await expect(simulator.price).toHaveValue("1,500");
  await expect(simulator.headlinePaid).toHaveText(before.paid);
});
