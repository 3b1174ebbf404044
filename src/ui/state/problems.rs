//! What is wrong: text that could not be read as a value, and values that do not fit together.

use std::rc::Rc;

use yew::prelude::*;

use super::scenario_store::{use_steps, use_undo};
use super::{Steps, use_beginning, use_scenario};
use crate::model::{Problem, Scenario};
use crate::session::FieldNames;
use crate::session::fields::{self, FieldValue};
use crate::ui::ByPointer;
use crate::ui::browser::storage;
use crate::ui::wording::{label_of, problem_sentence};

/// One problem, tied to the field that shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldProblem {
    pub path: AttrValue,
    /// What the field is called, such as "The price of 6 months in accommodation".
    pub label: AttrValue,
    pub sentence: AttrValue,
    /// A warning lets the scenario run.
    pub is_error: bool,
    /// The text was not read, so the scenario still holds the last good value.
    pub is_unread: bool,
    /// The text that it is about, where it is about one.
    pub typed: Option<AttrValue>,
}

/// A text in a field about which there is something to say.
#[derive(Clone, Debug, PartialEq)]
pub struct TypedText {
    pub path: AttrValue,
    pub text: AttrValue,
    /// What is wrong and mends it, or what is asked, as the rest of a sentence.
    pub words: AttrValue,
    /// The text was read, though something else may be meant.
    pub is_read: bool,
    /// What the field holds. Once it holds something else, from elsewhere, nothing is said any more.
    pub value: FieldValue,
}

/// What a field reports of its own text.
pub enum TypedAction {
    Said(TypedText),
    Fine(AttrValue),
    /// Another scenario is open, in the place of one: the texts of that one wait until it is there again.
    Opened {
        before: ByPointer<Scenario>,
        now: ByPointer<Scenario>,
    },
}

/// Texts by path, in the order in which they came up. They outlive their fields, which come and go with the pages.
#[derive(Clone, Default, PartialEq)]
struct Typed {
    texts: Rc<Vec<TypedText>>,
    /// Texts of what was open before, with the scenario as it was opened.
    left: Rc<Vec<LeftTexts>>,
}

type LeftTexts = (ByPointer<Scenario>, Rc<Vec<TypedText>>);

impl Typed {
    /// The texts after another scenario was opened. They are known again by where undo leads, or by the scenario's name.
    fn opened(&self, before: ByPointer<Scenario>, now: &ByPointer<Scenario>) -> Typed {
        let mut left = (*self.left).clone();
        if !self.texts.is_empty() {
            left.push((before, self.texts.clone()));
        }
        let is_now = |of: &ByPointer<Scenario>| of == now || of.name == now.name;
        let texts = left.iter().rposition(|(of, _)| is_now(of)).map(|place| left.remove(place).1);
        Typed { texts: texts.unwrap_or_default(), left: Rc::new(left) }
    }
}

impl Reducible for Typed {
    type Action = TypedAction;

    fn reduce(self: Rc<Self>, action: TypedAction) -> Rc<Self> {
        let mut list: Vec<TypedText> = self.texts.to_vec();
        match action {
            TypedAction::Said(text) if list.contains(&text) => return self,
            TypedAction::Said(text) => {
                list.retain(|other| other.path != text.path);
                list.push(text);
            }
            TypedAction::Fine(path) => list.retain(|other| other.path != path),
            TypedAction::Opened { before, now } => return Rc::new(self.opened(before, &now)),
        }
        if list.len() == self.texts.len() && list.iter().eq(self.texts.iter()) {
            return self;
        }
        Rc::new(Typed { texts: Rc::new(list), left: self.left.clone() })
    }
}

#[derive(Clone, PartialEq)]
struct Report(Callback<TypedAction>);

#[derive(Clone, PartialEq)]
struct All(Rc<Vec<FieldProblem>>);

#[derive(PartialEq, Properties)]
pub struct ProblemsProviderProps {
    pub children: Html,
}

/// Collects both kinds of problem for the summary and for each field.
#[component]
pub fn ProblemsProvider(props: &ProblemsProviderProps) -> Html {
    let scenario = ByPointer(use_scenario());
    let beginning = use_beginning();
    let typed = use_reducer(Typed::default);
    let report = {
        let dispatcher = typed.dispatcher();
        use_memo((), move |()| Callback::from(move |action| dispatcher.dispatch(action)))
    };
    let of_scenario = use_memo(scenario.clone(), |scenario| {
        let problems = scenario.problems();
        in_words(scenario, problems.is_empty(), |names| {
            problems.iter().map(|problem| placed(names, problem)).collect()
        })
    });
    let unread = use_memo((typed.texts.clone(), scenario), |(typed, scenario)| {
        in_words(scenario, typed.is_empty(), |names| {
            let still = typed.iter().filter(|text| {
                let field = fields::find(&text.path);
                field.and_then(|field| field.value(scenario)).as_ref() == Some(&text.value)
            });
            still.map(|text| of_text(names, text)).collect()
        })
    });
    {
        // Before the first text is typed, those from before a reload are back.
        let dispatcher = typed.dispatcher();
        let opened = use_mut_ref(|| None::<ByPointer<Scenario>>);
        let scenario = use_scenario();
        use_effect_with(beginning, move |now| {
            let now = now.clone();
            if let Some(before) = opened.replace(Some(now.clone())) {
                return dispatcher.dispatch(TypedAction::Opened { before, now });
            }
            for text in from_before_a_reload(&scenario) {
                dispatcher.dispatch(TypedAction::Said(text));
            }
        });
    }
    // After what was kept is back.
    use_effect_with(typed.texts.clone(), |typed| keep_for_a_reload(typed));
    let all = use_memo((unread, of_scenario), |(unread, of_scenario)| {
        // What a field holds is not told as long as another text stands in it.
        let is_overwritten =
            |one: &&FieldProblem| unread.iter().any(|text| text.is_unread && text.path == one.path);
        let of_scenario = of_scenario.iter().filter(|one| !is_overwritten(one));
        Rc::new(unread.iter().chain(of_scenario).cloned().collect::<Vec<_>>())
    });
    html! {
        <ContextProvider<Report> context={Report((*report).clone())}>
            <ContextProvider<All> context={All((*all).clone())}>
                { props.children.clone() }
            </ContextProvider<All>>
        </ContextProvider<Report>>
    }
}

