//! Recorded clipboards, and laws of pasting over all presets.

use proptest::prelude::*;

use super::*;
use crate::format::percent_in_field;
use crate::model::{Money, Outcome, Problem, Scenario};
use crate::session::fields::{self, FieldValue};
use crate::session::{Edit, History};
use crate::share::{PRESETS, preset};

const EXCEL: &str = include_str!("recorded/excel.txt");
const LIBREOFFICE: &str = include_str!("recorded/libreoffice.txt");
const GOOGLE_SHEETS: &str = include_str!("recorded/google_sheets.txt");
const WORD: &str = include_str!("recorded/word.txt");
const MARKDOWN: &str = include_str!("recorded/markdown.txt");
const SEMICOLONS: &str = include_str!("recorded/semicolons.txt");
const FAIR_CHANCE_FUND: &str = include_str!("recorded/fair_chance_fund.txt");

fn scenario(id: &str) -> Scenario {
    preset(id).unwrap().open().unwrap().scenario
}

fn fund() -> Scenario {
    scenario("fair-chance-fund")
}

fn read(text: &str) -> PastedCard {
    PastedCard::read(text).unwrap()
}

fn taken_for(card: &PastedCard) -> Vec<Column> {
    card.columns().iter().map(|column| column.column).collect()
}

fn merged(text: &str, scenario: &Scenario) -> (PastePlan, Scenario) {
    made(read(text).onto(scenario, Way::Merge), scenario)
}

fn replaced(text: &str, scenario: &Scenario) -> (PastePlan, Scenario) {
    made(read(text).onto(scenario, Way::Replace), scenario)
}

fn made(plan: PastePlan, scenario: &Scenario) -> (PastePlan, Scenario) {
    let after = plan.edit.clone().apply(scenario);
    (plan, after)
}

fn counts(plan: &PastePlan) -> [usize; 4] {
    [plan.n_added, plan.n_changed, plan.n_removed, plan.n_same]
}

fn told(plan: &PastePlan) -> Vec<String> {
    plan.not_understood.iter().map(ToString::to_string).collect()
}

fn line<'s>(scenario: &'s Scenario, name: &str) -> &'s Outcome {
    scenario.rate_card.outcomes.iter().find(|line| line.name == name).unwrap()
}

fn names(scenario: &Scenario) -> Vec<&str> {
    scenario.rate_card.outcomes.iter().map(|line| line.name.as_str()).collect()
}

/// Low, central and high as percentages.
fn chance(line: &Outcome) -> [String; 3] {
    let chance = line.chance;
    [chance.low, chance.central, chance.high].map(|reading| percent_in_field(reading.get()))
}

fn known(percent: &str) -> [String; 3] {
    [percent; 3].map(str::to_owned)
}

fn pounds(line: &Outcome) -> i64 {
    line.price.pence() / 100
}

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
            "“Probability” goes from 0 to 1, and is read as parts of 1: 0.826 is 82.6%.",
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
        assert_eq!(plan.edit, Edit::Together(Vec::new()));
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

/// A scenario's card as a table, as a spreadsheet would give it.
fn table(scenario: &Scenario, columns: &[Column], has_headings: bool) -> String {
    let card = &scenario.rate_card;
    let cell = |column: &Column, index: usize| {
        let path = column.path(index).unwrap();
        let field = fields::known(&path);
        match field.value(scenario).unwrap() {
            FieldValue::Names(ids) => {
                let name = |id: &String| match card.index_of(id) {
                    Some(line) => card.outcomes[line].name.clone(),
                    None => id.clone(),
                };
                ids.iter().map(name).collect::<Vec<_>>().join("; ")
            }
            FieldValue::Money(_) => field.words(scenario),
            FieldValue::Share(_) | FieldValue::Chance(_) => {
                field.field.text(&field.value(scenario).unwrap()) + "%"
            }
            value => field.field.text(&value),
        }
    };
    let row = |cells: Vec<String>| cells.join("\t") + "\r\n";
    let headings = columns.iter().map(|column| column.label()).collect();
    let lines = (0..card.outcomes.len())
        .map(|index| row(columns.iter().map(|column| cell(column, index)).collect()));
    has_headings.then(|| row(headings)).into_iter().chain(lines).collect()
}

