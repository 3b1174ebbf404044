//! The fields of the cohort and of what is uncertain beside single estimates.

use super::card::{EXTRA_DELAY, ID, LEAST_DELAY};
use super::field::{Field, Reference, field, group};

pub(super) const COHORT: &[Field] = &[
    group!("cohort", cohort).heading("People"),
    group!("segments", cohort.segments).list_of("segment")
        .legend("Segments by support need: their shares add to 100%; factors of 1 change nothing"),
    field!(Text, "id", cohort.segments[0].id).taken_when_left().label(ID),
    field!(Text, "name", cohort.segments[0].name).heading("Segment"),
    field!(Share, "share of referrals", cohort.segments[0].share)
        .label("{}: share of referrals (%)"),
    field!(Factor, "odds of starting", cohort.segments[0].engagement_odds)
        .label("{}: odds of starting"),
    group!("odds of outcomes", cohort.segments[0].odds).list_of("effect on outcomes"),
    field!(Text, "place of the odds", cohort.segments[0].odds[1].applies_to).label("For").refers_to(Reference::Place),
    field!(Factor, "odds", cohort.segments[0].odds[1].odds).label("Factor on the odds"),
    field!(Factor, "cost factor", cohort.segments[0].cost_factor)
        .heading("Cost")
        .label("{}: cost factor"),
    field!(Factor, "price factor", cohort.segments[0].price_factor)
        .heading("Prices")
        .label("{}: price factor"),
    group!("referrals", cohort.referrals).list_of("step").legend(
        "Expected referrals per month: each step holds until the next, or leads to it in a straight line",
    ),
    field!(MonthNumber, "first month of referrals", cohort.referrals[0].from_month)
        .heading("From month")
        .label("{}: from month")
        .hint("{}"),
    field!(Quantity, "referrals per month", cohort.referrals[0].per_month)
        .heading("Referrals a month")
        .label("{}: referrals a month"),
    field!(Switch, "ramp of referrals", cohort.referrals[0].ramp)
        .heading("Then")
        .label("straight line")
        .hint(" from {} to the next"),
    field!(Choice, "arrivals", cohort.arrivals)
        .label("How many come each month")
        .choices(&["at random, around the expected number", "as planned: fixed places"])
        .left_out_is("random"),
    field!(Factor, "volume factor", cohort.volume)
        .legend("How uncertain the volume is (factor on every month)"),
    field!(Share, "chance that a referral starts", cohort.engagement)
        .heading("Chance of starting")
        .legend("Chance that a referral starts"),
    group!("time from referral to start", cohort.start_delay).legend("Time from referral to start"),
    field!(Months, "least time from referral to start", cohort.start_delay.min_months)
        .label(LEAST_DELAY),
    field!(
        Quantity,
        "mean extra time from referral to start in months",
        cohort.start_delay.mean_extra_months
    )
    .label(EXTRA_DELAY),
    field!(Quantity, "mean months in support", cohort.support_months)
        .heading("Months in support")
        .label("Mean time in support (months)"),
    group!("re-referral", cohort.re_referral).absent_or_there(),
    field!(Share, "chance of re-referral", cohort.re_referral?.chance),
    field!(Quantity, "mean months to re-referral", cohort.re_referral?.mean_gap_months),
    group!("learning", cohort.learning).absent_or_there(),
    field!(Factor, "starting odds of a service that learns", cohort.learning?.starting_odds),
    field!(MonthNumber, "end of learning", cohort.learning?.months),
];

pub(super) const UNCERTAINTY: &[Field] = &[
    group!("uncertainty", uncertainty).heading("Uncertainty"),
    field!(Share, "dependence between chances", uncertainty.dependence)
        .label("Dependence of the chances (%)")
        .hint("0: each outcome’s true chance differs by itself. 100: all rise and fall together, with how well delivery goes."),
    group!("shocks", uncertainty.shocks).list_of("shock"),
    field!(Text, "name", uncertainty.shocks[0].name).taken_when_left(),
    field!(Share, "chance", uncertainty.shocks[0].chance),
    field!(MonthNumber, "earliest month", uncertainty.shocks[0].earliest_month),
    field!(MonthNumber, "latest month", uncertainty.shocks[0].latest_month),
    field!(Months, "length", uncertainty.shocks[0].months),
    field!(Factor, "effect on referrals", uncertainty.shocks[0].referrals),
    group!("effects on outcomes", uncertainty.shocks[0].odds).list_of("effect on outcomes"),
    field!(Text, "place of the effect", uncertainty.shocks[0].odds[1].applies_to).label("For").refers_to(Reference::Place),
    field!(Factor, "effect", uncertainty.shocks[0].odds[1].odds).label("Factor on the odds"),
    field!(Factor, "effect on costs", uncertainty.shocks[0].costs),
];

pub(super) const STRESSES: &[Field] = &[
    group!("stresses", stresses)
        .legend("Stresses (kept with the scenario; results do not show them yet)")
        .list_of("stress")
        .heading("Stresses"),
    field!(Text, "name", stresses[0].name),
    field!(Text, "description", stresses[0].description).long().optional(),
    field!(Factor, "effect on referrals", stresses[0].referrals).left_out_is("1"),
    field!(Factor, "effect on the odds of every outcome", stresses[0].all_odds).left_out_is("1"),
    group!("effects on outcomes", stresses[0].odds).list_of("effect on outcomes"),
    field!(Text, "place of the effect", stresses[0].odds[1].applies_to)
        .label("For")
        .refers_to(Reference::Place),
    field!(Factor, "effect", stresses[0].odds[1].odds).label("Factor on the odds"),
    field!(Factor, "effect on costs", stresses[0].costs).left_out_is("1"),
    field!(Months, "delay of cash", stresses[0].later_cash_months).left_out_is("0 months"),
    field!(Names, "shocks that strike", stresses[0].shocks).names_of(Reference::Shock),
];
