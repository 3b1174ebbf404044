//! The fields of the scenario as a whole, of its run and of its rate card.

use super::field::{Field, Reference, field, group};

pub(super) const WHOLE: &[Field] = &[
    Field::group("", "scenario"),
    field!(Text, "name", name).label("Scenario"),
    field!(Text, "description", description).long().optional(),
    group!("preset", preset).absent_or_there(),
    field!(Text, "id", preset?.id),
    field!(Count, "version of the preset", preset?.version),
    field!(Currency, "currency", currency)
        .label("Currency (three letters)")
        .hint("Such as GBP or EUR. How money is written: nothing is converted.")
        .left_out_is("GBP"),
    group!("run settings", run),
    field!(NumberName, "seed", run.seed).label("Seed"),
    field!(Count, "number of futures", run.trials).label("Futures"),
    field!(Switch, "uncertainty of what we do not know", run.unknowns)
        .label("What we do not know: true chances, volume, costs, shocks"),
    field!(Switch, "luck of people", run.luck)
        .label("Luck of people: who comes, and who reaches what"),
    field!(Choice, "sampling", run.sampling)
        .label("What we do not know is drawn")
        .choices(&["evenly over all futures", "for each future on its own"])
        .hint("Evenly: the same sureness from fewer futures."),
    field!(Rate, "discount rate", discount_rate),
];

pub(super) const CARD: &[Field] = &[
    group!("rate card", rate_card).heading("Rate card"),
    group!("lines of the rate card", rate_card.outcomes).list_of("outcome"),
    field!(Text, "id", rate_card.outcomes[0].id).taken_when_left().label(ID),
    field!(Text, "name", rate_card.outcomes[0].name),
    field!(Text, "domain", rate_card.outcomes[0].domain).taken_when_left(),
    field!(Text, "trigger", rate_card.outcomes[0].trigger)
        .long()
        .label("What has to happen")
        .optional(),
    field!(Text, "evidence", rate_card.outcomes[0].evidence)
        .long()
        .label("Evidence that is asked for")
        .optional(),
    field!(Switch, "lasting mark", rate_card.outcomes[0].lasting).label("A lasting outcome"),
    field!(Names, "prerequisites", rate_card.outcomes[0].after)
        .label("After any of")
        .names_of(Reference::Line),
    field!(Names, "prerequisites that are all needed", rate_card.outcomes[0].after_all)
        .label("After all of")
        .names_of(Reference::Line),
    field!(Names, "outcomes that rule it out", rate_card.outcomes[0].unless)
        .label("Never for people who reached")
        .names_of(Reference::Line),
    field!(Share, "chance", rate_card.outcomes[0].chance)
        .heading("Chance of reaching it")
        .label("Chance of {} (%)")
        .legend("Chance of “{}”"),
    group!("chances by segment", rate_card.outcomes[0].segment_chances)
        .list_of("chance of a segment"),
    field!(Text, "segment", rate_card.outcomes[0].segment_chances[1].segment)
        .refers_to(Reference::Segment),
    field!(Share, "chance", rate_card.outcomes[0].segment_chances[1].chance),
    group!("waiting time", rate_card.outcomes[0].delay).legend("Time until “{}”"),
    field!(Months, "least waiting time", rate_card.outcomes[0].delay.min_months).label(LEAST_DELAY),
    field!(
        Quantity,
        "mean extra waiting time in months",
        rate_card.outcomes[0].delay.mean_extra_months
    )
    .label(EXTRA_DELAY),
    group!("repeats", rate_card.outcomes[0].repeats).absent_or_there(),
    field!(
        Count,
        "most claims per person, the first included",
        rate_card.outcomes[0].repeats?.most
    ),
    field!(Share, "chance of a further claim", rate_card.outcomes[0].repeats?.chance),
    group!("time between claims", rate_card.outcomes[0].repeats?.delay).absent_or_there(),
    field!(Months, "least time between claims", rate_card.outcomes[0].repeats?.delay?.min_months),
    field!(
        Quantity,
        "mean extra time between claims in months",
        rate_card.outcomes[0].repeats?.delay?.mean_extra_months
    ),
    field!(Weeks, "weeks from one claim to the next", rate_card.outcomes[0].repeats?.every_weeks)
        .optional(),
    field!(
        Months,
        "months after the start in which it counts",
        rate_card.outcomes[0].within_months_of_start
    )
    .label("Counts only within (months of the start)")
    .optional(),
    field!(Switch, "mark of a step that is on no card", rate_card.outcomes[0].is_step)
        .label("A step only: it is on no card and pays nothing"),
    group!("claim window", rate_card.outcomes[0].window).absent_or_there(),
    field!(
        MonthNumber,
        "first month of the claim window",
        rate_card.outcomes[0].window?.from_month
    ),
    field!(MonthNumber, "last month of the claim window", rate_card.outcomes[0].window?.to_month),
    field!(Share, "share of claims that pass verification", rate_card.outcomes[0].verified)
        .label("Claims that pass verification (%)")
        .optional(),
    field!(Pounds, "price", rate_card.outcomes[0].price).label("Price of {} (£)"),
    group!("prices by segment", rate_card.outcomes[0].segment_prices).list_of("price of a segment"),
    field!(Text, "segment", rate_card.outcomes[0].segment_prices[1].segment)
        .refers_to(Reference::Segment),
    field!(Pounds, "price", rate_card.outcomes[0].segment_prices[1].price),
    group!("later prices", rate_card.outcomes[0].price_changes).list_of("later price"),
    field!(
        MonthNumber,
        "date of the later price",
        rate_card.outcomes[0].price_changes[1].from_month
    ),
    field!(Text, "segment of the later price", rate_card.outcomes[0].price_changes[1].segment)
        .refers_to(Reference::Segment)
        .optional(),
    field!(Pounds, "later price", rate_card.outcomes[0].price_changes[1].price),
    group!("price bands", rate_card.outcomes[0].bands).list_of("price band"),
    field!(Count, "first claim of the price band", rate_card.outcomes[0].bands[1].from_claim),
    field!(Pounds, "price of the band", rate_card.outcomes[0].bands[1].price),
    field!(Share, "share that would happen anyway", rate_card.outcomes[0].deadweight).optional(),
    field!(Pounds, "public value", rate_card.outcomes[0].public_value).optional(),
    field!(Count, "target", rate_card.outcomes[0].target)
        .optional()
        .label("Target number of achievements")
        .hint("Shown beside the results; may be empty."),
    field!(Choice, "claims for returners", rate_card.returners)
        .label("People who come back are claimed for")
        .choices(&["once in all", "once in each journey"]),
];

/// What an id is to a person: nothing that the page itself needs.
pub(super) const ID: &str = "Short name in files";

/// The two parts of any waiting time, under a legend that says which it is.
pub(super) const LEAST_DELAY: &str = "At least (months)";
pub(super) const EXTRA_DELAY: &str = "And on average (more months)";
