//! The report as files of comma-separated values: one table each, one row for each thing, figures undressed.

use super::json::Report;
use super::record::Figure::{
    Amount, Count, Fan, Money, Month, Months, Number, Payback, Range, RateOfReturn, Text,
};
use super::record::{Figure, Record, table_of_figures, table_of_records};
use super::since::Since;
use super::table::Table;
use crate::findings::names::{cap_name, case_name};

/// A file to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvFile {
    pub name: String,
    pub text: String,
}

impl From<Table> for CsvFile {
    fn from(table: Table) -> CsvFile {
        CsvFile { name: format!("{}.csv", table.name), text: table.csv() }
    }
}

impl Report {
    /// All tables of the report as files. Money is in the scenario's currency; what does not exist is an empty cell.
    pub fn csv_files(&self) -> Vec<CsvFile> {
        let since = self.since.iter().flat_map(since_tables);
        self.tables().into_iter().chain(since).map(CsvFile::from).collect()
    }

    fn tables(&self) -> [Table; 8] {
        let caps = self.unpaid_by_cap.iter().map(|(kind, effect)| {
            vec![
                ("cap", Text(cap_name(kind))),
                ("taken", Amount(Some(&effect.taken))),
                ("probability", Number(Some(effect.probability))),
                ("probability_error", Number(effect.probability_error)),
                ("first_month", Months(effect.first_month.as_ref())),
            ]
        });
        let payers = self.payers.iter().map(|payer| {
            vec![
                ("id", Text(&payer.id)),
                ("name", Text(&payer.name)),
                ("most", Money(payer.most)),
                ("paid", Amount(Some(&payer.paid))),
            ]
        });
        let payer_years = self.payers.iter().flat_map(|payer| {
            payer.years.iter().map(|year| {
                vec![
                    ("id", Text(&payer.id)),
                    ("year", Text(&year.year)),
                    ("paid", Amount(Some(&year.paid))),
                ]
            })
        });
        let years = self
            .years
            .iter()
            .map(|year| vec![("year", Text(&year.year)), ("paid", Amount(Some(&year.paid)))]);
        let achievements = self.outcomes.iter().filter(|outcome| !outcome.is_step);
        let outcomes = achievements.map(|outcome| {
            vec![
                ("id", Text(&outcome.id)),
                ("name", Text(&outcome.name)),
                ("achieved", Range(Some(&outcome.achieved))),
                ("late", Range(Some(&outcome.late))),
                ("claimed", Range(Some(&outcome.claimed))),
                ("earned", Amount(Some(&outcome.earned))),
                ("paid", Amount(Some(&outcome.paid))),
            ]
        });
        let quarters = self.quarters.iter().map(|quarter| {
            vec![
                ("end", Month(Some(quarter.end))),
                ("paid", Amount(Some(&quarter.paid))),
                ("cumulative", Fan(&quarter.cumulative)),
                ("share_of_cap", Number(quarter.share_of_cap)),
            ]
        });
        let months = self.months.iter().map(|month| {
            vec![
                ("month", Month(Some(month.month))),
                ("exposure", Fan(&month.exposure)),
                ("caseload_mean", Number(Some(month.caseload))),
            ]
        });
        [
            table_of_figures("summary", &self.figures()),
            table_of_records("caps", caps),
            table_of_records("payers", payers),
            table_of_records("payer_years", payer_years),
            table_of_records("years", years),
            table_of_records("outcomes", outcomes),
            table_of_records("quarters", quarters),
            table_of_records("months", months),
        ]
    }