const ALL: [Column; 9] = [
    Column::Name,
    Column::Domain,
    Column::Price,
    Column::Chance,
    Column::ChanceLow,
    Column::ChanceHigh,
    Column::Target,
    Column::MinMonths,
    Column::After,
];

#[test]
fn a_card_pasted_onto_itself_changes_nothing() {
    for preset in PRESETS {
        let scenario = preset.open().unwrap().scenario;
        for columns in [&ALL[..], &ALL[..4], &ALL[..3]] {
            let card = read(&table(&scenario, columns, true));
            assert_eq!(taken_for(&card), columns, "{}", scenario.name);
            for way in [Way::Merge, Way::Replace] {
                let plan = card.onto(&scenario, way);
                assert_eq!(told(&plan), [""; 0], "{}", scenario.name);
                assert_eq!(
                    plan.edit,
                    Edit::Together(Vec::new()),
                    "{}: {:?}",
                    scenario.name,
                    plan.changes
                );
                assert_eq!(counts(&plan), [0, 0, 0, scenario.rate_card.outcomes.len()]);
            }
        }
    }
}

#[test]
fn columns_may_come_in_any_order() {
    let (kirklees, fund) = (scenario("kirklees"), fund());
    for way in [Way::Merge, Way::Replace] {
        let in_order = |columns: &[Column]| read(&table(&fund, columns, true)).onto(&kirklees, way);
        let plan = in_order(&ALL);
        assert!(plan.n_added > 0 && plan.n_changed > 0, "{:?}", counts(&plan));
        for turn in 1..ALL.len() {
            let mut columns = ALL;
            columns.rotate_left(turn);
            assert_eq!(in_order(&columns), plan);
            columns.swap(0, 4);
            assert_eq!(in_order(&columns), plan);
        }
    }
}

#[test]
fn without_headings_the_cells_tell() {
    let mut fund = fund();
    for (index, line) in fund.rate_card.outcomes.iter_mut().enumerate() {
        line.target = Some(37 + 211 * u32::try_from(index % 5).unwrap());
    }
    let kirklees = scenario("kirklees");
    for columns in [
        &[
            Column::Name,
            Column::Domain,
            Column::Price,
            Column::Chance,
            Column::Target,
            Column::After,
        ][..],
        &[
            Column::Target,
            Column::Chance,
            Column::After,
            Column::Domain,
            Column::Price,
            Column::Name,
        ],
        &[Column::Domain, Column::Name, Column::Price],
        &[Column::Name, Column::Chance],
        &[Column::Name],
    ] {
        let [with, without] = [true, false].map(|has| read(&table(&fund, columns, has)));
        assert_eq!(taken_for(&without), columns);
        let [with, without] = [with, without].map(|card| card.onto(&kirklees, Way::Merge));
        assert_eq!(with.edit, without.edit);
    }
}

#[test]
fn columns_without_headings_are_not_taken_for_the_same_twice() {
    let card =
        read("1\tEntry\t1,500\t85\t120\t7\n2\tStay\t2,000\t60\t80\t9\n3\tMove\t90\t5\t20\t2");
    let [other, name, price] = [Column::Other, Column::Name, Column::Price];
    assert_eq!(taken_for(&card), [other, name, price, Column::Chance, Column::Target, other]);
    let said = card.with_column(5, Column::Chance);
    assert_eq!(taken_for(&said), [other, name, price, other, Column::Target, Column::Chance]);
    assert_eq!(card.with_column(6, Column::Chance), card, "there is no such column");
    let card = read("Entry\t0.5\t3 months\nStay\t0.75\t26 weeks");
    assert_eq!(taken_for(&card), [Column::Name, Column::Chance, Column::MinMonths]);
    let card = read("Home\tEntry\t£5\n\tStay\t£6\nWork\tStart\t£7");
    assert_eq!(taken_for(&card), [Column::Domain, Column::Name, Column::Price]);
}

