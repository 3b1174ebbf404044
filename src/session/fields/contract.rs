//! The fields of the contract: its term, its caps, who pays, and how it changes.

use super::card::ID;
use super::field::{Field, Reference, field, group};

pub(super) const CONTRACT: &[Field] = &[
    group!("contract", contract).heading("Contract and caps"),
    field!(CalendarMonth, "first month", contract.start)
        .label("First month (year-month)")
        .hint("Such as 2019-09"),
    field!(Months, "delivery", contract.delivery_months)
        .label("Delivery (months)")
        .hint("People may start in these months."),
    field!(MonthNumber, "last claim month", contract.claims_end)
        .optional()
        .label("Last claim month (number)")
        .hint("Now {}. Empty: the last delivery month."),
    field!(Choice, "claim period", contract.claim_period)
        .label("Claims are made every")
        .choices(&["month", "quarter"]),
    field!(Months, "payment lag", contract.payment_lag_months).label("From claim to cash (months)"),
    group!("payers", contract.payers)
        .list_of("payer")
        .legend("Who pays: the shares of each payment add to 100%"),
    field!(Text, "id", contract.payers[0].id).taken_when_left().label(ID),
    field!(Text, "name", contract.payers[0].name).heading("Payer"),
    field!(BasisPoints, "share", contract.payers[0].share_bp)
        .heading("Share of each payment")
        .label("{}: share of each payment (%)"),
    field!(Pounds, "most to be paid", contract.payers[0].most)
        .optional()
        .heading("At most in all")
        .label("{}: at most in all (£); empty: no limit"),
    group!("limit by year", contract.payers[0].most_in_year).absent_or_there(),
    field!(Pounds, "most to be paid in a year", contract.payers[0].most_in_year?.most[1])
        .one_for_each("year")
        .heading("At most in a year")
        .label("{}: at most in year {} (£)")
        .hint("The last amount stands for all later years."),
    field!(Choice, "years of the limit", contract.payers[0].most_in_year?.years)
        .label("{}: its years are")
        .choices(KINDS_OF_YEAR)
        .left_out_is("contract"),
    group!("other shares of payers", contract.payer_shares).list_of("set of other shares"),
    field!(MonthNumber, "first month of other shares", contract.payer_shares[0].from_month)
        .left_out_is("the first month"),
    field!(Text, "place of other shares", contract.payer_shares[0].applies_to)
        .refers_to(Reference::Place)
        .optional(),
    field!(BasisPoints, "share", contract.payer_shares[0].shares_bp[1]).one_for_each(""),
    field!(Choice, "share of a payer who has paid the most", contract.exhausted_payer)
        .label("When a payer’s most is spent")
        .choices(&["its share goes unpaid", "the others pay it"]),
    group!("grants", contract.grants).list_of("grant"),
    field!(MonthNumber, "first month of the grant", contract.grants[0].from_month),
    field!(MonthNumber, "last month of the grant", contract.grants[0].to_month),
    field!(Pounds, "grant", contract.grants[0].total).label("Grant, in all (£)"),
    group!("service fees", contract.service_fees).list_of("service fee"),
    field!(MonthNumber, "first month of the fee", contract.service_fees[0].from_month),
    field!(MonthNumber, "last month of the fee", contract.service_fees[0].to_month).optional(),
    field!(Pounds, "monthly service fee", contract.service_fees[0].monthly),
    group!("indexation", contract.indexation).absent_or_there(),
    field!(Rate, "indexation a year", contract.indexation?.annual),
    field!(MonthNumber, "first month of indexation", contract.indexation?.first_month),
    field!(Choice, "what happens after the cap", contract.after_cap)
        .label("Once the cap is reached")
        .choices(&["Delivery goes on", "Nobody starts any more", "Delivery stops"]),
];

