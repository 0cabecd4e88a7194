//! Dragging a milestone or a task by its handle: with a pointer of any kind, or by the keys of the keyboard.

use super::board::Board;
use super::moves::handle_id;
use crate::i18n::{keys, text_with};
use crate::settings::reorder::{Place, Step, gap};
use crate::ui::{Icon, IconName};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// A press that moves less is none of dragging, in pixels.
const SLACK: f64 = 4.0;
/// So near to the upper or lower edge the page scrolls, in pixels.
const EDGE: f64 = 72.0;

/// What is moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Thing {
    /// A milestone among the milestones.
    Milestone,
    /// A task among the tasks of all milestones.
    Task,
}

/// What is held by a pointer.
#[derive(Clone, Copy, PartialEq)]
struct Held {
    thing: Thing,
    key: u32,
    /// Where it was taken, counted from the start of the page.
    start: (f64, f64),
    /// Where the pointer is, counted from the edge of the window.
    now: (f64, f64),
    /// Whether it has left its place.
    moving: bool,
}

/// Where it would be put.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Target {
    place: Place,
    /// The key of what would stand behind it, or that of the milestone at whose end it would stand; 0 for the end of the milestones.
    mark: Mark,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Before(u32),
    EndOf(u32),
}

/// What is being dragged on a board, if anything is. Copied freely.
#[derive(Clone, Copy)]
pub struct Drag {
    held: RwSignal<Option<Held>>,
    target: RwSignal<Option<Target>>,
}

impl Drag {
    /// Nothing yet.
    pub fn new() -> Self {
        Drag {
            held: RwSignal::new(None),
            target: RwSignal::new(None),
        }
    }

    /// How far something was dragged from its place, in CSS; none while it is in it. Followed inside a reactive closure.
    pub fn offset(self, key: u32) -> Option<String> {
        let held = self.held.get().filter(|held| held.moving && held.key == key)?;
        // Only along the list: to its sides there is nothing to go to.
        Some(format!("0 {:.0}px", held.now.1 + scrolled().1 - held.start.1))
    }

    /// Whether what is dragged would be put before something. Followed inside a reactive closure.
    pub fn marks_before(self, key: u32) -> bool {
        self.target.get().is_some_and(|target| target.mark == Mark::Before(key))
    }

    /// Whether what is dragged would be put at the end of a milestone, or with 0 behind the last one. Followed inside a reactive closure.
    pub fn marks_end(self, key: u32) -> bool {
        self.target.get().is_some_and(|target| target.mark == Mark::EndOf(key))
    }

    fn let_go(self) {
        self.held.try_set(None);
        self.target.try_set(None);
    }
}

fn scrolled() -> (f64, f64) {
    (
        window().scroll_x().unwrap_or_default(),
        window().scroll_y().unwrap_or_default(),
    )
}

impl Board {
    fn take(self, event: &PointerEvent, thing: Thing, key: u32) {
        if event.button() != 0 || !event.is_primary() || self.editor.locked.with_untracked(Option::is_some) {
            return;
        }
        // No text is selected on the way, and no page is scrolled by the finger.
        event.prevent_default();
        if let Some(handle) = document().get_element_by_id(&handle_id(key)) {
            let _ = handle.set_pointer_capture(event.pointer_id());
            if let Some(handle) = handle.dyn_ref::<web_sys::HtmlElement>() {
                let _ = handle.focus();
            }
        }
        let now = (f64::from(event.client_x()), f64::from(event.client_y()));
        let (x, y) = scrolled();
        self.drag.held.set(Some(Held {
            thing,
            key,
            start: (now.0 + x, now.1 + y),
            now,
            moving: false,
        }));
    }

    fn drag_to(self, event: &PointerEvent, key: u32) {
        let Some(held) = self.drag.held.get_untracked().filter(|held| held.key == key) else {
            return;
        };
        let now = (f64::from(event.client_x()), f64::from(event.client_y()));
        let (x, y) = scrolled();
        let far = (now.0 + x - held.start.0).hypot(now.1 + y - held.start.1) > SLACK;
        let begins = far && !held.moving;
        self.drag.held.set(Some(Held {
            now,
            moving: held.moving || far,
            ..held
        }));
        if begins {
            self.follow_scrolling();
        }
        self.aim();
    }

    /// Finds where what is dragged would be put.
    fn aim(self) {
        let target = self
            .drag
            .held
            .get_untracked()
            .filter(|held| held.moving)
            .and_then(|held| {
                let handle = document().get_element_by_id(&handle_id(held.key))?;
                let board = handle.closest("[data-board]").ok()??;
                target(&board, held)
            });
        if self.drag.target.get_untracked() != target {
            self.drag.target.set(target);
        }
    }

