//! The report in words and tables, for a terminal or a mail.

use crate::engine::summary::CapKind;
use crate::format;
use crate::model::{Case, Money};

use super::json::{Amount, Interval, Intervals, MonthRange, Number, Report};

/// Letters of the longest name that is shown whole in a table.
const LONGEST_NAME: usize = 44;

impl Report {
    /// The report for people: what matters in sentences, then tables.
    pub fn text(&self) -> String {
        let sections = [
            self.heading(),
            self.findings(),
            self.payments(),
            self.investors(),
            self.people(),
            self.value(),
            self.payers(),
            self.years(),
            self.outcomes(),
            self.closing(),
        ];
        sections.into_iter().map(|section| section.join("\n") + "\n").collect::<Vec<_>>().join("\n")
    }

    fn heading(&self) -> Vec<String> {
        let run = match self.case {
            Some(case) => format!(
                "The {} case: one future, every estimate at its {0} reading, no luck",
                case_name(case)
            ),
            None => format!("{}, seed {}", futures_of(self.trials), self.seed),
        };
        vec![
            self.scenario.clone(),
            format!("{run}; engine {}, fingerprint {}", self.engine, self.fingerprint),
        ]
    }

    fn findings(&self) -> Vec<String> {
        let paid = match self.case {
            Some(_) => format!("The contract pays {}.", in_words(self.paid.p50)),
            None => format!(
                "The contract pays {} on average, and {}.",
                format::money_with_error(self.paid.mean, self.paid.mean_error),
                middle_futures(&self.paid)
            ),
        };
        let mut sentences = vec![paid, self.cap_sentence()];
        let capital = &self.capital;
        if capital.peak.p90 == Money::ZERO {
            sentences.push("The investors' money is hardly used.".to_owned());
        } else {
            let at_risk = match self.case {
                Some(_) => in_words(capital.peak.p50),
                None => middle_futures(&capital.peak),
            };
            let when = when(capital.peak_month.as_ref());
            sentences.push(format!("At the peak investors have at risk {at_risk}{when}."));
        }
        sentences.push(format!(
            "Their need passes the least commitment of {} in {}, and the most of {} in {}.",
            in_words(capital.minimum),
            self.futures(capital.probability_over_minimum),
            in_words(capital.maximum),
            self.futures(capital.probability_over_maximum),
        ));
        sentences
    }

    fn cap_sentence(&self) -> String {
        let Some(amount) = self.cap.amount else {
            return "The contract has no cap on all payments.".to_owned();
        };
        let amount = format::money(amount);
        if self.cap.month.is_none() {
            return format!("Its cap of {amount} is not reached.");
        }
        let after = self.cap.months_after.map_or_else(String::new, |after| {
            format!(", {} months before claims end (median)", format::number(after.p50))
        });
        format!(
            "Its cap of {amount} is reached in {}{}{after}.",
            self.futures(self.cap.probability),
            when(self.cap.month.as_ref())
        )
    }

    fn payments(&self) -> Vec<String> {
        let mut rows = vec![
            self.amount_row("Earned", &self.earned),
            self.amount_row("Paid", &self.paid),
            self.amount_row("Unpaid", &self.unpaid),
        ];
        for (kind, effect) in self.unpaid_by_cap.iter() {
            if effect.probability > 0.0 {
                let name = format!("  taken by {} cap", cap_name(kind));
                rows.push(self.amount_row(&name, &effect.taken));
            }
        }
        rows.push(self.amount_row("Delivery costs", &self.costs));
        self.figures("Money", rows)
    }

    fn investors(&self) -> Vec<String> {
        let capital = &self.capital;
        let mut rows = vec![
            self.amount_row("Highest exposure", &capital.peak),
            self.amount_row("Drawn", &capital.drawn),
            self.amount_row("Returned", &capital.distributed),
        ];
        if let Some(irr) = &capital.irr {
            rows.push(self.dressed_row("Rate of return a year", irr, format::percent));
        }
        if let Some(multiple) = &capital.multiple {
            rows.push(self.dressed_row("Returned for each pound drawn", multiple, format::number));
        }
        let mut lines = self.figures("Investors", rows);
        let loss = self.futures(capital.probability_of_loss);
        let back = when(capital.payback.as_ref());
        lines.push(if back.is_empty() {
            format!("They lose money in {loss}.")
        } else {
            format!("They lose money in {loss}; otherwise all is back{back}.")
        });
        if capital.probability_of_no_capital > 0.0 {
            let futures = self.futures(capital.probability_of_no_capital);
            lines.push(format!("No capital is used in {futures}."));
        }
        lines
    }

