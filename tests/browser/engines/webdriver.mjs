// A small client of the W3C's WebDriver protocol: what the journey needs of it, and no more.
import { spawn } from "node:child_process";

/** Generous: a busy machine is slow and not wrong. */
const PATIENCE = 120_000;

/** Between two looks at a condition. */
const PAUSE = 30;

/** By this name the protocol hands elements over. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** The Control key, in the protocol's letters. */
const CONTROL = "\uE009";

/** Looks again and again until something holds, and returns it. */
export async function until(what, look) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited ${PATIENCE / 1000} s for this: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/** A driver that runs until this script ends. */
export class Driver {
  #address;

  /** Starts the program that steers a browser, and waits until it listens. */
  static async start(program, words, port) {
    const driver = new Driver();
    driver.#address = `http://127.0.0.1:${port}`;
    const child = spawn(program, words, { stdio: ["ignore", "pipe", "pipe"] });
    process.on("exit", () => child.kill());
    let ended;
    let said = "";
    const listen = (text) => (said = `${said}${text}`.slice(-2_000));
    for (const stream of [child.stdout, child.stderr]) stream.on("data", listen);
    child.on("error", (error) => (ended = error.message));
    child.on("exit", (code, signal) => (ended = `ended with ${code ?? signal}`));
    await until(`${program} listens`, async () => {
      if (ended) throw new Error(`${program}: ${ended}\n${said}`);
      // Until it listens, nobody answers.
      return driver.command("GET", "/status").then((status) => status.ready, () => false);
    });
    return driver;
  }

  async command(method, path, body) {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(`${this.#address}${path}`, { method, headers, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (response.ok) return value;
    throw Object.assign(new Error(`${value.error}: ${value.message}`), { code: value.error });
  }

  /** A browser that has never been anywhere. */
  async newSession(capabilities) {
    const alwaysMatch = { ...capabilities, timeouts: { script: PATIENCE, pageLoad: PATIENCE } };
    const session = await this.command("POST", "/session", { capabilities: { alwaysMatch } });
    return new Session(this, session);
  }
}

export class Session {
  #driver;
  #path;

  constructor(driver, { sessionId, capabilities }) {
    this.#driver = driver;
    this.#path = `/session/${sessionId}`;
    this.browser = `${capabilities.browserName} ${capabilities.browserVersion}`;
  }

  #post(path, body = {}) {
    return this.#driver.command("POST", `${this.#path}${path}`, body);
  }

  close() {
    return this.#driver.command("DELETE", this.#path);
  }

  go(url) {
    return this.#post("/url", { url });
  }

  /** Calls a function in the page, which sees nothing but the page and its arguments. */
  run(work, ...args) {
    return this.#post("/execute/sync", { script: `return (${work})(...arguments);`, args });
  }

  /** The same of a function that tells its result by calling its last argument. */
  runUntilItCalls(work, ...args) {
    return this.#post("/execute/async", { script: `(${work})(...arguments);`, args });
  }

  async #find(xpath) {
    const found = await this.#post("/element", { using: "xpath", value: xpath });
    return `/element/${found[ELEMENT]}`;
  }

  async click(xpath) {
    await this.#post(`${await this.#find(xpath)}/click`);
  }

  /** Writes over what stands in a field, as a person does: all of it is selected, and keys are pressed. */
  async type(xpath, text) {
    const field = await this.#find(xpath);
    // Two commands, because not every driver lets go of a key before the end of one.
    for (const keys of [`${CONTROL}a`, text]) await this.#post(`${field}/value`, { text: keys });
  }

  /** The page on paper as a PDF in base64, or nothing where the driver has no printer. */
  async print() {
    try {
      return await this.#post("/print");
    } catch (error) {
      if (error.code === "unknown command") return undefined;
      throw error;
    }
  }
}
