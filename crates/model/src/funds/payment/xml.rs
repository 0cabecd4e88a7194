//! XML as it is written here: elements in elements, and text, which is escaped. No attribute but those of an element's own tag, no
//! comments, nothing that a reader would have to resolve.

/// A document that grows.
pub(super) struct Xml {
    text: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// A document whose root is in a namespace.
    pub fn document(root: &'static str, namespace: &str) -> Xml {
        let mut xml = Xml {
            text: String::with_capacity(4096),
            open: Vec::new(),
        };
        xml.text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.tag(root, Some(("xmlns", namespace)));
        xml.open.push(root);
        xml.text.push('\n');
        xml
    }

    /// An element with what `content` puts into it.
    pub fn within(&mut self, name: &'static str, content: impl FnOnce(&mut Xml)) {
        self.indent();
        self.tag(name, None);
        self.text.push('\n');
        self.open.push(name);
        content(self);
        self.open.pop();
        self.indent();
        self.close(name);
    }

    /// An element with a text.
    pub fn text(&mut self, name: &'static str, text: &str) {
        self.text_with(name, None, text);
    }

    /// The same with an attribute.
    pub fn text_with(&mut self, name: &'static str, attribute: Option<(&str, &str)>, text: &str) {
        self.indent();
        self.tag(name, attribute);
        escape(text, &mut self.text);
        self.close(name);
    }

    /// The whole document.
    pub fn finish(mut self) -> String {
        while let Some(name) = self.open.pop() {
            self.indent();
            self.close(name);
        }
        self.text
    }

    fn indent(&mut self) {
        self.text.extend(std::iter::repeat_n("  ", self.open.len()));
    }

    fn tag(&mut self, name: &str, attribute: Option<(&str, &str)>) {
        self.text.push('<');
        self.text.push_str(name);
        if let Some((key, value)) = attribute {
            self.text.push(' ');
            self.text.push_str(key);
            self.text.push_str("=\"");
            escape(value, &mut self.text);
            self.text.push('"');
        }
        self.text.push('>');
    }

    fn close(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push_str(">\n");
    }
}

/// Text as it stands in an element or an attribute. Characters that XML 1.0 has no place for (2.2) become spaces.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}' => {
                out.push(c)
            }
            _ => out.push(' '),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_elements_are_closed() {
        let mut xml = Xml::document("A", "urn:x");
        xml.within("B", |xml| xml.text_with("C", Some(("k", "\"&")), "<1 & 2>\u{1}"));
        let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<A xmlns=\"urn:x\">\n  <B>\n    \
                        <C k=\"&quot;&amp;\">&lt;1 &amp; 2&gt; </C>\n  </B>\n</A>\n";
        assert_eq!(xml.finish(), expected);
    }
}