    fn people(&self) -> Vec<String> {
        let people = &self.people;
        let rows = vec![
            self.number_row("Referrals", &people.referrals),
            self.number_row("People who start", &people.starts),
            self.number_row("Most in support in a month", &people.caseload_peak),
        ];
        self.figures("People", rows)
    }

    fn value(&self) -> Vec<String> {
        let value = &self.value;
        let mut rows = vec![self.amount_row("Payments at present value", &value.present_value)];
        for (name, cost) in [
            ("Paid per person who starts", value.cost_per_start),
            ("Paid per achievement", value.cost_per_achievement),
            ("Paid per lasting outcome", value.cost_per_lasting),
        ] {
            if let Some(cost) = &cost {
                rows.push(self.dressed_row(name, cost, |amount| pounds(amount, 0.0)));
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
            let name = "Public value for each pound paid";
            rows.push(self.dressed_row(name, ratio, format::number));
        }
        self.figures("Value", rows)
    }

    fn payers(&self) -> Vec<String> {
        let rows = self.payers.iter().map(|payer| self.amount_row(&payer.name, &payer.paid));
        self.figures("Paid by", rows.collect())
    }

    fn years(&self) -> Vec<String> {
        let rows = self.years.iter().map(|year| self.amount_row(&year.year, &year.paid));
        self.figures("Paid in financial year", rows.collect())
    }

    /// The card, with means only: what a line's spread is, the other formats tell.
    fn outcomes(&self) -> Vec<String> {
        let mut header = vec!["Outcomes"];
        header.extend(["achieved", "late", "claimed", "earned", "paid"]);
        let rows = self.outcomes.iter().map(|outcome| {
            let counts = [outcome.achieved, outcome.late, outcome.claimed];
            let amounts = [outcome.earned, outcome.paid];
            std::iter::once(short(&outcome.name))
                .chain(counts.map(|count| format::number_with_error(count.mean, count.mean_error)))
                .chain(amounts.map(|amount| mean_pounds(&amount)))
                .collect()
        });
        table(&header, rows.collect())
    }

    fn closing(&self) -> Vec<String> {
        let closed_form = match (&self.closed_form.earned, &self.closed_form.obstacle) {
            (Some(earned), _) => {
                let expected = format::money_with_error(*earned, self.earned.mean_error);
                let apart = self.closed_form.z.map_or_else(String::new, |z| {
                    format!(
                        "; the simulated mean is {} standard errors from it",
                        format::number(z.abs())
                    )
                });
                format!("Earned as expected without simulation: {expected}{apart}.")
            }
            (None, Some(obstacle)) => {
                format!("Earned has no expectation without simulation: {obstacle}.")
            }
            (None, None) => String::new(),
        };
        if self.case.is_some() {
            return vec![
                "A case leaves out luck, and estimates that do not move together.".to_owned(),
            ];
        }
        let mut lines = vec![closed_form];
        if let Some(source) = self.sources.earned {
            let (unknowns, luck) = (source.unknowns, 1.0 - source.unknowns);
            lines.push(format!(
                "Of the variance of what is earned, {} comes from what we do not know, {} from luck of people.",
                format::percent(format::round_to_error(unknowns, source.error)),
                format::percent(format::round_to_error(luck, source.error))
            ));
        }
        lines
    }

    /// A table with the columns of this run: one where all futures are the same one.
    fn figures(&self, title: &str, rows: Vec<Vec<String>>) -> Vec<String> {
        let header: &[&str] = match self.case {
            Some(_) => &[title, "in this case"],
            None => &[title, "mean", "10 of 100 below", "median", "90 of 100 below"],
        };
        table(header, rows)
    }

    fn row(&self, name: &str, [mean, p10, p50, p90]: [String; 4]) -> Vec<String> {
        let name = short(name);
        if self.case.is_some() { vec![name, p50] } else { vec![name, mean, p10, p50, p90] }
    }

    fn dressed_row(&self, name: &str, number: &Number, dress: fn(f64) -> String) -> Vec<String> {
        self.row(name, [number.mean, number.p10, number.p50, number.p90].map(dress))
    }

    fn amount_row(&self, name: &str, amount: &Amount) -> Vec<String> {
        let Intervals { p10, p50, p90 } = amount.intervals;
        let percentile = |value: Money, interval: Interval| {
            let error = (interval.high.pounds() - interval.low.pounds()) / 2.0;
            // An amount that many futures share, such as a cap, has no error, and is shown as it is.
            if error > 0.0 && self.cap.amount != Some(value) {
                pounds(value.pounds(), error)
            } else {
                format::money(value)
            }
        };
        let p10 = percentile(amount.p10, p10);
        let p50 = percentile(amount.p50, p50);
        let p90 = percentile(amount.p90, p90);
        self.row(name, [mean_pounds(amount), p10, p50, p90])
    }

    fn number_row(&self, name: &str, number: &Number) -> Vec<String> {
        let [p10, p50, p90] = [number.p10, number.p50, number.p90].map(format::number);
        self.row(name, [format::number_with_error(number.mean, number.mean_error), p10, p50, p90])
    }

    /// A share of the futures in natural frequencies.
    fn futures(&self, share: f64) -> String {
        if self.case.is_some() {
            return if share > 0.0 { "this case" } else { "no future of this case" }.to_owned();
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of the trials is one of their counts"
        )]
        let happens = (share * f64::from(self.trials)).round() as u32;
        format::futures(happens, self.trials)
    }
}

