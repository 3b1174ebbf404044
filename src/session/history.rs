//! Undo and redo: every version of a value that the person may want back.

use std::collections::VecDeque;
use std::rc::Rc;

/// Versions of a value, each step with a name for "Undo: …".
///
/// Cheap to clone: versions are shared, never copied.
#[derive(Clone, Debug)]
pub struct History<T> {
    past: VecDeque<Step<T>>,
    present: Version<T>,
    future: Vec<Step<T>>,
    /// The control whose gesture is still going on.
    gesture: Option<String>,
}

#[derive(Clone, Debug)]
struct Version<T> {
    value: Rc<T>,
    /// The version that was opened, from which this one was made.
    opening: Rc<T>,
}

/// A version beside the present, with the name of the step between it and its neighbour towards the present.
#[derive(Clone, Debug)]
struct Step<T> {
    version: Version<T>,
    name: String,
}

impl<T> Version<T> {
    fn opened(value: T) -> Version<T> {
        let value = Rc::new(value);
        Version { opening: Rc::clone(&value), value }
    }
}

impl<T> History<T> {
    /// Steps that can be undone; older ones are forgotten.
    pub const MOST: usize = 100;

    pub fn new(value: T) -> History<T> {
        History {
            past: VecDeque::new(),
            present: Version::opened(value),
            future: Vec::new(),
            gesture: None,
        }
    }

    pub fn present(&self) -> &Rc<T> {
        &self.present.value
    }

    /// The version that was opened, from which the present one was made.
    pub fn opening(&self) -> &Rc<T> {
        &self.present.opening
    }

    /// The version before the step that a change with this gesture key would belong to.
    pub fn before_gesture(&self, gesture: Option<&str>) -> &Rc<T> {
        let goes_on = gesture.is_some() && self.gesture.as_deref() == gesture;
        match self.past.back() {
            Some(step) if goes_on => &step.version.value,
            _ => self.present(),
        }
    }

    /// Name of the step that undo takes back.
    pub fn undo_name(&self) -> Option<&str> {
        self.past.back().map(|step| step.name.as_str())
    }

    /// Name of the step that redo makes again.
    pub fn redo_name(&self) -> Option<&str> {
        self.future.last().map(|step| step.name.as_str())
    }

    /// Whether a gesture is going on that has changed something.
    pub fn is_in_gesture(&self) -> bool {
        self.gesture.is_some()
    }

    /// Says that a gesture is over (blur, pointer up, Enter): the next change is a step of its own.
    pub fn end_gesture(&mut self) {
        self.gesture = None;
    }

    /// Goes one step back; says whether there was one.
    pub fn undo(&mut self) -> bool {
        self.gesture = None;
        let Some(step) = self.past.pop_back() else { return false };
        let version = std::mem::replace(&mut self.present, step.version);
        self.future.push(Step { version, name: step.name });
        true
    }

    /// Goes one step forward again; says whether there was one.
    pub fn redo(&mut self) -> bool {
        self.gesture = None;
        let Some(step) = self.future.pop() else { return false };
        let version = std::mem::replace(&mut self.present, step.version);
        self.past.push_back(Step { version, name: step.name });
        true
    }
}

impl<T: PartialEq> History<T> {
    /// Makes `value` the present, and says whether anything changed.
    ///
    /// Changes with the same gesture key, one after another, are one step until
    /// [`end_gesture`](History::end_gesture): typing "1200" is one price change and not four. A gesture that
    /// comes back to where it began leaves no step.
    pub fn record(&mut self, value: T, name: impl Into<String>, gesture: Option<&str>) -> bool {
        if value == *self.present.value {
            return false;
        }
        self.future.clear();
        if gesture.is_some() && self.gesture.as_deref() == gesture {
            return self.go_on(value, name.into());
        }
        let opening = Rc::clone(&self.present.opening);
        self.step_to(Version { value: Rc::new(value), opening }, name.into());
        self.gesture = gesture.map(str::to_owned);
        true
    }

    /// Makes a value that is opened the present: what is made from now on is made from it.
    ///
    /// Opening what is there already is no step, though what was made before counts as opened now.
    pub fn open(&mut self, value: T, name: impl Into<String>) {
        self.gesture = None;
        if value == *self.present.value {
            self.present.opening = Rc::clone(&self.present.value);
            return;
        }
        self.future.clear();
        self.step_to(Version::opened(value), name.into());
    }

