//! Draws the rows of a list that a person can see first, so that the paint after a click or a key doesn't wait for those below the screen.

use super::paint::after_paint;
use leptos::prelude::*;

/// The height that is counted for a row, in CSS pixels. Rows are lower (some 46), which makes up for the head of the page on screens up to some
/// 1,000 pixels; on taller ones the last rows in sight come one frame later.
const ROW_HEIGHT: f64 = 64.0;

/// Of the keys of a list those whose rows are to be drawn now: all that stand already and a screenful of new ones; the others after the
/// paint that follows.
pub(super) fn screenful(keys: Memo<Vec<String>>) -> Memo<Vec<String>> {
    let painted = RwSignal::new(Vec::new());
    let drawn = Memo::new(move |before: Option<&Vec<String>>| {
        let before = before.map_or(&[][..], Vec::as_slice);
        keys.with(|keys| {
            if painted.with(|painted| painted == keys) {
                return keys.clone();
            }
            first(keys, before, rows_on_screen())
        })
    });
    Effect::new(move |_| {
        if drawn.with(Vec::len) == keys.with(Vec::len) {
            return;
        }
        after_paint(move || {
            if let Some(keys) = keys.try_get_untracked() {
                painted.set(keys);
            }
        });
    });
    drawn
}

/// The keys in order up to, and without, the new one for which `room` has no place.
fn first(keys: &[String], standing: &[String], room: usize) -> Vec<String> {
    let mut left = room;
    keys.iter()
        .take_while(|key| {
            if standing.contains(key) {
                return true;
            }
            let fits = left > 0;
            left = left.saturating_sub(1);
            fits
        })
        .cloned()
        .collect()
}

fn rows_on_screen() -> usize {
    let height = window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64())
        .unwrap_or(1_080.0);
    // Counted in whole rows; a screen is at most some thousands of pixels high.
    (height / ROW_HEIGHT).ceil() as usize
}

#[cfg(test)]
mod tests {
    use super::first;

    fn keys(names: &str) -> Vec<String> {
        names.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn a_screenful_of_a_new_list_is_drawn_first() {
        assert_eq!(first(&keys("a b c d"), &[], 2), keys("a b"));
        assert_eq!(first(&keys("a b"), &[], 2), keys("a b"));
    }

    #[test]
    fn what_stands_already_takes_no_room() {
        assert_eq!(first(&keys("a b c d e"), &keys("a b"), 2), keys("a b c d"));
        assert_eq!(first(&keys("x a y z b"), &keys("a b"), 2), keys("x a y"));
        assert_eq!(first(&keys("b a"), &keys("a b c"), 0), keys("b a"));
    }
}
