//! What `--help` prints.

pub(crate) const HELP: &str = "\
Rate Card Simulator: what an outcomes contract will pay, when its caps bite, and how deep the
investors' money goes in. The same engine as the page: same scenario, same seed, same figures.

  ratecard presets                      list the scenarios that come with it
  ratecard simulate SCENARIO [options]  run its futures and report
  ratecard chart SCENARIO --exhibit ID [--out FILE.svg] [options]
                                        draw one picture of its results
  ratecard journey SCENARIO [options]   tell what happens to one simulated person
  ratecard check SCENARIO               list all that is wrong with it, errors first
  ratecard link SCENARIO [--base URL]   print it as a link; URL is the page's address
  ratecard open SCENARIO [--out FILE]   print it as a file, or write a new file; with --force
                                        over one that is there
  ratecard schema [scenario|summary]    print the JSON Schema of scenario files, or of --json
  ratecard --help, --version

SCENARIO is a file, a link, - for standard input, or --preset NAME.

Options of simulate:
  --trials N     futures to simulate, instead of the scenario's own number
  --seed N       dice to use, instead of the scenario's own
  --case NAME    low, central or high: one future with every estimate at that reading and no luck
  --since SCENARIO, --since-preset NAME
                 tell as well how its figures differ from those of another scenario, future by
                 future on the same dice
  --json         print the summary as JSON
  --csv DIR      write tables for a spreadsheet, and every future's totals, into a folder
  --no-bom       with --csv: leave out the byte order mark, which tells Excel that they are UTF-8
  --threads N    work on so many cores (all, if not said); figures do not depend on it

Options of chart:
  --exhibit ID   payments, capital, curve, quarters, waterfall, losing, need, outcomes, targets,
                 ladder, caseload or incentives
  --out FILE     write the picture, an SVG, into a new file; with --force over one that is there
  --trials N, --seed N
                 as for simulate
  --width N      how many pixels across (900, if not said); its height follows
  --dark         for a dark ground

Options of journey:
  --future N     which future, counted from 0 as in the tables of --csv (0, if not said)
  --person N, --outcome ID, --segment ID, --lost
                 the person of that number, or the first who achieves the outcome, is of the
                 segment, or lost pay to a cap
  --months       instead: that future month by month, as comma-separated values
  --events       instead: every event of every person, as comma-separated values
  --seed N       as for simulate

Exit codes: 0 all is well; 1 the scenario has errors; 2 it could not be read, or misuse.
";