#[test]
fn names_under_a_heading_that_nobody_knows_are_found() {
    let card = read("\tPrice\nEnters work\t£600\nStays in work\t£700");
    assert_eq!(taken_for(&card), [Column::Name, Column::Price]);
    let plan = card.onto(&fund(), Way::Merge);
    assert_eq!(counts(&plan), [1, 1, 0, 0]);
    // Headings above names alone say nothing about domains.
    let plan = read("Outcome\tPrice\nEnters work\t\nStays in work\t").onto(&fund(), Way::Merge);
    assert_eq!(counts(&plan), [1, 0, 0, 1]);
}

#[test]
fn a_paste_is_one_step_with_a_name() {
    let mut history = History::new(fund());
    let text = "Outcome\tPrice\nEnters work\t£600\nStays in work\t£700";
    history.edit(read(text).onto(&fund(), Way::Merge).edit, None);
    assert_eq!(history.undo_name(), Some("paste 2 outcomes"));
    assert_eq!(history.present().rate_card.outcomes.len(), 22);
    history.undo();
    assert_eq!(**history.present(), fund());
    assert_eq!(history.undo_name(), None);
    history.edit(read(FAIR_CHANCE_FUND).onto(&fund(), Way::Replace).edit, None);
    assert_eq!(history.undo_name(), None, "what changes nothing is no step");
}

#[test]
fn a_cell_that_is_not_understood_changes_nothing() {
    let bad = [
        (Column::Price, "1.500,00"),
        (Column::Price, "-20"),
        (Column::Chance, "120%"),
        (Column::ChanceLow, "likely"),
        (Column::ChanceHigh, "1%"),
        (Column::Target, "2.5"),
        (Column::MinMonths, "soon"),
        (Column::MinMonths, "300"),
        (Column::After, "Nobody knows"),
    ];
    for (column, text) in bad {
        let table = format!("Outcome\t{}\tNotes\nEnters work\t{text}\t-", column.label());
        let card = read(&table);
        assert_eq!(card.columns()[1].column, column);
        let (plan, after) = merged(&table, &fund());
        assert_eq!(after, fund(), "{text}");
        let [cell] = plan.not_understood.as_slice() else { panic!("{text}: {plan:?}") };
        assert_eq!((cell.row, cell.name.as_deref()), (2, Some("Enters work")));
        assert_eq!((cell.column.as_str(), cell.text.as_str()), (column.label().as_str(), text));
        assert!(cell.why.contains(": "), "it says what mends it: {}", cell.why);
    }
}

#[test]
fn a_central_chance_takes_low_and_high_along_as_typing_does() {
    let (_, after) = merged("Outcome\tChance\nEnters work\t50%", &fund());
    let index = fund().rate_card.index_of("job_entry").unwrap();
    let path = format!("rate_card.outcomes[{index}].chance");
    let now = fields::known(&path).value(&fund()).unwrap();
    let typed = now.with_typed(fields::known(&path).field.read("50%").unwrap(), None);
    assert_eq!(after, Edit::set(path, typed).apply(&fund()));
    let (_, after) = merged("Outcome\tChance\tLow\nEnters work\t50%\t10%", &fund());
    let [low, central, high] = chance(line(&after, "Enters work"));
    assert_eq!([low.as_str(), central.as_str()], ["10", "50"]);
    assert!(high.starts_with('6'), "it went along: {high}");
}