    /// Every figure that stands alone, by the names of the JSON report.
    fn figures(&self) -> Record<'_> {
        let (cap, people) = (&self.cap, &self.people);
        let (value, sources) = (&self.value, &self.sources);
        let mut figures = vec![
            ("scenario", Text(&self.scenario)),
            ("case", Text(self.case.map_or("", case_name))),
            ("engine", Text(&self.engine)),
            ("seed", Count(self.seed.into())),
            ("trials", Count(self.trials.into())),
            ("fingerprint", Text(&self.fingerprint)),
            ("start", Month(Some(self.start))),
            ("currency", Text(&self.currency)),
            ("earned", Amount(Some(&self.earned))),
            ("paid", Amount(Some(&self.paid))),
            ("unpaid", Amount(Some(&self.unpaid))),
            ("cap_amount", Money(cap.amount)),
            ("cap_probability", Number(Some(cap.probability))),
            ("cap_probability_error", Number(cap.probability_error)),
            ("cap_month", Months(cap.month.as_ref())),
            ("cap_months_after", Range(cap.months_after.as_ref())),
            ("cap_unpaid_after", Amount(Some(&cap.unpaid_after))),
        ];
        figures.extend(self.capital_figures());
        figures.extend([
            ("people_referrals", Range(Some(&people.referrals))),
            ("people_starts", Range(Some(&people.starts))),
            ("people_caseload_peak", Range(Some(&people.caseload_peak))),
            ("value_present_value", Amount(Some(&value.present_value))),
            ("value_cost_per_start", Range(value.cost_per_start.as_ref())),
            ("value_cost_per_achievement", Range(value.cost_per_achievement.as_ref())),
            ("value_cost_per_lasting", Range(value.cost_per_lasting.as_ref())),
            ("value_paid_for_deadweight", Amount(Some(&value.paid_for_deadweight))),
            ("value_public_value", Amount(value.public_value.as_ref())),
            ("value_benefit_cost", Range(value.benefit_cost.as_ref())),
            ("sources_earned_unknowns", Number(sources.earned.map(|source| source.unknowns))),
            ("sources_paid_unknowns", Number(sources.paid.map(|source| source.unknowns))),
            ("sources_peak_unknowns", Number(sources.peak.map(|source| source.unknowns))),
            ("closed_form_earned", Number(self.closed_form.earned)),
            ("closed_form_z", Number(self.closed_form.z)),
            (
                "closed_form_obstacle",
                Text(self.closed_form.obstacle.as_deref().unwrap_or_default()),
            ),
        ]);
        figures
    }

    /// The investors' side and the costs.
    fn capital_figures(&self) -> Record<'_> {
        let capital = &self.capital;
        vec![
            ("capital_minimum", Money(Some(capital.minimum))),
            ("capital_maximum", Money(Some(capital.maximum))),
            ("capital_keeps_planned_need", yes_or_no(capital.keeps_planned_need)),
            ("capital_peak", Amount(Some(&capital.peak))),
            ("capital_peak_month", Months(capital.peak_month.as_ref())),
            ("capital_probability_over_minimum", Number(Some(capital.probability_over_minimum))),
            (
                "capital_probability_over_minimum_error",
                Number(capital.probability_over_minimum_error),
            ),
            ("capital_probability_over_maximum", Number(Some(capital.probability_over_maximum))),
            (
                "capital_probability_over_maximum_error",
                Number(capital.probability_over_maximum_error),
            ),
            ("capital_drawn", Amount(Some(&capital.drawn))),
            ("capital_distributed", Amount(Some(&capital.distributed))),
            ("capital_unfunded", Amount(Some(&capital.unfunded))),
            ("capital_probability_of_unfunded", Number(Some(capital.probability_of_unfunded))),
            ("capital_unfunded_where_any", Amount(capital.unfunded_where_any.as_ref())),
            ("capital_unfunded_month", Months(capital.unfunded_month.as_ref())),
            ("capital_unfunded_at_end", Amount(Some(&capital.unfunded_at_end))),
            (
                "capital_probability_of_unfunded_at_end",
                Number(Some(capital.probability_of_unfunded_at_end)),
            ),
            ("capital_to_others", Amount(Some(&capital.to_others))),
            (
                "capital_probability_of_unfunded_after_return",
                Number(Some(capital.probability_of_unfunded_after_return)),
            ),
            (
                "capital_returns_rest_on_unfunded_need",
                yes_or_no(capital.returns_rest_on_unfunded_need),
            ),
            ("capital_payback", Months(capital.payback.as_ref())),
            ("capital_payback_of_all", Payback(capital.payback_of_all.as_ref())),
            ("capital_irr", Range(capital.irr.as_ref())),
            ("capital_rate_of_return", RateOfReturn(capital.rate_of_return.as_ref())),
            ("capital_multiple", Range(capital.multiple.as_ref())),
            ("capital_exposure_years", Amount(Some(&capital.exposure_years))),
            ("capital_return_on_capital", Range(capital.return_on_capital.as_ref())),
            ("capital_loss", Amount(Some(&capital.loss))),
            ("capital_probability_of_loss", Number(Some(capital.probability_of_loss))),
            ("capital_probability_of_loss_error", Number(capital.probability_of_loss_error)),
            ("capital_loss_where_any", Amount(capital.loss_where_any.as_ref())),
            (
                "capital_probability_below_preferred",
                Number(Some(capital.probability_below_preferred)),
            ),
            ("capital_probability_of_no_capital", Number(Some(capital.probability_of_no_capital))),
            ("costs", Amount(Some(&self.costs))),
            ("fees", Amount(Some(&self.fees))),
        ]
    }
}

