//! Numbers as people write them: `34 days (-79%), three reviewers left`. The nouns; the grammar is in the files below.

mod aim;
mod behind;
mod currency;
mod dated;
mod day;
mod digits;
mod duration;
mod enclosed;
mod forms;
mod glued;
mod letter;
mod limit;
mod meant;
mod measure;
mod miswritten;
mod notation;
mod nothing;
mod part;
mod print;
mod scale;
mod scan;
mod several;
mod short;
mod target;
mod translated;
mod unit;
mod unread;
mod value;
mod word;
mod yes_no;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::quarter::WrittenQuarter;

pub use aim::{AimMeant, aim_meant, band_meant};
pub use behind::{goes_on, number_behind_change};
pub use currency::unit_behind;
pub use dated::dated;
pub use day::{date_alone, is_year};
pub use digits::{computed_digits, digits, digits_in, rough, rounded, without_noise, without_remainder};
pub use duration::in_one_unit;
pub use enclosed::{Enclosed, emphasized, enclosed, quoted};
pub use forms::Forms;
pub use glued::{Glued, What, glued};
pub use letter::letter_beside_unit;
pub use limit::{band_begun, limit_behind, limit_meant};
pub use meant::{
    Change, behind_unit, change_meant, digits_of_another, garbled, is_points_word, numbers_within, percentage_meant,
    points_meant, share_meant,
};
pub use measure::Measure;
pub use miswritten::{Miswriting, behind_mark, is_of_words, miswritten};
pub use nothing::nothing_meant;
pub use part::{ShareInWords, part_in_words, share_beside, share_first};
pub use print::{as_printed, format_in, format_quantity, print_number, with_minus};
pub use scale::Scale;
pub use scan::{after_any, is_currency, plainly_spaced};
pub use several::{band_between, says_several};
pub use short::{full_form, has_letter, multiplier, multiplies, with_letter};
pub use target::{
    TargetFault, ends, is_milestones, is_of_whole, is_several as is_several_targets, numbers, read_target,
    without_limit,
};
pub use translated::part_of_whole;
pub use unit::{is_part as is_part_of_unit, named as unit_named, said_by as unit_said_by, unit_of, words_behind_sign};
pub use unread::{behind_nearly, holds_number};
pub use value::{read_baseline, read_value, read_written};
pub use word::is_time;
pub use yes_no::{answer, answer_and_more, answer_meant, says_yes_or_no, yes_by, yes_or_no_meant};

/// The unit of a quantity.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    Percent,
    /// A currency sign before the number: `$`.
    Currency(String),
    /// Words after the number, as written: `days`.
    Words(String),
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Unit {
    /// The unit as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Percent => "%",
            Self::Currency(sign) => sign,
            Self::Words(words) => words,
        }
    }

    /// Whether both are one unit: of words singular or plural, or one a part of the other.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Words(words), Self::Words(other)) => unit::is_same_unit(words, other),
            (one, other) => one == other,
        }
    }

    /// Whether these are its words, and more behind them: `services plus 3 in flight` of `services`.
    #[must_use]
    pub fn begins(&self, longer: &Self) -> bool {
        matches!((self, longer), (Self::Words(words), Self::Words(longer)) if unit::begins(words, longer))
    }

    /// The unit without what is told of it: of `days in June 2019` the days.
    #[must_use]
    pub fn brief(&self) -> Self {
        let Self::Words(words) = self else { return self.clone() };
        let tells = |word: &&str| {
            !matches!(*word, "in" | "at" | "on" | "of" | "across" | "from" | "with" | "as" | "since" | "during")
        };
        // Per how much of what it is says as much as what it is.
        let length = if words.contains(" per ") { 6 } else { 4 };
        let kept: Vec<&str> = words.split_whitespace().take_while(tells).take(length).collect();
        if kept.is_empty() { self.clone() } else { Self::Words(kept.join(" ")) }
    }
}

/// A baseline, a target or a plan's value before anything is resolved against the key result's unit and baseline.
/// Also the first step of reading a check-in.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenQuantity {
    /// The text as written, trimmed.
    pub text: String,
    pub number: Option<Number>,
    pub unit: Option<Unit>,
    pub note: Option<String>,
}

/// A number with what its writing tells of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// With `k`, `M`, `B` multiplied out. Of `a/b` the value is a.
    pub value: f64,
    /// Digits after the point, as written, with `k`, `M`, `B` multiplied out: `12.5` has one, `3.10` two, `31.2k` none.
    pub decimals: u8,
    /// `+` or `-` stood before it.
    pub signed: bool,
    /// The b of `a/b`, `a of b`, `a out of b`.
    pub out_of: Option<f64>,
}

/// What a key result's own unit and baseline are, for reading its values.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Context {
    pub unit: Option<Unit>,
    /// What its `unit:` says behind its sign: `per visit` of `€ per visit`, `of staff` of `% of staff`.
    pub behind: Option<String>,
    pub baseline: Option<f64>,
    /// Its target counts things of a whole, `3 of 4`: a percentage is no number of them.
    pub is_of_whole: bool,
}

/// A percentage that an author states beside a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// In percent (or percentage points), with the sign as written.
    pub percent: f64,
    pub decimals: u8,
    pub signed: bool,
    /// `pp` instead of `%`.
    pub points: bool,
}

/// What a check-in says.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// A number: `value` is set.
    Number,
    /// Empty, `—`, `-` or `no data`: never zero.
    NoData,
    /// `not measured (why)`.
    NotMeasured(Option<String>),
    /// `moved to Q4: why`.
    Moved { to: WrittenQuarter, why: Option<String> },
    /// Words without a number.
    Text,
}

/// A check-in's value as it is understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// As written, trimmed.
    pub text: String,
    pub said: Said,
    /// In the key result's unit; `None` unless a number was said.
    pub value: Option<f64>,
    /// Digits after the point of the number as written, with `k`, `M`, `B` multiplied out; of a change those it comes to.
    pub decimals: u8,
    pub out_of: Option<f64>,
    pub note: Option<String>,
    pub claims: Vec<Claim>,
    pub doubts: Vec<Doubt>,
}

/// What looks wrong in a value, for the checks to speak of.
#[derive(Clone, Debug, PartialEq)]
pub enum Doubt {
    /// `O services`, `20,5 days`, `1 234`: a number that is not written as one; holds the text that was probably meant.
    LetterForDigit(String),
    /// `34 days (-54,1 %)`: so is the percentage of a claim, which holds its text, and is a note.
    MiswrittenClaim(String),
    /// `34 days (-54%`: a parenthesis begins a claim and never ends; holds it as written.
    OpenClaim(String),
    /// The value's unit is not the key result's; holds the unit as written.
    UnitMismatch(String),
    /// `5 to 7 wikis`, `1 in 10 wikis`: several numbers where one belongs.
    Several,
}

/// What a key result is to reach.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A number in the key result's unit; a relative target is multiplied out.
    Number {
        value: f64,
        decimals: u8,
    },
    /// `at most 3`, `at least 99.9%`, `95%..99%`: at least one of the two is set.
    Limit {
        low: Option<f64>,
        high: Option<f64>,
    },
    YesNo,
    /// `4 of 4`.
    Milestones {
        count: f64,
    },
    /// Any other text: nothing is computed for it.
    Words,
}
