//! The fields of delivery costs and of the investors' terms.

use super::field::{Field, field, group};

pub(super) const COSTS: &[Field] = &[
    group!("delivery costs", costs).heading("Delivery costs"),
    field!(Pounds, "set-up cost", costs.set_up).label("Set-up, once (£)"),
    field!(Pounds, "fixed cost per month", costs.fixed_monthly)
        .heading("Fixed cost a month")
        .label("Fixed, each month (£)"),
    field!(Pounds, "cost per start", costs.per_start).label("For each person who starts (£)"),
    field!(Pounds, "monthly cost of a caseworker", costs.caseworker_monthly)
        .heading("Caseworker a month")
        .label("One caseworker, each month (£)"),
    field!(Quantity, "people per caseworker", costs.caseload)
        .label("People in support per caseworker"),
    field!(Pounds, "personalisation fund", costs.personalisation_fund)
        .label("Personalisation fund, in all (£)")
        .hint("Spent evenly over delivery."),
    field!(Rate, "inflation of costs", costs.inflation).label("Inflation of costs (% a year)"),
    field!(Factor, "cost factor", costs.uncertainty)
        .legend("How uncertain costs are (factor on all of them)"),
];

pub(super) const INVESTMENT: &[Field] = &[
    group!("investment", investment).heading("Investment"),
    group!("commitment", investment.commitment),
    field!(Pounds, "least commitment", investment.commitment.least)
        .label("Least commitment (£)")
        .hint("What investors expect to put in at least."),
    field!(Pounds, "most commitment", investment.commitment.most)
        .label("Most commitment (£)")
        .hint("Draws stop here."),
    field!(Pounds, "cash buffer", investment.buffer)
        .label("Cash buffer (£)")
        .hint("Cash kept at least."),
    field!(MonthNumber, "first month of distributions", investment.distributions_from)
        .label("Distributions from month (number)")
        .hint("Now {}."),
    field!(Months, "time between distributions", investment.distribution_months)
        .label("Months between distributions"),
    field!(Rate, "preferred return", investment.preferred_return)
        .label("Preferred return (% a year)"),
    field!(Months, "months of costs held back", investment.reserve_months)
        .label("Costs of coming months held back (months)")
        .hint("Kept before a distribution.")
        .left_out_is("0 months"),
    field!(Switch, "holding back of planned need", investment.keep_planned_need)
        .label("Before a distribution, hold back the largest shortfall that the central case still has ahead")
        .left_out_is("on"),
    field!(Switch, "drawing again", investment.redraw)
        .label("Capital that came back may be drawn again, within the commitment"),
    group!("set draws", investment.draws).list_of("draw"),
    field!(MonthNumber, "month of a draw", investment.draws[0].month),
    field!(Pounds, "draw", investment.draws[0].amount),
    group!("fees of the fund", investment.fees).absent_or_there().legend("What the fund takes for its work"),
    field!(Pounds, "yearly fee of the fund", investment.fees?.yearly)
        .label("Fixed, each year (£)")
        .hint("Paid monthly, with the costs."),
    field!(Rate, "fee on the commitment", investment.fees?.on_commitment)
        .label("On the most commitment (% a year)"),
    field!(Rate, "fee on capital that is out", investment.fees?.on_drawn)
        .label("On capital that is out (% a year)"),
    group!("shares of surplus", investment.surplus)
        .legend("Who takes the surplus, after capital and preferred return (adds to 100%)"),
    field!(BasisPoints, "investors' share of surplus", investment.surplus.investors_bp)
        .label("Investors (%)"),
    field!(BasisPoints, "provider's share of surplus", investment.surplus.provider_bp)
        .label("Provider (%)"),
    field!(BasisPoints, "commissioner's share of surplus", investment.surplus.commissioner_bp)
        .label("Commissioner (%)"),
];
