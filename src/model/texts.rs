/// A set of texts.
///
/// They lie in their order, which for the few thousand that a paper has is quick enough, and less of a program than a tree.
#[derive(Clone, Debug, Default)]
pub struct Texts(Vec<String>);

impl Texts {
    /// Adds a text; `false` if it was there.
    pub fn insert(&mut self, text: &str) -> bool {
        match self.find(text) {
            Ok(_) => false,
            Err(at) => {
                self.0.insert(at, text.to_owned());
                true
            }
        }
    }

    /// Whether a text is there.
    pub fn contains(&self, text: &str) -> bool {
        self.find(text).is_ok()
    }

    /// Whether nothing is there.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn find(&self, text: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|known| known.as_str().cmp(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_added_once() {
        let mut texts = Texts::default();
        assert!(texts.is_empty());
        for text in ["b", "a", "c", ""] {
            assert!(texts.insert(text) && texts.contains(text) && !texts.insert(text));
        }
        assert!(!texts.contains("d"));
    }
}
