//! A content mistake: what it is, where it stands, and the way out.

use std::ops::Range;
use std::sync::Arc;

/// How much a diagnostic weighs. Only errors stop a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Note,
    Warning,
    Error,
}

impl Severity {
    /// As it is printed and written to JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

macro_rules! codes {
    ($($severity:ident { $($variant:ident $name:literal)* })*) => {
        /// Which mistake it is. The name is what authors silence and tools rely on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($($variant,)*)* }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &[Self] = &[$($(Self::$variant,)*)*];

            /// The code as authors write it: `unknown-key`.
            pub fn as_str(self) -> &'static str {
                match self { $($(Self::$variant => $name,)*)* }
            }

            /// How much this code weighs unless `--strict` says otherwise.
            pub fn severity(self) -> Severity {
                match self { $($(Self::$variant)|* => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    Error {
        Yaml "yaml"
        Encoding "encoding"
        UnknownKey "unknown-key"
        WrongType "wrong-type"
        MissingKey "missing-key"
        BadDate "bad-date"
        DuplicateId "duplicate-id"
        OutputCollision "output-collision"
        BadQuarter "bad-quarter"
        UnknownKind "unknown-kind"
        UnknownReference "unknown-reference"
        MissingFile "missing-file"
        BadData "bad-data"
        OrphanFile "orphan-file"
        CopiedFile "copied-file"
        Theme "theme"
        TargetEqualsBaseline "target-equals-baseline"
        MissingBaseline "missing-baseline"
        ContradictoryDirection "contradictory-direction"
        BadWeight "bad-weight"
        UnsafePath "unsafe-path"
        Leak "leak"
    }
    Warning {
        CutOff "cut-off"
        ClaimMismatch "claim-mismatch"
        ClaimTruncated "claim-truncated"
        SumMismatch "sum-mismatch"
        LetterForDigit "letter-for-digit"
        UnitMismatch "unit-mismatch"
        TwoBaselines "two-baselines"
        BaselineOfSum "baseline-of-sum"
        TwoDecks "two-decks"
        OtherTeam "other-team"
        Overdue "overdue"
        NoCheckIn "no-check-in"
        LaterQuarter "later-quarter"
        OptimisticStatus "optimistic-status"
        Restated "restated"
        BrokenLink "broken-link"
        ExternalImage "external-image"
        MissingAlt "missing-alt"
        HeadingSkips "heading-skips"
        NoSlide "no-slide"
        RunsTogether "runs-together"
        PublicNote "public-note"
        UnfinishedMerge "unfinished-merge"
        RawHtml "raw-html"
        UnclosedHtml "unclosed-html"
        UnknownLanguage "unknown-language"
        Overflow "overflow"
        UnusedAllow "unused-allow"
    }
    Note {
        EmptyCheckIn "empty-check-in"
        Regressed "regressed"
        FellInCount "fell-in-count"
        Reworded "reworded"
        TargetMoved "target-moved"
        BaselineMoved "baseline-moved"
        DueMoved "due-moved"
        Dropped "dropped"
        BeatenTarget "beaten-target"
    }
}

/// A step from a mapping or list of the front matter to what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    Key(Arc<str>),
    Index(usize),
}

/// Which part of the YAML entry at a path is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryPart {
    /// The key itself: for keys nobody knows.
    Key,
    /// The value: for everything that is said wrongly.
    Value,
    /// The first key of the mapping at the path: for keys that are missing from it.
    FirstKey,
}

/// Where a diagnostic points. Kept cheap: lines and columns are looked up only when something is printed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The file as a whole; shown at its first line.
    File(Arc<str>),
    /// A range of bytes of the file's text (after a byte order mark, if there is one).
    Bytes(Arc<str>, Range<usize>),
    /// An entry of the front matter.
    Yaml(Arc<str>, Vec<Step>, EntryPart),
}

impl Place {
    /// The file's path relative to the root.
    pub fn file(&self) -> &Arc<str> {
        match self {
            Self::File(file) | Self::Bytes(file, _) | Self::Yaml(file, _, _) => file,
        }
    }
}

/// The only way a content mistake is spoken of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    /// One sentence, without a full stop at its end: what is wrong.
    pub message: String,
    pub place: Place,
    /// The ways out, each a sentence an author can act on.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// A diagnostic of the code's own severity.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self { code, severity: code.severity(), message: message.into(), place, hints: Vec::new() }
    }

    /// Adds a way out.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The message with its ways out, each on a line of its own: for readers that show nothing else.
    pub fn with_hints(&self) -> String {
        let lines: Vec<&str> = std::iter::once(&self.message).chain(&self.hints).map(String::as_str).collect();
        lines.join("\n")
    }
}
