// The page as a person knows it, through WebDriver: each control is named once, here.
import { isDeepStrictEqual } from "node:util";

import { LINE } from "../line.mjs";
import { until } from "./webdriver.mjs";

const LABEL = `Price of ${LINE} (£)`;
const PRICE = `//input[@id = //label[normalize-space() = "${LABEL}"]/@for]`;

/** So many times in a row figures are found again before they are taken to stand. */
const ALIKE = 4;

const button = (name) => `//button[normalize-space() = "${name}"]`;

export class Page {
  #session;

  constructor(session) {
    this.#session = session;
  }

  /** The browser's own name, and its version. */
  get browser() {
    return this.#session.browser;
  }

  open(address) {
    return this.#session.go(address);
  }

  /** Leaves the page, with its browser and all that this one has kept. */
  close() {
    return this.#session.close();
  }

  /** What stands on the page; empty where it is not there yet. */
  state() {
    return this.#session.run((labelText) => {
      const label = [...document.querySelectorAll("label")].find((one) => one.textContent.trim() === labelText);
      const text = (id) => document.querySelector(`[data-testid="${id}"]`)?.textContent ?? "";
      return {
        run: text("run-state"),
        // Gone once the program has started; what it says when it cannot.
        start: document.getElementById("start")?.textContent ?? "",
        cap: text("headline-cap"),
        paid: text("headline-paid"),
        capital: text("headline-capital"),
        provenance: text("provenance"),
        fingerprint: document.querySelector('[data-testid="provenance"] code')?.textContent ?? "",
        reproduction: text("reproduction"),
        price: label?.control.value ?? "",
      };
    }, LABEL);
  }

  /** What is said about the scenario in figures, once all futures are in. */
  figures() {
    return this.#figuresOnce("the figures of all futures are there", () => true);
  }

  /** The same after a step that moves them: with another price, and once the figures `before` have gone. */
  figuresAfter(before, price) {
    const moved = (figures) => figures.price === price && figures.fingerprint !== before.fingerprint;
    return this.#figuresOnce(`the price is ${price}, and the figures have followed`, moved);
  }

  /**
   * The figures once they hold, and hold still: the page is drawn in pieces between which a busy browser does other
   * things, and what is read there belongs to no moment.
   */
  #figuresOnce(what, holds) {
    let last;
    let nAlike = 0;
    return until(what, async () => {
      const { run, start, reproduction, ...figures } = await this.state();
      const isThere = run.startsWith("Up to date") && figures.fingerprint && holds(figures);
      nAlike = isThere && isDeepStrictEqual(figures, last) ? nAlike + 1 : 0;
      last = figures;
      return nAlike === ALIKE && figures;
    });
  }

  /** Waits for words of one of the page's parts. */
  says(part, words) {
    return until(`the page says ${words}`, async () => words.test((await this.state())[part]));
  }

  typePrice(pounds) {
    return this.#session.type(PRICE, pounds);
  }

  press(name) {
    return this.#session.click(button(name));
  }

  /** A link to the scenario as it stands. */
  async sharedLink() {
    await this.press("Share");
    const value = () => document.getElementById("share-link")?.value;
    const link = await until("there is a link", () => this.#session.run(value));
    await this.press("Close");
    return link;
  }

  /**
   * The row of the line among the tables for paper, when paper is asked for in the moment after a price was typed:
   * sooner than the page makes these tables by itself.
   */
  onPaperAtOnce(pounds) {
    return this.#session.runUntilItCalls(
      (labelText, line, pounds, done) => {
        const label = [...document.querySelectorAll("label")].find((one) => one.textContent.trim() === labelText);
        label.control.value = pounds;
        label.control.dispatchEvent(new InputEvent("input", { bubbles: true }));
        dispatchEvent(new Event("beforeprint"));
        setTimeout(() => {
          const rows = [...document.querySelectorAll(".print-only tr")];
          done(rows.find((row) => row.textContent.includes(line))?.textContent ?? "no such row");
          dispatchEvent(new Event("afterprint"));
        });
      },
      LABEL,
      LINE,
      pounds,
    );
  }

  /** Has the browser print the page: the paper, and whether the page was told of it before. */
  async print() {
    await this.#session.run(() => {
      window.wasToldOfPaper = false;
      window.addEventListener("beforeprint", () => (window.wasToldOfPaper = true));
    });
    const paper = await this.#session.print();
    return paper && { paper, wasTold: await this.#session.run(() => window.wasToldOfPaper) };
  }
}
