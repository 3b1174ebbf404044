//! The report in words and tables, for a terminal or a mail.

use super::cell::Cell;
use super::table::{Column, Table};
use crate::engine::summary::{Interval, Range, RankedRate, RateOfReturn, Spread, Summary};
use crate::findings::amounts::half_width;
use crate::findings::capital::capital_in_report;
use crate::findings::caps::cap_in_report;
use crate::findings::checks::checks_in_report;
use crate::findings::losses::what_loses_money;
use crate::findings::names::{cap_name, case_name};
use crate::findings::payments::paid_in_report;
use crate::findings::plausibility::{HEADING, remarks};
use crate::findings::returns::{rate_in_words, returns_in_report};
use crate::findings::unfunded::{paid_out_too_early, returns_rest_on_it};
use crate::format;
use crate::model::{Case, Money, Scenario};

/// The report for people: what matters in sentences, then tables. `case` where a named case ran.
pub fn text(scenario: &Scenario, case: Option<Case>, summary: &Summary) -> String {
    let text = Text { scenario, case, summary };
    let sections = [
        text.heading(),
        text.findings(),
        text.payments(),
        text.investors(),
        text.people(),
        text.value(),
        text.payers(),
        text.years(),
        text.outcomes(),
        text.remarks(),
        text.closing(),
    ];
    let sections = sections.into_iter().filter(|section| !section.is_empty());
    sections.map(|section| section.join("\n") + "\n").collect::<Vec<_>>().join("\n")
}

/// What the text is about.
struct Text<'a> {
    scenario: &'a Scenario,
    case: Option<Case>,
    summary: &'a Summary,
}

