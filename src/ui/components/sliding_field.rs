//! An amount that people want to move: typed into a field, slid below it, or stepped with the arrow keys.

use yew::prelude::*;

use super::money_field::{MoneyField, OptionalMoneyField};
use crate::format;
use crate::model::Money;
use crate::session::Slide;
use crate::ui::browser::events::{Arrow, focus_target, typed_text};
use crate::ui::state::{Gesture, use_gesture};
use crate::ui::wording::field_id;

#[derive(PartialEq, Properties)]
pub struct SlidingFieldProps {
    pub path: AttrValue,
    /// Without the unit, such as "Contract cap".
    pub name: AttrValue,
    #[prop_or_default]
    pub is_label_hidden: bool,
    #[prop_or_default]
    pub hint: AttrValue,
    pub value: Option<Money>,
    /// The amount may be left out, and then there is nothing to slide.
    #[prop_or_default]
    pub is_optional: bool,
    /// The amount as the scenario was opened, which lies about the middle of the slider.
    pub beginning: Option<Money>,
    pub onchange: Callback<Option<Money>>,
}

#[component]
pub fn SlidingField(props: &SlidingFieldProps) -> Html {
    let SlidingFieldProps { path, name, value, onchange, .. } = props;
    // Fixed while the amount moves, or the handle would run away from under the finger.
    let slide = {
        let from_now = value.filter(|_| !props.is_optional);
        use_memo(props.beginning, |beginning| beginning.or(from_now).map(Slide::around))
    };
    let slide = value.zip(*slide);
    let onarrow = slide.map(|(amount, slide)| {
        let onchange = onchange.clone();
        Callback::from(move |arrow| {
            onchange.emit(Some(match arrow {
                Arrow::Up => slide.above(amount),
                Arrow::Down => slide.below(amount),
            }));
        })
    });
    let label = AttrValue::from(format!("{name} (£)"));
    html! {
        <div class="sliding">
            if props.is_optional {
                <OptionalMoneyField
                    path={path.clone()} {label} is_label_hidden={props.is_label_hidden} hint={props.hint.clone()}
                    value={*value} onchange={onchange.clone()} {onarrow}
                />
            } else {
                <MoneyField
                    path={path.clone()} {label} is_label_hidden={props.is_label_hidden} hint={props.hint.clone()}
                    value={value.unwrap_or_default()} onchange={onchange.reform(Some)} {onarrow}
                />
            }
            if let Some((amount, slide)) = slide {
                <Slider
                    path={path.clone()} label={format!("{name} (slider)")} {amount} {slide}
                    onchange={onchange.reform(Some)}
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
            aria-label={&props.label} aria-valuetext={format::money(*amount)}
            {oninput} onchange={onend} {onpointerdown} {onfocus} {onblur}
        />
    }
}

/// As the browser counts; steps are whole pounds.
fn whole_pounds(amount: Money) -> String {
    (amount.pence() / 100).to_string()
}
