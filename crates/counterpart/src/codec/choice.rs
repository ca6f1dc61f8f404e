//! Unions that are told apart by evidence: by what is true of every value of a variant and cheap to see.
//!
//! A scalar is judged as it comes. An array or object is made JSON once; unions within it borrow their part of that, so that
//! nesting costs nothing. Of several variants that fit, each is tried, and a trial within a trial within a trial believes
//! that one fits, so that no value can make the work explode.

use serde_json::Value;

use super::{Failed, Origin, Policy, Purpose, Reading, Sink, Slot, Source, View, tree};
use crate::params::tree::Tree;
use crate::validate::{self, Node, Rule};

/// How deep trials may nest before a value is believed to fit a variant.
const TRIAL_LIMIT: u32 = 2;

/// What the variants of a union are told apart by, known when the code is generated.
#[derive(Debug)]
pub struct ChoiceTable {
    /// More than one variant that fits is a violation.
    pub exclusive: bool,
    /// What is true of every value of a variant, in the order of the variants.
    pub variants: &'static [&'static [Rule]],
    /// What a value of a variant has to keep beyond that, in the order of the variants.
    pub checks: &'static [&'static [Rule]],
}

/// Shows the value of a variant; one who checks it is told its rules.
///
/// # Errors
/// Those of the sink.
pub fn show_variant(
    value: &dyn Slot,
    table: &'static ChoiceTable,
    index: usize,
    sink: &mut dyn Sink,
) -> Result<(), Failed> {
    let rules = table.checks_of(index);
    if rules.is_empty() || sink.purpose() != Purpose::Check {
        return value.show(sink);
    }
    value.show(&mut Checking { rules, sink })
}

/// Hands a value on together with its rules.
struct Checking<'s> {
    rules: &'static [Rule],
    sink: &'s mut dyn Sink,
}

impl Sink for Checking<'_> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        self.sink.accept(View::Checked(self.rules, &view))
    }

    fn purpose(&self) -> Purpose {
        Purpose::Check
    }
}

impl ChoiceTable {
    const fn keyword(&self) -> &'static str {
        if self.exclusive { "oneOf" } else { "anyOf" }
    }

    fn checks_of(&self, index: usize) -> &'static [Rule] {
        self.checks.get(index).copied().unwrap_or_default()
    }

    /// The variants whose evidence holds.
    fn fitting(&self, node: Node<'_>) -> Vec<usize> {
        let variants = self.variants.iter().enumerate();
        variants
            .filter(|(_, rules)| validate::holds(rules, node))
            .map(|(index, _)| index)
            .collect()
    }

    /// The one variant of the kind of the value, if there is only one.
    fn only_of_kind(&self, node: Node<'_>) -> Option<usize> {
        let mut of_kind = (0..).zip(self.variants).filter(|(_, rules)| {
            let kinds = rules.iter().filter(|rule| matches!(rule, Rule::Kinds(_)));
            kinds.copied().all(|rule| validate::holds_one(rule, node))
        });
        let first = of_kind.next();
        first.filter(|_| of_kind.next().is_none()).map(|(index, _)| index)
    }
}

