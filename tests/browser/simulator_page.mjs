// The page as a person knows it: each control is named once, here.
export class SimulatorPage {
  constructor(page) {
    this.page = page;
    this.heading = page.getByRole("heading", { level: 1 });
    this.status = page.getByRole("status");
  }

  /** Opens the page in a folder of the host, "/" by default. */
  async open(folder = "/") {
    await this.page.goto(folder);
  }
}