/// A switch as other programs read it.
fn yes_or_no(is_so: bool) -> Figure<'static> {
    Text(if is_so { "true" } else { "false" })
}

/// The change as tables, by the names of the JSON report: what it is about, and a row for each figure.
fn since_tables(since: &Since) -> [Table; 3] {
    let (cap, capital) = (&since.cap, &since.capital);
    let about = vec![
        ("scenario", Text(&since.scenario)),
        ("trials", Count(since.trials.into())),
        ("same_people", yes_or_no(since.same_people)),
        ("capital_irr", Range(capital.irr.as_ref())),
        ("capital_return_on_capital", Range(capital.return_on_capital.as_ref())),
    ];
    let amounts = [
        ("earned", &since.earned),
        ("paid", &since.paid),
        ("unpaid", &since.unpaid),
        ("cap_unpaid_after", &cap.unpaid_after),
        ("capital_peak", &capital.peak),
        ("capital_drawn", &capital.drawn),
        ("capital_distributed", &capital.distributed),
        ("capital_unfunded", &capital.unfunded),
        ("capital_loss", &capital.loss),
        ("costs", &since.costs),
        ("fees", &since.fees),
    ]
    .map(|(name, change)| {
        vec![
            ("figure", Text(name)),
            ("difference", Amount(Some(&change.amount))),
            ("probability_less", Number(Some(change.probability_less))),
            ("probability_more", Number(Some(change.probability_more))),
        ]
    });
    let probabilities = [
        ("cap_probability", &cap.probability),
        ("capital_probability_over_minimum", &capital.probability_over_minimum),
        ("capital_probability_over_maximum", &capital.probability_over_maximum),
        ("capital_probability_of_loss", &capital.probability_of_loss),
        ("capital_probability_of_unfunded", &capital.probability_of_unfunded),
        (
            "capital_probability_of_unfunded_after_return",
            &capital.probability_of_unfunded_after_return,
        ),
    ]
    .map(|(name, change)| {
        vec![
            ("figure", Text(name)),
            ("before", Number(Some(change.before))),
            ("after", Number(Some(change.after))),
            ("difference", Number(Some(change.difference))),
            ("difference_error", Number(change.difference_error)),
            ("gained", Number(Some(change.gained))),
            ("lost", Number(Some(change.lost))),
        ]
    });
    [
        table_of_figures("since", &about),
        table_of_records("since_amounts", amounts),
        table_of_records("since_probabilities", probabilities),
    ]
}
