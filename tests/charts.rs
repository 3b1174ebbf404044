//! The charts draw whatever a summary holds, and say the same in picture, sentence and table.
//!
//! The pictures are kept in `target/charts`, to be looked at. Their figures are made up.

use std::fs;
use std::path::Path;
use std::rc::Rc;

use proptest::prelude::*;
use ratecard::charts::{
    BarPanel, BarPart, BarRow, BarsChart, ColumnsChart, CurveChart, Exhibit, FanChart, FanPoint,
    Hue, Ink, Limit, Measure, Picture, Series, SpanColumn, Theme, to_svg,
};
use ratecard::engine::Summary;
use ratecard::engine::summary::{
    CapReached, Capital, Chance, ClosedForm, Distributions, Fan, Month, MonthRange, People, Period,
    Spread, SpreadSources, Value,
};
use ratecard::model::{ActualPayment, Actuals, CalendarMonth, Money};

fn month(text: &str) -> CalendarMonth {
    text.parse().expect("a month")
}

#[allow(clippy::cast_possible_truncation, reason = "the amounts of these tests are small")]
fn pounds(amount: f64) -> Money {
    Money::from_pence((amount * 100.0).round() as i64)
}

fn spread(p10: f64, p50: f64, p90: f64) -> Spread {
    Spread {
        mean: p50,
        mean_error: Some(1000.0),
        p10: pounds(p10),
        p50: pounds(p50),
        p90: pounds(p90),
        ..Spread::default()
    }
}

fn fan(amounts: [f64; 5]) -> Fan {
    let [p10, p25, p50, p75, p90] = amounts.map(pounds);
    Fan { mean: amounts[2], p10, p25, p50, p75, p90 }
}

fn chance(futures: u32) -> Chance {
    let of = 10_000;
    Chance { futures, of, probability: f64::from(futures) / f64::from(of), error: Some(0.0) }
}

