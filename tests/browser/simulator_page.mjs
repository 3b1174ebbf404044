// The page as a person knows it: each control is named once, here.
import { expect } from "@playwright/test";
import { LINE } from "./line.mjs";

export class SimulatorPage {
  constructor(page) {
    this.page = page;
    this.heading = page.getByRole("heading", { level: 1 });
    this.start = page.locator("#start");
    this.skipToInputs = page.getByRole("link", { name: "Skip to the inputs" });

    this.results = page.getByRole("region", { name: "Results", exact: true });
    this.resultsLine = page.getByRole("link", { name: /peak capital/ });
    this.runState = page.getByTestId("run-state");
    this.provenance = page.getByTestId("provenance");
    this.fingerprint = this.provenance.locator("code");
    this.reproduction = page.getByTestId("reproduction");
    this.headlineCap = page.getByTestId("headline-cap");
    this.headlinePaid = page.getByTestId("headline-paid");
    this.headlineCapital = page.getByTestId("headline-capital");
    this.sinceOpening = page.getByTestId("since-opening");
    this.announcer = page.getByTestId("announcer");

    this.scenario = page.getByRole("textbox", { name: "Scenario", exact: true });
    this.price = this.priceOf(LINE);
    this.cap = page.getByLabel("Contract cap (£)");
    this.slider = this.sliderOf(LINE);
    this.capSlider = page.getByRole("slider", { name: "Contract cap (slider)", exact: true });
    this.futures = page.getByLabel("Futures", { exact: true });
    this.seed = page.getByLabel("Seed", { exact: true });

    this.problemList = page.getByTestId("problem-list");
    this.leftOut = page.getByTestId("left-out");
    this.openError = page.getByTestId("open-error");
    this.notice = page.getByTestId("notice");
    this.keeping = page.getByTestId("keeping");

    this.dialog = page.getByRole("dialog");
    this.link = page.getByLabel("Link", { exact: true });
    this.file = page.getByLabel("Scenario file");
    this.pastedLink = page.getByLabel("Or paste a link");
    this.scenarios = new Scenarios(page);
  }

  priceOf(line) {
    return this.page.getByLabel(`Price of ${line} (£)`, { exact: true });
  }

  sliderOf(line) {
    return this.page.getByRole("slider", { name: `Price of ${line} (slider)`, exact: true });
  }

  /** One of the answers above inputs and results, such as "cap" or "paid". */
  answer(id) {
    return this.page.getByTestId(`answer-${id}`);
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Brings a section of the inputs into sight, by its name above them. */
  async section(name) {
    await this.page.getByRole("navigation", { name: "Inputs" }).getByRole("link", { name, exact: true }).click();
  }

  /** Brings a view of the results into sight. */
  async view(name) {
    await this.page.getByRole("navigation", { name: "Results" }).getByRole("link", { name, exact: true }).click();
  }

  /** Waits until the view in sight is drawn with the present figures. */
  async drawn() {
    await expect(this.page.getByTestId("details")).toHaveAttribute("aria-busy", "false");
    await expect(this.page.getByTestId("details").getByRole("region").first()).toBeVisible();
  }

  /** An exhibit by what it is about. */
  exhibit(heading) {
    return this.page.getByRole("region", { name: new RegExp(`^${heading}: `) });
  }

  /** Opens the page in a folder of the host or at a link, "/" by default. */
  async open(address = "/") {
    await this.page.goto(address);
  }

  /** Opens the page and waits for the figures of all futures. */
  async openAndRun(address = "/") {
    await this.open(address);
    await this.settled();
  }

  /** The figures on the screen are the scenario's, from all of its futures. */
  async settled() {
    await expect(this.runState).toHaveText(/^Up to date/);
  }

  /** Does what moves the figures, and waits until they have moved and settled. */
  async rerun(change) {
    const before = await this.provenance.innerText();
    await change();
    await expect(this.provenance).not.toHaveText(before);
    await this.settled();
  }

  /** What is said about the scenario in figures, to compare before and after. */
  async figures() {
    await this.settled();
    return {
      cap: await this.headlineCap.innerText(),
      paid: await this.headlinePaid.innerText(),
      capital: await this.headlineCapital.innerText(),
      provenance: await this.provenance.innerText(),
    };
  }

  /** A link to the scenario as it stands. */
  async sharedLink() {
    await this.settled();
    await this.button("Share").click();
    const link = await this.link.inputValue();
    await this.button("Close").click();
    return link;
  }

  /** Saves the scenario and returns where the file is. */
  async savedFile() {
    const download = this.page.waitForEvent("download");
    await this.button("Save file").click();
    return download;
  }

  /** Chooses a file in the dialog: a path, or `{ name, mimeType, buffer }`. */
  async openFile(file) {
    await this.button("Open").click();
    await this.file.setInputFiles(file);
  }

  async openLink(link) {
    await this.button("Open").click();
    await this.pastedLink.fill(link);
    await this.button("Open the link").click();
  }
}

/** The list of everything that is kept. */
class Scenarios {
  constructor(page) {
    this.page = page;
    this.dialog = page.getByRole("dialog", { name: "Your scenarios" });
    this.saved = page.getByRole("region", { name: /^Saved/ });
    this.drafts = page.getByRole("region", { name: /^Drafts/ });
  }

  async open() {
    await this.page.getByRole("group", { name: "Scenario" }).getByRole("button", { name: "Your scenarios" }).click();
    await expect(this.dialog).toBeVisible();
  }

  button(name) {
    return this.dialog.getByRole("button", { name, exact: true });
  }

  /** The entry with this name. */
  named(name) {
    return this.dialog.getByRole("listitem").filter({ has: this.page.getByRole("button", { name, exact: true }) });
  }

  async save() {
    await this.button("Save the present scenario").click();
    await expect(this.dialog).toContainText("Saved.");
  }

  async add(file) {
    await this.page.getByLabel("Add all from a file").setInputFiles(file);
  }
}
