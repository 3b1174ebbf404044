//! The method in plain words: `docs/method.md`, with a list of its parts.

use yew::prelude::*;

use crate::engine::ENGINE;
use crate::prose::{self, Block, Piece, Words};
use crate::ui::browser::{fetch, focus};

/// The file that the build puts beside the page.
const FILE: &str = "method.md";

/// What has come of asking for the text.
#[derive(Clone, PartialEq)]
enum Asked {
    Waiting,
    Text(AttrValue),
    Failed,
}

/// Asks for the text, which a visit that only simulates does not download.
#[component]
pub fn Method() -> Html {
    let asked = use_state_eq(|| Asked::Waiting);
    let ask = {
        let asked = asked.setter();
        use_callback((), move |(), ()| {
            let asked = asked.clone();
            asked.set(Asked::Waiting);
            wasm_bindgen_futures::spawn_local(async move {
                let text = fetch::text(FILE).await;
                asked.set(text.map_or(Asked::Failed, |text| Asked::Text(text.into())));
            });
        })
    };
    {
        let ask = ask.clone();
        use_effect_with((), move |()| ask.emit(()));
    }
    match &*asked {
        Asked::Waiting => html! { <p role="status">{ "The method is on its way…" }</p> },
        Asked::Text(text) => html! { <Text {text} /> },
        Asked::Failed => html! {
            <div role="alert">
                <p>{ "The method’s text did not come: it is a file of its own, and needs the network once." }</p>
                <button type="button" class="secondary" onclick={ask.reform(|_: MouseEvent| ())}>
                    { "Try again" }
                </button>
            </div>
        },
    }
}

#[derive(PartialEq, Properties)]
struct TextProps {
    text: AttrValue,
}

#[component]
fn Text(props: &TextProps) -> Html {
    let blocks = prose::read(&props.text);
    // A table is called what the heading above it says.
    let mut above = String::new();
    html! {
        <article class="prose">
            { for blocks.iter().enumerate().map(|(place, block)| {
                if let Block::Heading { words, .. } = block {
                    above = prose::plain(words);
                }
                html! {
                    <>
                        { shown(place, block, &above) }
                        if place == 0 {
                            <p class="lead">{ format!("This page runs engine {ENGINE}.") }</p>
                            { contents(&blocks) }
                        }
                    </>
                }
            }) }
        </article>
    }
}

/// The parts of the text. Buttons, because an address of the page is what follows its only `#`.
fn contents(blocks: &[Block<'_>]) -> Html {
    html! {
        <nav aria-label="On this page">
            <ul class="contents">
                { for blocks.iter().enumerate().filter_map(|(place, block)| match block {
                    Block::Heading { level: 2, words } => {
                        let onclick = Callback::from(move |_: MouseEvent| {
                            focus::to_id(&heading_id(place));
                        });
                        Some(html! {
                            <li><button type="button" class="link" {onclick}>{ pieces(words) }</button></li>
                        })
                    }
                    _ => None,
                }) }
            </ul>
        </nav>
    }
}

fn heading_id(place: usize) -> String {
    format!("method-{place}")
}

fn shown(place: usize, block: &Block<'_>, above: &str) -> Html {
    match block {
        // The page has its own first heading.
        Block::Heading { level, words } => {
            let tag = format!("h{}", level + 1);
            html! { <@{tag} id={heading_id(place)} tabindex="-1">{ pieces(words) }</@> }
        }
        Block::Paragraph(words) => {
            let is_formula = matches!(words.as_slice(), [Piece::Code(_)]);
            html! { <p class={classes!(is_formula.then_some("formula"))}>{ pieces(words) }</p> }
        }
        Block::List { is_numbered, items } => {
            let items = items.iter().map(|words| html! { <li>{ pieces(words) }</li> });
            if *is_numbered {
                html! { <ol>{ for items }</ol> }
            } else {
                html! { <ul>{ for items }</ul> }
            }
        }
        Block::Table { head, rows } => table(head, rows, above),
    }
}

fn table(head: &[Words<'_>], rows: &[Vec<Words<'_>>], name: &str) -> Html {
    html! {
        <div class="scroller" tabindex="0" role="region" aria-label={name.to_owned()}>
            <table class="small-table">
                <caption class="visually-hidden">{ name.to_owned() }</caption>
                <thead>
                    <tr>
                        { for head.iter().enumerate().map(|(column, words)| html! {
                            <th scope="col" class={classes!((column > 0).then_some("figure"))}>{ pieces(words) }</th>
                        }) }
                    </tr>
                </thead>
                <tbody>
                    { for rows.iter().map(|row| html! {
                        <tr>
                            { for row.iter().enumerate().map(|(column, words)| if column == 0 {
                                html! { <th scope="row">{ pieces(words) }</th> }
                            } else {
                                html! { <td class="figure">{ pieces(words) }</td> }
                            }) }
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn pieces(words: &Words<'_>) -> Html {
    html! {
        { for words.iter().map(|piece| match piece {
            Piece::Plain(text) => html! { (*text).to_owned() },
            Piece::Strong(text) => html! { <strong>{ *text }</strong> },
            Piece::Code(text) => html! { <code>{ *text }</code> },
            Piece::Break => html! { " " },
        }) }
    }
}
