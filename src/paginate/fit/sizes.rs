//! The sizes that the default theme's styles have, in slide units, beside the rules that they mirror. Whoever changes a rule changes
//! its size here; `tests/browser/overflow.test.mjs` compares.

// base.css

/// `:root`: the height of a line of text.
pub const LEADING: f64 = 1.42;
/// `h1, h2, h3, h4`: the height of a line of a title.
pub const TITLE_LEADING: f64 = 1.15;

// chart.css

/// `.chart-figure`: the height of a chart with a title of one line, and the width that it is given at most, in a text. Charts do
/// not shrink with the type. One that is as wide as the slide is as high.
pub const CHART: (f64, f64) = (640.0, 1080.0);
/// `.chart-figure:has(.broad)`: alone on a slide.
pub const CHART_ALONE: (f64, f64) = (740.0, 1720.0);
/// `.drill-charts > .chart-figure:not(:only-child)`: one of two.
pub const ONE_OF_TWO: (f64, f64) = (396.0, 1010.0);

// prose.css

/// `.columns`, `.drill`: the gap between columns of a text.
pub const COLUMN_GAP: f64 = 64.0;
/// `.labelled ul`, `.labelled li + li`: the indent of a list with a label, the gap below each item, and its label with the space
/// above it.
pub const LIST_INDENT: f64 = 32.0;
pub const LIST_GAP: f64 = 10.0;
pub const LIST_LABEL: f64 = 75.0;

// kinds.css

/// `.halves`, `.people`, `.items`: the gap between two halves of a slide.
pub const GAP: f64 = 72.0;

/// `.slide.as-title h2`: the type of a deck's title, with the classes that make it smaller; the smallest of them; and what of its
/// height another slide has room for, too: its head, and the words in its foot.
pub const DECK_TITLES: [(Option<&str>, f64); 4] = [
    (None, 112.0),
    (Some("title-long"), 88.0),
    (Some("title-longer"), 70.0),
    (Some("title-longest"), SMALLEST_DECK_TITLE),
];
pub const SMALLEST_DECK_TITLE: f64 = 54.0;
pub const DECK_TITLE_ABOVE: f64 = 45.0;
/// `.title-facts`: its line.
pub const TITLE_FACTS: f64 = 48.0;
/// `.as-title .prose`: the space above it, and its width of 40 em.
pub const TITLE_TEXT_ABOVE: f64 = 32.0;
pub const TITLE_TEXT_WIDTH: f64 = 1120.0;
/// `.title-strip`: its spaces and its `.counts`.
pub const TITLE_STRIP: f64 = 148.0;
/// `.title-strip .strip`: the type of its titles, the gap between them, and what is between its columns of statuses and titles.
pub const TITLE_MARKS: f64 = 30.0;
pub const TITLE_MARKS_GAP: f64 = 12.0;
pub const TITLE_MARKS_BESIDE: f64 = 132.0;

/// `.slide.as-section h2` with its spaces.
pub const SECTION_TITLE: f64 = 230.0;
/// `.slide.as-section h2`: its types, and the height between what is above the title and the foot.
pub const SECTION_TITLES: [(Option<&str>, f64); 3] =
    [(None, 88.0), (Some("title-longer"), 70.0), (Some("title-longest"), SMALLEST_DECK_TITLE)];
pub const SECTION_TITLE_HEIGHT: f64 = 760.0;
/// `.as-section .prose`: its type, and the width of its column.
pub const SECTION_TEXT: f64 = 34.0;
pub const SECTION_TEXT_WIDTH: f64 = 700.0;
/// `.section-files a`: its type, and its padding with the rule above it; and those of `.section-files.many a`, which so many files
/// are not yet.
pub const SECTION_FILE: (f64, f64) = (30.0, 29.0);
pub const SECTION_FILE_OF_MANY: (f64, f64) = (26.0, 17.0);
pub const SECTION_FILES: usize = 7;
/// `.section-files .file-title`: its column, beside a status and without one, and the height of its line.
pub const SECTION_FILE_WIDTH: f64 = 600.0;
pub const SECTION_FILE_ALONE: f64 = 878.0;
pub const SECTION_FILE_LEADING: f64 = 1.3;

/// `.slide.as-spotlight h2`: its types, the width of its column, and the height between the eyebrow and the foot.
pub const SPOTLIGHT_TITLES: [(Option<&str>, f64); 2] = [(None, 72.0), (Some("title-longest"), SMALLEST_DECK_TITLE)];
pub const SPOTLIGHT_TITLE_WIDTH: f64 = 579.0;
pub const SPOTLIGHT_TITLE_HEIGHT: f64 = 885.0;