/// Between the parts of a text that is kept, and between texts. Nobody types them.
const PART: char = '\u{1f}';
const TEXT: char = '\u{1e}';

/// Keeps in the tab's own storage what could not be read, as long as there is any: each with its path and with what the
/// field held.
fn keep_for_a_reload(typed: &[TypedText]) {
    let mut texts = String::new();
    for text in typed.iter().filter(|text| !text.is_read) {
        let held = fields::known(&text.path).field.text(&text.value);
        for part in [&*text.path, &*text.text, &held] {
            texts.extend(part.chars().filter(|letter| *letter != PART && *letter != TEXT));
            texts.push(PART);
        }
        texts.push(TEXT);
    }
    storage::keep_in_tab(storage::keys::TYPED, &texts);
}

/// The texts from before this tab was loaded again that still are about what their fields hold.
fn from_before_a_reload(scenario: &Scenario) -> Vec<TypedText> {
    let texts = storage::read_in_tab(storage::keys::TYPED).unwrap_or_default();
    let still = texts.split(TEXT).filter_map(|text| {
        let mut parts = text.split(PART).map(str::to_owned);
        let (path, text, held) = (parts.next()?, parts.next()?, parts.next()?);
        let found = fields::find(&path)?;
        let value = found.value(scenario).filter(|value| found.field.text(value) == held)?;
        let words = found.field.read(&text).err()?.into();
        Some(TypedText { path: path.into(), text: text.into(), words, is_read: false, value })
    });
    still.collect()
}

/// Names are looked up only where there is something to name: it takes the whole scenario as a document.
fn in_words(
    scenario: &Scenario,
    is_fine: bool,
    name: impl FnOnce(&FieldNames) -> Vec<FieldProblem>,
) -> Vec<FieldProblem> {
    if is_fine { Vec::new() } else { name(&FieldNames::of(scenario)) }
}

fn of_text(names: &FieldNames, typed: &TypedText) -> FieldProblem {
    let label = label_of(names, &typed.path);
    FieldProblem {
        path: typed.path.clone(),
        sentence: format!("{label} {}.", typed.words).into(),
        label: label.into(),
        is_error: !typed.is_read,
        is_unread: !typed.is_read,
        typed: Some(typed.text.clone()),
    }
}

fn placed(names: &FieldNames, problem: &Problem) -> FieldProblem {
    let label = label_of(names, &problem.path);
    FieldProblem {
        path: problem.path.clone().into(),
        sentence: problem_sentence(&label, problem).into(),
        label: label.into(),
        is_error: problem.is_error(),
        is_unread: false,
        typed: None,
    }
}

/// Every problem, those of typed text first.
#[hook]
pub fn use_all_problems() -> Rc<Vec<FieldProblem>> {
    use_context::<All>().expect("inside <ProblemsProvider>").0
}

/// What undo and redo would do, and how: undo sends the last text away that could not be read before it takes an edit back.
#[hook]
pub fn use_undo_with_text() -> (Steps, Callback<()>, Callback<()>) {
    let steps = use_steps();
    let (undo_edit, redo) = use_undo();
    let typed = use_typed();
    let problems = use_all_problems();
    let unread = problems.iter().rfind(|problem| problem.is_unread);
    let words = unread
        .map(|unread| format!("what was typed in {}", unread.label.replacen("The ", "the ", 1)));
    let path = use_mut_ref(|| None::<AttrValue>);
    path.replace(unread.map(|unread| unread.path.clone()));
    let undo = use_callback(undo_edit, move |(), undo_edit| match path.take() {
        Some(path) => typed.emit(TypedAction::Fine(path)),
        None => undo_edit.emit(()),
    });
    (Steps { undo: words.or(steps.undo), ..steps }, undo, redo)
}

/// Where a field reports its text.
#[hook]
pub fn use_typed() -> Callback<TypedAction> {
    use_context::<Report>().expect("inside <ProblemsProvider>").0
}

/// The problem of one field, if there is one.
#[hook]
pub fn use_field_problem(path: &AttrValue) -> Option<FieldProblem> {
    let all = use_all_problems();
    all.iter().find(|problem| problem.path == *path).cloned()
}