/// What a kind of cap is called.
pub(super) fn cap_name(kind: CapKind) -> &'static str {
    match kind {
        CapKind::Person => "person",
        CapKind::Line => "line",
        CapKind::Group => "group",
        CapKind::Year => "year",
        CapKind::Payer => "payer",
        CapKind::Contract => "contract",
    }
}

pub(super) fn case_name(case: Case) -> &'static str {
    match case {
        Case::Low => "low",
        Case::Central => "central",
        Case::High => "high",
    }
}

fn futures_of(trials: u32) -> String {
    let plural = if trials == 1 { "" } else { "s" };
    format!("{} future{plural}", format::count(u64::from(trials)))
}

fn in_words(amount: Money) -> String {
    format::money_in_words(amount.pounds())
}

/// What the middle 80 of 100 futures span.
fn middle_futures(amount: &Amount) -> String {
    let [low, middle, high] = [amount.p10, amount.p50, amount.p90].map(in_words);
    if low == high {
        format!("{low} in at least 80 of 100 futures")
    } else {
        format!("between {low} and {high} in 80 of 100 futures (median {middle})")
    }
}

/// When, with the comma before it; nothing where it never happens.
fn when(range: Option<&MonthRange>) -> String {
    let Some(range) = range else { return String::new() };
    let [first, middle, last] = [range.p10, range.p50, range.p90].map(format::month);
    if first == last {
        format!(", in {middle}")
    } else {
        format!(", typically between {first} and {last} (median {middle})")
    }
}

fn mean_pounds(amount: &Amount) -> String {
    pounds(amount.mean, amount.mean_error)
}

/// Whole pounds, to the digits that the error supports.
fn pounds(value: f64, error: f64) -> String {
    let rounded = format::round_to_error(value, error).round();
    let sign = if rounded < 0.0 { "-" } else { "" };
    format!("{sign}£{}", format::number(rounded.abs()))
}

fn short(name: &str) -> String {
    match name.char_indices().nth(LONGEST_NAME - 1) {
        Some((end, last)) if end + last.len_utf8() < name.len() => {
            format!("{}…", name[..end].trim_end())
        }
        _ => name.to_owned(),
    }
}

/// Lines of a table: the first column to the left, figures to the right.
fn table(header: &[&str], rows: Vec<Vec<String>>) -> Vec<String> {
    let header: Vec<String> = header.iter().map(|&title| title.to_owned()).collect();
    let rows: Vec<Vec<String>> = std::iter::once(header).chain(rows).collect();
    let width =
        |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows[0].len()).map(width).collect();
    let line = |row: &Vec<String>| {
        let mut line = format!("{:<width$}", row[0], width = widths[0]);
        for (cell, width) in row.iter().zip(&widths).skip(1) {
            line.push_str(&format!("  {cell:>width$}"));
        }
        line
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let rows = vec![
            vec!["Home".to_owned(), "£1,500".to_owned()],
            vec!["A job".to_owned(), "£20".to_owned()],
        ];
        assert_eq!(
            table(&["Line", "paid"], rows),
            ["Line     paid", "Home   £1,500", "A job     £20"]
        );
    }

    #[test]
    fn amounts_keep_the_digits_that_they_deserve() {
        assert_eq!(pounds(22_297_917.2, 40_000.0), "£22,300,000");
        assert_eq!(pounds(1_234.4, 0.0), "£1,234");
        assert_eq!(pounds(-1_234.4, 20.0), "-£1,230");
        assert_eq!(pounds(-0.2, 0.0), "£0");
    }

    #[test]
    fn long_names_are_cut_between_letters() {
        assert_eq!(short("Six months at home"), "Six months at home");
        let long = "ü".repeat(LONGEST_NAME + 1);
        assert_eq!(short(&long).chars().count(), LONGEST_NAME);
        assert_eq!(short(&long[2..]), long[2..]);
    }
}
