//! Tables that are none, that are odd, or that are as large as they may be.

use proptest::prelude::*;

use super::*;

#[test]
fn columns_that_are_lined_up_with_spaces_are_read() {
    let text = "Outcome            Price    Chance\nHome               1,000    50%\nWork entry         700      20%\n";
    let plan = read(text).onto(&fund(), Way::Replace);
    assert_eq!((plan.n_added, plan.not_understood.len()), (2, 0));
    let lines = plan.after.unwrap().rate_card.outcomes;
    assert_eq!(lines[0].price.pence(), 100_000);
    assert!((lines[1].chance.central.get() - 0.2).abs() < 1e-9);
}

#[test]
fn bounds_of_nobody_knows_what_are_no_readings_of_a_chance() {
    let text = "Outcome\tPrice\tMin\tMax\nHome\t1000\t10\t80\nWork\t700\t20\t60\n";
    let plan = read(text).onto(&fund(), Way::Replace);
    assert!(plan.after.unwrap().rate_card.outcomes.iter().all(|line| line.chance.is_known()));
    // A low and a high reading without the chance itself are told, and not taken.
    let text = "Outcome\tPrice\tLow\tHigh\nHome\t1000\t10\t80\n";
    let plan = read(text).onto(&fund(), Way::Replace);
    assert_eq!(plan.not_understood.len(), 2);
    assert!(plan.not_understood[0].to_string().contains("needs the chance itself beside it"));
    let text = "Outcome\tPrice\tChance\tHigh\nHome\t1000\t50\t80\n";
    let plan = read(text).onto(&fund(), Way::Replace);
    assert!(plan.not_understood[0].to_string().contains("stands alone beside a known chance"));
}

#[test]
fn what_is_no_rate_card_says_so() {
    let lines = |n: usize| (0..n).map(|line| format!("Line {line}\t£5\n")).collect::<String>();
    for (text, error) in [
        ("", PasteError::Empty),
        ("\u{feff} \r\n\t\n", PasteError::Empty),
        ("1\t2\n3\t4", PasteError::NoNames),
        ("Outcome\tPrice", PasteError::NoNames),
        (
            "Outcome,Price,Chance\nAssessed,£1,500,90%\nHoused,£500,70%",
            PasteError::UnevenCommas { row: 2, n_commas: 3, n_first: 2 },
        ),
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
