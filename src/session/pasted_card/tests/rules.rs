//! One rule of pasting each.

use super::*;

#[test]
fn a_paste_is_one_step_with_a_name() {
    let mut history = History::new(fund());
    let text = "Outcome\tPrice\nEnters work\t£600\nStays in work\t£700";
    history.edit(read(text).onto(&fund(), Way::Merge).edit(), None);
    assert_eq!(history.undo_name(), Some("paste 2 outcomes"));
    assert_eq!(history.present().rate_card.outcomes.len(), 22);
    history.undo();
    assert_eq!(**history.present(), fund());
    assert_eq!(history.undo_name(), None);
    history.edit(read(FAIR_CHANCE_FUND).onto(&fund(), Way::Replace).edit(), None);
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
