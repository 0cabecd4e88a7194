//! Drawings: parsed, looked through, written anew from what was understood of them, and drawn as a picture.

use super::easel::{Drawn, Fault, LONGER_SIDE};
use super::{picture, weight};
use entente_model::problem::FieldCode;
use image::{Rgba, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use usvg::filter::Kind;
use usvg::roxmltree::{Document, Error as XmlError, ParsingOptions};
use usvg::{Group, ImageHrefResolver, Node, Options, Tree, WriteOptions};

/// Most nodes of the file, texts between elements and attributes of none included.
const MOST_NODES: u32 = 50_000;
/// Most elements of what is drawn.
const MOST_ELEMENTS: u32 = 20_000;
/// Most that drawing may take, as layers of the picture's size that are drawn apart and laid over the rest.
const MOST_WORK: f32 = 1_000.0;
/// Most layers of the picture's size that are there at once: a quarter of a gigabyte.
const MOST_AT_ONCE: f32 = 64.0;
/// Layers that a step of a filter, or of a dashed line, takes the time of.
const STEP: f32 = 10.0;
/// What stands outside of the picture is drawn up to so many times its sides.
const OUTSIDE: f32 = 5.0;

/// Draws a drawing anew.
pub(super) fn draw(content: &[u8]) -> Result<Drawn, Fault> {
    let text = std::str::from_utf8(content).map_err(|_| FieldCode::PictureUnreadable)?;
    let document = parse(text)?;
    weight::check(&document)?;
    let options = Options {
        // No file and no address is ever opened; a drawing that names one was refused before.
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_xmltree(&document, &options).map_err(|error| match error {
        usvg::Error::ElementsLimitReached => FieldCode::DrawingTooComplex,
        _ => FieldCode::PictureUnreadable,
    })?;
    let mut budget = Budget {
        elements: MOST_ELEMENTS,
        work: MOST_WORK,
        sides: (tree.size().width(), tree.size().height()),
    };
    budget.spend(tree.root(), 0.0, false)?;
    let picture = rendered(&tree)?;
    picture::finished(&picture, Some(tree.to_string(&WriteOptions::default())))
}

fn parse(text: &str) -> Result<Document<'_>, FieldCode> {
    let options = ParsingOptions {
        // A document type brings entities: those that repeat themselves, and those that name files.
        allow_dtd: false,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| match error {
        XmlError::DtdDetected => FieldCode::DrawingDoctype,
        XmlError::NodesLimitReached => FieldCode::DrawingTooComplex,
        _ => FieldCode::PictureUnreadable,
    })
}

/// What drawing may still cost.
struct Budget {
    elements: u32,
    work: f32,
    sides: (f32, f32),
}

impl Budget {
    /// Takes what a group costs while so many layers are there around it. In masks and clips nothing says how large they will be.
    fn spend(&mut self, group: &Group, around: f32, is_aside: bool) -> Result<(), FieldCode> {
        for node in group.children() {
            self.elements = self.elements.checked_sub(1).ok_or(FieldCode::DrawingTooComplex)?;
            let mut within = around;
            match node {
                Node::Group(group) => {
                    if group.should_isolate() {
                        within = self.take_layers(group, around, is_aside)?;
                    }
                    self.spend(group, within, is_aside)?;
                }
                Node::Path(path) => {
                    if path.stroke().is_some_and(|stroke| stroke.dasharray().is_some()) {
                        self.take_work(STEP)?;
                    }
                }
                Node::Image(_) => return Err(FieldCode::DrawingExternal),
                Node::Text(_) => return Err(FieldCode::DrawingText),
            }
            // Masks and clips.
            let mut spent = Ok(());
            node.subroots(|root| {
                if spent.is_ok() {
                    spent = self.spend(root, within, true);
                }
            });
            spent?;
        }
        Ok(())
    }

    /// Takes the layers of a group; answers with how many are there then.
    fn take_layers(&mut self, group: &Group, around: f32, is_aside: bool) -> Result<f32, FieldCode> {
        let mut steps = 0.0;
        for step in group.filters().iter().flat_map(|filter| filter.primitives()) {
            if !is_quick(step.kind()) {
                return Err(FieldCode::DrawingTooComplex);
            }
            steps += 1.0;
        }
        let cuts = [group.clip_path().is_some(), group.mask().is_some()];
        let layers = 1.0 + cuts.into_iter().filter(|cut| *cut).count() as f32;
        let (area, bounds) = (self.sides.0 * self.sides.1, group.abs_layer_bounding_box());
        let size = if is_aside {
            OUTSIDE * OUTSIDE
        } else {
            bounds.width().min(OUTSIDE * self.sides.0) * bounds.height().min(OUTSIDE * self.sides.1) / area
        };
        self.take_work(0.01 + size * (layers + steps * STEP))?;
        let within = around + size * (layers + steps);
        if within > MOST_AT_ONCE {
            return Err(FieldCode::DrawingTooComplex);
        }
        Ok(within)
    }

    fn take_work(&mut self, layers: f32) -> Result<(), FieldCode> {
        self.work -= layers;
        if self.work < 0.0 {
            return Err(FieldCode::DrawingTooComplex);
        }
        Ok(())
    }
}

/// Whether a step of a filter takes the same short time whatever its figures say: shadows and tints do.
fn is_quick(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Blend(_)
            | Kind::ColorMatrix(_)
            | Kind::ComponentTransfer(_)
            | Kind::Composite(_)
            | Kind::DropShadow(_)
            | Kind::Flood(_)
            | Kind::GaussianBlur(_)
            | Kind::Merge(_)
            | Kind::Offset(_)
    )
}

