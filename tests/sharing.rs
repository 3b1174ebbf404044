//! Old files and links open for ever, and whatever cannot be opened is refused in the right words.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec_zlib;
use proptest::prelude::*;
use ratecard::model::{
    CalendarMonth, Currency, Estimate, Money, Outcome, Probability, Scenario, ServiceFee,
};
use ratecard::session::library::digest;
use ratecard::share::{
    Document, Link, MOST_FILE, MOST_LINK, Mistake, OpenError, Opened, PRESETS, VERSION,
    document_schema, looks_like_link, open, open_bytes, open_link, open_unfinished,
    open_unfinished_bytes, open_unfinished_link, open_unfinished_pasted, preset,
};
use serde_json::{Value, json};

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn shared(name: &str) -> String {
    let path = in_repository("tests/shared").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn kirklees() -> Scenario {
    preset("kirklees").unwrap().open().unwrap().scenario
}

/// The smallest document there is.
fn small() -> Value {
    serde_json::from_str(&shared("v1-small.json")).unwrap()
}

fn pack(text: &str) -> String {
    format!("v1.{}", URL_SAFE_NO_PAD.encode(compress_to_vec_zlib(text.as_bytes(), 9)))
}

// Old documents. Files in tests/shared are never edited once released.

#[test]
fn the_first_small_file_still_opens() {
    let opened = open(&shared("v1-small.json")).unwrap();
    assert_eq!((opened.engine, opened.fingerprint), (None, None));
    let scenario = opened.scenario;
    assert_eq!(scenario.name, "One line, one payer");
    assert_eq!(scenario.run.seed, 7);
    assert_eq!(scenario.rate_card.outcomes[0].price, Money::from_pence(150_050));
    assert_eq!(scenario.contract.start, "2024-04".parse::<CalendarMonth>().unwrap());
    assert_eq!(scenario.contract.last_claim_month(), 11);
}

#[test]
fn the_first_full_file_still_opens() {
    let opened = open(&shared("v1-full.json")).unwrap();
    assert_eq!(opened.engine.as_deref(), Some("1"));
    assert_eq!(opened.fingerprint.as_deref(), Some("0123456789abcdef"));
    let scenario = opened.scenario;
    assert_eq!(scenario.rate_card.outcomes.len(), 2);
    assert_eq!(scenario.contract.amendments[0].contract_cap, Some(Money::from_pence(7_000_000)));
    assert_eq!(scenario.contract.caps.person, Some(Money::from_pence(500_000)));
    assert_eq!(scenario.uncertainty.shocks[0].name, "Lockdown");
    assert_eq!(scenario.actuals.unwrap().payments[0].paid, Money::from_pence(100_050));
    // What version 2 says in another way.
    let fees = scenario.contract.service_fees;
    assert_eq!(
        fees,
        [ServiceFee { from_month: 0, to_month: None, monthly: Money::from_pence(10_000) }]
    );
    assert!(!scenario.investment.keep_planned_need, "no scenario of version 1 held need back");
    assert_eq!(scenario.currency, Currency::GBP);
}

#[test]
fn the_second_small_file_is_the_first_one_with_what_is_new_switched_on() {
    let mut first = open(&shared("v1-small.json")).unwrap().scenario;
    first.investment.keep_planned_need = true;
    assert_eq!(open(&shared("v2-small.json")).unwrap().scenario, first);
}

#[test]
fn the_second_full_file_uses_every_field_and_keeps_it() {
    let text = shared("v2-full.json");
    let opened = open(&text).unwrap();
    let scenario = &opened.scenario;
    assert_eq!(scenario.currency.code(), "EUR");
    assert_eq!(scenario.rate_card.outcomes[1].repeats.unwrap().every_weeks, Some(4));
    assert_eq!(scenario.contract.service_fees[1].to_month, None);
    assert_eq!(scenario.investment.draws[1].amount, Money::from_pence(250_050));
    assert_eq!(scenario.tests.len(), 4);
    let again = Document::new(scenario).pretty().unwrap();
    assert_eq!(open(&again).unwrap().scenario, *scenario);
    let mut used = BTreeSet::new();
    fields_used(&serde_json::from_str(&text).unwrap(), &mut used);
    let mut known = Vec::new();
    fields_of_schema(&document_schema(), &mut known);
    for field in known {
        assert!(used.contains(&field), "tests/shared/v2-full.json does not use {field}");
    }
}

/// Every field that stands in a document.
fn fields_used(value: &Value, used: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            used.extend(fields.keys().cloned());
            fields.values().for_each(|value| fields_used(value, used));
        }
        Value::Array(items) => items.iter().for_each(|value| fields_used(value, used)),
        _ => {}
    }
}

