//! The report as files of comma-separated values: one table each, one row for each thing, figures undressed.

use crate::engine::FutureTotals;
use crate::engine::summary::CapKind;
use crate::format::{csv_row, csv_text, money_plain};
use crate::model::{CalendarMonth, Money};

use super::json::{Amount, Fan, MonthRange, Number, Report};
use super::text::cap_name;

/// A file to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvFile {
    pub name: &'static str,
    pub text: String,
}

impl Report {
    /// All tables of the report. Money is in pounds; what does not exist is an empty cell.
    pub fn csv_files(&self) -> Vec<CsvFile> {
        let caps: Vec<_> = self.unpaid_by_cap.iter().collect();
        let payer_years: Vec<_> = self
            .payers
            .iter()
            .flat_map(|payer| payer.years.iter().map(move |year| (payer, year)))
            .collect();
        vec![
            CsvFile { name: "summary.csv", text: self.summary_record().into_list() },
            table("caps.csv", &caps, |(kind, effect)| {
                Record::default()
                    .text("cap", cap_name(*kind))
                    .amount("taken", &effect.taken)
                    .number("probability", Some(effect.probability))
                    .months("first_month", effect.first_month.as_ref())
            }),
            table("payers.csv", &self.payers, |payer| {
                Record::default()
                    .text("id", &payer.id)
                    .text("name", &payer.name)
                    .money("most", payer.most)
                    .amount("paid", &payer.paid)
            }),
            table("payer_years.csv", &payer_years, |(payer, year)| {
                Record::default()
                    .text("id", &payer.id)
                    .text("year", &year.year)
                    .amount("paid", &year.paid)
            }),
            table("years.csv", &self.years, |year| {
                Record::default().text("year", &year.year).amount("paid", &year.paid)
            }),
            table("outcomes.csv", &self.outcomes, |outcome| {
                Record::default()
                    .text("id", &outcome.id)
                    .text("name", &outcome.name)
                    .range("achieved", Some(&outcome.achieved))
                    .range("late", Some(&outcome.late))
                    .range("claimed", Some(&outcome.claimed))
                    .amount("earned", &outcome.earned)
                    .amount("paid", &outcome.paid)
            }),
            table("quarters.csv", &self.quarters, |quarter| {
                Record::default()
                    .month("end", Some(quarter.end))
                    .amount("paid", &quarter.paid)
                    .fan("cumulative", &quarter.cumulative)
                    .number("share_of_cap", quarter.share_of_cap)
            }),
            table("months.csv", &self.months, |month| {
                Record::default()
                    .month("month", Some(month.month))
                    .fan("exposure", &month.exposure)
                    .number("caseload_mean", Some(month.caseload))
            }),
        ]
    }

    /// Every figure that stands alone, by the names of the JSON report.
    fn summary_record(&self) -> Record {
        let (cap, capital, people) = (&self.cap, &self.capital, &self.people);
        let (value, sources) = (&self.value, &self.sources);
        Record::default()
            .text("scenario", &self.scenario)
            .text("case", self.case.map_or("", super::text::case_name))
            .text("engine", &self.engine)
            .number("seed", Some(f64::from(self.seed)))
            .number("trials", Some(f64::from(self.trials)))
            .text("fingerprint", &self.fingerprint)
            .month("start", Some(self.start))
            .amount("earned", &self.earned)
            .amount("paid", &self.paid)
            .amount("unpaid", &self.unpaid)
            .money("cap_amount", cap.amount)
            .number("cap_probability", Some(cap.probability))
            .months("cap_month", cap.month.as_ref())
            .range("cap_months_after", cap.months_after.as_ref())
            .amount("cap_unpaid_after", &cap.unpaid_after)
            .money("capital_minimum", Some(capital.minimum))
            .money("capital_maximum", Some(capital.maximum))
            .amount("capital_peak", &capital.peak)
            .months("capital_peak_month", capital.peak_month.as_ref())
            .number("capital_probability_over_minimum", Some(capital.probability_over_minimum))
            .number("capital_probability_over_maximum", Some(capital.probability_over_maximum))
            .amount("capital_drawn", &capital.drawn)
            .amount("capital_distributed", &capital.distributed)
            .amount("capital_unfunded", &capital.unfunded)
            .months("capital_payback", capital.payback.as_ref())
            .range("capital_irr", capital.irr.as_ref())
            .range("capital_multiple", capital.multiple.as_ref())
            .amount("capital_loss", &capital.loss)
            .number("capital_probability_of_loss", Some(capital.probability_of_loss))
            .number("capital_probability_of_no_capital", Some(capital.probability_of_no_capital))
            .amount("costs", &self.costs)
            .range("people_referrals", Some(&people.referrals))
            .range("people_starts", Some(&people.starts))
            .range("people_caseload_peak", Some(&people.caseload_peak))
            .amount("value_present_value", &value.present_value)
            .range("value_cost_per_start", value.cost_per_start.as_ref())
            .range("value_cost_per_achievement", value.cost_per_achievement.as_ref())
            .range("value_cost_per_lasting", value.cost_per_lasting.as_ref())
            .amount("value_paid_for_deadweight", &value.paid_for_deadweight)
            .optional_amount("value_public_value", value.public_value.as_ref())
            .range("value_benefit_cost", value.benefit_cost.as_ref())
            .number("sources_earned_unknowns", sources.earned.map(|source| source.unknowns))
            .number("sources_paid_unknowns", sources.paid.map(|source| source.unknowns))
            .number("sources_peak_unknowns", sources.peak.map(|source| source.unknowns))
            .number("closed_form_earned", self.closed_form.earned)
            .number("closed_form_z", self.closed_form.z)
            .text("closed_form_obstacle", self.closed_form.obstacle.as_deref().unwrap_or_default())
    }
}

