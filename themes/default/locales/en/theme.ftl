# Every word that the default theme says. A translation is a folder beside this one: locales/fr/theme.ftl.

# Numbers: the mark between digits and decimals, and between thousands. `percent`, `points`, `minus` and `plus` are given a number as text.
decimal-separator = .
group-separator = ,
percent = { $number }%
points = { $number } pp
minus = −{ $number }
plus = +{ $number }
thousands = { $number }K
millions = { $number }M
billions = { $number }B
at-most = at most { $number }
at-least = at least { $number }
between = between { $low } and { $high }
yes = yes
no = no

## Dates and lists

date = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
month-year = { $month } { $year }
day-month = { $day } { $month }
seconds = { $number } s
minutes = { $number } min
list-separator = ,{ " " }
arrow = →

## Status

status-on-track = On track
status-at-risk = At risk
status-off-track = Off track
status-done = Done
status-not-started = Not started
status-no-data = No data
status-paused = Paused
status-postponed = Postponed
status-dropped = Dropped
status-none = Not computed
computed-status = computed: { $status }
count-on-track = { $count } on track
count-at-risk = { $count } at risk
count-off-track = { $count } off track
count-done = { $count } done
count-not-started = { $count } not started
count-no-data = { $count } without data
count-paused = { $count } paused
count-postponed = { $count } postponed
count-dropped = { $count } dropped
count-none = { $count } not computed

## How an objective stands

standing = { $status }: { $progress } of the way, { $expected } expected.
standing-progress = { $status }: { $progress } of the way.
standing-alone = { $status }.
held-back = { $count ->
    [one] One of { $of } key results holds it back.
   *[other] { $count } of { $of } key results hold it back.
}
not-begun = { $count ->
    [one] One of { $of } key results has not started.
   *[other] { $count } of { $of } key results have not started.
}
reporting-gap = { $reporting } of { $of } reporting.
grade = Grade
grade-committed = of 1.0, as committed
grade-short = of 1.0, short of what was committed
grade-low = of 1.0, low
grade-middle = of 1.0, fair
grade-high = of 1.0, good
objective = Objective
objectives = Objectives
owner = { $count ->
    [one] Owner
   *[other] Owners
}
due = Due
serves = Serves
scoring = Ambition
scoring-aspirational = Aspirational
scoring-committed = Committed
initiatives = Initiatives

## Key results

key-results = Key results
key-results-of = Key results: { $title }
key-result = Key result
metric = Metric
metrics-of = Metrics: { $title }
outcome = Outcome
baseline = Baseline
baseline-note = Baseline:
target = Target
goal = Goal:
weight = weight { $weight }
status = Status
progress = Progress
progress-now = { $progress }
progress-expected = { $expected } expected
progress-back = { $progress }: moved away
bar-label = Progress { $progress }
bar-label-expected = Progress { $progress }, { $expected } expected by now
moved-more = { $now }, { $by } more than in { $since }
moved-less = { $now }, { $by } less than in { $since }
moved-same = { $now }, as in { $since }
moved-more-at-first = { $now }, { $by } more than at the baseline
moved-less-at-first = { $now }, { $by } less than at the baseline
moved-same-at-first = { $now }, as at the baseline
moved-added = { $now } in all, { $by } of them in { $since }
moved-added-known = { $now } as far as is known, { $by } of them in { $since }
in-all = in all
clause-separator = ;{ " " }
target-is = the target is { $target }
due-in = due { $quarter }
forecast = heading for { $value } by { $due }
forecast-misses = heading for { $value } by { $due }, missing the target
missed-checkpoint = behind its plan
inside = { $of ->
    [one] kept in { $inside } of { $of } check-in
   *[other] kept in { $inside } of { $of } check-ins
}
confidence = confidence { $share }
no-data = no data
not-measured = not measured
moved-to = moved to { $quarter }
nothing-said = –
nothing-said-words = nothing said
planned = planned:
wrong-way = away from the target
reason = Why
done-in = done { $quarter }
deliverable-due = due { $quarter }
deliverable-overdue = overdue since { $quarter }

## Other kinds of slides

