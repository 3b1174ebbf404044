//! Published figures beside simulated ones: one list of targets for the command, the test and the method page.
//!
//! Each preset runs as it opens on the page, with its own dice and number of futures, so that these are the
//! figures that a visitor sees. Counts, costs and years are means over the futures; shares of the cap, the whole
//! payment under earlier performance and the capital are medians.

use std::fmt::Write;

use ratecard::engine::{PreparedScenario, Summary, run};
use ratecard::format;
use ratecard::model::{CalendarMonth, Money, Scenario};
use ratecard::share::preset;

/// Counts below this are shown and not judged: one person is a large part of them.
const FEW: u32 = 50;

/// A table of the method page, under its heading there.
pub(crate) struct Table {
    pub(crate) heading: &'static str,
    pub(crate) rows: Vec<Row>,
}

/// One published figure and the simulated one.
pub(crate) struct Row {
    pub(crate) figure: String,
    published: String,
    simulated: String,
    difference: String,
    allowed: String,
    /// Absent where the figure is shown and not judged.
    pub(crate) is_within: Option<bool>,
}

/// What was published of a figure.
#[derive(Clone, Copy)]
enum Published {
    Figure(f64),
    Range(f64, f64),
    Less(f64),
    AtLeast(f64),
}

/// How far a simulated figure may be away.
#[derive(Clone, Copy)]
enum Allowed {
    /// A share of the published figure.
    Share(f64),
    /// Percentage points, for figures that are shares.
    Points(f64),
    /// The published figure is a limit or a range, and allows no more.
    AsPublished,
    /// Shown, not judged.
    NotJudged,
}

/// What a figure is counted in.
#[derive(Clone, Copy)]
enum Unit {
    Count,
    Pounds,
    Share,
}

impl Table {
    /// The table in Markdown, without its heading.
    pub(crate) fn markdown(&self) -> String {
        let mut text = String::from(
            "| Figure | Published | Simulated | Difference | Allowed | Within |\n|---|---|---|---|---|---|\n",
        );
        for row in &self.rows {
            let is_within = match row.is_within {
                Some(true) => "yes",
                Some(false) => "no",
                None => "not judged",
            };
            let Row { figure, published, simulated, difference, allowed, .. } = row;
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "| {figure} | {published} | {simulated} | {difference} | {allowed} | {is_within} |"
            );
        }
        text
    }

    /// The method page with this table in place of the one under its heading; `None`: no such heading.
    pub(crate) fn placed_in(&self, page: &str) -> Option<String> {
        let heading = format!("### {}\n", self.heading);
        let before = page.find(&heading)? + heading.len();
        let section = page[before..].find("\n#").map_or(page.len(), |end| before + end + 1);
        let start = before + page[before..section].find("\n|").map_or(0, |start| start + 1);
        let end = page[start..section].find("\n\n").map_or(section, |end| start + end + 1);
        Some(format!("{}{}{}", &page[..start], self.markdown(), &page[end..]))
    }
}

impl Row {
    fn new(
        figure: &str,
        unit: Unit,
        published: Published,
        simulated: f64,
        allowed: Allowed,
    ) -> Row {
        let is_within = match (published, allowed) {
            (_, Allowed::NotJudged) => None,
            (Published::Figure(figure), Allowed::Share(share)) => {
                Some((simulated - figure).abs() <= share * figure)
            }
            (Published::Figure(figure), Allowed::Points(points)) => {
                Some((simulated - figure).abs() <= points / 100.0)
            }
            (Published::Figure(_), Allowed::AsPublished) => None,
            (Published::Range(low, high), _) => Some((low..=high).contains(&simulated)),
            (Published::Less(most), _) => Some(simulated < most),
            (Published::AtLeast(least), _) => Some(simulated >= least),
        };
        Row {
            figure: figure.to_owned(),
            published: match published {
                Published::Figure(figure) => unit.show(figure),
                Published::Range(low, high) => format!("{} to {}", unit.show(low), unit.show(high)),
                Published::Less(most) => format!("less than {}", unit.show(most)),
                Published::AtLeast(least) => format!("at least {}", unit.show(least)),
            },
            simulated: unit.show(simulated),
            difference: match (published, unit) {
                (Published::Figure(figure), Unit::Share) => {
                    format!("{} points", signed(100.0 * (simulated - figure)))
                }
                (Published::Figure(figure), _) => {
                    format!("{}%", signed(100.0 * (simulated / figure - 1.0)))
                }
                _ => "–".to_owned(),
            },
            allowed: match allowed {
                Allowed::Share(share) => format::percent(share),
                Allowed::Points(points) => format!("{points} points"),
                Allowed::AsPublished => "as published".to_owned(),
                Allowed::NotJudged => "–".to_owned(),
            },
            is_within,
        }
    }
}