    fn step_to(&mut self, version: Version<T>, name: String) {
        let before = std::mem::replace(&mut self.present, version);
        self.past.push_back(Step { version: before, name });
        if self.past.len() > History::<T>::MOST {
            self.past.pop_front();
        }
    }

    /// Replaces the present within the gesture that made it.
    fn go_on(&mut self, value: T, name: String) -> bool {
        if self.past.back().is_some_and(|before| *before.version.value == value) {
            // Back where the gesture began: the version before is the same value, so take it back itself.
            if let Some(before) = self.past.pop_back() {
                self.present = before.version;
            }
            // What comes next is a new step, though the gesture goes on.
            self.gesture = None;
            return true;
        }
        self.present.value = Rc::new(value);
        if let Some(before) = self.past.back_mut() {
            before.name = name;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undo_and_redo_walk_the_same_way() {
        let mut history = History::new(0);
        for value in 1..=3 {
            assert!(history.record(value, format!("to {value}"), None));
        }
        assert_eq!((history.undo_name(), history.redo_name()), (Some("to 3"), None));
        assert!(history.undo() && history.undo());
        assert_eq!(**history.present(), 1);
        assert_eq!((history.undo_name(), history.redo_name()), (Some("to 1"), Some("to 2")));
        assert!(history.redo());
        assert_eq!(**history.present(), 2);
        history.record(9, "to 9", None);
        assert_eq!(history.redo_name(), None, "a fresh change forgets what was undone");
        assert!(!history.redo());
        while history.undo() {}
        assert_eq!(**history.present(), 0);
    }

    #[test]
    fn a_change_to_the_same_value_adds_nothing() {
        let mut history = History::new(5);
        assert!(!history.record(5, "nothing", None));
        assert!(!history.undo());
        history.record(6, "six", None);
        history.undo();
        assert!(!history.record(5, "nothing", None));
        assert_eq!(history.redo_name(), Some("six"), "and forgets nothing");
    }

    #[test]
    fn a_gesture_is_one_step() {
        let mut history = History::new(0);
        for value in [1, 12, 120] {
            history.record(value, format!("to {value}"), Some("price"));
        }
        assert_eq!(history.undo_name(), Some("to 120"));
        history.record(7, "cap", Some("cap"));
        history.end_gesture();
        history.record(8, "cap again", Some("cap"));
        history.undo();
        assert_eq!(**history.present(), 7);
        history.undo();
        assert_eq!(**history.present(), 120);
        history.undo();
        assert_eq!(**history.present(), 0);
    }

    #[test]
    fn a_gesture_that_comes_back_leaves_no_step() {
        let mut history = History::new(0);
        history.record(1, "one", Some("price"));
        assert!(history.record(0, "zero", Some("price")));
        assert_eq!(history.undo_name(), None);
        history.record(2, "two", Some("price"));
        history.undo();
        assert_eq!(**history.present(), 0);
    }

    #[test]
    fn every_version_knows_what_was_opened() {
        let mut history = History::new(0);
        history.record(1, "one", None);
        assert_eq!(**history.opening(), 0);
        history.open(10, "open ten");
        history.record(11, "eleven", Some("price"));
        history.record(12, "twelve", Some("price"));
        assert_eq!(**history.opening(), 10);
        history.undo();
        history.undo();
        assert_eq!((**history.present(), **history.opening()), (1, 0), "undone across it");
        history.redo();
        assert_eq!((**history.present(), **history.opening()), (10, 10));
        history.record(13, "thirteen", None);
        history.open(13, "the same");
        assert_eq!((**history.opening(), history.undo_name()), (13, Some("thirteen")));
        history.undo();
        assert_eq!(**history.opening(), 10);
        history.redo();
        assert_eq!(**history.opening(), 13);
    }

    #[test]
    fn undo_ends_a_gesture() {
        let mut history = History::new(0);
        history.record(1, "one", Some("price"));
        history.undo();
        history.record(2, "two", Some("price"));
        assert!(history.undo());
        assert_eq!(**history.present(), 0);
    }

    #[test]
    fn old_steps_are_forgotten() {
        let mut history = History::new(0);
        for value in 1..=250 {
            history.record(value, "on", None);
        }
        let mut steps = 0;
        while history.undo() {
            steps += 1;
        }
        assert_eq!((steps, **history.present()), (History::<i32>::MOST, 150));
    }
}