spotlight = Spotlight
priority = Priority
challenges = Challenges
actions = Actions
and-more = and { $count } more
served-by = Objectives that serve it
drilldown = Drill-down
wording-change = Change of wording
before = Before
after = Now
stated-in = stated in { $quarter }
wording-unknown = not stated
service-levels = Service levels
service = Service
indicator = Indicator
measured = Measured
met = Met
met-yes = met
met-no = not met
met-unknown = unknown
error-budget = Error budget
budget-spent = { $share } spent
not-stated = not stated
period = { $from } to { $to }
status-slide = Status
board-progress = { $progress }, { $expected } expected
anniversaries = Anniversaries
years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
new-hires = New colleagues
thanks-from = from { $name }
topic = Topic
whom-to-ask = Whom to ask
changes = Changes
changes-since = Since { $quarter }
no-changes = Nothing has changed but the numbers.
no-earlier-deck = This is the first deck of the team: there is none to compare it with.
namesake = { $title }, { $number }
part = { $number } of { $of }
continued = continued
internal = Internal
draft = Draft
notes = Notes
contents = Contents
chart-data = The numbers
chart-place = Where
chart-target = target { $value }
chart-baseline = baseline { $value }
chart-plan = plan { $value }
chart-expected = expected { $value }
chart-forecast = forecast { $value }
chart-forecast-name = Forecast
chart-line = Line chart
chart-bar = Bar chart
chart-stacked = Chart of stacked bars
chart-area = Chart of areas
chart-from-to = { $kind }, { $from } to { $to }.
chart-at = { $kind }, { $place }.
chart-value-at = { $value } ({ $place })
chart-values = { $name }: { $values }.
chart-course = { $name }: from { $first } to { $last }, lowest { $low }, highest { $high }.
chart-gaps = { $count ->
    [one] One place has no data.
   *[other] { $count } places have no data.
}
chart-the-target = The target is { $value }.
chart-the-baseline = The baseline is { $value }.

## Alerts in bodies: `> [!NOTE]`

alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution

## How things are computed

method = How this is computed
method-progress = How far a value has come from its baseline to its target: what it has gained, as a share of what it is to gain. Below { $nothing } it has moved away from the target; bars and means count from { $nothing } to { $all }.
method-expected = The share of the quarters that have passed, counted from the first quarter of a key result to the one in which it is due.
method-expected-plan = Where there is a plan, what the plan asks for by now.
method-expected-deliverables = Of deliverables, the share that is due by now.
method-limits = Limits and bands are kept or missed; nothing is expected of them before they are due.
pace = Pace
method-pace = Progress as a share of what is expected. It decides the status:
method-on-track = a pace of { $least } or more
method-at-risk = a pace of { $least } or more
method-off-track = a slower one, or a value that moved away from its target
method-done = the target is reached
method-not-started = nothing has moved yet, and nothing is expected
method-no-data = no number where one is due
method-calls = Where somebody called another status, that one is shown, with the computed one beside it.
method-objective = The mean of its key results that have a number, as they are weighted. What is expected of it is the mean of theirs; a key result of which nothing is expected counts as it stands. Its status is the worst of theirs.
method-grade = An objective’s progress, rounded to one decimal: up to { $low } is low, up to { $middle } fair, more is good.
method-grade-committed = What was committed must be reached in full, not only rounded to { $all }.
forecast-word = Forecast
method-forecast = The straight line through the last two values, drawn on to the quarter in which the key result is due, but not below zero or beyond the whole where values cannot go there.
method-checkpoint = “{ $behind }” means that the last value the plan states has not been reached.

## The archive

archive = All decks
previous-deck = Previous deck: { $quarter }
deck-facts = { $objectives ->
    [one] { $objectives } objective
   *[other] { $objectives } objectives
}, { $key_results ->
    [one] { $key_results } key result
   *[other] { $key_results } key results
}
empty-archive = No deck has been published yet.
data = Data:
skip = Skip to the content

## Presenting

present = Present
present-from-here = Present from here
read = Read
previous = Back
next = Next
overview = Overview
presenter = Presenter window
dark = Light or dark
print-slides = Print the slides
print-handout = Print a handout
controls = Controls
close = Close
help = Keys
screen-black = The screen is black.
screen-white = The screen is white.
now-presented = Presented:
now-read = Read as a page:
now-dark = Dark colours.
now-light = Light colours.
go-to = Go to a slide: its number, or words of its title
search-deck = Search in the slides
found-some = Found: { $count }
found-none = No slide matches this.

## The presenter window

