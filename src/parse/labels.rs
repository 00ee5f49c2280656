//! The label sets of English Universal Dependencies: parts of speech, relations, and the few morphological features in use here.

macro_rules! labels {
    ($(#[$doc:meta])* $name:ident: $($(#[$item_doc:meta])* $item:ident = $text:literal,)+) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name { $($(#[$item_doc])* $item,)+ }

        impl $name {
            /// Every label, in the order of the declaration, which is also the order inside the model.
            pub const ALL: &'static [$name] = &[$($name::$item,)+];

            /// The label as Universal Dependencies spells it.
            pub fn name(self) -> &'static str {
                match self { $($name::$item => $text,)+ }
            }

            /// The label of that spelling; `None` for one that is not in the set.
            pub fn from_name(name: &str) -> Option<$name> {
                match name { $($text => Some($name::$item),)+ _ => None }
            }
        }
    };
}

labels! {
    /// Universal part of speech.
    Upos:
    /// Adjective.
    Adj = "ADJ",
    /// Preposition.
    Adp = "ADP",
    /// Adverb.
    Adv = "ADV",
    /// Auxiliary, copula and modal.
    Aux = "AUX",
    /// Coordinating conjunction.
    Cconj = "CCONJ",
    /// Determiner.
    Det = "DET",
    /// Interjection.
    Intj = "INTJ",
    /// Common noun.
    Noun = "NOUN",
    /// Cardinal number.
    Num = "NUM",
    /// Particle: "to" of the infinitive, "not", the possessive "'s".
    Part = "PART",
    /// Pronoun.
    Pron = "PRON",
    /// Proper noun.
    Propn = "PROPN",
    /// Punctuation mark.
    Punct = "PUNCT",
    /// Subordinating conjunction.
    Sconj = "SCONJ",
    /// Symbol: "$", "%", "/".
    Sym = "SYM",
    /// Full verb.
    Verb = "VERB",
    /// Anything else.
    X = "X",
}

labels! {
    /// Relation of a word to its head.
    Relation:
    /// The top of the sentence; it has no head.
    Root = "root",
    /// Punctuation mark.
    Punct = "punct",
    /// Preposition or possessive mark on a nominal.
    Case = "case",
    /// Determiner.
    Det = "det",
    /// Determiner before a determiner: "all the people".
    DetPredet = "det:predet",
    /// Subject.
    Nsubj = "nsubj",
    /// Subject of a passive.
    NsubjPass = "nsubj:pass",
    /// Subject of a clause that is itself a predicate.
    NsubjOuter = "nsubj:outer",
    /// Adverb.
    Advmod = "advmod",
    /// Adjective on a noun.
    Amod = "amod",
    /// Direct object.
    Obj = "obj",
    /// Indirect object without preposition.
    Iobj = "iobj",
    /// Nominal with a preposition on a predicate.
    Obl = "obl",
    /// The "by" phrase of a passive.
    OblAgent = "obl:agent",
    /// Nominal without preposition that is no object: "last week".
    OblUnmarked = "obl:unmarked",
    /// Further member of a coordination.
    Conj = "conj",
    /// Coordinating conjunction.
    Cc = "cc",
    /// First part of a paired conjunction: "both ... and".
    CcPreconj = "cc:preconj",
    /// Nominal with a preposition on a nominal.
    Nmod = "nmod",
    /// Possessor: "its", "Ghana 's".
    NmodPoss = "nmod:poss",
    /// Title or description before a name: "President Bush".
    NmodDesc = "nmod:desc",
    /// Nominal without preposition on a nominal.
    NmodUnmarked = "nmod:unmarked",
    /// First part of a compound.
    Compound = "compound",
    /// Particle of a phrasal verb: "shut down".
    CompoundPrt = "compound:prt",
    /// Word that opens a subordinate clause, "to" of the infinitive.
    Mark = "mark",
    /// Auxiliary.
    Aux = "aux",
    /// Auxiliary of the passive.
    AuxPass = "aux:pass",
    /// Copula.
    Cop = "cop",
    /// Adverbial clause.
    Advcl = "advcl",
    /// Relative clause on a predicate: "which surprised us".
    AdvclRelcl = "advcl:relcl",
    /// Clause that shares its subject: "want to go".
    Xcomp = "xcomp",
    /// Clausal object.
    Ccomp = "ccomp",
    /// Clause on a noun, not relative.
    Acl = "acl",
    /// Relative clause.
    AclRelcl = "acl:relcl",
    /// Apposition.
    Appos = "appos",
    /// Further part of a name.
    Flat = "flat",
    /// Number on a noun.
    Nummod = "nummod",
    /// Loosely joined clause.
    Parataxis = "parataxis",
    /// Interjection or filler.
    Discourse = "discourse",
    /// "there" and empty "it".
    Expl = "expl",
    /// Further part of a fixed expression: "because of".
    Fixed = "fixed",
    /// Item of a list.
    List = "list",
    /// Clausal subject.
    Csubj = "csubj",
    /// Clausal subject of a passive.
    CsubjPass = "csubj:pass",
    /// Clausal subject of a clause that is itself a predicate.
    CsubjOuter = "csubj:outer",
    /// Unclear relation.
    Dep = "dep",
    /// The one spoken to.
    Vocative = "vocative",
    /// Further part of a word that was split by mistake.
    Goeswith = "goeswith",
    /// False start that was corrected.
    Reparandum = "reparandum",
    /// Remnant of a clause whose verb is left out.
    Orphan = "orphan",
    /// Nominal moved to the edge of the clause.
    Dislocated = "dislocated",
}

