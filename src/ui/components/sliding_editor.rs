//! An amount that people want to move: typed into a field, slid below it, or stepped with the arrow keys.

use yew::prelude::*;

use super::text_editor::TextEditor;
use crate::format;
use crate::model::{Money, Scenario};
use crate::session::fields::{self, FieldValue};
use crate::session::{Edit, Slide};
use crate::ui::browser::events::{Arrow, focus_target, typed_text};
use crate::ui::state::{Gesture, use_edit, use_gesture};
use crate::ui::wording::field_id;

/// The editor of the amount at a path, with a slider; `beginning` is the amount as the scenario was opened, which
/// lies about the middle of the slider.
pub fn sliding_editor(
    scenario: &Scenario,
    path: &str,
    beginning: Option<Money>,
    is_cell: bool,
) -> Html {
    let found = fields::known(path);
    let Some(FieldValue::Money(amount)) = found.value(scenario) else { return Html::default() };
    html! {
        <SlidingEditor
            path={path.to_owned()} label={found.label(scenario)} {is_cell} hint={found.hint(scenario)}
            {amount} is_optional={found.field.is_optional} {beginning}
        />
    }
}

#[derive(PartialEq, Properties)]
struct SlidingEditorProps {
    path: AttrValue,
    /// With the unit, such as "Contract cap (£)".
    label: AttrValue,
    is_cell: bool,
    hint: AttrValue,
    amount: Option<Money>,
    /// The amount may be left out, and then there is nothing to slide.
    is_optional: bool,
    beginning: Option<Money>,
}

#[component]
fn SlidingEditor(props: &SlidingEditorProps) -> Html {
    let SlidingEditorProps { path, label, amount, .. } = props;
    let edit = use_edit();
    // Fixed while the amount moves, or the handle would run away from under the finger.
    let slide = {
        let from_now = amount.filter(|_| !props.is_optional);
        use_memo(props.beginning, |beginning| beginning.or(from_now).map(Slide::around))
    };
    let slide = amount.zip(*slide);
    let onchange = {
        let path = path.clone();
        Callback::from(move |amount| {
            edit.emit(Edit::set(path.as_str(), FieldValue::Money(Some(amount))));
        })
    };
    let onarrow = slide.map(|(amount, slide)| {
        onchange.reform(move |arrow| match arrow {
            Arrow::Up => slide.above(amount),
            Arrow::Down => slide.below(amount),
        })
    });
    let name = label.strip_suffix(&format::in_currency(" (£)")).unwrap_or(label);
    html! {
        <div class="sliding">
            <TextEditor
                path={path.clone()} label={label.clone()} is_cell={props.is_cell}
                hint={props.hint.clone()} value={FieldValue::Money(*amount)} {onarrow}
            />
            if let Some((amount, slide)) = slide {
                <Slider
                    path={path.clone()} label={format!("{name} (slider)")} is_cell={props.is_cell} {amount} {slide} {onchange}
                />
            }
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct SliderProps {
    /// The path of the field that it belongs to.
    path: AttrValue,
    label: AttrValue,
    is_cell: bool,
    amount: Money,
    slide: Slide,
    onchange: Callback<Money>,
}

/// The slider alone. All that one drag does is one step of undo, and so is what the keys do until it is left.
#[component]
fn Slider(props: &SliderProps) -> Html {
    let SliderProps { path, amount, slide, .. } = props;
    let gesture = use_gesture();
    let is_dragged = use_mut_ref(|| false);
    let oninput = {
        let onchange = props.onchange.clone();
        Callback::from(move |event: InputEvent| {
            if let Ok(amount) = format::typed_money(&typed_text(&event)) {
                onchange.emit(amount);
            }
        })
    };
    let onpointerdown = {
        let (gesture, is_dragged) = (gesture.clone(), is_dragged.clone());
        Callback::from(move |event: PointerEvent| {
            focus_target(&event);
            is_dragged.replace(true);
            gesture.emit(Gesture::Pause);
        })
    };
    // The browser sends it when a drag ends, and after each key.
    let onend = {
        let gesture = gesture.clone();
        Callback::from(move |_: Event| {
            if is_dragged.replace(false) {
                gesture.emit(Gesture::Pause);
            }
        })
    };
    let onfocus = {
        let (gesture, path) = (gesture.clone(), path.clone());
        Callback::from(move |_: FocusEvent| gesture.emit(Gesture::Begin(path.clone())))
    };
    let onblur = Callback::from(move |_: FocusEvent| gesture.emit(Gesture::Over));
    html! {
        <input
            class="slider" id={format!("{}-slider", field_id(path))} type="range"
            min="0" max={whole_pounds(slide.most)} step={whole_pounds(slide.step)}
            value={whole_pounds(slide.place(*amount))}
            tabindex={props.is_cell.then_some("-1")}
            aria-label={&props.label} aria-valuetext={format::money(*amount)}
            {oninput} onchange={onend} {onpointerdown} {onfocus} {onblur}
        />
    }
}

/// As the browser counts; steps are whole pounds.
fn whole_pounds(amount: Money) -> String {
    (amount.pence() / 100).to_string()
}
