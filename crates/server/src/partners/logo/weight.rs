//! What a drawing may hold, looked at before anything is made of it: nothing that acts, reaches out or needs a font, and not more than can
//! be drawn in a moment however often its parts are used.

use entente_model::problem::FieldCode;
use std::collections::HashMap;
use usvg::roxmltree::{Document, Node};

/// Most elements and references within one another; real logos have a dozen.
const MOST_DEPTH: u32 = 64;
/// Most weight, with everything counted as often as it is used; real logos weigh a few hundred.
const MOST_WEIGHT: u64 = 20_000;
/// Bytes of attributes, such as the points of a path, that weigh as much as an element.
const BYTES: usize = 256;
/// Most references in style sheets, which are not followed here.
const MOST_STYLED: usize = 64;

/// Most elements of one name.
const MOST_ALIKE: usize = 4;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Refuses what a drawing may not hold.
pub(super) fn check(document: &Document) -> Result<(), FieldCode> {
    let has_style_sheet = |node: Node| node.pi().is_some_and(|pi| pi.target == "xml-stylesheet");
    if document.root().children().any(has_style_sheet) {
        return Err(FieldCode::DrawingExternal);
    }
    let mut styled = 0;
    for element in document.descendants().filter(Node::is_element) {
        check_element(&element)?;
        if element.tag_name().name() == "style" {
            let texts = element.descendants().filter(Node::is_text);
            for text in texts.filter_map(|node| node.text()) {
                check_text(text)?;
                styled += references(text).count();
            }
        }
    }
    if styled > MOST_STYLED {
        return Err(FieldCode::DrawingTooComplex);
    }
    check_weight(document)
}

fn check_element(element: &Node) -> Result<(), FieldCode> {
    let tag = element.tag_name();
    // Whatever it is in: no drawing needs it.
    if ["script", "foreignObject", "handler", "iframe"].contains(&tag.name()) {
        return Err(FieldCode::DrawingActive);
    }
    if tag.namespace() != Some(SVG) {
        // Notes of drawing programs, which are not drawn.
        return Ok(());
    }
    match tag.name() {
        "text" | "tspan" | "textPath" | "tref" => return Err(FieldCode::DrawingText),
        "image" | "feImage" => return Err(FieldCode::DrawingExternal),
        // What they hold is repeated as often as there is room, or a path has points.
        "pattern" | "marker" => return Err(FieldCode::DrawingTooComplex),
        _ => {}
    }
    for attribute in element.attributes() {
        let (name, value) = (attribute.name().to_ascii_lowercase(), attribute.value().trim());
        if name.len() > 2 && name.starts_with("on") {
            return Err(FieldCode::DrawingActive);
        }
        if name == "href" && !value.is_empty() && !value.starts_with('#') {
            return Err(if value.to_ascii_lowercase().starts_with("javascript:") {
                FieldCode::DrawingActive
            } else {
                FieldCode::DrawingExternal
            });
        }
        if name == "base" && !value.is_empty() {
            return Err(FieldCode::DrawingExternal);
        }
        check_text(value)?;
    }
    Ok(())
}

/// Refuses references in styles that lead outside.
fn check_text(text: &str) -> Result<(), FieldCode> {
    let leads_outside = references(text).any(|target| !target.starts_with('#'));
    if leads_outside || text.to_ascii_lowercase().contains("@import") {
        Err(FieldCode::DrawingExternal)
    } else {
        Ok(())
    }
}

/// What stands in each `url(…)`.
fn references(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.char_indices().map(|(at, _)| at);
    starts.filter_map(|at| {
        let head = text.get(at..at + 4)?;
        if !head.eq_ignore_ascii_case("url(") {
            return None;
        }
        let rest = &text[at + 4..];
        let target = rest.split(')').next().unwrap_or(rest);
        Some(target.trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\''))
    })
}

/// Refuses what is too deep or too heavy when each part is counted as often as it is used, without ever making it so large.
fn check_weight(document: &Document) -> Result<(), FieldCode> {
    let elements: Vec<Node> = document.descendants().filter(Node::is_element).collect();
    let places: HashMap<_, _> = elements.iter().enumerate().map(|(at, node)| (node.id(), at)).collect();
    // Of a few with one name any may be meant.
    let mut named: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, element) in elements.iter().enumerate() {
        for id in element.attributes().filter(|attribute| attribute.name() == "id") {
            named.entry(id.value()).or_default().push(at);
        }
    }
    if named.values().any(|alike| alike.len() > MOST_ALIKE) {
        return Err(FieldCode::DrawingTooComplex);
    }
    // What each element draws: its children, and what it refers to.
    let parts: Vec<Vec<usize>> = elements
        .iter()
        .map(|element| {
            let children = element.children().filter_map(|child| places.get(&child.id()).copied());
            let linked = element.attributes().flat_map(|attribute| {
                let link = attribute.value().trim().strip_prefix('#');
                let link = link.filter(|_| attribute.name() == "href");
                link.into_iter()
                    .chain(references(attribute.value()).filter_map(|target| target.strip_prefix('#')))
                    .filter_map(|id| named.get(id))
                    .flatten()
                    .copied()
                    .collect::<Vec<_>>()
            });
            children.chain(linked).collect()
        })
        .collect();
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); parts.len()];
    for (user, used) in parts.iter().enumerate() {
        for part in used {
            users[*part].push(user);
        }
    }
    // From what draws nothing else upwards; what is left over at the end draws itself.
    let mut open: Vec<usize> = parts.iter().map(Vec::len).collect();
    let mut ready: Vec<usize> = (0..parts.len()).filter(|at| open[*at] == 0).collect();
    let mut sums: Vec<(u64, u32)> = elements.iter().map(|element| (own_weight(element), 1)).collect();
    let mut counted = 0;
    while let Some(at) = ready.pop() {
        counted += 1;
        let (weight, depth) = sums[at];
        if weight > MOST_WEIGHT || depth > MOST_DEPTH {
            return Err(FieldCode::DrawingTooComplex);
        }
        for user in &users[at] {
            let sum = &mut sums[*user];
            *sum = (sum.0.saturating_add(weight), sum.1.max(depth + 1));
            open[*user] -= 1;
            if open[*user] == 0 {
                ready.push(*user);
            }
        }
    }
    if counted < parts.len() {
        return Err(FieldCode::DrawingTooComplex);
    }
    Ok(())
}

fn own_weight(element: &Node) -> u64 {
    let bytes: usize = element.attributes().map(|attribute| attribute.value().len()).sum();
    1 + (bytes / BYTES) as u64
}