/// An S-shaped path from 0 to 1.
fn path(t: f64) -> f64 {
    let t = t.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// A contract of a likely shape.
fn illustrative() -> Summary {
    let start = month("2019-09");
    let cap = 22_300_000.0;
    let paid = |months: u16, total: f64| (path(f64::from(months) / 63.0) * total).min(cap);
    let totals = [20.4e6, 22.6e6, 25.1e6, 27.9e6, 30.4e6];
    let period = |quarter: u16| Period {
        end: start.plus(quarter * 3),
        paid: Spread::default(),
        cumulative: fan(totals.map(|total| paid(quarter * 3, total))),
        share_of_cap: None,
    };
    let exposure = |months: u16, peak: f64| {
        let t = f64::from(months);
        peak * path(t / 16.0) * (1.0 - path((t - 20.0) / 28.0))
    };
    let peaks = [1.9e6, 2.3e6, 2.7e6, 3.1e6, 3.55e6];
    let one_month = |months: u16| Month {
        month: start.plus(months),
        exposure: fan(peaks.map(|peak| exposure(months, peak))),
        caseload: 0.0,
    };
    let range = |p10: &str, p50: &str, p90: &str| {
        Some(MonthRange { p10: month(p10), p50: month(p50), p90: month(p90) })
    };
    Summary {
        engine: "test".to_owned(),
        seed: 1,
        trials: 10_000,
        fingerprint: "0123456789abcdef".to_owned(),
        start,
        earned: spread(20.4e6, 25.1e6, 30.4e6),
        paid: spread(20.4e6, cap, cap),
        unpaid: spread(0.0, 2.8e6, 8.1e6),
        distribution: Distributions {
            earned: (0..=100).map(|percent| pounds(18e6 + 0.16e6 * f64::from(percent))).collect(),
            ..Distributions::default()
        },
        unpaid_by_cap: Vec::new(),
        closed_form: ClosedForm::default(),
        cap: CapReached {
            amount: Some(pounds(cap)),
            probability: chance(7_940),
            earned_over: chance(7_980),
            month: range("2022-12", "2023-06", "2024-03"),
            unpaid_after: spread(0.0, 2.8e6, 8.1e6),
            months_after: None,
        },
        capital: Capital {
            commitment_least: pounds(3_470_000.0),
            commitment_most: pounds(4_500_000.0),
            costs: spread(17e6, 18e6, 19e6),
            peak: spread(1.9e6, 2.7e6, 3.55e6),
            peak_month: range("2021-01", "2021-04", "2021-07"),
            over_least: chance(1_210),
            over_most: chance(40),
            loss_chance: chance(300),
            no_capital: chance(0),
            ..Capital::default()
        },
        people: People::default(),
        value: Value::default(),
        sources: SpreadSources::default(),
        payers: Vec::new(),
        years: Vec::new(),
        outcomes: Vec::new(),
        periods: (0..21).map(period).collect(),
        quarters: Vec::new(),
        months: (0..72).map(one_month).collect(),
    }
}

fn actuals() -> Actuals {
    let payment = |quarter: u16| ActualPayment {
        from: None,
        source: None,
        quality: None,
        end: month("2019-09").plus(quarter * 3),
        paid: pounds(60_000.0 + f64::from(quarter) * 130_000.0),
    };
    Actuals {
        source: "made up".to_owned(),
        quality: None,
        cut_off: None,
        payments: (1..10).map(payment).collect(),
        payment_plans: Vec::new(),
        outcomes: Vec::new(),
        referrals: Vec::new(),
        starts: Vec::new(),
    }
}

fn payments(summary: &Summary, actuals: Option<&Actuals>) -> Exhibit {
    Exhibit::payments(&Rc::new(summary.clone()), actuals)
}

fn exposure(summary: &Summary) -> Exhibit {
    Exhibit::exposure(&Rc::new(summary.clone()))
}

fn curve(summary: &Summary) -> Exhibit {
    Exhibit::earned_curve(&Rc::new(summary.clone()), None)
}

const WIDE: (u32, u32) = (900, 420);
const NARROW: (u32, u32) = (358, 300);

/// Draws, checks what every picture must be, and keeps it.
fn svg_of(name: &str, picture: &Picture, size: (u32, u32), theme: &Theme) -> String {
    let svg = to_svg(picture, size, theme, "A < B & C").expect("a picture");
    assert_no_nonsense(&svg);
    assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"));
    assert_eq!(svg.matches("<svg").count(), 1);
    assert!(svg.contains("<title>A &lt; B &amp; C</title>"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/charts");
    fs::create_dir_all(&folder).expect("a folder for pictures");
    fs::write(folder.join(format!("{name}.svg")), &svg).expect("a file");
    svg
}

fn assert_no_nonsense(svg: &str) {
    for nonsense in ["NaN", "inf", "−0\n"] {
        assert!(!svg.contains(nonsense), "the picture holds {nonsense}");
    }
}

fn themes() -> [(&'static str, Theme); 4] {
    [
        ("light", Theme::light().on_ground()),
        ("dark", Theme::dark().on_ground()),
        ("print", Theme::print().on_ground()),
        ("contrast", Theme::dark_contrast().on_ground()),
    ]
}

/// The texts of a picture, in the order in which they are drawn.
fn texts(svg: &str) -> Vec<&str> {
    let after = svg.split("<text").skip(1);
    after.filter_map(|part| part.split_once(">\n")?.1.split('\n').next()).collect()
}

fn assert_texts(svg: &str, labels: &[&str]) {
    let texts = texts(svg);
    for label in labels {
        assert!(texts.contains(label), "{label} is missing from {texts:?}");
    }
}

#[test]
fn payments_show_bands_median_cap_and_what_was_paid() {
    let actuals = actuals();
    for (name, theme) in themes() {
        for (width, size) in [("wide", WIDE), ("narrow", NARROW)] {
            let picture = payments(&illustrative(), Some(&actuals)).picture;
            let svg = svg_of(&format!("payments-{width}-{name}"), &picture, size, &theme);
            assert_eq!(svg.matches("<polygon").count(), 2);
            // Each payment is a dot with a ring, and both bands' labels have leaders that end in dots.
            assert_eq!(svg.matches("<circle").count(), 9 * 2 + 2);
            let bands = ["80 of 100 futures", "50 of 100", "median"];
            assert_texts(&svg, &bands);
            assert_texts(&svg, &["Cap £22.3m", "£ million paid so far", "actually paid", "25"]);
        }
    }
}

#[test]
fn exposure_shows_both_commitments() {
    for (name, theme) in themes() {
        for (width, size) in [("wide", WIDE), ("narrow", NARROW)] {
            let picture = exposure(&illustrative()).picture;
            let svg = svg_of(&format!("exposure-{width}-{name}"), &picture, size, &theme);
            assert_texts(&svg, &["80 of 100 futures", "50 of 100", "median"]);
            assert_texts(&svg, &["Least commitment £3.47m", "Most commitment £4.5m"]);
        }
    }
}

#[test]
fn the_curve_names_the_cap_and_its_middle() {
    for (name, theme) in themes() {
        for (width, size) in [("wide", WIDE), ("narrow", NARROW)] {
            let picture = curve(&illustrative()).picture;
            let svg = svg_of(&format!("curve-{width}-{name}"), &picture, size, &theme);
            // Two points are named, each a dot with a ring.
            assert_eq!(svg.matches("<circle").count(), 2 * 2);
            assert_texts(&svg, &["of 100 futures earn so much or more", "100", "50", "0"]);
            assert_texts(&svg, &["cap: 80 of 100", "half: £26m"]);
        }
    }
}

#[test]
fn the_curve_draws_whatever_a_distribution_holds() {
    let amounts = |amounts: Vec<f64>| CurveChart {
        quantity: "of 100 futures earn so much or more".to_owned(),
        hue: Hue::Payments,
        amounts,
        limits: vec![Limit { label: "cap".to_owned(), amount: 1e6 }],
        middle_label: "half".to_owned(),
    };
    let even = |low: f64, high: f64| {
        (0..=100).map(|at| low + (high - low) * f64::from(at) / 100.0).collect()
    };
    for (name, held, n_dots) in [
        ("nothing", vec![], 0),
        ("nonsense", vec![f64::NAN; 101], 0),
        ("one", vec![3e5], 4),
        ("the same", vec![5e5; 101], 4),
        ("zero", vec![0.0; 101], 4),
        ("negative", even(-4e6, 2e6), 4),
        ("huge", even(0.0, 1e30), 4),
        ("beyond the cap", even(2e6, 9e6), 4),
        ("under the cap", even(1e4, 9e5), 4),
    ] {
        for size in [WIDE, NARROW, (40, 30)] {
            let picture = amounts(held.clone()).into();
            let svg =
                svg_of(&format!("curve-of-{name}"), &picture, size, &Theme::light().on_ground());
            assert_eq!(svg.matches("<circle").count(), n_dots, "{name} at {size:?}");
        }
    }
    let svg =
        svg_of("curve-of-nothing", &amounts(vec![]).into(), WIDE, &Theme::light().on_ground());
    assert_texts(&svg, &["Nothing to show yet"]);
}

#[test]
fn titles_say_what_matters_most() {
    let mut summary = illustrative();
    assert_eq!(
        payments(&summary, None).title,
        "79 of 100 futures reach the cap, half of them by June 2023"
    );
    assert_eq!(exposure(&summary).title, "Investors have £1.9m to £3.55m out at the deepest");
    assert_eq!(curve(&summary).title, "In 80 of 100 futures more is earned than the cap");
    summary.cap.probability = chance(0);
    assert_eq!(payments(&summary, None).title, "Every future stays under the cap of £22.3 million");
    summary.cap.probability = chance(10_000);
    assert_eq!(
        payments(&summary, None).title,
        "Every future reaches the cap, half of them by June 2023"
    );
    summary.cap.amount = None;
    assert!(payments(&summary, None).title.starts_with("80 of 100 futures pay between"));
    summary.capital.no_capital = chance(10_000);
    assert_eq!(exposure(&summary).title, "No capital is drawn");
}

#[test]
fn sentences_state_the_finding() {
    let mut summary = illustrative();
    assert_eq!(
        payments(&summary, None).sentence,
        "79 of 100 futures reach the cap of £22.3 million, typically between December 2022 and \
         March 2024 (median June 2023); 21 of 100 futures stay under it."
    );
    assert_eq!(
        exposure(&summary).sentence,
        "At their deepest, 80 of 100 futures have between £1.9 million and £3.55 million (median \
         £2.7 million) of capital out, typically between January 2021 and July 2021 (median \
         April 2021); 12 of 100 futures need more than the least commitment of £3.47 million."
    );
    summary.cap.probability = chance(3);
    assert!(
        payments(&summary, None).sentence.starts_with("Fewer than 1 of 100 futures reach the cap")
    );
    assert!(
        payments(&summary, None).sentence.ends_with("more than 99 of 100 futures stay under it.")
    );
    summary.cap.probability = chance(0);
    summary.paid = spread(14.1e6, 15.2e6, 16.3e6);
    assert_eq!(
        payments(&summary, None).sentence,
        "Every future stays under the cap of £22.3 million: 80 of 100 futures pay between \
         £14.1 million and £16.3 million (median £15.2 million)."
    );
    summary.cap.amount = None;
    assert!(payments(&summary, None).sentence.ends_with("; there is no cap on payments."));
    summary.capital.no_capital = chance(10_000);
    assert_eq!(
        exposure(&summary).sentence,
        "Payments cover the costs in every future: no capital is drawn."
    );
}

#[test]
fn tables_hold_the_figures_of_the_charts() {
    let summary = illustrative();
    let table = payments(&summary, Some(&actuals())).table.make();
    assert_eq!(table.rows.len(), summary.periods.len());
    assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
    assert_eq!(table.rows[1][0].text(), "December 2019");
    assert_eq!(table.rows[1][6].text(), "190,000");
    assert_eq!(table.rows[1][6].plain(), "190000.00");
    assert_eq!(table.rows[0][6].text(), "–");
    assert!(table.csv().starts_with("Claim period to,10 of 100 futures are below (£),"));
    assert_eq!(payments(&summary, None).table.make().columns.len(), 6);
    let table = curve(&summary).table.make();
    assert_eq!(table.rows.len(), 21);
    let row = |at: usize| table.rows[at].iter().map(|cell| cell.text()).collect::<Vec<_>>();
    assert_eq!(
        [row(0), row(10), row(20)],
        [["18,000,000", "100"], ["26,000,000", "50"], ["34,000,000", "0"]]
    );
    let table = exposure(&summary).table.make();
    assert_eq!(table.rows.len(), summary.months.len());
    assert_eq!(table.columns.len(), 6);
}

#[test]
fn an_exhibit_is_one_finding_in_all_its_forms() {
    let summary = illustrative();
    for exhibit in [payments(&summary, Some(&actuals())), exposure(&summary), curve(&summary)] {
        let svg = exhibit.svg(WIDE, &Theme::light().on_ground()).expect("a picture");
        assert!(svg.contains(&format!("<title>{}</title>", exhibit.sentence)));
        assert_eq!(exhibit.table.make().name, exhibit.id);
    }
    // Drawn again only where the picture is another.
    assert_eq!(exposure(&summary).picture, exposure(&summary).picture);
    assert_ne!(payments(&summary, None).picture, payments(&summary, Some(&actuals())).picture);
}

fn point(text: &str, [p10, p25, p50, p75, p90]: [f64; 5]) -> FanPoint {
    FanPoint { month: month(text), p10, p25, p50, p75, p90 }
}

fn chart(points: Vec<FanPoint>) -> FanChart {
    FanChart {
        quantity: "paid so far".to_owned(),
        hue: Hue::Payments,
        points,
        limits: Vec::new(),
        overlay: None,
    }
}

fn limit(label: &str, amount: f64) -> Limit {
    Limit { label: label.to_owned(), amount }
}

fn drawn(name: &str, chart: FanChart) -> String {
    svg_of(name, &chart.into(), NARROW, &Theme::light().on_ground())
}

#[test]
fn nothing_says_so() {
    let svg = drawn("odd-empty", chart(Vec::new()));
    assert_eq!(texts(&svg), ["Nothing to show yet"]);
    let points = vec![
        point("2020-01", [f64::NAN; 5]),
        point("2020-04", [0.0, 0.0, 0.0, 0.0, f64::INFINITY]),
    ];
    let svg = drawn("odd-not-finite", chart(points));
    assert_eq!(texts(&svg), ["Nothing to show yet"]);
}

#[test]
fn one_month_is_drawn_as_a_short_bar() {
    let svg = drawn("odd-one-point", chart(vec![point("2020-01", [1e6, 2e6, 3e6, 4e6, 5e6])]));
    assert_eq!(svg.matches("<polygon").count(), 2);
    assert_texts(&svg, &["median"]);
}

#[test]
fn odd_amounts_keep_their_axis() {
    let zero = chart(vec![point("2020-01", [0.0; 5]), point("2021-01", [0.0; 5])]);
    assert_texts(&drawn("odd-zero", zero), &["£ paid so far", "0"]);

    let huge = [1.0, 1e300, 1e300, 1e300, f64::MAX];
    let huge = chart(vec![point("2020-01", [0.0; 5]), point("2021-01", huge)]);
    assert_texts(&drawn("odd-huge", huge), &["£ billion paid so far", "0"]);

    let negative = chart(vec![
        point("2020-01", [-3e6, -2e6, -1e6, 0.0, 1e6]),
        point("2022-01", [-5e6, -4e6, -2e6, 1e6, 2e6]),
    ]);
    assert_texts(&drawn("odd-negative", negative), &["−4", "0", "2"]);

    // Percentiles in disorder are put in order, and so are months.
    let disorder =
        chart(vec![point("2022-01", [5e6, 1e6, 4e6, 2e6, 3e6]), point("2020-01", [0.0; 5])]);
    assert_texts(&drawn("odd-disorder", disorder), &["0", "5"]);
}

#[test]
fn a_limit_far_beyond_the_figures_stays_visible() {
    let mut far =
        chart(vec![point("2020-01", [0.0; 5]), point("2021-01", [1e6, 2e6, 3e6, 4e6, 5e6])]);
    far.limits = vec![limit("Cap £60m", 60e6)];
    assert_texts(&drawn("odd-far-limit", far), &["Cap £60m", "60"]);
}

#[test]
fn twenty_years_have_few_ticks() {
    let years = (0..240_u16).map(|months| {
        let amounts =
            [0.6, 0.8, 1.0, 1.1, 1.4].map(|factor| factor * path(f64::from(months) / 240.0) * 8e6);
        FanPoint { month: month("2019-09").plus(months), ..point("2019-09", amounts) }
    });
    let svg = drawn("odd-240-months", chart(years.collect()));
    assert_texts(&svg, &["2025", "2030", "2035"]);
    assert!(texts(&svg).len() < 20);
}

#[test]
fn equal_limits_share_a_line_and_close_ones_stay_apart() {
    let points =
        || vec![point("2020-01", [0.0; 5]), point("2023-01", [1e6, 1.5e6, 2e6, 2.5e6, 3e6])];
    let mut equal = chart(points());
    equal.limits = vec![limit("One £4m", 4e6), limit("Two £4m", 4e6)];
    assert_texts(&drawn("limits-equal", equal), &["One £4m, Two £4m"]);
    let mut close = chart(points());
    close.limits = vec![limit("One £4m", 4e6), limit("Two £4.1m", 4.1e6), limit("Nil £0", 0.0)];
    assert_texts(&drawn("limits-close", close), &["One £4m", "Two £4.1m", "Nil £0"]);
}

prop_compose! {
    fn any_point()(
        months in 0_u16..600,
        amounts in prop::array::uniform5(prop_oneof![prop::num::f64::ANY, -1e8..1e8, Just(0.0)]),
    ) -> FanPoint {
        FanPoint { month: month("2019-09").plus(months), ..point("2019-09", amounts) }
    }
}

fn any_money() -> impl Strategy<Value = Money> {
    prop_oneof![
        Just(Money::ZERO),
        (-1_000_000_000_i64..1_000_000_000).prop_map(Money::from_pence),
        (i64::MIN / 4..i64::MAX / 4).prop_map(Money::from_pence),
    ]
}

prop_compose! {
    fn any_fan()(amounts in prop::array::uniform5(any_money())) -> Fan {
        let [p10, p25, p50, p75, p90] = amounts;
        Fan { mean: f64::NAN, p10, p25, p50, p75, p90 }
    }
}

prop_compose! {
    fn any_summary()(
        fans in prop::collection::vec(any_fan(), 0..60),
        cap in prop::option::of(any_money()),
        least in any_money(),
        most in any_money(),
        reached in 0_u32..=10_000,
        months_apart in 0_u16..40,
    ) -> Summary {
        let mut summary = illustrative();
        let start = summary.start;
        let months = (0_u16..).map(|index| start.plus(index * months_apart));
        let fans: Vec<(CalendarMonth, Fan)> = months.zip(fans).collect();
        summary.months =
            fans.iter().map(|&(month, exposure)| Month { month, exposure, caseload: 0.0 }).collect();
        summary.periods = fans
            .into_iter()
            .map(|(end, cumulative)| Period {
                end,
                paid: Spread::default(),
                cumulative,
                share_of_cap: None,
            })
            .collect();
        summary.cap.amount = cap;
        summary.cap.probability = chance(reached);
        summary.capital.commitment_least = least;
        summary.capital.commitment_most = most;
        summary
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn drawing_never_panics(
        points in prop::collection::vec(any_point(), 0..40),
        limits in prop::collection::vec(prop::num::f64::ANY, 0..4),
        overlay in prop::collection::vec((0_u16..600, prop::num::f64::ANY), 0..10),
        size in (0_u32..1200, 0_u32..600),
        scale in prop::num::f64::ANY,
    ) {
        let overlay = overlay.into_iter();
        let overlay = overlay.map(|(months, pounds)| (month("2019-09").plus(months), pounds));
        let chart = FanChart {
            limits: limits.into_iter().map(|amount| limit("Limit", amount)).collect(),
            overlay: Some(Series { label: "paid".to_owned(), points: overlay.collect() }),
            ..chart(points)
        };
        let theme = Theme::dark().at_scale(scale);
        assert_no_nonsense(&to_svg(&Picture::from(chart), size, &theme, "").unwrap());
    }

    #[test]
    fn every_summary_has_its_charts_sentences_and_tables(summary in any_summary()) {
        let actuals = actuals();
        for exhibit in [payments(&summary, Some(&actuals)), exposure(&summary)] {
            assert_no_nonsense(&exhibit.svg(NARROW, &Theme::light()).unwrap());
            let table = exhibit.table.make();
            prop_assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
            prop_assert!(exhibit.sentence.ends_with('.'));
        }
    }
}

fn bars(rows: Vec<BarRow>) -> Picture {
    let panels = vec![BarPanel { heading: "On average".to_owned(), rows }];
    BarsChart { legend: vec![(Ink::Limit, "taken by caps".to_owned())], panels }.into()
}

fn bar(label: &str, parts: &[(f64, f64)]) -> BarRow {
    let part = |(from, to): &(f64, f64)| BarPart { from: *from, to: *to, ink: Ink::Limit };
    BarRow {
        label: label.to_owned(),
        parts: parts.iter().map(part).collect(),
        value: "so much".to_owned(),
        ..BarRow::default()
    }
}

#[test]
fn bars_name_their_rows_and_are_as_high_as_these_need() {
    let rows = |n: usize| (0..n).map(|_| bar("Six months at home", &[(0.0, 5.0)])).collect();
    assert!(bars(rows(30)).height(900) > bars(rows(3)).height(900));
    // Where it is narrow each name has a line of its own.
    assert!(bars(rows(3)).height(358) > bars(rows(3)).height(900));
    for (name, theme) in themes() {
        for (width, size) in [("wide", 900), ("narrow", 358)] {
            let picture = bars(rows(3));
            let size = (size, picture.height(size));
            let svg = svg_of(&format!("bars-{width}-{name}"), &picture, size, &theme);
            assert_texts(&svg, &["Six months at home", "so much", "On average", "taken by caps"]);
        }
    }
    let long = bars(vec![bar(&"at home ".repeat(40), &[(0.0, 5.0)])]);
    let svg = svg_of("bars-long", &long, (358, 120), &Theme::light().on_ground());
    assert!(texts(&svg).iter().any(|text| text.starts_with("at home") && text.ends_with('…')));
}

#[test]
fn bars_draw_whatever_they_hold() {
    for (name, rows, n_bars) in [
        ("nothing", vec![], 0),
        ("no parts", vec![bar("A", &[])], 0),
        ("nonsense", vec![bar("A", &[(0.0, f64::NAN), (f64::INFINITY, 1.0)])], 0),
        ("zero", vec![bar("A", &[(0.0, 0.0)])], 1),
        ("negative", vec![bar("A", &[(0.0, -5e6)]), bar("B", &[(0.0, 2e6)])], 2),
        ("huge", vec![bar("A", &[(0.0, 1e30)]), bar("B", &[(0.0, 1.0)])], 2),
        ("floating", vec![bar("A", &[(2e6, 3e6), (3e6, 4e6)])], 2),
    ] {
        for size in [WIDE, NARROW, (40, 30)] {
            let svg =
                svg_of(&format!("bars-of-{name}"), &bars(rows.clone()), size, &Theme::light());
            // One more for the legend, which stands where there are rows.
            let legend = usize::from(!rows.is_empty());
            assert_eq!(svg.matches("<polygon").count(), n_bars + legend, "{name} at {size:?}");
        }
    }
}

#[test]
fn columns_draw_whatever_they_hold() {
    let columns = |amounts: &[f64]| -> Picture {
        let columns = amounts.iter().zip(0_u16..).map(|(amount, quarter)| SpanColumn {
            from: month("2019-10").plus(quarter * 3),
            to: month("2019-12").plus(quarter * 3),
            amount: *amount,
            range: Some((amount * 0.5, amount * 1.5)),
        });
        ColumnsChart {
            quantity: "paid for a quarter".to_owned(),
            measure: Measure::Money,
            hue: Hue::Payments,
            columns: columns.collect(),
            limits: vec![limit("cap", 2e6)],
        }
        .into()
    };
    for (name, amounts, n_columns) in [
        ("nothing", &[][..], 0),
        ("nonsense", &[f64::NAN, f64::INFINITY], 0),
        ("one", &[1e6], 1),
        ("zero", &[0.0; 20], 20),
        ("negative", &[-1e6, 1e6], 2),
        ("huge", &[1e30, 1.0], 2),
    ] {
        for size in [WIDE, NARROW, (40, 30)] {
            let svg =
                svg_of(&format!("columns-of-{name}"), &columns(amounts), size, &Theme::light());
            assert_eq!(svg.matches("<polygon").count(), n_columns, "{name} at {size:?}");
        }
    }
    let svg = svg_of("columns", &columns(&[4e5, 9e5, 1.4e6]), WIDE, &Theme::light().on_ground());
    assert_texts(&svg, &["£ million paid for a quarter", "cap"]);
}