/// `.statement`: its type, the height of its line, and its width in ems.
pub const STATEMENT: f64 = 38.0;
pub const STATEMENT_LEADING: f64 = 1.32;
pub const STATEMENT_WIDTH: f64 = 44.0;
/// The spaces of an objective's parts, `.objective-state` and `.facts`.
pub const OBJECTIVE_SPACES: f64 = 98.0;
/// `.objective-state`: its type, its second column with the bar, and the gap before that.
pub const STATE: f64 = 30.0;
pub const STATE_BAR: f64 = 440.0;
pub const STATE_GAP: f64 = 48.0;
/// `.facts`: the gaps between them beside and below each other, and what the rules around them take.
pub const FACTS_BESIDE: f64 = 56.0;
pub const FACTS_BELOW: f64 = 12.0;
pub const FACTS_FRAME: f64 = 18.0;

/// `.wording`: its padding at both sides; what stands around the text of one row of them, and of two.
pub const WORDING_SIDES: f64 = 56.0;
pub const WORDINGS_ROW: f64 = 130.0;
pub const WORDINGS_ROWS: f64 = 320.0;

// marks.css

/// `.mark` with the gap behind it.
pub const MARK_ALONE: f64 = 38.0;
/// `.strip .status`: the width of what stands before a title in a list of marks.
pub const MARK: f64 = 230.0;
/// `.labelled .strip`: the gap between its titles, and its label.
pub const MARKS_GAP: f64 = 14.0;
pub const MARKS_LABEL: f64 = 60.0;

// tables.css

/// `.grid thead`: the height of a table's head.
pub const TABLE_HEAD: f64 = 45.0;
/// `.grid td`: the height of a line, the space behind it, and the padding above and below it; in tables of service levels with
/// the rule and some more.
pub const CELL_LEADING: f64 = 1.3;
pub const CELL_BEHIND: f64 = 22.0;
pub const CELL_AROUND: f64 = 22.0;
pub const SERVICE_AROUND: f64 = 24.0;
/// `.service-levels`: the shares of the width that a service, a level and an `.amount` have for their words.
pub const SERVICE_SHARE: f64 = 0.16;
pub const INDICATOR_SHARE: f64 = 0.28;
pub const AMOUNT_SHARE: f64 = 0.12;
/// `.service-levels .bar` with the words below it.
pub const BUDGET: f64 = 62.0;
/// `.contacts`: the shares of the width that people and topics have.
pub const PEOPLE_SHARE: f64 = 0.55;
pub const TOPIC_SHARE: f64 = 0.3;

// lists.css

/// The label above years and new hires: an `h3`.
pub const LABEL: f64 = 55.0;
/// `.board-head` with the counts above it.
pub const BOARD_HEAD: f64 = 112.0;
/// `.board-row`: the shares of the width that the objective and the cells have, the gap between them, and the space around a row.
pub const BOARD_OBJECTIVE_SHARE: f64 = 0.27;
pub const BOARD_CELLS_SHARE: f64 = 0.73;
pub const BOARD_GAP: f64 = 36.0;
pub const BOARD_AROUND: f64 = 16.0;
/// `.board-cells`: so many at least beside each other, and the gap between them; `.board-marks` with the gap below a cell.
pub const BOARD_COLUMNS: usize = 3;
pub const BOARD_CELLS_GAP: f64 = 28.0;
pub const BOARD_MARKS: f64 = 54.0;
/// `.board-title`, `.board-word`, `.board-objective h3`; and `.board-state`: the heights of their lines.
pub const BOARD_LEADING: f64 = 1.25;
pub const BOARD_STATE_LEADING: f64 = 1.35;
/// `.changes > li`: its type and the height of its line, the height of a line of `.changed`, half of the gap between the two, and
/// the padding with the rule.
pub const CHANGES: f64 = 26.0;
pub const CHANGES_LEADING: f64 = 1.35;
pub const CHANGED_LEADING: f64 = 1.3;
pub const CHANGES_HALF_GAP: f64 = 24.0;
pub const CHANGES_AROUND: f64 = 23.0;
/// `.people`: the shares of the width that years and new hires have.
pub const YEARS_SHARE: f64 = 0.7;
pub const NEW_HIRES_SHARE: f64 = 0.3;
/// `.years dt`: its line.
pub const YEARS_LINE: f64 = 40.0;
/// `.new-hires li`: the space below it, in ems.
pub const NEW_HIRE_BELOW: f64 = 0.65;
/// `.items li`: the space below an item of a list in two columns.
pub const ITEM_GAP: f64 = 22.0;