/// Reads a source as the variant of an index; an index beyond the last variant is the unknown one.
pub type Choose<'c> = &'c mut dyn FnMut(usize, Source<'_>, &mut Reading) -> Result<(), Failed>;

/// A value that can be offered more than once.
#[derive(Clone, Copy)]
enum Offer<'o> {
    Scalar(Node<'o>),
    Text(&'o str),
    Json(&'o Value),
    Texts(&'o Tree<'static>),
}

impl Reading {
    /// Reads one of several variants.
    ///
    /// # Errors
    /// When the reading cannot go on.
    pub fn choice(
        &mut self,
        source: Source<'_>,
        table: &'static ChoiceTable,
        choose: Choose<'_>,
    ) -> Result<(), Failed> {
        self.refuse_null(false);
        match source {
            Source::Text(text) => self.choose_text(text, table, choose),
            Source::Seq(elements) => match elements.origin() {
                Origin::Json(value) => self.choose(Offer::Json(value), table, choose),
                Origin::Text => self.choose_texts(Source::Seq(elements), table, choose),
                Origin::Stream => self.choose_buffered(Source::Seq(elements), table, choose),
            },
            Source::Map(entries) => match entries.origin() {
                Origin::Json(value) => self.choose(Offer::Json(value), table, choose),
                Origin::Text => self.choose_texts(Source::Map(entries), table, choose),
                Origin::Stream => self.choose_buffered(Source::Map(entries), table, choose),
            },
            source => match Node::of_source(&source) {
                Some(node) => self.choose(Offer::Scalar(node), table, choose),
                // A file, or what is no value: the first variant decides.
                None => choose(0, source, self),
            },
        }
    }
}

impl Reading {
    /// Makes JSON of what comes only once.
    fn choose_buffered(
        &mut self,
        source: Source<'_>,
        table: &'static ChoiceTable,
        choose: Choose<'_>,
    ) -> Result<(), Failed> {
        let value: Value = super::fill(source, self)?;
        self.choose(Offer::Json(&value), table, choose)
    }

    /// A text may be meant as a number, a boolean or a string.
    fn choose_text(&mut self, text: &str, table: &'static ChoiceTable, choose: Choose<'_>) -> Result<(), Failed> {
        let parsed = meant(text);
        let fitting = either(table.fitting((&parsed).into()), table.fitting(Node::Str(text)));
        self.choose_among(&fitting, false, Offer::Text(text), table, choose)
    }

    /// As [`Reading::choose_text`], for arrays and objects of texts.
    fn choose_texts(
        &mut self,
        source: Source<'_>,
        table: &'static ChoiceTable,
        choose: Choose<'_>,
    ) -> Result<(), Failed> {
        let tree: Tree<'static> = super::fill(source, self)?;
        let (parsed, plain) = (tree.to_json(&meant), tree.to_json(&|text| text.into()));
        let fitting = either(table.fitting((&parsed).into()), table.fitting((&plain).into()));
        self.choose_among(&fitting, false, Offer::Texts(&tree), table, choose)
    }

    fn choose(&mut self, offer: Offer<'_>, table: &'static ChoiceTable, choose: Choose<'_>) -> Result<(), Failed> {
        let fitting = table.fitting(offer.node());
        self.choose_among(&fitting, table.exclusive, offer, table, choose)
    }

    fn choose_among(
        &mut self,
        fitting: &[usize],
        exclusive: bool,
        offer: Offer<'_>,
        table: &'static ChoiceTable,
        choose: Choose<'_>,
    ) -> Result<(), Failed> {
        match fitting {
            [] => self.choose_none(offer, table, choose),
            [only] if self.is_strict() => offer.put(*only, table, choose, self),
            [only] => self.choose_or_keep(*only, offer, table, choose),
            // Believed to fit: the value is read again once the unions around it are decided.
            _ if self.trials >= TRIAL_LIMIT => {
                self.guessed = true;
                Ok(())
            }
            several if self.is_strict() => self.choose_strictly(several, exclusive, offer, table, choose),
            several => self.choose_first(several, offer, table, choose),
        }
    }

    /// Reads the one variant that has the evidence of a value; a value that does not follow it is kept as the unknown one.
    fn choose_or_keep(
        &mut self,
        index: usize,
        offer: Offer<'_>,
        table: &'static ChoiceTable,
        choose: Choose<'_>,
    ) -> Result<(), Failed> {
        let refilling = self.refilling;
        match offer.put(index, table, choose, self) {
            Err(_) if self.forgive_misfit() => {
                self.refilling = refilling;
                offer.put(UNKNOWN, table, choose, self)
            }
            outcome => outcome,
        }
    }

    /// Takes the first variant that follows its description, else of those that can be read the one that differs least from
    /// it, else the unknown one.
    fn choose_first(
        &mut self,
        fitting: &[usize],
        offer: Offer<'_>,
        table: &'static ChoiceTable,
        choose: Choose<'_>,
    ) -> Result<(), Failed> {
        let mut others = Vec::new();
        for index in fitting {
            let mut trial = self.trial(Policy::Strict);
            let outcome = offer.put(*index, table, choose, &mut trial);
            let differences = trial.violations().len();
            if outcome.is_err() || differences > 0 {
                others.push((differences, *index));
            } else if !trial.guessed || self.reread(*index, offer, table, choose) {
                return Ok(());
            }
        }
        others.sort_by_key(|(differences, _)| *differences);
        for (_, index) in others {
            let mut trial = self.trial(Policy::Tolerant);
            let outcome = offer.put(index, table, choose, &mut trial);
            if outcome.is_ok() && (!trial.guessed || self.reread(index, offer, table, choose)) {
                return Ok(());
            }
        }
        offer.put(UNKNOWN, table, choose, self)
    }

    /// Reads a variant that was read before with guesses, now with trials further in.
    fn reread(&mut self, index: usize, offer: Offer<'_>, table: &'static ChoiceTable, choose: Choose<'_>) -> bool {
        let mut again = self.trial(Policy::Tolerant);
        again.trials = self.trials;
        let outcome = offer.put(index, table, choose, &mut again);
        self.guessed |= again.guessed;
        outcome.is_ok()
    }

    /// Takes the variant that has no violation; if all have some, those of the one with the fewest are reported.
    fn choose_strictly(
        &mut self,
        fitting: &[usize],
        exclusive: bool,
        offer: Offer<'_>,
        table: &'static ChoiceTable,
        choose: Choose<'_>,
    ) -> Result<(), Failed> {
        let mut best: Option<(usize, usize)> = None;
        let mut fits = 0;
        for index in fitting {
            let mut trial = self.trial(Policy::Strict);
            if offer.put(*index, table, choose, &mut trial).is_err() {
                continue;
            }
            let count = trial.violations().len();
            self.guessed |= trial.guessed;
            fits += u32::from(count == 0 && !trial.guessed);
            if best.is_none_or(|(_, fewest)| count < fewest) {
                best = Some((*index, count));
            }
            if fits > u32::from(exclusive) {
                break;
            }
        }
        if exclusive && fits > 1 {
            return self.violate(table.keyword(), "the value fits more than one of the variants");
        }
        match best {
            Some((index, _)) => offer.put(index, table, choose, self),
            None => self.violate(table.keyword(), NO_VARIANT),
        }
    }

    /// No variant has the evidence of the value.
    fn choose_none(&mut self, offer: Offer<'_>, table: &'static ChoiceTable, choose: Choose<'_>) -> Result<(), Failed> {
        if !self.is_strict() {
            return offer.put(UNKNOWN, table, choose, self);
        }
        let mark = self.mark();
        // Where the kind leaves one variant, what is wrong with it says more than that none fits.
        if let Some(json) = offer.json()
            && let Some(index) = table.only_of_kind(json)
        {
            offer.put(index, table, choose, self)?;
            if self.is_clean_since(mark)
                && let Some(rules) = table.variants.get(index)
            {
                validate::check_json(json, rules, self);
            }
        }
        if self.is_clean_since(mark) {
            return self.violate(table.keyword(), NO_VARIANT);
        }
        Ok(())
    }
}

/// The index of the variant that keeps what is not known.
const UNKNOWN: usize = usize::MAX;

const NO_VARIANT: &str = "the value fits none of the variants";

/// The indices of both, each once, the first ones first.
fn either(mut one: Vec<usize>, other: Vec<usize>) -> Vec<usize> {
    for index in other {
        if !one.contains(&index) {
            one.push(index);
        }
    }
    one
}

/// What a text means where kinds are known: a number, a boolean, else itself.
fn meant(text: &str) -> Value {
    match serde_json::from_str(text) {
        Ok(value @ (Value::Number(_) | Value::Bool(_))) => value,
        _ => text.into(),
    }
}

impl Offer<'_> {
    /// What evidence is looked for in.
    fn node(&self) -> Node<'_> {
        match self {
            Self::Scalar(node) => *node,
            Self::Json(value) => (*value).into(),
            Self::Text(text) => Node::Str(text),
            // Judged before it is offered.
            Self::Texts(_) => Node::Null,
        }
    }

    /// The value, where its kinds are certain.
    fn json(&self) -> Option<Node<'_>> {
        match self {
            Self::Scalar(_) | Self::Json(_) => Some(self.node()),
            Self::Text(_) | Self::Texts(_) => None,
        }
    }

    /// Reads it as a variant, and checks the rules of that.
    fn put(
        &self,
        index: usize,
        table: &'static ChoiceTable,
        choose: Choose<'_>,
        reading: &mut Reading,
    ) -> Result<(), Failed> {
        self.read(index, choose, reading)?;
        let rules = table.checks_of(index);
        if reading.is_strict() && !rules.is_empty() {
            self.check(table.variants.get(index).copied().unwrap_or_default(), rules, reading);
        }
        Ok(())
    }

    /// Checks rules of a variant. Texts are taken for what its evidence says they are.
    fn check(&self, evidence: &'static [Rule], rules: &'static [Rule], reading: &mut Reading) {
        let parsed = match self {
            Self::Scalar(_) | Self::Json(_) => return validate::check_json(self.node(), rules, reading),
            Self::Text(text) => meant(text),
            Self::Texts(tree) => tree.to_json(&meant),
        };
        let plain = match self {
            Self::Texts(tree) => tree.to_json(&|text| text.into()),
            Self::Text(text) => (*text).into(),
            Self::Scalar(_) | Self::Json(_) => Value::Null,
        };
        let is_parsed = validate::holds(evidence, (&parsed).into());
        let value = if is_parsed { parsed } else { plain };
        validate::check_json((&value).into(), rules, reading);
    }

    /// The level of an array or object is counted already.
    fn read(&self, index: usize, choose: Choose<'_>, reading: &mut Reading) -> Result<(), Failed> {
        match self {
            Self::Scalar(node) => choose(index, node.into_source(), reading),
            Self::Text(text) => choose(index, Source::Text(text), reading),
            Self::Json(value) => tree::offer(value, &mut |source, reading| choose(index, source, reading), reading),
            Self::Texts(tree) => tree.offer(&mut |source, reading| choose(index, source, reading), reading),
        }
    }
}