#[test]
fn rows_of_one_name_are_told_apart_by_their_domains() {
    let both = "Outcome\tDomain\tPrice\nEntry\tHome\t1\nentry \tWork\t2\nEntry\thome\t3";
    let (plan, after) = merged(both, &fund());
    assert_eq!((counts(&plan), told(&plan).len()), ([2, 0, 0, 0], 1));
    assert!(told(&plan)[0].starts_with("Row 4, Entry, Outcome: “Entry” stands twice: "));
    let ids: Vec<&str> =
        after.rate_card.outcomes.iter().rev().map(|line| line.id.as_str()).collect();
    assert!(ids.contains(&"entry") && ids.contains(&"entry_2"));

    let (plan, again) = merged("Outcome\tDomain\tPrice\nEntry\tWork\t20\nEntry\tHome\t10", &after);
    assert_eq!(counts(&plan), [0, 2, 0, 0]);
    let price = |domain| {
        let lines = &again.rate_card.outcomes;
        let is_it = |line: &&Outcome| line.id.starts_with("entry") && line.domain == domain;
        pounds(lines.iter().find(is_it).unwrap())
    };
    assert_eq!([price("Home"), price("Work")], [10, 20]);

    for way in [Way::Merge, Way::Replace] {
        let text = "Outcome\tPrice\nEntry\t5\nEnters work\t500";
        let (plan, again) = made(read(text).onto(&after, way), &after);
        assert!(told(&plan)[0].contains("is what several outcomes are called: "));
        let kept: Vec<&Outcome> =
            again.rate_card.outcomes.iter().filter(|line| line.id.starts_with("entry")).collect();
        assert_eq!(kept.len(), 2, "{way:?}");
        assert!(kept.iter().all(|line| pounds(line) < 5), "they stay as they are");
    }
}

#[test]
fn new_lines_stand_at_the_end_of_their_domain_in_the_order_of_the_table() {
    let text = "Outcome\tDomain\nFirst\tWORK\nOther\tFlats\nSecond\tWork";
    let (_, after) = merged(text, &fund());
    let work: Vec<&Outcome> =
        after.rate_card.outcomes.iter().filter(|line| line.domain == "Work").collect();
    let [.., before, first, second] = work.as_slice() else { panic!("lines of work") };
    assert_eq!(
        [&before.name, &first.name, &second.name],
        ["26 weeks in full-time work", "First", "Second"]
    );
    assert_eq!(names(&after).last(), Some(&"Other"));
    let old: Vec<&str> =
        names(&after).into_iter().filter(|name| names(&fund()).contains(name)).collect();
    assert_eq!(old, names(&fund()));
}

#[test]
fn a_card_that_is_replaced_takes_along_what_named_its_lines() {
    let kirklees = scenario("kirklees");
    let text = "Outcome\n18 months in accommodation\n6 months in accommodation";
    let (plan, after) = replaced(text, &kirklees);
    assert_eq!(counts(&plan), [0, 2, 28, 0]);
    assert_eq!(names(&after), ["18 months in accommodation", "6 months in accommodation"]);
    assert_eq!(after.rate_card.outcomes[0].after, ["home_6_months"], "the ladder has no gap");
    assert_eq!(after.rate_card.outcomes[1].after, [""; 0]);
    assert_eq!(errors(&after), errors(&kirklees));
    assert_eq!(pounds(&after.rate_card.outcomes[1]), 1500);
    // As if each had been removed.
    let mut one_by_one = kirklees.clone();
    for line in &kirklees.rate_card.outcomes {
        if after.rate_card.index_of(&line.id).is_none() {
            let index = one_by_one.rate_card.index_of(&line.id).unwrap();
            let entry = format!("rate_card.outcomes[{index}]");
            one_by_one = Edit::Remove { entry }.apply(&one_by_one);
        }
    }
    one_by_one.rate_card.outcomes.reverse();
    assert_eq!(after, one_by_one);
}

