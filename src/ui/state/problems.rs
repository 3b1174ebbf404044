//! What is wrong: text that could not be read as a value, and values that do not fit together.

use std::rc::Rc;

use yew::prelude::*;

use super::use_scenario;
use crate::model::{Problem, Scenario};
use crate::session::FieldNames;
use crate::ui::ByPointer;
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
}

/// What a field reports of its own text.
pub enum TypedAction {
    /// The path, and what is wrong and mends it, as the rest of a sentence.
    Unread(AttrValue, AttrValue),
    Fine(AttrValue),
}

/// Unread texts by path, in the order in which they came up.
#[derive(Clone, Default, PartialEq)]
struct Typed(Rc<Vec<(AttrValue, AttrValue)>>);

impl Reducible for Typed {
    type Action = TypedAction;

    fn reduce(self: Rc<Self>, action: TypedAction) -> Rc<Self> {
        let (path, wrong) = match action {
            TypedAction::Unread(path, wrong) => (path, Some(wrong)),
            TypedAction::Fine(path) => (path, None),
        };
        let before = self.0.iter().find(|(known, _)| *known == path).map(|(_, wrong)| wrong);
        if before == wrong.as_ref() {
            return self;
        }
        let others = self.0.iter().filter(|(known, _)| *known != path).cloned();
        let list = others.chain(wrong.map(|wrong| (path.clone(), wrong))).collect();
        Rc::new(Typed(Rc::new(list)))
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
    let unread = use_memo((typed.0.clone(), scenario), |(typed, scenario)| {
        in_words(scenario, typed.is_empty(), |names| {
            typed.iter().map(|(path, wrong)| unread(names, path, wrong)).collect()
        })
    });
    let all = use_memo((unread, of_scenario), |(unread, of_scenario)| {
        Rc::new(unread.iter().chain(of_scenario.iter()).cloned().collect::<Vec<_>>())
    });
    html! {
        <ContextProvider<Report> context={Report((*report).clone())}>
            <ContextProvider<All> context={All((*all).clone())}>
                { props.children.clone() }
            </ContextProvider<All>>
        </ContextProvider<Report>>
    }
}

/// Names are looked up only where there is something to name: it takes the whole scenario as a document.
fn in_words(
    scenario: &Scenario,
    is_fine: bool,
    name: impl FnOnce(&FieldNames) -> Vec<FieldProblem>,
) -> Vec<FieldProblem> {
    if is_fine { Vec::new() } else { name(&FieldNames::of(scenario)) }
}

fn unread(names: &FieldNames, path: &AttrValue, wrong: &AttrValue) -> FieldProblem {
    let label = label_of(names, path);
    FieldProblem {
        path: path.clone(),
        sentence: format!("{label} {wrong}.").into(),
        label: label.into(),
        is_error: true,
        is_unread: true,
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
    }
}

/// Every problem, those of typed text first.
#[hook]
pub fn use_all_problems() -> Rc<Vec<FieldProblem>> {
    use_context::<All>().expect("inside <ProblemsProvider>").0
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
