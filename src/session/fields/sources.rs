//! The fields that no figure depends on: where figures come from, what really happened, and tests of one's own.

use super::field::{Field, Reference, field, group};

pub(super) const SOURCES: &[Field] = &[
    group!("assumptions log", assumptions).list_of("assumption"),
    field!(Text, "subject of an assumption", assumptions[0].field),
    field!(Choice, "quality of a source", assumptions[0].quality).choices(&[
        "Read in the source",
        "Read in a copy of the source",
        "Worked out from published figures",
        "Fitted to published results",
        "Illustrative",
    ]),
    field!(Text, "source", assumptions[0].source).long(),
    field!(Text, "reason", assumptions[0].reason).long().optional(),
    field!(Text, "owner of an assumption", assumptions[0].owner).optional(),
    field!(CalendarMonth, "date of an assumption", assumptions[0].date).optional(),
];

pub(super) const ACTUALS: &[Field] = &[
    group!("actual figures", actuals).absent_or_there().heading("What really happened"),
    field!(Text, "source of the actual figures", actuals?.source).long(),
    field!(Choice, "quality of the actual figures", actuals?.quality).choices(QUALITY_OR_NONE),
    field!(CalendarMonth, "cut-off date of the actual figures", actuals?.cut_off).optional(),
    group!("actual payments", actuals?.payments).list_of("payment"),
    field!(CalendarMonth, "first month", actuals?.payments[0].from).optional(),
    field!(CalendarMonth, "end of an actual claim period", actuals?.payments[0].end),
    field!(Pounds, "actual payment", actuals?.payments[0].paid),
    field!(Text, "source", actuals?.payments[0].source).long().optional(),
    field!(Choice, "quality of a source", actuals?.payments[0].quality).choices(QUALITY_OR_NONE),
    group!("planned payments", actuals?.payment_plans).list_of("payment plan"),
    field!(Text, "name", actuals?.payment_plans[0].name),
    field!(Text, "source", actuals?.payment_plans[0].source).long().optional(),
    group!("payments", actuals?.payment_plans[0].payments).list_of("payment"),
    field!(CalendarMonth, "end of a claim period", actuals?.payment_plans[0].payments[1].end),
    field!(Pounds, "planned payment", actuals?.payment_plans[0].payments[1].amount),
    group!("actual achievements", actuals?.outcomes).list_of("count of achievements"),
    field!(Text, "line", actuals?.outcomes[0].outcome).refers_to(Reference::Line),
    field!(CalendarMonth, "first month", actuals?.outcomes[0].from),
    field!(CalendarMonth, "last month", actuals?.outcomes[0].to),
    field!(Count, "actual achievements", actuals?.outcomes[0].achieved),
    field!(Choice, "what was counted", actuals?.outcomes[0].counts)
        .choices(&["Achievements", "Accepted claims"])
        .left_out_is("achievements"),
    field!(Text, "source", actuals?.outcomes[0].source).long().optional(),
    field!(Choice, "quality of a source", actuals?.outcomes[0].quality).choices(QUALITY_OR_NONE),
    group!("actual referrals", actuals?.referrals).list_of("count of referrals"),
    field!(CalendarMonth, "first month", actuals?.referrals[0].from),
    field!(CalendarMonth, "last month", actuals?.referrals[0].to),
    field!(Count, "people referred", actuals?.referrals[0].people),
    field!(Text, "source", actuals?.referrals[0].source).long().optional(),
    field!(Choice, "quality of a source", actuals?.referrals[0].quality).choices(QUALITY_OR_NONE),
    group!("actual starts", actuals?.starts).list_of("count of starts"),
    field!(CalendarMonth, "first month", actuals?.starts[0].from),
    field!(CalendarMonth, "last month", actuals?.starts[0].to),
    field!(Count, "people who started", actuals?.starts[0].people),
    field!(Text, "source", actuals?.starts[0].source).long().optional(),
    field!(Choice, "quality of a source", actuals?.starts[0].quality).choices(QUALITY_OR_NONE),
];

/// How sure a figure is, where the source of all may say so instead.
const QUALITY_OR_NONE: &[&str] = &[
    "Not said",
    "Read in the source",
    "Read in a copy of the source",
    "Worked out from published figures",
    "Fitted to published results",
    "Illustrative",
];

pub(super) const TESTS: &[Field] = &[
    group!("tests of one's own", tests).list_of("test").heading("Tests of one’s own"),
    field!(Text, "name", tests[0].name),
    field!(Choice, "figure that is tested", tests[0].figure).label("Figure").choices(&[
        "earned",
        "paid",
        "paid in a financial year",
        "unpaid",
        "month in which the cap is reached",
        "highest exposure",
        "highest need for capital",
        "highest unfunded need",
        "month in which all capital is back",
        "loss",
        "multiple",
        "rate of return",
    ]),
    field!(NumberName, "financial year, by its April", tests[0].financial_year)
        .label("Financial year (the year of its April)")
        .optional(),
    field!(Choice, "side of the limit", tests[0].limit)
        .label("The figure must be")
        .choices(&["at least", "at most"]),
    field!(Pounds, "limit", tests[0].amount).label("Limit: an amount (£)").optional(),
    field!(MonthNumber, "limit", tests[0].month).label("Limit: a month (number)").optional(),
    field!(Rate, "limit", tests[0].rate).label("Limit: a rate (% a year)").optional(),
    field!(Quantity, "limit", tests[0].multiple).label("Limit: a multiple").optional(),
    field!(Share, "share of futures in which it has to hold", tests[0].holds_in)
        .label("In so many futures (%)"),
];
