// The page starts wherever it is put, under the policy that hosts are asked to send.
import { test, expect } from "./fixtures.mjs";

for (const folder of ["/", "/any/folder/", "/any/folder/index.html"]) {
  test(`a first visit at ${folder} shows an answer`, async ({ page, simulator }) => {
    await simulator.openAndRun(folder);
    await expect(simulator.heading).toHaveText("Rate Card Simulator");
    await expect(page).toHaveTitle(/^Kirklees .* – Rate Card Simulator$/);
    await expect(simulator.headlineCap).toContainText("of 100 futures");
    await expect(simulator.headlinePaid).toContainText("£");
    await expect(simulator.headlineCapital).toContainText("£");
    await expect(simulator.fingerprint).toHaveText(/^[0-9a-f]{16}$/);
    await expect(simulator.announcer).toContainText("Results are up to date");
  });
}

test("the invitation leads to its three things, and stays away once it was sent", async ({ page, simulator }) => {
  await simulator.openAndRun();
  const invitation = page.getByRole("complementary", { name: "How to begin" });
  await invitation.getByRole("button", { name: "change a price" }).click();
  await expect(page.locator(":focus")).toHaveAccessibleName(/^Price of /);
  await invitation.getByRole("button", { name: "change the cap" }).click();
  await expect(simulator.cap).toBeFocused();
  await invitation.getByRole("button", { name: "share it" }).click();
  await expect(simulator.link).toBeVisible();
  await simulator.button("Close").click();
  await simulator.button("Got it").click();
  await expect(invitation).toBeHidden();
  await page.reload();
  await simulator.settled();
  await expect(invitation).toBeHidden();
});

for (const width of [1280, 390]) {
  test.describe(`${width} pixels wide`, () => {
    test.use({ viewport: { width, height: 800 } });

    test("the page grows while it opens, and nothing that is in sight moves", async ({ page, simulator }) => {
      await simulator.openAndRun();
      const link = await simulator.sharedLink();
      await page.addInitScript(() => {
        window.moved = 0;
        const watcher = new PerformanceObserver((list) => {
          for (const shift of list.getEntries()) window.moved += shift.value;
        });
        watcher.observe({ type: "layout-shift", buffered: true });
      });
      // Another page, or the link would be followed within this one.
      for (const [what, address] of Object.entries({ "the preset": "/", "a link": link })) {
        await page.goto("about:blank");
        await simulator.openAndRun(address);
        await expect(page.locator("#section-uncertainty")).toBeAttached();
        // The part of the screen that moved, times how far; a tenth is what browsers call good.
        expect(await page.evaluate(() => window.moved), what).toBeLessThan(0.02);
      }
    });
  });
}

test("a part that is asked for before it is made is reached", async ({ page, simulator }) => {
  await page.addInitScript(() => {
    // The first press that is possible.
    new MutationObserver((_, observer) => {
      const wanted = document.getElementById("to-uncertainty");
      if (!wanted) return;
      observer.disconnect();
      window.wasThere = document.getElementById("section-uncertainty") !== null;
      wanted.click();
    }).observe(document, { subtree: true, childList: true });
  });
  await simulator.open();
  await expect(page.locator("#section-uncertainty")).toBeVisible();
  await expect(page.locator("#section-card")).toBeHidden();
  expect(await page.evaluate(() => window.wasThere)).toBe(false);
  await simulator.settled();
});

test("the workers that start before the program are those that run", async ({ page, simulator }) => {
  const started = [];
  page.on("worker", (worker) => started.push(worker.url()));
  await simulator.openAndRun();
  const processors = await page.evaluate(() => navigator.hardwareConcurrency);
  expect(started).toHaveLength(Math.min(processors, 8));
  expect(await page.evaluate(() => window.workersAhead)).toEqual([]);
});

test("method and about are a link away, and the work is still there afterwards", async ({ page, simulator }) => {
  await simulator.openAndRun();
  await simulator.price.fill("1,234");
  await page.getByRole("link", { name: "Method", exact: true }).click();
  await expect(page.getByRole("heading", { name: "How the figures are made" })).toBeVisible();
  await page.getByRole("link", { name: "About and privacy" }).click();
  await expect(page.getByRole("heading", { name: "Privacy" })).toBeVisible();
  await page.goBack();
  await page.getByRole("link", { name: "Simulator", exact: true }).click();
  await expect(simulator.price).toHaveValue("1,234");
  await simulator.settled();
});

test("the method is all there, with a way to each of its parts", async ({ page, simulator }) => {
  await simulator.open("#/method");
  const contents = page.getByRole("navigation", { name: "On this page" });
  await contents.getByRole("button", { name: "What is left out" }).click();
  const part = page.getByRole("heading", { name: "What is left out" });
  await expect(part).toBeFocused();
  await expect(part).toBeInViewport();
  const table = page.getByRole("table", { name: "Kirklees: people and payments" });
  await expect(table.getByRole("columnheader", { name: "Simulated" })).toBeVisible();
  await expect(table.getByRole("row", { name: /^People who started/ })).toContainText("6,151");
  // Nothing of the notation in which it is written is left over.
  expect(await page.getByRole("article").innerText()).not.toMatch(/\*\*|`|^#|\|/m);
});

test("the host sends the policy, and files with a digest in their name are kept", async ({ page }) => {
  const kept = [];
  page.on("response", (response) => {
    if (response.headers()["cache-control"]?.includes("immutable")) kept.push(response.url());
  });
  const response = await page.goto("/");
  expect(response.headers()["content-security-policy"]).toContain("default-src 'none'");
  expect(response.headers()["cache-control"]).toBe("no-cache");
  await expect.poll(() => kept.some((url) => url.endsWith(".wasm"))).toBe(true);
});

test("the policy holds: an inline script does not run", async ({ page, simulator, faults }) => {
  await simulator.openAndRun();
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
  await expect(simulator.start).toContainText("could not start");
  faults.length = 0;
});