impl Relation {
    /// The relation without its subtype: `nsubj` for `nsubj:pass`.
    pub fn universal(self) -> &'static str {
        let name = self.name();
        name.split_once(':')
            .map_or(name, |(universal, _)| universal)
    }

    /// The relation of a treebank; unknown subtypes fall back on the bare relation, unknown relations on `dep`.
    pub fn from_treebank(name: &str) -> Relation {
        Relation::from_name(name)
            .or_else(|| Relation::from_name(name.split(':').next().unwrap_or(name)))
            .unwrap_or(Relation::Dep)
    }
}

/// The morphological features that claims need: verb form, tense, passive voice, imperative, number, degree.
///
/// Each is `None` where the word has no such feature. The indicative and the positive degree are the silent default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Morph {
    /// Finite, infinitive, participle or gerund.
    pub verb_form: Option<VerbForm>,
    /// Past or present.
    pub tense: Option<Tense>,
    /// A passive participle.
    pub passive: bool,
    /// An imperative.
    pub imperative: bool,
    /// Singular or plural.
    pub number: Option<Number>,
    /// Comparative or superlative.
    pub degree: Option<Degree>,
}

labels! {
    /// Form of a verb.
    VerbForm:
    /// Finite: "goes", "went".
    Fin = "Fin",
    /// Infinitive: "go".
    Inf = "Inf",
    /// Participle: "gone", "going".
    Part = "Part",
    /// Gerund: "going" as a noun.
    Ger = "Ger",
}

labels! {
    /// Tense of a verb form.
    Tense:
    /// Past.
    Past = "Past",
    /// Present.
    Pres = "Pres",
}

labels! {
    /// Grammatical number.
    Number:
    /// Singular.
    Sing = "Sing",
    /// Plural.
    Plur = "Plur",
}

labels! {
    /// Degree of comparison.
    Degree:
    /// Comparative: "more".
    Cmp = "Cmp",
    /// Superlative: "most".
    Sup = "Sup",
}

impl Morph {
    /// Reads the features column of CoNLL-U; other features are passed over.
    pub fn from_features(features: &str) -> Morph {
        let mut morph = Morph::default();
        for feature in features.split('|') {
            match feature.split_once('=') {
                Some(("VerbForm", value)) => morph.verb_form = VerbForm::from_name(value),
                Some(("Tense", value)) => morph.tense = Tense::from_name(value),
                Some(("Voice", value)) => morph.passive = value == "Pass",
                Some(("Mood", value)) => morph.imperative = value == "Imp",
                // "scissors" and the like are plural for all that matters here.
                Some(("Number", "Ptan")) => morph.number = Some(Number::Plur),
                Some(("Number", value)) => morph.number = Number::from_name(value),
                Some(("Degree", value)) => morph.degree = Degree::from_name(value),
                _ => {}
            }
        }
        morph
    }

    /// Whether a word of this part of speech can have these features: only verbs have verb forms, only adjectives and the like
    /// degrees. No features fit any word.
    pub fn fits(self, upos: Upos) -> bool {
        if self.verb_form.is_some() {
            return matches!(upos, Upos::Verb | Upos::Aux);
        }
        if self.degree.is_some() {
            return matches!(upos, Upos::Adj | Upos::Adv | Upos::Det | Upos::Pron);
        }
        self.number.is_none() || !matches!(upos, Upos::Verb | Upos::Aux | Upos::Punct | Upos::Adp)
    }

    /// The features as CoNLL-U writes them: sorted, `_` for none.
    pub fn name(self) -> String {
        let mut parts = Vec::new();
        if let Some(degree) = self.degree {
            parts.push(format!("Degree={}", degree.name()));
        }
        if self.imperative {
            parts.push("Mood=Imp".to_string());
        }
        if let Some(number) = self.number {
            parts.push(format!("Number={}", number.name()));
        }
        if let Some(tense) = self.tense {
            parts.push(format!("Tense={}", tense.name()));
        }
        if let Some(form) = self.verb_form {
            parts.push(format!("VerbForm={}", form.name()));
        }
        if self.passive {
            parts.push("Voice=Pass".to_string());
        }
        if parts.is_empty() {
            "_".to_string()
        } else {
            parts.join("|")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_names_are_inverse() {
        for &upos in Upos::ALL {
            assert_eq!(Upos::from_name(upos.name()), Some(upos));
        }
        for (i, &relation) in Relation::ALL.iter().enumerate() {
            assert_eq!(Relation::from_name(relation.name()), Some(relation));
            assert_eq!(relation as usize, i);
        }
        assert_eq!(Relation::from_treebank("nsubj:xsubj"), Relation::Nsubj);
        assert_eq!(Relation::from_treebank("no such"), Relation::Dep);
        assert_eq!(Relation::AuxPass.universal(), "aux");
    }

    #[test]
    fn features_are_read_and_written_in_order() {
        for (read, written) in [
            ("_", "_"),
            (
                "Tense=Past|VerbForm=Part|Voice=Pass",
                "Tense=Past|VerbForm=Part|Voice=Pass",
            ),
            (
                "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
                "Number=Sing|Tense=Pres|VerbForm=Fin",
            ),
            ("Degree=Sup", "Degree=Sup"),
            ("Number=Ptan", "Number=Plur"),
        ] {
            assert_eq!(Morph::from_features(read).name(), written);
        }
    }
}
