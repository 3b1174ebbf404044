//! Clipboards as programs really fill them.

use super::*;

const EXCEL: &str = include_str!("../recorded/excel.txt");
const LIBREOFFICE: &str = include_str!("../recorded/libreoffice.txt");
const GOOGLE_SHEETS: &str = include_str!("../recorded/google_sheets.txt");
const WORD: &str = include_str!("../recorded/word.txt");
const MARKDOWN: &str = include_str!("../recorded/markdown.txt");
const SEMICOLONS: &str = include_str!("../recorded/semicolons.txt");

#[test]
fn excel() {
    let card = read(EXCEL);
    let expected = [
        Column::Name,
        Column::Domain,
        Column::Price,
        Column::Chance,
        Column::Target,
        Column::Other,
    ];
    assert_eq!(taken_for(&card), expected);
    assert_eq!(card.columns()[1].heading.as_deref(), Some("Outcome area"));
    let (plan, after) = merged(EXCEL, &fund());
    assert_eq!(counts(&plan), [2, 2, 0, 0]);
    assert_eq!(told(&plan), [""; 0]);
    assert_eq!(
        plan.notes,
        [
            "Row 1, “Rate card, April 2020”, stands above the headings and is left out.",
            "Row 8, “Total”, is a sum and is left out.",
            "Column 6, “Evidence”, is left out.",
        ]
    );
    let new = line(&after, "Moves into a \"settled\" home");
    assert_eq!((new.id.as_str(), new.domain.as_str()), ("moves_into_a_settled_home", "Home"));
    assert_eq!((pounds(new), new.target, chance(new)), (500, Some(1400), known("87.2")));
    let moved = line(&after, "6 months in accommodation");
    assert_eq!((moved.domain.as_str(), moved.target), ("Home", Some(1100)));
    assert_eq!(moved.delay, line(&fund(), "6 months in accommodation").delay);
}

#[test]
fn libreoffice() {
    let (plan, after) = replaced(LIBREOFFICE, &fund());
    assert_eq!(told(&plan), [""; 0]);
    assert_eq!(
        plan.notes,
        [
            "Row 9, “Source: invitation to bid, annex B”, has no outcomes below it and is left out.",
            "Rows with nothing but a name are the domains of those below them: “Accommodation”, “Work”. An outcome needs a \
             price or a chance in its row.",
            "“Probability” goes from 0 to 1, and is read as parts of 1: 0.872 is 87.2%.",
        ]
    );
    assert_eq!(
        names(&after),
        [
            "Moves into accommodation",
            "3 months in accommodation",
            "6 months in accommodation",
            "Enters work",
            "13 weeks in full-time work",
        ]
    );
    assert_eq!(counts(&plan), [0, 1, 16, 4]);
    assert_eq!(chance(line(&after, "13 weeks in full-time work")), known("100"));
    assert_eq!(line(&after, "6 months in accommodation").delay.min_months, 3, "13 weeks");
}

#[test]
fn google_sheets() {
    let card = read(GOOGLE_SHEETS);
    let expected = [
        Column::Domain,
        Column::Name,
        Column::Price,
        Column::ChanceLow,
        Column::Chance,
        Column::ChanceHigh,
        Column::After,
    ];
    assert_eq!(taken_for(&card), expected);
    let (plan, after) = merged(GOOGLE_SHEETS, &fund());
    assert_eq!(after, fund(), "all that was understood is so already");
    assert_eq!((counts(&plan), plan.changes.len()), ([0, 0, 0, 5], 0));
    let why = "is not in order: write low, then central, then high, each at least as large as the one before";
    assert_eq!(
        told(&plan),
        [
            format!("Row 4, 6 months in accommodation, Low: “95%” {why}"),
            format!("Row 4, 6 months in accommodation, High: “94.8%” {why}"),
        ]
    );
}

#[test]
fn word() {
    let card = read(WORD);
    assert_eq!(taken_for(&card), [Column::Name, Column::Price, Column::Other]);
    let (plan, after) = merged(WORD, &fund());
    assert_eq!(counts(&plan), [1, 0, 0, 4]);
    assert_eq!(
        told(&plan),
        [
            "Row 5, Enters work, Payment (£): “tbc” is not a number: write a number in digits, such as 1,500"
        ]
    );
    let new = line(&after, "26 weeks in work");
    assert_eq!((new.domain.as_str(), pounds(new)), ("Outcomes", 3500));
    // Another column can be what outcomes are called.
    let other = card.with_column(2, Column::Name);
    assert_eq!(taken_for(&other), [Column::Other, Column::Price, Column::Name]);
    let plan = other.onto(&fund(), Way::Merge);
    assert_eq!(
        (plan.n_added, plan.not_understood.len()),
        (3, 3),
        "a price, one that stands twice, one without a name"
    );
}

#[test]
fn markdown() {
    let (plan, after) = merged(MARKDOWN, &fund());
    assert_eq!(counts(&plan), [1, 2, 0, 0]);
    assert_eq!(pounds(line(&after, "6 months in accommodation | lasting")), 1500);
    assert_eq!(line(&after, "Enters work").target, Some(520));
    assert_eq!((told(&plan).len(), plan.notes.len()), (0, 0));
}

#[test]
fn semicolons() {
    let (plan, after) = merged(SEMICOLONS, &fund());
    let fields: Vec<(usize, &str, &str)> = plan
        .not_understood
        .iter()
        .map(|cell| (cell.row, cell.column.as_str(), cell.text.as_str()))
        .collect();
    assert_eq!(fields, [(2, "Chance %", "87,2"), (3, "Price", "1.500,00")]);
    assert!(plan.not_understood[1].why.starts_with("has its decimals behind a comma: "));
    assert_eq!(counts(&plan), [2, 0, 0, 2]);
    let new = line(&after, "6 months; in accommodation");
    assert_eq!((pounds(new), chance(new)), (0, known("92.3")), "the rest of the row is used");
    assert_eq!(
        (new.domain.as_str(), pounds(line(&after, "Stays in work"))),
        ("Accommodation", 1500)
    );
    assert!(plan.notes[0].contains("“0.9” is taken as 0.9%"), "{:?}", plan.notes);
}

#[test]
fn the_lines_of_the_fair_chance_fund_are_its_own() {
    for way in [Way::Merge, Way::Replace] {
        let plan = read(FAIR_CHANCE_FUND).onto(&fund(), way);
        assert_eq!((counts(&plan), told(&plan)), ([0, 0, 0, 21], vec![]), "{way:?}");
        assert_eq!(plan.after, None);
    }
    // Onto another scenario they are the whole card, with its ladders.
    let (plan, after) = replaced(FAIR_CHANCE_FUND, &scenario("kirklees"));
    assert_eq!(told(&plan), [""; 0]);
    let fund = fund();
    assert_eq!(names(&after), names(&fund));
    for (now, of_fund) in after.rate_card.outcomes.iter().zip(&fund.rate_card.outcomes) {
        assert_eq!((now.price, chance(now)), (of_fund.price, chance(of_fund)));
        let before = |scenario: &Scenario, line: &Outcome| -> Vec<String> {
            let card = &scenario.rate_card;
            let name = |id: &String| card.outcomes[card.index_of(id).unwrap()].name.clone();
            line.after.iter().map(name).collect()
        };
        assert_eq!(before(&after, now), before(&fund, of_fund), "{}", now.name);
    }
}
