//! What `docs/typing.md` says of typed text is what the reader does.
#![expect(clippy::unwrap_used, reason = "a test may unwrap")]

use ratecard::format;

/// The rows of the tables under a heading: what is typed, and what the text says of it.
fn rows(heading: &str) -> Vec<(String, String)> {
    let text = include_str!("../docs/typing.md");
    let (_, part) = text.split_once(&format!("## {heading}\n")).unwrap();
    let part = part.split("\n## ").next().unwrap();
    let rows = part.lines().filter_map(|line| {
        let (typed, meaning) = line.strip_prefix("| `")?.split_once("` | ")?;
        Some((typed.to_owned(), meaning.strip_suffix(" |")?.to_owned()))
    });
    rows.collect()
}

#[test]
fn amounts_are_read_as_the_text_says() {
    let rows = rows("Amounts");
    assert!(rows.len() > 10);
    for (typed, meaning) in rows {
        match format::typed_money(&typed) {
            Ok(amount) => assert_eq!(format::money(amount), meaning, "{typed}"),
            Err(error) => {
                let why = error.to_string();
                assert_eq!(why.split(':').next().unwrap(), meaning, "{typed}");
            }
        }
    }
}

#[test]
fn percentages_numbers_and_months_are_read_as_the_text_says() {
    for (typed, meaning) in rows("Percentages") {
        let share = format::typed_percent(&typed).unwrap().get();
        assert_eq!(format!("{}%", format::percent_in_field(share)), meaning, "{typed}");
    }
    for (typed, meaning) in rows("Numbers") {
        assert_eq!(format::typed_number(&typed).unwrap().to_string(), meaning, "{typed}");
    }
    for (typed, meaning) in rows("Months") {
        assert_eq!(format::month(format::typed_month(&typed).unwrap()), meaning, "{typed}");
    }
    assert_eq!(format::typed_month("01/09/2019"), None);
}