    /// Scrolls the page for as long as something is dragged to its edge.
    fn follow_scrolling(self) {
        request_animation_frame(move || {
            let Some(held) = self.drag.held.try_get_untracked().flatten().filter(|held| held.moving) else {
                return;
            };
            let height = window()
                .inner_height()
                .ok()
                .and_then(|height| height.as_f64())
                .unwrap_or_default();
            let beyond = (held.now.1 + EDGE - height).max(0.0) - (EDGE - held.now.1).max(0.0);
            if beyond != 0.0 {
                window().scroll_by_with_x_and_y(0.0, beyond / 5.0);
                self.drag.held.notify();
                self.aim();
            }
            self.follow_scrolling();
        });
    }

    fn drop_here(self, key: u32) {
        let Some(held) = self.drag.held.get_untracked().filter(|held| held.key == key) else {
            return;
        };
        let target = self.drag.target.get_untracked();
        self.drag.let_go();
        if let Some(target) = target.filter(|_| held.moving) {
            self.put(held.thing, key, target.place);
        }
    }

    fn press_key(self, event: &KeyboardEvent, thing: Thing, key: u32) {
        let by = match event.key().as_str() {
            "Escape" if self.drag.held.with_untracked(Option::is_some) => {
                event.stop_propagation();
                self.drag.let_go();
                return;
            }
            "ArrowUp" => Step::Up,
            "ArrowDown" => Step::Down,
            "PageUp" if thing == Thing::Task => Step::ListBefore,
            "PageDown" if thing == Thing::Task => Step::ListAfter,
            _ => return,
        };
        event.prevent_default();
        self.step(thing, key, by);
    }

    /// The handle of a milestone or a task; nothing where nothing can be moved.
    pub fn handle(self, thing: Thing, key: u32, name: Signal<String>) -> AnyView {
        let may_move = Memo::new(move |_| self.editor.locked.with(Option::is_none));
        let label = move || text_with(keys::SETTINGS_JOURNEY_HANDLE, &[("name", &name.get())]);
        let button = move || {
            may_move.get().then(|| {
                view! {
                    <button
                        type="button"
                        class="handle"
                        id=handle_id(key)
                        aria-label=label
                        aria-describedby=self.hint_id.get_value()
                        on:pointerdown=move |event| self.take(&event, thing, key)
                        on:pointermove=move |event| self.drag_to(&event, key)
                        on:pointerup=move |_| self.drop_here(key)
                        on:pointercancel=move |_| self.drag.let_go()
                        on:lostpointercapture=move |_| self.drag.let_go()
                        on:keydown=move |event| self.press_key(&event, thing, key)
                    >
                        <Icon name=IconName::GripVertical/>
                    </button>
                }
            })
        };
        view! { {button} }.into_any()
    }
}

fn target(board: &Element, held: Held) -> Option<Target> {
    let y = held.now.1;
    let milestones = keyed(board, "data-milestone");
    if held.thing == Thing::Milestone {
        let (at, mark) = among(&milestones, held, 0);
        return Some(Target {
            place: Place { group: 0, at },
            mark,
        });
    }
    // Between two milestones the one below counts, behind the last one the last.
    let below = |(_, milestone): &(u32, Element)| milestone.get_bounding_client_rect().bottom() >= y;
    let group = milestones.iter().position(below).or(milestones.len().checked_sub(1))?;
    let (key, milestone) = milestones.get(group)?;
    let (at, mark) = among(&keyed(milestone, "data-task"), held, *key);
    Some(Target {
        place: Place { group, at },
        mark,
    })
}

/// The place among things without what is held, and what says so to the eye.
fn among(things: &[(u32, Element)], held: Held, list: u32) -> (usize, Mark) {
    let others: Vec<&(u32, Element)> = things.iter().filter(|(key, _)| *key != held.key).collect();
    let middle = |(_, thing): &&(u32, Element)| {
        let place = thing.get_bounding_client_rect();
        place.top() + place.height() / 2.0
    };
    let at = gap(others.iter().map(middle), held.now.1);
    let mark = others.get(at).map_or(Mark::EndOf(list), |(key, _)| Mark::Before(*key));
    (at, mark)
}

/// The elements that carry a key in an attribute, in order.
fn keyed(within: &Element, attribute: &str) -> Vec<(u32, Element)> {
    let Ok(found) = within.query_selector_all(&format!("[{attribute}]")) else {
        return Vec::new();
    };
    let elements = (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<Element>().ok());
    elements
        .filter_map(|element| Some((element.get_attribute(attribute)?.parse().ok()?, element)))
        .collect()
}
