//! Questions of an incident that are answered by yes or no: what each is about, and which words say yes or no of it.
//!
//! The columns stand at the top of `questions.tsv`.

use std::sync::OnceLock;

use super::Table;

/// A run of lemmas.
pub type Phrase = Vec<&'static str>;

/// A question.
#[derive(Debug)]
pub struct Question {
    /// What it is called; several rows may be one question.
    pub name: &'static str,
    /// What it is about.
    pub topics: Vec<Phrase>,
    /// What says yes; empty if to be told of is enough.
    pub yes: Vec<Phrase>,
    /// What says no.
    pub no: Vec<Phrase>,
}

impl Question {
    /// Whether to tell of its topic is to say yes.
    pub fn is_of_presence(&self) -> bool {
        self.yes.is_empty()
    }
}

/// All of them.
pub fn questions() -> &'static [Question] {
    static TABLE: OnceLock<Vec<Question>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let phrases = |cell: Option<&'static str>| -> Vec<Phrase> {
            let names = cell.unwrap_or("").split('|');
            let names = names.filter(|name| !name.is_empty() && *name != "*");
            names.map(|name| name.split(' ').collect()).collect()
        };
        let rows = Table::Questions.rows();
        rows.filter_map(|mut row| {
            Some(Question {
                name: row.next()?,
                topics: phrases(row.next()),
                yes: phrases(row.next()),
                no: phrases(row.next()),
            })
        })
        .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_has_topics_and_what_says_yes_does_not_say_no() {
        for question in questions() {
            assert!(!question.topics.is_empty(), "{}", question.name);
            assert!(
                !question.yes.iter().any(|p| question.no.contains(p)),
                "{}",
                question.name
            );
        }
        assert!(questions().iter().any(Question::is_of_presence));
    }
}