/// Every field that a schema knows.
fn fields_of_schema(value: &Value, found: &mut Vec<String>) {
    if let Some(properties) = value.get("properties").and_then(Value::as_object) {
        found.extend(properties.keys().cloned());
    }
    for (_, value) in value.as_object().into_iter().flatten() {
        fields_of_schema(value, found);
    }
}

#[test]
fn the_first_link_still_opens() {
    let link = shared("v1-kirklees.link");
    let opened = open_link(&link).unwrap();
    let scenario = opened.scenario;
    assert_eq!(scenario.rate_card.outcomes.len(), 30);
    assert_eq!(scenario.contract.caps.contract, Some(Money::from_pence(2_229_791_700)));
    let lasting = scenario.rate_card.index_of("home_18_months").unwrap();
    assert_eq!(scenario.rate_card.outcomes[lasting].price, Money::from_pence(150_000));
}

#[test]
fn the_first_small_link_still_opens() {
    let opened = open_link(&shared("v1-small.link")).unwrap();
    assert_eq!(opened, open(&shared("v1-small.json")).unwrap());
}

#[test]
fn the_second_links_are_the_second_files() {
    for name in ["v2-small", "v2-full"] {
        let link = shared(&format!("{name}.link"));
        let opened = open_link(&link).unwrap();
        assert_eq!(opened, open(&shared(&format!("{name}.json"))).unwrap());
    }
}

#[test]
fn every_file_and_link_that_was_ever_shared_opens() {
    let mut seen = 0;
    for entry in fs::read_dir(in_repository("tests/shared")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let opened = match path.extension().and_then(|extension| extension.to_str()) {
            Some("json") => open(&text),
            Some("link") => open_link(&text),
            other => panic!("{}: unknown kind {other:?}", path.display()),
        };
        opened.unwrap_or_else(|error| panic!("{}: {error} {error:#?}", path.display()));
        seen += 1;
    }
    assert!(seen >= 8);
}

// What is refused, and how.

fn refusal(opened: Result<Opened, OpenError>) -> String {
    let sentence = opened.unwrap_err().to_string();
    assert!(sentence.ends_with("Your present work is untouched."), "{sentence}");
    sentence
}

#[test]
fn files_of_another_kind_are_not_ours() {
    for text in [
        "hello",
        "null",
        "[1, 2]",
        "{}",
        "\"ratecard-scenario\"",
        "{ \"format\": \"something else\", \"version\": 1 }",
        "name;price\nhome;1500",
        "{ not json",
        "\u{89}PNG",
        "<html><body>hello</body></html>",
    ] {
        assert_eq!(open(text), Err(OpenError::NotOurs), "{text}");
    }
    assert!(refusal(open("hello")).starts_with("This is not a Rate Card Simulator scenario."));
}

#[test]
fn a_truncated_file_says_that_part_of_it_is_missing() {
    let text = shared("v1-full.json");
    for part in 1..10 {
        let cut = &text[..text.len() * part / 10];
        let Err(OpenError::Flawed(flaw)) = open(cut) else { panic!("{part} tenths") };
        assert_eq!(flaw.mistake, Mistake::EndsEarly, "{part} tenths");
        assert_eq!(flaw.line, cut.lines().count() + usize::from(cut.ends_with('\n')));
    }
    assert!(refusal(open(&text[..500])).contains("part of it is missing"));
    let mut document = small();
    for (version, found) in
        [(json!("1"), "\"1\""), (json!(-1), "-1"), (json!(1.5), "1.5"), (json!([]), "[]")]
    {
        document["version"] = version;
        let said = refusal(open(&document.to_string()));
        assert!(said.contains(&format!("\"version\" is {found}. Write 2, as a number")), "{said}");
    }
    document["version"] = json!(0);
    assert_eq!(open(&document.to_string()), Err(OpenError::Damaged));
    for field in ["version", "scenario"] {
        let mut document = small();
        document.as_object_mut().unwrap().remove(field);
        assert_eq!(open(&document.to_string()), Err(OpenError::Damaged), "without {field}");
    }
}