#[test]
fn what_names_a_domain_follows_all_its_lines_to_another() {
    let kirklees = scenario("kirklees");
    let place = kirklees.cohort.segments.iter().flat_map(|segment| &segment.odds);
    let domain = place
        .map(|odds| odds.applies_to.clone())
        .find(|place| kirklees.rate_card.domains().contains(&place.as_str()));
    let domain = domain.unwrap();
    let moved: String = kirklees
        .rate_card
        .outcomes
        .iter()
        .filter(|line| line.domain == domain)
        .map(|line| format!("{}\tSomewhere else\n", line.name))
        .collect();
    let (_, after) = merged(&format!("Outcome\tDomain\n{moved}"), &kirklees);
    let named = |scenario: &Scenario, place: &str| {
        let odds = scenario.cohort.segments.iter().flat_map(|segment| &segment.odds);
        odds.filter(|odds| odds.applies_to == place).count()
    };
    assert_eq!(named(&after, "Somewhere else"), named(&kirklees, &domain));
    assert!(named(&after, "Somewhere else") > 0);
    assert_eq!(errors(&after), errors(&kirklees));
}

#[test]
fn a_line_comes_after_another_by_name_id_or_row() {
    let text =
        "Outcome\tAfter\nOne\tThree\nTwo\trow 4\nThree\tjob_entry\nFour\tfive\nEnters work\tOne";
    let (plan, after) = merged(text, &fund());
    let of = |name: &str| line(&after, name).after.clone();
    assert_eq!(
        [of("One"), of("Two"), of("Three")],
        [["three"], ["three"], ["job_entry"]].map(|ids| ids.map(str::to_owned).to_vec())
    );
    assert_eq!(of("Four"), [""; 0]);
    assert_eq!(of("Enters work"), [""; 0], "a circle is not made");
    assert_eq!(
        told(&plan),
        [
            "Row 5, Four, After: “five” is no outcome of this table or card: write its name as it stands there",
            "Row 6, Enters work, After: “One” would have outcomes wait for each other in a circle: name one that comes before",
        ]
    );
    let (plan, after) = merged("Outcome\tAfter\nA\tB\nB\tA\nC\tC", &fund());
    assert_eq!(line(&after, "A").after, ["b"]);
    assert_eq!(line(&after, "B").after, [""; 0]);
    assert_eq!(told(&plan).len(), 2);
    // A ladder may be turned round: what was there before does not count.
    let turned = "Outcome\tAfter\nMoves into accommodation\t3 months in accommodation\n3 months in accommodation\tstart";
    let (plan, after) = merged(turned, &fund());
    assert_eq!(told(&plan), [""; 0]);
    assert_eq!(line(&after, "Moves into accommodation").after, ["home_3_months"]);
    assert_eq!(line(&after, "3 months in accommodation").after, [""; 0]);
}

#[test]
fn a_heading_that_comes_again_is_no_line() {
    let text = "Outcome\tPrice\nEntry\t£5\nOUTCOME\tPrice\nStay\t£6\nGrand total:\t£11";
    let plan = read(text).onto(&fund(), Way::Merge);
    assert_eq!((plan.n_added, told(&plan).len(), plan.notes.len()), (2, 0, 2));
}

