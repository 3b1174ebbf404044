// The page starts wherever it is put, under the policy that hosts are asked to send.
import { test, expect } from "./fixtures.mjs";

for (const folder of ["/", "/any/folder/", "/any/folder/index.html"]) {
  test(`the page opens at ${folder} and its worker answers`, async ({ simulator }) => {
    await simulator.open(folder);
    await expect(simulator.heading).toHaveText("Rate Card Simulator");
    await expect(simulator.status).toContainText("The worker answers");
  });
}

test("the host sends the policy, and files with a digest in their name are kept", async ({ page }) => {
  const kept = [];
  page.on("response", (response) => {
    if (response.headers()["cache-control"].includes("immutable")) kept.push(response.url());
  });
  const response = await page.goto("/");
  expect(response.headers()["content-security-policy"]).toContain("default-src 'none'");
  expect(response.headers()["cache-control"]).toBe("no-cache");
  expect(kept.some((url) => url.endsWith(".wasm"))).toBe(true);
});

test("the policy holds: an inline script does not run", async ({ page, simulator, faults }) => {
  await simulator.open();
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.intruder = true";
    document.body.append(script);
  });
  expect(await page.evaluate(() => window.intruder)).toBeUndefined();
  expect(faults.join()).toContain("Content Security Policy");
  faults.length = 0;
});

test("a program that cannot start says so", async ({ page, simulator, faults }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await simulator.open();
  await expect(simulator.status).toContainText("could not start");
  faults.length = 0;
});