pub(super) const CAPS: &[Field] = &[
    group!("caps", contract.caps),
    field!(Pounds, "cap per person", contract.caps.person)
        .optional()
        .label("Cap per person (£)")
        .hint("The most for one person. Empty: no cap."),
    group!("caps per person by segment", contract.caps.person_segments).list_of("cap of a segment"),
    field!(Text, "segment", contract.caps.person_segments[0].segment).refers_to(Reference::Segment),
    field!(Pounds, "cap per person", contract.caps.person_segments[0].most),
    group!("caps per person within groups", contract.caps.person_groups)
        .list_of("cap within a group"),
    field!(Text, "name of the group", contract.caps.person_groups[0].name),
    field!(Names, "lines of the group", contract.caps.person_groups[0].outcomes)
        .names_of(Reference::Line),
    field!(Pounds, "cap per person", contract.caps.person_groups[0].most),
    group!("caps of lines", contract.caps.lines).list_of("cap of a line"),
    field!(Text, "line", contract.caps.lines[0].outcome).refers_to(Reference::Line),
    field!(Count, "most claims", contract.caps.lines[0].most_claims).optional(),
    field!(Pounds, "cap", contract.caps.lines[0].most).optional(),
    field!(Share, "most claims as a share of starts", contract.caps.lines[0].most_share_of_starts)
        .optional(),
    group!("caps of groups", contract.caps.groups).list_of("cap of a group"),
    field!(Text, "name of the group", contract.caps.groups[0].name).taken_when_left(),
    field!(Names, "lines of the group", contract.caps.groups[0].outcomes).names_of(Reference::Line),
    field!(Pounds, "cap", contract.caps.groups[0].most),
    group!("cap per year", contract.caps.year).absent_or_there(),
    field!(Pounds, "cap per year", contract.caps.year?.most[0])
        .one_for_each("year")
        .label("Cap of year {} (£)")
        .hint("The last amount stands for all later years."),
    field!(Choice, "years of the cap", contract.caps.year?.years)
        .label("Years of this cap")
        .choices(KINDS_OF_YEAR)
        .left_out_is("contract"),
    field!(Choice, "excess over a year's cap", contract.caps.year?.excess)
        .label("What is earned above it is")
        .choices(&["lost", "carried to the next year"]),
    field!(Choice, "unspent part of a year's cap", contract.caps.year?.unspent)
        .label("What is left of it is")
        .choices(&["lost", "carried to the next year"])
        .left_out_is("lost"),
    field!(Pounds, "contract cap", contract.caps.contract)
        .optional()
        .label("Contract cap (£)")
        .hint("The most that is paid in all. Empty: no cap."),
    field!(Choice, "sharing under a cap", contract.caps.sharing)
        .label("What is left under a cap is shared")
        .choices(&[
            "in proportion to what was earned",
            "earlier months first",
            "in an order of outcomes",
        ]),
    field!(Names, "order of payment", contract.caps.priority).names_of(Reference::Line),
];

pub(super) const AMENDMENTS: &[Field] = &[
    group!("amendments", contract.amendments).list_of("amendment"),
    field!(Text, "name", contract.amendments[0].name),
    field!(MonthNumber, "date", contract.amendments[0].from_month),
    group!("prices", contract.amendments[0].prices).list_of("price"),
    field!(Text, "line", contract.amendments[0].prices[1].outcome).refers_to(Reference::Line),
    field!(Text, "segment", contract.amendments[0].prices[1].segment)
        .refers_to(Reference::Segment)
        .optional(),
    field!(Pounds, "price", contract.amendments[0].prices[1].price),
    field!(Names, "dropped lines", contract.amendments[0].dropped)
        .label("Lines that end")
        .names_of(Reference::Line),
    field!(Names, "added lines", contract.amendments[0].added)
        .label("Lines that begin")
        .names_of(Reference::Line),
    field!(Pounds, "contract cap", contract.amendments[0].contract_cap).optional(),
    field!(Pounds, "cap per person", contract.amendments[0].person_cap).optional(),
    group!("caps of lines", contract.amendments[0].line_caps).list_of("cap of a line"),
    field!(Text, "line", contract.amendments[0].line_caps[1].outcome).refers_to(Reference::Line),
    field!(Count, "most claims", contract.amendments[0].line_caps[1].most_claims).optional(),
    field!(Pounds, "cap", contract.amendments[0].line_caps[1].most).optional(),
    field!(
        Share,
        "most claims as a share of starts",
        contract.amendments[0].line_caps[1].most_share_of_starts
    )
    .optional(),
    group!("caps of groups", contract.amendments[0].group_caps).list_of("cap of a group"),
    field!(Text, "group", contract.amendments[0].group_caps[1].group)
        .refers_to(Reference::CapGroup),
    field!(Pounds, "cap", contract.amendments[0].group_caps[1].most),
    field!(Pounds, "cap per year", contract.amendments[0].year_cap).optional(),
];

const KINDS_OF_YEAR: &[&str] = &["contract years", "financial years, April to March"];