/// The drawing as a picture, as large as pictures are kept.
fn rendered(tree: &Tree) -> Result<RgbaImage, FieldCode> {
    let size = tree.size();
    let scale = LONGER_SIDE as f32 / size.width().max(size.height());
    let pixels = |length: f32| ((length * scale).round() as u32).clamp(1, LONGER_SIDE);
    let (width, height) = (pixels(size.width()), pixels(size.height()));
    let mut pixmap = Pixmap::new(width, height).ok_or(FieldCode::PictureUnreadable)?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let mut picture = RgbaImage::new(width, height);
    for (drawn, pixel) in pixmap.pixels().iter().zip(picture.pixels_mut()) {
        let colour = drawn.demultiply();
        *pixel = Rgba([colour.red(), colour.green(), colour.blue(), colour.alpha()]);
    }
    Ok(picture)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> String {
        format!(
            r#"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 24 12">{inside}</svg>"#
        )
    }

    fn refused(inside: &str) -> Fault {
        draw(svg(inside).as_bytes()).expect_err(inside)
    }

    const SHAPE: &str = r##"<path d="M2 2h20v8H2z" fill="#1f6feb"/>"##;

    #[test]
    fn a_drawing_is_written_anew_and_drawn_large() {
        let noted = format!(
            r##"<!-- made by Petra --><metadata>Petra's machine</metadata><title>Logo</title>
            <style>.a{{fill:url(#g)}}</style><defs><linearGradient id="g"><stop stop-color="red"/></linearGradient></defs>
            <animate attributeName="x"/><g id="layer">{SHAPE}</g><use href="#layer" class="a" y="1"/>"##
        );
        let drawn = draw(svg(&noted).as_bytes()).expect("drawn");
        assert_eq!((drawn.width, drawn.height), (1024, 512));
        let drawing = drawn.drawing.expect("the drawing, too");
        for gone in ["Petra", "metadata", "animate", "style", "<use"] {
            assert!(!drawing.contains(gone), "{gone} is left in {drawing}");
        }
        let again = draw(drawing.as_bytes()).expect("what was written can be read");
        assert_eq!(again.picture, drawn.picture);
    }

    #[test]
    fn what_acts_is_refused() {
        for active in [
            "<script>alert(1)</script>",
            r#"<script href="https://evil.example/x.js"/>"#,
            r#"<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">Hi</body></foreignObject>"#,
            r#"<g xmlns:h="http://www.w3.org/1999/xhtml"><h:script>alert(1)</h:script></g>"#,
            r#"<g onclick="alert(1)"/>"#,
            r#"<g ONLOAD="alert(1)"/>"#,
            r#"<a xlink:href="JavaScript:alert(1)"/>"#,
        ] {
            assert_eq!(refused(&format!("{active}{SHAPE}")), FieldCode::DrawingActive.into());
        }
    }

    #[test]
    fn what_reaches_out_is_refused() {
        for outside in [
            r#"<image href="https://evil.example/pixel.png" width="5" height="5"/>"#,
            r#"<image xlink:href="/etc/passwd" width="5" height="5"/>"#,
            r#"<image href="data:image/png;base64,AAAA" width="5" height="5"/>"#,
            r#"<use href="file:///etc/passwd#a"/>"#,
            r#"<use xlink:href="other.svg#a"/>"#,
            r#"<a href="https://evil.example"/>"#,
            r#"<g style="fill: URL( 'https://evil.example/a.svg#b' )"/>"#,
            r#"<style>@import "https://evil.example/a.css";</style>"#,
            r#"<style>.a { mask: url(//evil.example/m) }</style>"#,
            r#"<g xml:base="https://evil.example/"/>"#,
            r##"<filter id="f"><feImage href="#x"/></filter>"##,
        ] {
            assert_eq!(refused(&format!("{outside}{SHAPE}")), FieldCode::DrawingExternal.into());
        }
        let styled = format!("<?xml-stylesheet href=\"a.css\"?>{}", &svg(SHAPE)[21..]);
        assert_eq!(
            draw(styled.as_bytes()).expect_err("styled"),
            FieldCode::DrawingExternal.into()
        );
    }

    #[test]
    fn document_types_are_refused_with_their_entities() {
        for doctype in [
            r#"<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>"#,
            r#"<!DOCTYPE svg [<!ENTITY file SYSTEM "file:///etc/passwd">]>"#,
            r#"<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">"#,
        ] {
            let text = format!("{doctype}{}", &svg(SHAPE)[21..]);
            assert_eq!(
                draw(text.as_bytes()).expect_err(doctype),
                FieldCode::DrawingDoctype.into()
            );
        }
    }

    #[test]
    fn text_is_to_be_converted() {
        assert_eq!(refused("<text y=\"8\">Entente</text>"), FieldCode::DrawingText.into());
        assert_eq!(
            refused("<g><text><tspan>E</tspan></text></g>"),
            FieldCode::DrawingText.into()
        );
    }

    #[test]
    fn what_multiplies_itself_is_refused_without_being_made() {
        // Each level uses the one below ten times: ten to the power of twenty rectangles.
        let mut bomb = r#"<g id="l0"><rect width="9" height="9"/></g>"#.to_owned();
        for level in 1..20 {
            let below = format!(r##"<use href="#l{}"/>"##, level - 1).repeat(10);
            bomb.push_str(&format!(r#"<g id="l{level}">{below}</g>"#));
        }
        assert_eq!(refused(&bomb), FieldCode::DrawingTooComplex.into());
        let deep = format!("{}{SHAPE}{}", "<g>".repeat(10_000), "</g>".repeat(10_000));
        assert_eq!(refused(&deep), FieldCode::DrawingTooComplex.into());
        let own = r##"<g id="a"><use href="#a"/></g>"##;
        assert_eq!(refused(&format!("{own}{SHAPE}")), FieldCode::DrawingTooComplex.into());
        let many = "<g/>".repeat(60_000);
        assert_eq!(refused(&many), FieldCode::DrawingTooComplex.into());
        let noise = format!(
            r##"<filter id="n"><feTurbulence numOctaves="1000000000"/></filter><g filter="url(#n)">{SHAPE}</g>"##
        );
        assert_eq!(refused(&noise), FieldCode::DrawingTooComplex.into());
        let layers = format!(r#"<g opacity=".9">{SHAPE}</g>"#).repeat(3_000);
        assert_eq!(refused(&layers), FieldCode::DrawingTooComplex.into());
        let around = r#"<g opacity=".9"><path d="M-999-999h2000v2000z"/>"#;
        let outside = format!("{}{SHAPE}{}", around.repeat(8), "</g>".repeat(8));
        assert_eq!(refused(&outside), FieldCode::DrawingTooComplex.into());
        for repeats in ["<pattern/>", "<marker/>"] {
            assert_eq!(
                refused(&format!("{repeats}{SHAPE}")),
                FieldCode::DrawingTooComplex.into()
            );
        }
        let twice = r##"<g id="a"/><g id="a"><use href="#a"/></g>"##;
        assert_eq!(refused(&format!("{twice}{SHAPE}")), FieldCode::DrawingTooComplex.into());
    }

    #[test]
    fn shadows_are_drawn() {
        let shadow = format!(
            r##"<filter id="s"><feGaussianBlur in="SourceAlpha" stdDeviation="1"/><feOffset dx="1"/><feMerge><feMergeNode/>
            <feMergeNode in="SourceGraphic"/></feMerge></filter><g filter="url(#s)">{SHAPE}</g>"##
        );
        assert!(draw(svg(&shadow).as_bytes()).is_ok());
    }

    #[test]
    fn what_can_not_be_read_or_seen_is_refused() {
        for broken in ["<g>", "", "<rect width=\"0\" height=\"5\"/>"] {
            assert_eq!(refused(broken), FieldCode::PictureUnreadable.into());
        }
        assert_eq!(
            draw(b"<svg/>").expect_err("no drawing"),
            FieldCode::PictureUnreadable.into()
        );
        assert_eq!(
            draw(b"\xff\xfe<svg").expect_err("no text"),
            FieldCode::PictureUnreadable.into()
        );
    }
}