#[test]
fn a_truncated_or_changed_link_is_damaged() {
    let link = shared("v1-kirklees.link");
    let payload = link.trim().rsplit('/').next().unwrap();
    for part in 1..10 {
        let cut = &payload[..payload.len() * part / 10];
        assert_eq!(open_link(cut), Err(OpenError::Damaged), "{part} tenths");
    }
    let changed = payload.replacen('A', "B", 1);
    assert_eq!(open_link(&changed), Err(OpenError::Damaged));
    let cut = open_link(&pack(&shared("v1-full.json")[..500]));
    assert!(matches!(cut, Err(OpenError::Flawed(_))), "{cut:?}");
}

#[test]
fn a_link_to_something_else_is_not_ours() {
    assert_eq!(open_link("hello"), Err(OpenError::NoLink));
    assert_eq!(open_link(&pack("hello")), Err(OpenError::NotOurs));
    assert_eq!(open_link(&pack("{}")), Err(OpenError::NotOurs));
}

#[test]
fn oversized_files_and_links_are_refused_by_their_size() {
    assert_eq!(open(&" ".repeat(MOST_FILE + 1)), Err(OpenError::TooLarge));
    assert_eq!(open_link(&"x".repeat(2_000_000)), Err(OpenError::TooLarge));
    let bomb = pack(&" ".repeat(20 * MOST_FILE));
    assert!(bomb.len() < 64 * 1024, "the bomb passes the first gate");
    assert_eq!(open_link(&bomb), Err(OpenError::TooLarge));
    assert!(refusal(open_link(&bomb)).starts_with("This is too large to be a scenario."));
}

#[test]
fn deep_nesting_does_not_overflow_the_stack() {
    let deep = format!("{{ \"format\": \"ratecard-scenario\", \"x\": {}", "[".repeat(500_000));
    for opened in [open(&deep), open_link(&pack(&deep))] {
        let Err(OpenError::Flawed(flaw)) = opened else { panic!("{opened:?}") };
        assert_eq!(flaw.mistake, Mistake::TooDeep);
    }
}

#[test]
fn the_true_mistake_in_a_file_is_told_with_its_place() {
    let text = shared("v1-small.json");
    for (changed, said) in [
        (format!("// my scenario\n{text}"), "line 1, column 1: a comment"),
        (
            format!("\u{feff}{}", text.replacen("\"run\"", "\"name\": \"twice\",\n    \"run\"", 1)),
            "written twice",
        ),
        (
            text.replacen("\"seed\": ", "\"seed\": 1,000, \"x\": ", 1),
            "1,000 has commas between its digits: write 1000",
        ),
        (
            text.trim_end().trim_end_matches('}').trim_end().to_owned() + ",\n}",
            "a comma with nothing after it",
        ),
    ] {
        let told = refusal(open(&changed));
        assert!(told.contains(said), "{said}: {told}");
        assert_eq!(refusal(open_bytes(changed.as_bytes())), told);
    }
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(open_bytes(&utf_16), open(&text));
    let document: Value = serde_json::from_str(&text).unwrap();
    let bare = refusal(open(&document["scenario"].to_string()));
    assert!(bare.starts_with("This is a scenario without its envelope."), "{bare}");
    assert_eq!(open_bytes(shared("v1-small.link").as_bytes()), open(&text), "a link in a file");
}

#[test]
fn documents_of_later_versions_say_so() {
    let mut document = small();
    for version in [VERSION + 1, 99] {
        document["version"] = json!(version);
        assert_eq!(open(&document.to_string()), Err(OpenError::TooNew { version }));
    }
    document["scenario"] = json!("of a shape that is not known yet");
    assert_eq!(open(&document.to_string()), Err(OpenError::TooNew { version: 99 }));
    assert_eq!(open_link(&pack(&document.to_string())), Err(OpenError::TooNew { version: 99 }));
    assert!(refusal(open(&document.to_string())).contains("(format 99). Reload the page"));
}