impl Unit {
    fn show(self, value: f64) -> String {
        match self {
            Unit::Count => format::number(value.round()),
            Unit::Pounds => format::money_in_words(value),
            Unit::Share => format::percent(value),
        }
    }
}

/// With its sign and one decimal place, and no sign where that is zero.
fn signed(value: f64) -> String {
    let rounded = (10.0 * value).round() / 10.0;
    if rounded.abs() < 0.05 { "0.0".to_owned() } else { format!("{rounded:+.1}") }
}

/// A preset and its results.
struct Simulated {
    scenario: Scenario,
    summary: Summary,
}

impl Simulated {
    fn new(id: &str) -> Simulated {
        let preset = preset(id).expect("a preset of this id");
        let scenario = preset.open().expect("presets open").scenario;
        let plan = PreparedScenario::new(&scenario).expect("presets have no errors");
        Simulated { summary: run(&plan), scenario }
    }

    /// One row for each published count; `allowed` by outcome.
    fn counts(&self, allowed: impl Fn(&str) -> Allowed) -> Vec<Row> {
        let actuals = self.scenario.actuals.as_ref().expect("presets have actual figures");
        let counted = actuals.outcomes.iter().map(|actual| {
            let total = self.summary.outcomes.iter().find(|total| total.id == actual.outcome);
            let total = total.expect("actual figures belong to lines of the card");
            let months = self.month(actual.from)..=self.month(actual.to);
            let simulated: f64 = total.achieved_by_month[months].iter().sum();
            let allowed =
                if actual.achieved < FEW { Allowed::NotJudged } else { allowed(&actual.outcome) };
            let published = Published::Figure(f64::from(actual.achieved));
            Row::new(&total.name, Unit::Count, published, simulated, allowed)
        });
        counted.collect()
    }

    /// The contract month of a calendar month.
    fn month(&self, calendar: CalendarMonth) -> usize {
        let start = self.scenario.contract.start;
        (0u16..).take(241).position(|months| start.plus(months) == calendar).expect("a month of it")
    }

    /// Median of the cumulative payments as a share of the cap, at a month's end.
    fn share_of_cap(&self, end: CalendarMonth) -> f64 {
        let period = self.summary.periods.iter().find(|period| period.end == end);
        period.and_then(|period| period.share_of_cap).expect("a period that ends then, and a cap")
    }

    /// What was actually paid up to a month, as a share of the cap.
    fn published_share(&self, end: CalendarMonth) -> f64 {
        let actuals = self.scenario.actuals.as_ref().expect("presets have actual figures");
        let paid = actuals.payments.iter().filter(|payment| payment.end <= end);
        let paid: f64 = paid.map(|payment| payment.paid.pounds()).sum();
        paid / self.scenario.contract.caps.contract.map_or(f64::NAN, Money::pounds)
    }

    fn share_row(&self, end: &str) -> Row {
        let end = calendar(end);
        let published = Published::Figure(self.published_share(end));
        let simulated = self.share_of_cap(end);
        Row::new(&share_label(end), Unit::Share, published, simulated, Allowed::Points(5.0))
    }

    fn starts(&self, published: f64) -> Row {
        let simulated = self.summary.people.starts.mean;
        Row::new(
            "People who started",
            Unit::Count,
            Published::Figure(published),
            simulated,
            Allowed::Share(0.05),
        )
    }

    fn money(&self, figure: &str, published: f64, simulated: f64, allowed: Allowed) -> Row {
        Row::new(figure, Unit::Pounds, Published::Figure(published), simulated, allowed)
    }
}

fn calendar(month: &str) -> CalendarMonth {
    month.parse().expect("a month in the form YYYY-MM")
}

fn share_label(end: CalendarMonth) -> String {
    format!("Paid by the end of {}, share of the cap", format::month(end))
}

