// Moving a price or the cap: with a pointer, with keys, and always with its field.
import { test, expect, LINE } from "./fixtures.mjs";

/** Presses on the handle and moves it by a share of the slider's length, without letting go. */
async function drag(page, slider, share) {
  await slider.scrollIntoViewIfNeeded();
  // It comes to whoever is near its field.
  await slider.locator("xpath=..").hover();
  const box = await slider.boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, y, { steps: 8 });
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * (0.5 + share), y, { steps: 12 });
}

test("a drag moves the price and the figures, and is one step of undo", async ({ page, simulator }) => {
  await simulator.openAndRun();
  const before = await simulator.figures();
  await expect(simulator.slider).toHaveValue("1500");
  await drag(page, simulator.slider, -0.25);
  // The field follows before the handle is let go.
  const field = Number((await simulator.price.inputValue()).replace(",", ""));
  expect(field).toBeLessThan(1_000);
  expect(field).toBeGreaterThan(400);
  await expect(simulator.slider).toHaveAttribute("aria-valuetext", `£${await simulator.price.inputValue()}`);
  await page.mouse.up();
  await simulator.settled();
  expect((await simulator.figures()).paid).not.toBe(before.paid);

  await drag(page, simulator.slider, 0.25);
  await page.mouse.up();
  await expect(simulator.price).not.toHaveValue(String(field));
  await simulator.button("Undo").click();
  await expect(simulator.price).toHaveValue(String(field));
  await simulator.button("Undo").click();
  await expect(simulator.price).toHaveValue("1,500");
  expect(await simulator.figures()).toEqual(before);
  await expect(simulator.button("Undo")).toBeDisabled();
});

test("arrow keys step the price, in the field and on its slider", async ({ page, simulator }) => {
  await simulator.openAndRun();
  await simulator.price.focus();
  await page.keyboard.press("ArrowUp");
  await expect(simulator.price).toHaveValue("1,510");
  await simulator.price.fill("1507");
  await page.keyboard.press("ArrowDown");
  await expect(simulator.price).toHaveValue("1,500");
  await simulator.price.fill("twelve");
  await page.keyboard.press("ArrowUp");
  await expect(simulator.price).toHaveValue("twelve");
  await simulator.price.fill("1,504");
  await page.keyboard.press("ArrowUp");
  await expect(simulator.price).toHaveValue("1,510");

  await simulator.slider.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(simulator.price).toHaveValue("1,530");
  await page.keyboard.press("Home");
  await expect(simulator.price).toHaveValue("0");
  await page.keyboard.press("ControlOrMeta+Z");
  await expect(simulator.price).toHaveValue("1,510");
  await page.keyboard.press("ControlOrMeta+Z");
  await expect(simulator.price).toHaveValue("1,500");
});

test("what is typed beyond the slider's end is kept, and pins the handle", async ({ page, simulator }) => {
  await simulator.openAndRun();
  await simulator.rerun(() => simulator.price.fill("9,000"));
  await expect(simulator.slider).toHaveValue("3000");
  await expect(simulator.slider).toHaveAttribute("aria-valuetext", "£9,000");
  await page.keyboard.press("Tab");
  await expect(simulator.price).toHaveValue("9,000");
  await simulator.rerun(() => simulator.price.fill("1,234"));
  await expect(simulator.slider).toHaveValue("1230");
  await expect(simulator.price).toHaveValue("1,234");
});

test("the cap slides too, and where there is no cap there is no slider", async ({ page, simulator }) => {
  await simulator.openAndRun();
  await simulator.section("Contract");
  await drag(page, simulator.capSlider, -0.2);
  await simulator.rerun(() => page.mouse.up());
  await expect(simulator.headlineCap).toContainText(`£${await simulator.cap.inputValue()}`);
  await simulator.rerun(() => simulator.cap.fill(""));
  await expect(simulator.capSlider).toBeHidden();
  await simulator.rerun(() => simulator.cap.fill("20,000,000"));
  await expect(simulator.capSlider).toHaveValue("20000000");
});

test("another scenario gives its sliders its own reach", async ({ page, simulator }) => {
  await simulator.openAndRun();
  await simulator.section("Contract");
  await expect(simulator.capSlider).toHaveAttribute("max", "44400000");
  await simulator.section("Rate card");
  await simulator.button("Presets").click();
  await simulator.rerun(() => page.getByRole("button", { name: "Fair Chance Fund, all seven projects" }).click());
  const most = Number(await page.getByRole("slider").first().getAttribute("max"));
  const price = await page.getByLabel(/^Price of .* \(£\)$/).first().inputValue();
  const times = most / Number(price.replace(",", ""));
  expect(times).toBeGreaterThan(1.9);
  expect(times).toBeLessThan(2.1);
});

test("sliders are large enough for a finger, and paper has none", async ({ page, simulator }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await simulator.openAndRun();
  const { width, height } = await simulator.slider.boundingBox();
  expect(height).toBeGreaterThanOrEqual(24);
  expect(width).toBeGreaterThan(100);
  await page.emulateMedia({ media: "print" });
  await expect(simulator.slider).toBeHidden();
});

test("paper has the price of this moment", async ({ page, simulator }) => {
  await simulator.openAndRun();
  const row = page.locator(".print-only tr", { has: page.locator("th", { hasText: LINE }) });
  await expect(row).toContainText("£1,500");
  await simulator.price.fill("1,357");
  // No moment to settle: the browser asks for the page at once.
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await expect(row).toContainText("£1,357", { timeout: 200 });
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect(row).toContainText("£1,357");
});

test("a chart out of sight is drawn when it comes into sight", async ({ page, simulator }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await simulator.openAndRun();
  const canvas = page.locator("#capital canvas");
  const inked = () =>
    canvas.evaluate((canvas) => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value) => value !== 0);
    });
  expect(await inked()).toBe(false);
  await canvas.scrollIntoViewIfNeeded();
  await expect.poll(inked).toBe(true);
});