presenter-blocked = The browser did not let the presenter window open.
clock = Time
clock-start = Start the clock
clock-pause = Pause
clock-reset = Reset
time-of = { $time } of { $planned }
time-elapsed = Elapsed
time-topic = This topic
time-behind = { $time } behind
time-ahead = { $time } ahead
time-right = In time
time-total = Planned in all: { $time }
black = Black
next-slide = Next slide
next-step = Next: step { $number } of { $of }
the-end = This is the last slide.
no-notes = No notes for this slide.
notes-smaller = Smaller notes
notes-larger = Larger notes
slides = Slides

## Keys: what stands between two dots is one key

keys-next = → · ↓ · Space · Page Down · Enter · N · L · J
does-next = next step or slide
keys-previous = ← · ↑ · Shift + Space · Page Up · Backspace · H · K
does-previous = back
keys-skip = Shift + → · Shift + ←
does-skip = next or previous slide, without its steps
keys-ends = Home · End
does-ends = first and last slide
keys-find = G · 1 … 9
does-find = go to a slide by number or words
keys-search = /
does-search = search in the slides
keys-overview = O · Esc
does-overview = all slides at once
keys-presenter = S · P
does-presenter = presenter window: notes, next slide, clock
keys-fullscreen = F · F5
does-fullscreen = full screen
keys-black = B · .
does-black = black screen, and back
keys-white = W
does-white = white screen, and back
keys-read = R
does-read = read as a page, or present
keys-dark = D
does-dark = light or dark
keys-help = ?
does-help = this list
help-touch = On a touch screen: swipe, or tap at the left or right edge. A tap in the middle shows the controls.
letters-are-keys = Single letters are keys

## What changed

change-added = New.
change-returned = Back again.
change-dropped = No longer here.
change-renamed = It was called { $before }.
change-id-changed = Its id was { $before }.
change-committed = Now it is committed.
change-not-committed = It is no longer committed.
change-reworded = Reworded:
change-target-moved = The target was { $before }; now it is { $after }.
change-baseline-moved = The baseline was { $before }; now it is { $after }.
change-baseline-added = No baseline was stated; now it is { $after }.
change-baseline-dropped = The baseline was { $before }; now none is stated.
change-due-later = Postponed from { $before } to { $after }.
change-due-earlier = Brought forward from { $before } to { $after }.
change-deliverable-later = “{ $deliverable }” is postponed from { $before } to { $after }.
change-deliverable-earlier = “{ $deliverable }” is brought forward from { $before } to { $after }.
change-deliverable-dropped = “{ $deliverable }” was not done, and is no longer here.
change-moved = Moved to { $after }.
change-owners = Handed over from { $before } to { $after }.
change-owners-joined = Also owned by { $after } now.
change-owners-left = No longer owned by { $before }.
change-owners-none = It was owned by { $before }; now nobody is named.
change-said = It said “{ $before }”; now it says “{ $after }”.
change-said-first = Now it says “{ $after }”.
change-status-first = Now:
change-status = { $before ->
    [done] It was done. Now:
    [on-track] It was on track. Now:
    [at-risk] It was at risk. Now:
    [off-track] It was off track. Now:
    [not-started] It had not begun. Now:
    [paused] It was paused. Now:
    [postponed] It was postponed. Now:
    [dropped] It was dropped. Now:
   *[no-data] Nothing was measured. Now:
}
change-restated = What was said of { $before } is now { $after }.

# For those who listen: around words that went and words that came.
aloud-removed = removed:
aloud-added = added:
aloud-end = end of change

## Teams, lives, search

objectives-by-quarter = Objectives by quarter
how-it-stood = How it stood
its-titles = What it was called
its-wordings = How it was worded
nobody-named = Nobody named
since = since { $quarter }
gone-since = No longer there since { $quarter }
not-yet-there = not yet
no-longer-there = no longer
restated-from = restated; { $before } before
quarter = Quarter
value = Value
plan = Plan
expected = Expected
history = Its history
team-history = History of { $team }
moved-page = { $title } is here now
not-found = There is no such page
search = Search
search-words = Words to look for
search-some = { $like ->
    [one] { $count } result.
   *[other] { $count } results.
}
search-first = The first { $shown } are shown.
search-none = Nothing has these words.
search-nearest = Nothing has all of these words; what follows has some of them.
search-needs-script = The search needs JavaScript. All decks are in the archive.
