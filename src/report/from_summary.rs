//! The report's fields from a summary: which figure of the engine each published field tells.

use super::json::{
    Cap, CapTaken, ClosedForm, Distribution, Month, Outcome, Payer, People, Quarter, REPORT_FORMAT,
    REPORT_VERSION, Remark, Report, Source, Sources, UnpaidByCap, Value, Year,
};
use crate::engine::summary::{self, CapKind, Summary};
use crate::findings::ladder::per_100_starts;
use crate::findings::plausibility::{self, remarks};
use crate::format;
use crate::model::{Case, Scenario};

impl Report {
    /// The report of a run of the scenario; `case` where it ran a named case.
    pub fn new(scenario: &Scenario, case: Option<Case>, summary: &Summary) -> Report {
        Report {
            format: REPORT_FORMAT,
            version: REPORT_VERSION,
            scenario: scenario.name.clone(),
            case,
            engine: summary.engine.clone(),
            seed: summary.seed,
            trials: summary.trials,
            fingerprint: summary.fingerprint.clone(),
            start: summary.start,
            currency: format::currency().to_string(),
            earned: summary.earned.into(),
            paid: summary.paid.into(),
            unpaid: summary.unpaid.into(),
            distribution: Distribution {
                earned: summary.distribution.earned.clone(),
                paid: summary.distribution.paid.clone(),
                peak: summary.distribution.peak.clone(),
                need: summary.distribution.need.clone(),
            },
            unpaid_by_cap: unpaid_by_cap(&summary.unpaid_by_cap),
            cap: cap(&summary.cap),
            capital: (&summary.capital).into(),
            costs: summary.capital.costs.into(),
            fees: summary.capital.fees.into(),
            people: People {
                referrals: summary.people.referrals.into(),
                starts: summary.people.starts.into(),
                caseload_peak: summary.people.caseload_peak.into(),
            },
            value: value(&summary.value),
            sources: Sources {
                earned: summary.sources.earned.map(Into::into),
                paid: summary.sources.paid.map(Into::into),
                peak: summary.sources.peak.map(Into::into),
            },
            payers: summary.payers.iter().map(payer).collect(),
            years: summary.years.iter().map(year).collect(),
            outcomes: summary.outcomes.iter().map(|total| outcome(summary, total)).collect(),
            quarters: summary.by_quarter().iter().map(quarter).collect(),
            months: summary.months.iter().map(month).collect(),
            closed_form: ClosedForm {
                earned: summary.closed_form.earned,
                z: summary.closed_form.z,
                obstacle: summary.closed_form.obstacle.clone(),
            },
            since: None,
            incentives: None,
            remarks: remarks(scenario, summary)
                .into_iter()
                .map(|plausibility::Remark { path, sentence }| Remark { path, sentence })
                .collect(),
        }
    }
}

fn unpaid_by_cap(effects: &[summary::CapEffect]) -> UnpaidByCap {
    let taken = |kind: CapKind| {
        let effect = effects.iter().find(|effect| effect.cap == kind);
        CapTaken {
            taken: effect.map(|effect| effect.taken).unwrap_or_default().into(),
            probability: effect.map_or(0.0, |effect| effect.bites.probability),
            probability_error: effect.and_then(|effect| effect.bites.error),
            first_month: effect.and_then(|effect| effect.first).map(Into::into),
        }
    };
    UnpaidByCap {
        person: taken(CapKind::Person),
        line: taken(CapKind::Line),
        group: taken(CapKind::Group),
        year: taken(CapKind::Year),
        payer: taken(CapKind::Payer),
        contract: taken(CapKind::Contract),
    }
}

fn cap(cap: &summary::CapReached) -> Cap {
    Cap {
        amount: cap.amount,
        probability: cap.probability.probability,
        probability_error: cap.probability.error,
        month: cap.month.map(Into::into),
        months_after: cap.months_after.map(Into::into),
        unpaid_after: cap.unpaid_after.into(),
    }
}

fn payer(payer: &summary::PayerTotal) -> Payer {
    Payer {
        id: payer.id.clone(),
        name: payer.name.clone(),
        most: payer.most,
        probability_at_most: payer.at_most.map(|chance| chance.probability),
        paid: payer.paid.into(),
        years: payer.years.iter().map(year).collect(),
    }
}

fn value(value: &summary::Value) -> Value {
    Value {
        present_value: value.present_value.into(),
        cost_per_start: value.cost_per_start.map(Into::into),
        cost_per_achievement: value.cost_per_achievement.map(Into::into),
        cost_per_lasting: value.cost_per_lasting.map(Into::into),
        paid_for_deadweight: value.paid_for_deadweight.into(),
        public_value: value.public_value.map(Into::into),
        benefit_cost: value.benefit_cost.map(Into::into),
    }
}

fn year(year: &summary::YearTotal) -> Year {
    Year { year: year.label.clone(), paid: year.paid.into() }
}

fn outcome(summary: &Summary, outcome: &summary::OutcomeTotal) -> Outcome {
    Outcome {
        id: outcome.id.clone(),
        name: outcome.name.clone(),
        is_step: outcome.is_step,
        achieved: outcome.achieved.into(),
        late: outcome.late.into(),
        claimed: outcome.claimed.into(),
        earned: outcome.earned.into(),
        unpaid_mean: outcome.earned.mean - outcome.paid.mean,
        paid: outcome.paid.into(),
        per_100_starts: per_100_starts(summary, outcome),
    }
}

fn quarter(quarter: &summary::Period) -> Quarter {
    Quarter {
        end: quarter.end,
        paid: quarter.paid.into(),
        cumulative: quarter.cumulative.into(),
        share_of_cap: quarter.share_of_cap,
    }
}

fn month(month: &summary::Month) -> Month {
    Month { month: month.month, exposure: month.exposure.into(), caseload: month.caseload }
}

impl From<summary::SpreadSource> for Source {
    fn from(source: summary::SpreadSource) -> Source {
        let summary::SpreadSource { unknowns, error, pairs } = source;
        Source { unknowns, error, pairs }
    }
}
