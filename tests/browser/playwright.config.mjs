// `cargo xtask e2e` hands over the browser and a free port; the defaults serve an editor's plug-in.
import { defineConfig } from "@playwright/test";

const port = process.env.RATECARD_PORT ?? "4180";
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testMatch: "*.spec.mjs",
  workers: 1,
  retries: 0,
  // Generous: a busy machine is slow and not wrong.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "Europe/London",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.RATECARD_BROWSER || undefined,
      args: [
        "--disable-gpu",
        "--disable-background-networking",
        // Chromium refuses to start its sandbox for root.
        ...(isRoot ? ["--no-sandbox"] : []),
      ],
    },
  },
  webServer: {
    command: "node static_server.mjs",
    url: `http://127.0.0.1:${port}/`,
    env: { RATECARD_PORT: port },
    reuseExistingServer: false,
  },
});