impl Text<'_> {
    fn heading(&self) -> Vec<String> {
        let Summary { engine, seed, trials, fingerprint, .. } = self.summary;
        let run = match self.case {
            Some(case) => format!(
                "The {} case: one future, every estimate at its {0} reading, no luck",
                case_name(case)
            ),
            None => format!("{}, seed {seed}", format::counted(u64::from(*trials), "future")),
        };
        vec![
            self.scenario.name.clone(),
            format!("{run}; engine {engine}, fingerprint {fingerprint}"),
        ]
    }

    /// What looks odd and may still be meant.
    fn remarks(&self) -> Vec<String> {
        let remarks = remarks(self.scenario, self.summary);
        let told = remarks.iter().map(|one| format!("- {} [{}]", one.sentence, one.path));
        let heading = (!remarks.is_empty()).then(|| HEADING.to_owned());
        heading.into_iter().chain(told).collect()
    }

    fn findings(&self) -> Vec<String> {
        let Summary { paid, cap, capital, .. } = self.summary;
        let mut sentences = vec![paid_in_report(paid, self.case), cap_in_report(cap, self.case)];
        sentences.extend(capital_in_report(capital, self.case));
        sentences
    }

    fn payments(&self) -> Vec<String> {
        let Summary { earned, paid, unpaid, unpaid_by_cap, capital, .. } = self.summary;
        let mut rows = vec![
            self.amount_row("Earned", earned),
            self.amount_row("Paid", paid),
            self.amount_row("Unpaid", unpaid),
        ];
        for effect in unpaid_by_cap.iter().filter(|effect| effect.bites.futures > 0) {
            let name = format!("  taken by {} cap", cap_name(effect.cap));
            rows.push(self.amount_row(&name, &effect.taken));
        }
        rows.push(self.amount_row("Delivery costs", &capital.costs));
        self.figures("Money", rows)
    }

    fn investors(&self) -> Vec<String> {
        let capital = &self.summary.capital;
        let rests = returns_rest_on_it(capital);
        let mut rows = vec![
            self.amount_row("Highest exposure", &capital.peak),
            self.amount_row(
                &format!("Exposure in {}-years", format::currency_unit()),
                &capital.exposure_years,
            ),
            self.amount_row("Drawn", &capital.drawn),
        ];
        if capital.fees.p90 > Money::ZERO {
            rows.push(self.amount_row("Fees of the fund", &capital.fees));
        }
        if rests {
            rows.push(self.amount_row("Unfunded need", &capital.unfunded));
        }
        let marked = |name: &str| format!("{name}{}", if rests { " *" } else { "" });
        rows.push(self.amount_row(&marked("Returned"), &capital.distributed));
        if let Some(multiple) = &capital.multiple {
            let name = marked(&format!("Returned for each {} drawn", format::currency_unit()));
            rows.push(self.range_row(&name, multiple, Cell::Number));
        }
        if let Some(irr) = &capital.irr {
            rows.push(self.rate_row(&marked("Rate of return a year"), irr));
        }
        if let Some(on_capital) = &capital.return_on_capital {
            let name = marked(&format!("Profit a year for each {} out", format::currency_unit()));
            rows.push(self.range_row(&name, on_capital, Cell::Share));
        }
        let mut lines = self.figures("Investors", rows);
        lines.extend(returns_in_report(capital, self.case));
        lines.extend(what_loses_money(self.summary));
        lines
    }

    fn people(&self) -> Vec<String> {
        let people = &self.summary.people;
        let rows = vec![
            self.number_row("Referrals", &people.referrals),
            self.number_row("People who start", &people.starts),
            self.number_row("Most in support in a month", &people.caseload_peak),
        ];
        self.figures("People", rows)
    }

    fn value(&self) -> Vec<String> {
        let value = &self.summary.value;
        let mut rows = vec![self.amount_row("Payments at present value", &value.present_value)];
        for (name, cost) in [
            ("Paid per person who starts", value.cost_per_start),
            ("Paid per achievement", value.cost_per_achievement),
            ("Paid per lasting outcome", value.cost_per_lasting),
        ] {
            if let Some(cost) = &cost {
                let pounds = |value| Cell::SimulatedPounds { value, error: 0.0 };
                rows.push(self.range_row(name, cost, pounds));
            }
        }
        if value.paid_for_deadweight.p90 > Money::ZERO {
            let name = "Paid for what would happen anyway";
            rows.push(self.amount_row(name, &value.paid_for_deadweight));
        }
        if let Some(public) = &value.public_value {
            rows.push(self.amount_row("Public value", public));
        }
        if let Some(ratio) = &value.benefit_cost {
            let name = format!("Public value for each {} paid", format::currency_unit());
            rows.push(self.range_row(&name, ratio, Cell::Number));
        }
        self.figures("Value", rows)
    }

    fn payers(&self) -> Vec<String> {
        let payers = self.summary.payers.iter();
        let rows = payers.map(|payer| self.amount_row(&payer.name, &payer.paid));
        self.figures("Paid by", rows.collect())
    }

    fn years(&self) -> Vec<String> {
        let rows = self.summary.years.iter().map(|year| self.amount_row(&year.label, &year.paid));
        self.figures("Paid in financial year", rows.collect())
    }

    /// The card, with means only: what a line's spread is, the other formats tell.
    fn outcomes(&self) -> Vec<String> {
        let achievements = self.summary.outcomes.iter().filter(|outcome| !outcome.is_step);
        let rows = achievements.map(|outcome| {
            let counts = [outcome.achieved, outcome.late, outcome.claimed];
            let amounts = [outcome.earned, outcome.paid];
            std::iter::once(Cell::Text(outcome.name.clone()))
                .chain(counts.map(|count| mean_number(&count)))
                .chain(amounts.map(|amount| mean_pounds(&amount)))
                .collect()
        });
        let headings = ["Outcomes", "achieved", "late", "claimed", "earned", "paid"];
        table(&headings, rows.collect())
    }

    fn closing(&self) -> Vec<String> {
        if self.case.is_some() {
            let case =
                "A case leaves out luck, and estimates that do not move together.".to_owned();
            let too_early = paid_out_too_early(&self.summary.capital, self.case);
            return std::iter::once(case).chain(too_early).collect();
        }
        checks_in_report(self.summary)
    }

    /// A table with the columns of this run: one where all futures are the same one.
    fn figures(&self, title: &str, rows: Vec<Vec<Cell>>) -> Vec<String> {
        let headings: &[&str] = match self.case {
            Some(_) => &[title, "in this case"],
            None => &[title, "mean", "10 of 100 below", "median", "90 of 100 below"],
        };
        table(headings, rows)
    }

    fn row(&self, name: &str, [mean, p10, p50, p90]: [Cell; 4]) -> Vec<Cell> {
        let name = Cell::Text(name.to_owned());
        if self.case.is_some() { vec![name, p50] } else { vec![name, mean, p10, p50, p90] }
    }

    fn range_row(&self, name: &str, range: &Range, cell: fn(f64) -> Cell) -> Vec<Cell> {
        self.row(name, [range.mean, range.p10, range.p50, range.p90].map(cell))
    }

    /// A rate of return, which has a mean where every future that uses capital has a rate.
    fn rate_row(&self, name: &str, irr: &RateOfReturn) -> Vec<Cell> {
        let cell = |rate: RankedRate| match rate {
            RankedRate::Rate(rate) => Cell::Share(rate),
            without => Cell::Text(rate_in_words(without)),
        };
        let mean = irr.range.map_or(Cell::Empty, |range| Cell::Share(range.mean));
        let [p10, p50, p90] = [irr.p10, irr.p50, irr.p90].map(cell);
        self.row(name, [mean, p10, p50, p90])
    }

    fn number_row(&self, name: &str, range: &Range) -> Vec<Cell> {
        let [p10, p50, p90] = [range.p10, range.p50, range.p90].map(Cell::Number);
        self.row(name, [mean_number(range), p10, p50, p90])
    }

    fn amount_row(&self, name: &str, amount: &Spread) -> Vec<Cell> {
        let percentile = |value: Money, interval: Option<Interval>| {
            let error = interval.map_or(0.0, half_width);
            // An amount that many futures share, such as a cap, has no error, and is shown as it is.
            if error > 0.0 && self.summary.cap.amount != Some(value) {
                Cell::SimulatedPounds { value: value.pounds(), error }
            } else {
                Cell::Money(value)
            }
        };
        let p10 = percentile(amount.p10, amount.p10_interval);
        let p50 = percentile(amount.p50, amount.p50_interval);
        let p90 = percentile(amount.p90, amount.p90_interval);
        self.row(name, [mean_pounds(amount), p10, p50, p90])
    }
}

fn table(headings: &[&str], rows: Vec<Vec<Cell>>) -> Vec<String> {
    let columns = headings.iter().map(|&heading| Column::left(heading)).collect();
    Table { name: "report".into(), caption: String::new(), columns, rows }.lines()
}

fn mean_number(range: &Range) -> Cell {
    Cell::Simulated { value: range.mean, error: range.mean_error.unwrap_or(0.0) }
}

fn mean_pounds(amount: &Spread) -> Cell {
    Cell::SimulatedPounds { value: amount.mean, error: amount.mean_error.unwrap_or(0.0) }
}