#[test]
fn wrong_fields_are_all_named() {
    let mut document = small();
    document["scenario"]["rate_card"]["outcomes"][0]["price"] = json!("a lot");
    document["scenario"]["contract"]["payers"][0]["share_bp"] = json!(9_000);
    document["fingerprint"] = json!(["<b>not text</b>"]);
    document["colour"] = json!("red");
    let Err(OpenError::Problems(problems)) = open(&document.to_string()) else {
        panic!("a wrong document was opened")
    };
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    for expected in [
        "rate_card.outcomes[0].price (of \"Settled\"): \"a lot\" is text",
        "contract.payers: 90.00%",
        "fingerprint: ",
    ] {
        assert!(told.iter().any(|line| line.starts_with(expected)), "{expected} in {told:#?}");
    }
    assert!(told.iter().any(|line| line.contains("colour")), "{told:#?}");
    let sentence = refusal(open(&document.to_string()));
    assert!(sentence.starts_with("4 fields of this scenario need mending"), "{sentence}");
}

#[test]
fn unfinished_work_can_be_kept_and_mended() {
    let mut document = small();
    document["scenario"]["contract"]["payers"][0]["share_bp"] = json!(9_000);
    let text = document.to_string();
    assert!(matches!(open(&text), Err(OpenError::Problems(_))));
    let in_a_file = [text.clone(), pack(&text)].map(|text| open_unfinished_bytes(text.as_bytes()));
    for opened in
        [open_unfinished(&text), open_unfinished_link(&pack(&text))].into_iter().chain(in_a_file)
    {
        let opened = opened.unwrap();
        assert_eq!(opened.warnings[0].path, "contract.payers");
        // What the page keeps of it can be read again.
        assert!(open_unfinished(&Document::new(&opened.scenario).pretty().unwrap()).is_ok());
    }
    document["scenario"]["costs"]["set_up"] = json!("a lot");
    assert!(matches!(open_unfinished(&document.to_string()), Err(OpenError::Problems(_))));
}

#[test]
fn a_byte_order_mark_does_not_matter() {
    assert!(open(&format!("\u{feff}{}", shared("v1-small.json"))).is_ok());
}

// Round trips.

#[test]
fn presets_fit_in_a_link() {
    for preset in PRESETS {
        let scenario = preset.open().unwrap().scenario;
        let document = Document::new(&scenario).with_results("1", "0123456789abcdef");
        let link = Link::new(&document).unwrap();
        assert!(!link.is_too_long(), "{}: {} of {MOST_LINK}", preset.id, link.length());
        assert_eq!(link.length(), link.fragment().chars().count());
        assert!(link.fragment()[1..].bytes().all(|byte| byte.is_ascii_graphic()));
        let opened = open_link(&link.fragment()).unwrap();
        assert_eq!(opened.scenario, scenario);
        assert_eq!(opened.fingerprint.as_deref(), Some("0123456789abcdef"));
    }
}

#[test]
fn what_would_not_open_again_is_not_written() {
    let mut scenario = kirklees();
    let mut long = scenario.assumptions[0].clone();
    long.source = "x".repeat(5_000);
    scenario.assumptions = vec![long; 500];
    assert!(Document::new(&scenario).pretty().is_err());
    assert!(Link::new(&Document::new(&scenario)).is_err());
}

fn outcome(seed: &Outcome) -> impl Strategy<Value = Outcome> + use<> {
    let seed = seed.clone();
    let chance = (0.001..0.3f64, 0.3..0.6f64, 0.6..0.999f64);
    ("\\PC{1,40}", 0..10_000_000i64, chance, 0u16..30).prop_map(
        move |(name, pence, (low, central, high), min_months)| {
            let mut outcome = seed.clone();
            outcome.name = format!("x{name}");
            outcome.price = Money::from_pence(pence);
            let chance = |value| Probability::new(value).unwrap();
            outcome.chance =
                Estimate { low: chance(low), central: chance(central), high: chance(high) };
            outcome.delay.min_months = min_months;
            outcome
        },
    )
}

