//! Which open element a tag ends: the one that an end tag names, and those whose end tags authors may leave out
//! (HTML Living Standard, section 13.1.2.4, the cases that documents have).

use super::elements;
use super::html_stack::Stack;

impl Stack {
    /// The outermost element that the start of `name` ends, if it ends any.
    pub(super) fn implied_end(&self, name: &str, block: bool) -> Option<usize> {
        let paragraph = (block && self.reaches("p", &["button"]))
            .then(|| self.find("p"))
            .flatten();
        let own = match name {
            "li" if self.reaches("li", &["ul", "ol", "menu", "dir"]) => self.find("li"),
            "dt" | "dd" => ["dt", "dd"]
                .iter()
                .filter(|part| self.reaches(part, &["dl"]))
                .filter_map(|part| self.find(part))
                .min(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let open = self
                    .top()
                    .map(|element| element.name.as_str())
                    .unwrap_or_default();
                matches!(open, "h1" | "h2" | "h3" | "h4" | "h5" | "h6").then(|| self.len() - 1)
            }
            "td" | "th" => self.outermost(&["td", "th"]),
            "tr" => self.outermost(&["td", "th", "tr", "caption"]),
            "tbody" | "thead" | "tfoot" => {
                self.outermost(&["td", "th", "tr", "tbody", "thead", "tfoot", "caption"])
            }
            "a" if self.reaches("a", &[]) => self.find("a"),
            "option" if self.reaches("option", &["select"]) => self.find("option"),
            _ => None,
        };
        [paragraph, own].into_iter().flatten().min()
    }

    /// The innermost open element of a name that its end tag can reach.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        for (index, element) in self.open.iter().enumerate().rev() {
            if element.name == name {
                return Some(index);
            }
            let list = name == "li" && elements::is_list(&element.name);
            let inline = !elements::is_block(name)
                && element.block
                && name != "head"
                && !elements::is_unseen(name);
            let part = matches!(
                name,
                "table" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "caption"
            ) && element.name != "table";
            if list || (inline && name != "a") || (elements::is_barrier(&element.name) && !part) {
                return None;
            }
        }
        None
    }

    /// Whether `name` is open and none of `fences` (nor a barrier) stands in between.
    fn reaches(&self, name: &str, fences: &[&str]) -> bool {
        self.open
            .iter()
            .rev()
            .take_while(|element| !fences.contains(&element.name.as_str()))
            .take_while(|element| element.name == name || !elements::is_barrier(&element.name))
            .any(|element| element.name == name)
    }

    /// The outermost element of one of the names inside the innermost table.
    fn outermost(&self, names: &[&str]) -> Option<usize> {
        self.open
            .iter()
            .enumerate()
            .rev()
            .take_while(|(_, element)| element.name != "table")
            .filter(|(_, element)| names.contains(&element.name.as_str()))
            .map(|(index, _)| index)
            .last()
    }
}
