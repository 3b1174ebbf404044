//! The page reads its own texts as a complete Markdown parser does.

use pulldown_cmark::{Event, Options, Parser, Tag};
use ratecard::prose::{Block, Piece, Words, plain, read};

const METHOD: &str = include_str!("../docs/method.md");

/// Both readings are written in this one notation and compared.
fn ours(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for block in read(text) {
        match block {
            Block::Heading { level, words } => line(&mut out, &format!("h{level}"), &words),
            Block::Paragraph(words) => line(&mut out, "p", &words),
            Block::List { is_numbered, items } => {
                out.push(if is_numbered { "ol" } else { "ul" }.to_owned());
                items.iter().for_each(|item| line(&mut out, "li", item));
            }
            Block::Table { head, rows } => {
                out.push("table".to_owned());
                head.iter().for_each(|cell| line(&mut out, "cell", cell));
                rows.iter().flatten().for_each(|cell| line(&mut out, "cell", cell));
            }
        }
    }
    out
}

fn line(out: &mut Vec<String>, tag: &str, words: &Words<'_>) {
    let words: String = words
        .iter()
        .map(|piece| match piece {
            Piece::Plain(text) => (*text).to_owned(),
            Piece::Strong(text) => format!("<b>{text}"),
            Piece::Code(text) => format!("<code>{text}"),
            Piece::Break => " ".to_owned(),
        })
        .collect();
    out.push(format!("{tag}:{words}"));
}

fn theirs(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        let mut add = |words: &str| out.last_mut().expect("words stand in a block").push_str(words);
        match event {
            Event::Start(Tag::Heading { level, .. }) => out.push(format!("{level}:")),
            Event::Start(Tag::Paragraph) => out.push("p:".to_owned()),
            Event::Start(Tag::List(first)) => {
                out.push(if first.is_some() { "ol" } else { "ul" }.to_owned());
            }
            Event::Start(Tag::Item) => out.push("li:".to_owned()),
            Event::Start(Tag::Table(_)) => out.push("table".to_owned()),
            Event::Start(Tag::TableCell) => out.push("cell:".to_owned()),
            Event::Start(Tag::TableHead | Tag::TableRow) | Event::End(_) => {}
            Event::Start(Tag::Strong) => add("<b>"),
            Event::Text(words) => add(&words),
            Event::Code(words) => add(&format!("<code>{words}")),
            Event::SoftBreak => add(" "),
            other => out.push(format!("not read by the page: {other:?}")),
        }
    }
    out
}

#[test]
fn the_method_is_read_as_a_complete_parser_reads_it() {
    let (ours, theirs) = (ours(METHOD), theirs(METHOD));
    for (one, other) in ours.iter().zip(&theirs) {
        assert_eq!(one, other);
    }
    assert_eq!(ours.len(), theirs.len());
}

#[test]
fn each_kind_of_block_is_read() {
    let text = "# A `b`\n\nOne **two**\nthree.\n\n- x\n  y\n- z\n\n1. n\n\n| a | b |\n|---|---|\n| 1 | – |\n";
    assert_eq!(ours(text), theirs(text));
    let Block::Paragraph(words) = &read(text)[1] else { panic!("a paragraph comes second") };
    assert_eq!(plain(words), "One two three.");
}