/// Runs the presets and compares them with what was published.
pub(crate) fn tables() -> Vec<Table> {
    let kirklees = Simulated::new("kirklees");
    let mut tables = vec![
        Table {
            heading: "Kirklees: outcomes from October 2020 to March 2024",
            rows: kirklees.counts(|_| Allowed::Share(0.1)),
        },
        Table { heading: "Kirklees: people and payments", rows: kirklees_payments(&kirklees) },
        Table { heading: "Kirklees: the investors' capital", rows: kirklees_capital(&kirklees) },
    ];
    let legacy = Simulated::new("kirklees-legacy").summary;
    let paid = legacy.paid.p50.pounds();
    tables.push(Table {
        heading: "Kirklees: the same card under earlier performance",
        rows: vec![Row::new(
            "Paid in all",
            Unit::Pounds,
            Published::Less(10e6),
            paid,
            Allowed::AsPublished,
        )],
    });
    let grants = Simulated::new("kirklees-covid-grant");
    tables.push(Table {
        heading: "Kirklees: with the grants of 2020",
        rows: vec![
            grants.share_row("2020-12"),
            grants.share_row("2022-03"),
            grants.share_row("2023-03"),
        ],
    });
    for (id, heading, starts, earned, paid) in [
        (
            "fair-chance-fund",
            "Fair Chance Fund: all seven projects",
            1_909.0,
            15_938_200.0,
            13_494_488.0,
        ),
        (
            "fair-chance-fusion",
            "Fair Chance Fund: Fusion in West Yorkshire",
            353.0,
            3_032_950.0,
            2_513_800.0,
        ),
    ] {
        let fund = Simulated::new(id);
        let mut rows = vec![
            fund.starts(starts),
            fund.money(
                "Prices times counts",
                earned,
                fund.summary.earned.mean,
                Allowed::Share(0.05),
            ),
            fund.money("Paid in all", paid, fund.summary.paid.mean, Allowed::NotJudged),
        ];
        let is_ladder = |outcome: &str| outcome.starts_with("home_") || outcome.starts_with("job_");
        rows.extend(fund.counts(|outcome| {
            if is_ladder(outcome) { Allowed::Share(0.05) } else { Allowed::NotJudged }
        }));
        tables.push(Table { heading, rows });
    }
    tables
}

fn kirklees_payments(kirklees: &Simulated) -> Vec<Row> {
    let mut rows = vec![
        kirklees.starts(6_151.0),
        kirklees.share_row("2021-03"),
        kirklees.share_row("2022-03"),
        kirklees.share_row("2023-03"),
    ];
    // The published payments pass the cap by £255,878, which a cap cannot.
    let december = calendar("2023-12");
    rows.push(Row::new(
        &share_label(december),
        Unit::Share,
        Published::AtLeast(0.99),
        kirklees.share_of_cap(december),
        Allowed::AsPublished,
    ));
    let actuals = kirklees.scenario.actuals.as_ref().expect("presets have actual figures");
    for year in &kirklees.summary.years {
        let published: f64 = actuals
            .payments
            .iter()
            .filter(|payment| year.label.starts_with(&payment.end.financial_year().to_string()))
            .map(|payment| payment.paid.pounds())
            .sum();
        if published > 0.0 {
            let figure = format!("Paid in {}", year.label);
            rows.push(kirklees.money(&figure, published, year.paid.mean, Allowed::NotJudged));
        }
    }
    rows
}

fn kirklees_capital(kirklees: &Simulated) -> Vec<Row> {
    let capital = &kirklees.summary.capital;
    let peak_month = capital.peak_month.map_or(f64::NAN, |peak| kirklees.month(peak.p50) as f64);
    let lag = f64::from(kirklees.scenario.contract.payment_lag_months);
    let row = |figure, unit, low, high, simulated| {
        Row::new(figure, unit, Published::Range(low, high), simulated, Allowed::AsPublished)
    };
    vec![
        row("Highest capital", Unit::Pounds, 3e6, 4e6, capital.peak.p50.pounds()),
        row("Contract month of the highest capital", Unit::Count, 8.0, 14.0, peak_month),
        row("Cost of delivery in all", Unit::Pounds, 20e6, 21e6, capital.costs.mean),
        row("Months from a claim to the cash (set, not simulated)", Unit::Count, 2.0, 3.0, lag),
    ]
}
