//! Where something in a list of lists can go: a task among the tasks of its own and of other milestones.
//!
//! A place is counted as it will be: what moves is taken out first. `Rows::carry` takes it there.

/// Where something stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// Which list.
    pub group: usize,
    /// Which place in it, from 0.
    pub at: usize,
}

/// A step by keyboard or from a menu.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Before the one above; from the first place to the end of the list before.
    Up,
    /// Behind the one below; from the last place to the start of the list after.
    Down,
    /// To the end of the list before.
    ListBefore,
    /// To the start of the list after.
    ListAfter,
}

/// Where a step leads from a place; none when there is nowhere to go. `sizes` says how many stand in each list.
pub fn step(sizes: &[usize], from: Place, step: Step) -> Option<Place> {
    let size = |group: usize| sizes.get(group).copied();
    let before = || {
        let group = from.group.checked_sub(1)?;
        let at = size(group)?;
        Some(Place { group, at })
    };
    let after = || {
        let group = from.group.checked_add(1)?;
        size(group).map(|_| Place { group, at: 0 })
    };
    match step {
        Step::Up => from.at.checked_sub(1).map(|at| Place { at, ..from }).or_else(before),
        Step::Down if from.at + 1 < size(from.group)? => Some(Place {
            at: from.at + 1,
            ..from
        }),
        Step::Down | Step::ListAfter => after(),
        Step::ListBefore => before(),
    }
}

/// The place that a pointer at the height `y` points to, among things whose middles are at these heights, in order.
pub fn gap(middles: impl Iterator<Item = f64>, y: f64) -> usize {
    middles.take_while(|middle| *middle < y).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::fields::SpecialtyFields;
    use crate::settings::rows::Rows;
    use entente_model::settings::Specialty;
    use leptos::prelude::Owner;
    use proptest::prelude::*;

    type Lists = Vec<Rows<SpecialtyFields>>;

    /// Lists of so many entries each, known by their keys.
    fn lists(sizes: &[usize]) -> Lists {
        let entry = || Specialty {
            code: String::new(),
            name: String::new(),
            offered: true,
        };
        let list = |size: &usize| Rows::new((0..*size).map(|_| entry()).collect());
        sizes.iter().map(list).collect()
    }

    fn keys(lists: &Lists) -> Vec<Vec<u32>> {
        lists.iter().map(|rows| rows.keys()).collect()
    }

    fn place_of(lists: &Lists, key: u32) -> Option<Place> {
        let found = |(group, rows): (usize, &Rows<SpecialtyFields>)| {
            let at = rows.position(key)?;
            Some(Place { group, at })
        };
        lists.iter().enumerate().find_map(found)
    }

    /// Takes a step, if there is somewhere to go.
    fn take(lists: &Lists, key: u32, by: Step) -> Option<()> {
        let from = place_of(lists, key)?;
        let sizes: Vec<usize> = lists.iter().map(|rows| rows.len()).collect();
        let to = step(&sizes, from, by)?;
        lists[from.group].carry(key, lists[to.group], to.at);
        assert_eq!(place_of(lists, key), Some(to));
        Some(())
    }

    fn steps() -> impl Strategy<Value = Step> {
        prop_oneof![
            Just(Step::Up),
            Just(Step::Down),
            Just(Step::ListBefore),
            Just(Step::ListAfter)
        ]
    }

    proptest! {
        #[test]
        fn a_move_loses_nothing_and_leaves_the_others_in_their_order(
            sizes in prop::collection::vec(0_usize..5, 1..6),
            moves in prop::collection::vec((0_usize..20, steps()), 0..12),
        ) {
            Owner::new().with(|| {
                let lists = lists(&sizes);
                for (which, by) in moves {
                    let before = keys(&lists).concat();
                    let Some(key) = before.get(which % before.len().max(1)).copied() else { continue };
                    take(&lists, key, by);
                    let others = |keys: Vec<u32>| -> Vec<u32> { keys.into_iter().filter(|other| *other != key).collect() };
                    let after = keys(&lists).concat();
                    assert_eq!(after.len(), before.len());
                    assert_eq!(others(after), others(before));
                }
            });
        }

        #[test]
        fn down_takes_back_what_up_did(sizes in prop::collection::vec(0_usize..5, 1..6), which in 0_usize..20) {
            Owner::new().with(|| {
                let lists = lists(&sizes);
                let before = keys(&lists);
                let all = before.concat();
                let Some(key) = all.get(which % all.len().max(1)).copied() else { return };
                if take(&lists, key, Step::Up).is_some() {
                    assert!(take(&lists, key, Step::Down).is_some());
                    assert_eq!(keys(&lists), before);
                }
            });
        }

        #[test]
        fn enough_steps_up_lead_to_the_first_place_and_no_further(
            sizes in prop::collection::vec(1_usize..5, 1..6),
            which in 0_usize..20,
        ) {
            Owner::new().with(|| {
                let lists = lists(&sizes);
                let all = keys(&lists).concat();
                let key = all[which % all.len()];
                while take(&lists, key, Step::Up).is_some() {}
                assert_eq!(place_of(&lists, key), Some(Place { group: 0, at: 0 }));
                assert_eq!(take(&lists, key, Step::ListBefore), None);
            });
        }

        #[test]
        fn a_pointer_finds_the_gap_between_two_middles(heights in prop::collection::vec(1_u32..90, 0..12), at in 0_usize..13) {
            let mut top = 0.0;
            let middles: Vec<f64> = heights
                .iter()
                .map(|height| {
                    top += f64::from(*height);
                    top - f64::from(*height) / 2.0
                })
                .collect();
            let at = at.min(middles.len());
            let above = at.checked_sub(1).map_or(-1.0, |above| middles[above]);
            let below = middles.get(at).copied().unwrap_or(above + 2.0);
            prop_assert_eq!(gap(middles.iter().copied(), (above + below) / 2.0), at);
        }
    }
}