/// The totals of every future.
pub fn futures_csv(futures: impl Iterator<Item = FutureTotals>) -> CsvFile {
    let futures: Vec<FutureTotals> = futures.collect();
    table("futures.csv", &futures, |future| {
        let mut record = Record::default()
            .number("trial", Some(f64::from(future.trial)))
            .money("earned", Some(future.earned))
            .money("paid", Some(future.paid))
            .money("present_value", Some(future.present_value));
        for (kind, taken) in CapKind::ALL.into_iter().zip(future.unpaid_by_cap) {
            record = record.money(&format!("unpaid_{}", cap_name(kind)), Some(taken));
        }
        record
            .month("cap_month", future.cap_month)
            .money("cap_unpaid_after", Some(future.unpaid_after))
            .money("peak", Some(future.peak))
            .month("peak_month", future.peak_month)
            .money("peak_need", Some(future.peak_need))
            .money("unfunded", Some(future.unfunded))
            .money("drawn", Some(future.drawn))
            .money("distributed", Some(future.distributed))
            .money("loss", Some(future.loss))
            .month("payback", future.payback)
            .number("irr", future.irr)
            .number("multiple", future.multiple())
            .money("costs", Some(future.costs))
            .count("referrals", future.referrals)
            .count("starts", future.starts)
            .count("caseload_peak", future.caseload_peak)
    })
}

/// A file with a row for each item. Every record has the same columns, whatever does not exist in it.
fn table<T>(name: &'static str, items: &[T], record: impl Fn(&T) -> Record) -> CsvFile {
    let mut text = String::new();
    for item in items {
        let Record(fields) = record(item);
        if text.is_empty() {
            text.push_str(&csv_row(fields.iter().map(|(name, _)| name)));
        }
        text.push_str(&csv_row(fields.iter().map(|(_, cell)| cell)));
    }
    CsvFile { name, text }
}

/// Named cells, in order.
#[derive(Default)]
struct Record(Vec<(String, String)>);

impl Record {
    /// A file with a row for each cell.
    fn into_list(self) -> String {
        let rows = self.0.iter().map(|(name, cell)| csv_row([name, cell]));
        std::iter::once(csv_row(["figure", "value"])).chain(rows).collect()
    }

    fn cell(mut self, name: &str, cell: String) -> Record {
        self.0.push((name.to_owned(), cell));
        self
    }

    fn text(self, name: &str, text: &str) -> Record {
        self.cell(name, csv_text(text))
    }

    fn count(self, name: &str, count: i64) -> Record {
        self.cell(name, count.to_string())
    }

    fn number(self, name: &str, number: Option<f64>) -> Record {
        self.cell(name, number.map(|number| number.to_string()).unwrap_or_default())
    }

    fn money(self, name: &str, money: Option<Money>) -> Record {
        self.cell(name, money.map(money_plain).unwrap_or_default())
    }

    fn month(self, name: &str, month: Option<CalendarMonth>) -> Record {
        self.cell(name, month.map(|month| month.to_string()).unwrap_or_default())
    }

    fn amount(self, name: &str, amount: &Amount) -> Record {
        self.optional_amount(name, Some(amount))
    }

    fn optional_amount(self, name: &str, amount: Option<&Amount>) -> Record {
        self.number(&format!("{name}_mean"), amount.map(|amount| amount.mean))
            .number(&format!("{name}_mean_error"), amount.map(|amount| amount.mean_error))
            .money(&format!("{name}_p10"), amount.map(|amount| amount.p10))
            .money(&format!("{name}_p50"), amount.map(|amount| amount.p50))
            .money(&format!("{name}_p90"), amount.map(|amount| amount.p90))
    }

    fn range(self, name: &str, range: Option<&Number>) -> Record {
        self.number(&format!("{name}_mean"), range.map(|range| range.mean))
            .number(&format!("{name}_mean_error"), range.map(|range| range.mean_error))
            .number(&format!("{name}_p10"), range.map(|range| range.p10))
            .number(&format!("{name}_p50"), range.map(|range| range.p50))
            .number(&format!("{name}_p90"), range.map(|range| range.p90))
    }

    fn months(self, name: &str, range: Option<&MonthRange>) -> Record {
        self.month(&format!("{name}_p10"), range.map(|range| range.p10))
            .month(&format!("{name}_p50"), range.map(|range| range.p50))
            .month(&format!("{name}_p90"), range.map(|range| range.p90))
    }

    fn fan(self, name: &str, fan: &Fan) -> Record {
        self.number(&format!("{name}_mean"), Some(fan.mean))
            .money(&format!("{name}_p10"), Some(fan.p10))
            .money(&format!("{name}_p25"), Some(fan.p25))
            .money(&format!("{name}_p50"), Some(fan.p50))
            .money(&format!("{name}_p75"), Some(fan.p75))
            .money(&format!("{name}_p90"), Some(fan.p90))
    }
}
