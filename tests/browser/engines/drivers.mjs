// How each kind of browser is started: the driver that steers it, and what the driver is told.

const isRoot = process.getuid?.() === 0;
const binary = process.env.RATECARD_BROWSER;

export const DRIVERS = {
  chromium: {
    program: "chromedriver",
    words: (port) => [`--port=${port}`],
    capabilities: {
      "goog:chromeOptions": {
        binary,
        // Chromium refuses to start its sandbox for root.
        args: ["--headless", "--disable-gpu", "--disable-background-networking", ...(isRoot ? ["--no-sandbox"] : [])],
      },
    },
  },
  firefox: {
    program: "geckodriver",
    words: (port) => ["--port", port],
    capabilities: { "moz:firefoxOptions": { binary, args: ["-headless"] } },
  },
  // It finds the browser that it was built with, and has no mode without a screen.
  webkit: {
    program: "WebKitWebDriver",
    words: (port) => [`--port=${port}`],
    capabilities: {},
  },
};