/// The preset with random names, prices, chances, delays and caps.
fn edited() -> impl Strategy<Value = Scenario> {
    let preset = kirklees();
    let outcomes: Vec<_> = preset.rate_card.outcomes.iter().map(outcome).collect();
    let cap = proptest::option::of(0..1_000_000_000_000i64);
    (outcomes, cap, any::<u32>(), "\\PC{0,60}").prop_map(move |(outcomes, cap, seed, text)| {
        let mut scenario = preset.clone();
        scenario.rate_card.outcomes = outcomes;
        scenario.contract.caps.contract = cap.map(Money::from_pence);
        scenario.run.seed = seed;
        scenario.description = Some(text);
        scenario
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn files_and_links_bring_back_the_same_scenario(scenario in edited()) {
        let document = Document::new(&scenario);
        prop_assert_eq!(&open(&document.pretty().unwrap()).unwrap().scenario, &scenario);
        let link = Link::new(&document).unwrap();
        prop_assert_eq!(open_link(&link.fragment()).unwrap().scenario, scenario);
    }

    #[test]
    fn random_text_never_panics(text in "\\PC{0,300}", bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(open(&text).is_err());
        prop_assert!(open_link(&text).is_err());
        let _ = looks_like_link(&text);
        let encoded = format!("v1.{}", URL_SAFE_NO_PAD.encode(&bytes));
        prop_assert!(open_link(&encoded).is_err());
        let packed = format!("v1.{}", URL_SAFE_NO_PAD.encode(compress_to_vec_zlib(&bytes, 6)));
        prop_assert!(open_link(&packed).is_err());
    }

    #[test]
    fn changed_documents_never_panic(place in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut text = shared("v1-full.json").into_bytes();
        let place = place.index(text.len());
        if cut { text.remove(place); } else { text[place] = byte; }
        let text = String::from_utf8_lossy(&text);
        let _ = open(&text);
        let _ = open_unfinished(&text);
    }
}

// The published schema.

#[test]
fn the_published_schema_is_what_the_types_say() {
    let path = in_repository("schema/scenario-v2.schema.json");
    let now = serde_json::to_string_pretty(&document_schema()).unwrap() + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &now).unwrap();
    }
    let published = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        published == now,
        "schema/scenario-v2.schema.json is out of date: run with UPDATE_GOLDEN=1 and review the difference"
    );
}

#[test]
fn the_page_about_the_format_names_every_field() {
    let page = fs::read_to_string(in_repository("docs/format.md")).unwrap();
    let mut found = Vec::new();
    fields_of_schema(&document_schema(), &mut found);
    assert!(found.len() > 100);
    for field in found {
        let mut words = page.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        assert!(words.any(|word| word == field), "docs/format.md does not name {field}");
    }
}

#[test]
fn what_is_pasted_where_a_link_belongs_says_what_it_is() {
    let document = small().to_string();
    let link = |text: &str| format!("https://example.org/#/open/{}", pack(text));
    let mut other = small();
    other["scenario"]["name"] = json!("Another");
    let (one, two) = (link(&document), link(&other.to_string()));
    let opens = |text: &str| open_unfinished_pasted(text).map(|opened| opened.scenario.name);
    let name = Ok(open(&document).unwrap().scenario.name);
    assert_eq!(opens(&document), name, "the document itself");
    assert_eq!(opens(&format!("See [{one}]({one}).")), name, "one link twice");
    assert_eq!(opens(&format!("{one} or {two}")), Err(OpenError::TwoLinks));
    assert_eq!(opens(" \n"), Err(OpenError::Empty));
    assert_eq!(open(""), Err(OpenError::Empty));
    let many = ratecard::share::bundle([("{}".to_owned(), document)]);
    assert_eq!(open(&many), Err(OpenError::Many));
}

#[test]
fn two_scenarios_in_one_text_are_never_one() {
    let link = |id: &str| {
        let scenario = preset(id).unwrap().open().unwrap().scenario;
        format!("https://example.org/{}", Link::new(&Document::new(&scenario)).unwrap().fragment())
    };
    let (one, other) = (link("fair-chance-fund"), link("innovation-fund-round-2"));
    let document = preset("kirklees").unwrap().text.unwrap();
    for text in [format!("old: {one}\n\nnew: {other}"), format!("{one}\n{document}")] {
        assert_eq!(open_bytes(text.as_bytes()).unwrap_err(), OpenError::TwoLinks);
        assert_eq!(open_unfinished_bytes(text.as_bytes()).unwrap_err(), OpenError::TwoLinks);
        assert_eq!(open_unfinished_pasted(&text).unwrap_err(), OpenError::TwoLinks);
    }
    assert!(open_unfinished_pasted(&format!("\u{feff}{document}")).is_ok());
    assert!(open_bytes(format!("{one}\n> {one}").as_bytes()).is_ok());
}

#[test]
fn each_preset_is_told_from_its_digest() {
    for preset in PRESETS {
        let scenario = preset.open().unwrap().scenario;
        let text = Document::new(&scenario).pretty().unwrap();
        assert_eq!(digest(&text), preset.digest, "{}: write this digest in its row", preset.id);
    }
}