#[test]
fn what_is_no_rate_card_says_so() {
    let lines = |n: usize| (0..n).map(|line| format!("Line {line}\t£5\n")).collect::<String>();
    for (text, error) in [
        ("", PasteError::Empty),
        ("\u{feff} \r\n\t\n", PasteError::Empty),
        ("1\t2\n3\t4", PasteError::NoNames),
        ("Outcome\tPrice", PasteError::NoNames),
        (&"a".repeat(200_001), PasteError::TooLarge),
        (&"a\n".repeat(1_001), PasteError::TooManyRows(1_001)),
        (&"a\t".repeat(102), PasteError::TooManyColumns(102)),
        (&"\ta".repeat(101), PasteError::TooManyColumns(102)),
        (&lines(201), PasteError::TooManyLines(201)),
    ] {
        let short = text.chars().take(20).collect::<String>();
        assert_eq!(PastedCard::read(text), Err(error), "{short}");
        assert!(error.to_string().ends_with('.'));
    }
    let plan = read(&lines(200)).onto(&fund(), Way::Merge);
    assert_eq!((plan.n_added, plan.not_understood.len()), (179, 21), "a card holds 200");
    assert_eq!(read(&lines(200)).onto(&fund(), Way::Replace).n_added, 200);
    // Without a column of names there is nothing to paste.
    let nameless = read("Outcome\tPrice\nEntry\t£5").with_column(0, Column::Other);
    for way in [Way::Merge, Way::Replace] {
        let (plan, after) = made(nameless.onto(&fund(), way), &fund());
        assert_eq!((after, counts(&plan)), (fund(), [0; 4]));
        assert_eq!(plan.not_understood.len(), 1);
    }
}

fn errors(scenario: &Scenario) -> Vec<Problem> {
    scenario.problems().into_iter().filter(Problem::is_error).collect()
}

/// Cells of all sorts, good ones among them.
const CELLS: &[&str] = &[
    "",
    "Outcome",
    "Price",
    "Chance",
    "Low",
    "High",
    "Target",
    "Domain",
    "After",
    "Wait (weeks)",
    "£1,500",
    "0.5",
    "1",
    "85%",
    "12",
    "26 weeks",
    "Enters work",
    "enters  work",
    "First assessment",
    "Second assessment",
    "Home",
    "Work",
    "Total",
    "start",
    "3",
    "row 2",
    "\"",
    "\"a\tb\"",
    "\"\"\"",
    "|",
    ";",
    "-20",
    "1.500,00",
    "---",
];

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(CELLS).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn no_table_breaks_a_scenario(
        rows in prop::collection::vec(prop::collection::vec(cell(), 1..6), 1..8),
        separator in prop::sample::select(&["\t", ";", ",", "|"][..]),
        end in prop::sample::select(&["\n", "\r\n", "\r"][..]),
        turn in (0..6usize, prop::sample::select(&Column::ALL[..])),
    ) {
        let text = rows.iter().map(|row| row.join(separator)).collect::<Vec<_>>().join(end);
        let Ok(card) = PastedCard::read(&text) else { return Ok(()) };
        for card in [card.with_column(turn.0, turn.1), card] {
            for column in Column::ALL.into_iter().filter(|column| *column != Column::Other) {
                prop_assert!(taken_for(&card).iter().filter(|known| **known == column).count() <= 1);
            }
            for before in [fund(), scenario("kirklees")] {
                for way in [Way::Merge, Way::Replace] {
                    let (plan, after) = made(card.onto(&before, way), &before);
                    let n_lines = before.rate_card.outcomes.len() + plan.n_added - plan.n_removed;
                    prop_assert_eq!(after.rate_card.outcomes.len(), n_lines);
                    prop_assert_eq!(plan.changes.is_empty(), after == before);
                    let kept = errors(&before);
                    let new = errors(&after).into_iter().find(|error| !kept.contains(error));
                    prop_assert!(new.is_none(), "{:?}: {:?}", way, new);
                    let again = card.onto(&after, way);
                    prop_assert_eq!(again.n_added, 0, "pasted once more it adds nothing");
                }
            }
        }
    }
}

#[test]
fn the_largest_table_takes_no_time() {
    let line = |line: usize| format!("Line {line}\t£5\t50%\tLine {}\n", (line + 1) % 200);
    let table =
        format!("Outcome\tPrice\tChance\tAfter\n{}", (0..200).map(line).collect::<String>());
    let (plan, after) = replaced(&table, &fund());
    assert_eq!((plan.n_added, plan.not_understood.len()), (200, 1), "the last closes a circle");
    assert_eq!(after.rate_card.outcomes[0].price, Money::from_pence(500));
}
