//! How far people get: achievements for each 100 who start, each under what it follows.

use std::rc::Rc;

use crate::charts::bars::{BarPanel, BarPart, BarRow, BarsChart, Ink};
use crate::charts::exhibit::{Exhibit, LazyTable};
use crate::charts::theme::Hue;
use crate::engine::summary::Summary;
use crate::findings::ladder::{ladder_sentence, ladder_title, per_100, per_100_starts};
use crate::model::{Outcome, Scenario};
use crate::report::{Cell, Column, Table};

impl Exhibit {
    /// The ladders of a card, steps on the way included.
    pub fn ladder(summary: &Rc<Summary>, scenario: &Scenario) -> Exhibit {
        let rungs = rungs(summary, scenario);
        Exhibit {
            id: "ladder",
            heading: "How far people get",
            title: ladder_title(summary, scenario),
            sentence: ladder_sentence(summary),
            picture: picture(&rungs).into(),
            table: LazyTable::new(move || table(&rungs)),
        }
    }
}

/// One outcome, or a step on the way.
struct Rung {
    name: String,
    domain: String,
    depth: usize,
    lasts: bool,
    per_100: f64,
}

/// By domain, in the order of the card.
fn rungs(summary: &Summary, scenario: &Scenario) -> Vec<Rung> {
    let lines = &scenario.rate_card.outcomes;
    let mut domains: Vec<&str> = Vec::new();
    for line in lines {
        if !domains.contains(&line.domain.as_str()) {
            domains.push(&line.domain);
        }
    }
    let rung = |index: usize, line: &Outcome| {
        let total = summary.outcomes.iter().find(|total| total.id == line.id)?;
        Some(Rung {
            name: line.name.clone(),
            domain: line.domain.clone(),
            depth: scenario.rate_card.depth_of(index),
            lasts: line.lasting,
            per_100: per_100_starts(summary, total),
        })
    };
    let of = |domain: &str| {
        let of_domain = lines.iter().enumerate().filter(|(_, line)| line.domain == domain);
        of_domain.filter_map(|(index, line)| rung(index, line)).collect::<Vec<_>>()
    };
    domains.into_iter().flat_map(of).collect()
}

fn picture(rungs: &[Rung]) -> BarsChart {
    // All panels are of one kind, so they have one scale: a domain is a row that only names.
    let mut rows: Vec<BarRow> = Vec::new();
    let mut domain = None;
    for rung in rungs {
        if domain != Some(&rung.domain) {
            domain = Some(&rung.domain);
            rows.push(BarRow { label: rung.domain.clone(), ..BarRow::default() });
        }
        let ink = if rung.lasts { Ink::Full(Hue::Payments) } else { Ink::Pale(Hue::Payments) };
        rows.push(BarRow {
            label: rung.name.clone(),
            depth: 1 + rung.depth.min(3),
            parts: vec![BarPart { from: 0.0, to: rung.per_100, ink }],
            value: per_100(rung.per_100),
            ..BarRow::default()
        });
    }
    let heading = "For each 100 people who start, on average".to_owned();
    let legend = if rungs.iter().any(|rung| rung.lasts) {
        vec![
            (Ink::Full(Hue::Payments), "lasting".to_owned()),
            (Ink::Pale(Hue::Payments), "on the way".to_owned()),
        ]
    } else {
        Vec::new()
    };
    BarsChart { legend, panels: vec![BarPanel { heading, rows }] }
}

fn table(rungs: &[Rung]) -> Table {
    let rows = rungs.iter().map(|rung| {
        vec![
            Cell::Text(rung.name.clone()),
            Cell::Text(rung.domain.clone()),
            Cell::Number((rung.per_100 * 10.0).round() / 10.0),
        ]
    });
    Table {
        name: "ladder".into(),
        caption: "Achievements for each 100 people who start, on average".to_owned(),
        columns: vec![
            Column::left("Outcome"),
            Column::left("Domain"),
            Column::right("Of each 100 who start"),
        ],
        rows: rows.collect(),
    }
}
