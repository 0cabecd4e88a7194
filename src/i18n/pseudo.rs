//! The pseudo-language: accents on every letter, a third more length, and marks at both ends.

/// Disguises a text of the catalogue and leaves its placeholders alone: `Save` becomes `⟦Šåṽé··⟧`.
pub(super) fn disguise(text: &str) -> String {
    let mut disguised = String::from("⟦");
    let mut letters = 0;
    let mut inside_placeholder = false;
    for character in text.chars() {
        inside_placeholder = (inside_placeholder || character == '{') && character != '}';
        disguised.push(if inside_placeholder {
            character
        } else {
            accented(character)
        });
        letters += usize::from(!inside_placeholder);
    }
    disguised.extend(std::iter::repeat_n('·', letters.div_ceil(3)));
    disguised.push('⟧');
    disguised
}

fn accented(character: char) -> char {
    const PLAIN: &str = "ABCDEGHIKLNOPRSTUYZabcdeghiklnoprstuyz";
    const ACCENTED: &str = "ÀßÇÐÉĜĤÎĶĻÑÖÞŔŠŢÛÝŽàƀçðéĝĥîķļñöþŕšţûýž";
    PLAIN
        .chars()
        .zip(ACCENTED.chars())
        .find(|(plain, _)| *plain == character)
        .map_or(character, |(_, accented)| accented)
}

#[cfg(test)]
mod tests {
    use super::disguise;

    #[test]
    fn placeholders_stay_and_the_text_grows() {
        assert_eq!(disguise("Save {name}"), "⟦Šàvé {name}··⟧");
        assert_eq!(disguise("{count}"), "⟦{count}·⟧");
    }
}
