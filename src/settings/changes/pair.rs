//! Which entry of one list is which of another.

/// The same entry before and after; one of them is missing where it is new or was taken out.
pub(super) type Pair<'a, T> = (Option<&'a T>, Option<&'a T>);

/// Pairs entries by what they are known by alone: one with another code is another one. In the order of the newer list, then what was taken out.
pub(super) fn strict_pairs<'a, T>(old: &'a [T], new: &'a [T], identity: impl Fn(&T) -> &str) -> Vec<Pair<'a, T>> {
    let find = |list: &'a [T], name: &str| list.iter().find(|entry| identity(entry) == name);
    let kept = new.iter().map(|entry| (find(old, identity(entry)), Some(entry)));
    let gone = old.iter().filter(|entry| find(new, identity(entry)).is_none());
    kept.chain(gone.map(|entry| (Some(entry), None))).collect()
}

/// Pairs entries by what they are known by; of what is left over, those at the same place: one that was renamed. In the order of the newer list,
/// then what was taken out.
pub(super) fn pairs<'a, T>(old: &'a [T], new: &'a [T], identity: impl Fn(&T) -> String) -> Vec<Pair<'a, T>> {
    let old_names: Vec<String> = old.iter().map(&identity).collect();
    let mut taken = vec![false; old.len()];
    let mut partners: Vec<Option<usize>> = Vec::with_capacity(new.len());
    for entry in new {
        let name = identity(entry);
        let partner = old_names
            .iter()
            .zip(&taken)
            .position(|(known, taken)| !taken && *known == name);
        if let Some(taken) = partner.and_then(|at| taken.get_mut(at)) {
            *taken = true;
        }
        partners.push(partner);
    }
    for (at, partner) in partners.iter_mut().enumerate() {
        if partner.is_none()
            && let Some(free) = taken.get_mut(at).filter(|taken| !**taken)
        {
            *free = true;
            *partner = Some(at);
        }
    }
    let kept = new
        .iter()
        .zip(&partners)
        .map(|(entry, partner)| (partner.and_then(|at| old.get(at)), Some(entry)));
    let gone = old
        .iter()
        .zip(&taken)
        .filter(|(_, taken)| !**taken)
        .map(|(entry, _)| (Some(entry), None));
    kept.chain(gone).collect()
}
