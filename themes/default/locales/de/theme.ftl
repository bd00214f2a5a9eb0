# Alles, was das Standardthema auf Deutsch sagt.

# Numbers: the mark between digits and decimals, and between thousands. `percent`, `points`, `minus` and `plus` are given a number as text.
decimal-separator = ,
group-separator = .
percent = { $number } %
points = { $number } PP
minus = −{ $number }
plus = +{ $number }
thousands = { $number } Tsd.
millions = { $number } Mio.
billions = { $number } Mrd.
at-most = höchstens { $number }
at-least = mindestens { $number }
between = zwischen { $low } und { $high }
yes = ja
no = nein

## Dates and lists

date = { $day }. { $month } { $year }
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = März
month-short-4 = Apr
month-short-5 = Mai
month-short-6 = Juni
month-short-7 = Juli
month-short-8 = Aug
month-short-9 = Sept
month-short-10 = Okt
month-short-11 = Nov
month-short-12 = Dez
month-year = { $month } { $year }
day-month = { $day }. { $month }
seconds = { $number } s
minutes = { $number } Min.
list-separator = ,{ " " }
arrow = →

## Status

status-on-track = Im Plan
status-at-risk = Gefährdet
status-off-track = Im Verzug
status-done = Erreicht
status-not-started = Nicht begonnen
status-no-data = Keine Daten
status-paused = Pausiert
status-postponed = Verschoben
status-dropped = Aufgegeben
status-none = Nicht berechnet
computed-status = berechnet: { $status }
count-on-track = { $count } im Plan
count-at-risk = { $count } gefährdet
count-off-track = { $count } im Verzug
count-done = { $count } erreicht
count-not-started = { $count } nicht begonnen
count-no-data = { $count } ohne Daten
count-paused = { $count } pausiert
count-postponed = { $count } verschoben
count-dropped = { $count } aufgegeben
count-none = { $count } nicht berechnet

## How an objective stands

standing = { $status }: { $progress } des Wegs, erwartet { $expected }.
standing-progress = { $status }: { $progress } des Wegs.
standing-alone = { $status }.
held-back = { $count ->
    [one] Eines von { $of } Schlüsselergebnissen hält es auf.
   *[other] { $count } von { $of } Schlüsselergebnissen halten es auf.
}
not-begun = { $count ->
    [one] Eines von { $of } Schlüsselergebnissen hat noch nicht begonnen.
   *[other] { $count } von { $of } Schlüsselergebnissen haben noch nicht begonnen.
}
reporting-gap = { $of ->
    [one] Das eine Schlüsselergebnis meldet noch keine Zahl.
   *[other] { $reporting ->
        [0] Noch keines von { $of } Schlüsselergebnissen meldet eine Zahl.
        [one] Eines von { $of } Schlüsselergebnissen meldet eine Zahl.
       *[other] { $reporting } von { $of } Schlüsselergebnissen melden Zahlen.
    }
}
grade = Note
grade-committed = von 1,0, wie zugesagt
grade-short = von 1,0, weniger als zugesagt
grade-low = von 1,0, niedrig
grade-middle = von 1,0, mittel
grade-high = von 1,0, gut
objective = Ziel
objectives = Ziele
owner = { $count ->
    [one] Verantwortlich
   *[other] Verantwortlich
}
due = Fällig
serves = Dient
scoring = Anspruch
scoring-aspirational = Ambitioniert
scoring-committed = Zugesagt
initiatives = Vorhaben

## Key results

key-results = Schlüsselergebnisse
key-results-of = Schlüsselergebnisse: { $title }
key-result = Schlüsselergebnis
metric = Kennzahl
metrics-of = Kennzahlen: { $title }
outcome = Wirkung
baseline = Start
baseline-note = Start:
target = Zielwert
goal = Langfristig:
weight = Gewicht { $weight }
status = Status
progress = Fortschritt
progress-now = { $progress }
progress-expected = erwartet { $expected }
progress-back = { $progress }: entfernt sich
bar-label = Fortschritt { $progress }
bar-label-expected = Fortschritt { $progress }, bis jetzt erwartet { $expected }
moved-more = { $now }, { $by } mehr als in { $since }
moved-less = { $now }, { $by } weniger als in { $since }
moved-same = { $now }, wie in { $since }
moved-more-at-first = { $now }, { $by } mehr als am Start
moved-less-at-first = { $now }, { $by } weniger als am Start
moved-same-at-first = { $now }, wie am Start
moved-added = { $now } insgesamt, davon { $by } in { $since }
moved-added-known = { $now }, soweit bekannt, davon { $by } in { $since }
in-all = gesamt
clause-separator = ;{ " " }
target-is = der Zielwert ist { $target }
due-in = fällig { $quarter }
forecast = voraussichtlich { $value } bis { $due }
forecast-misses = voraussichtlich { $value } bis { $due }, Zielwert verfehlt
missed-checkpoint = hinter dem eigenen Plan
inside = { $of ->
    [one] in { $inside } von { $of } Quartal eingehalten
   *[other] in { $inside } von { $of } Quartalen eingehalten
}
confidence = Zuversicht { $share }
no-data = keine Daten
not-measured = nicht gemessen
moved-to = verschoben auf { $quarter }
nothing-said = –
nothing-said-words = keine Angabe
planned = geplant:
wrong-way = weg vom Ziel
reason = Grund
done-in = fertig { $quarter }
deliverable-due = fällig { $quarter }
deliverable-overdue = überfällig seit { $quarter }

## Other kinds of slides

spotlight = Schlaglicht
priority = Schwerpunkt
challenges = Herausforderungen
actions = Maßnahmen
and-more = und noch { $count }
served-by = Ziele, die ihm dienen
drilldown = Im Einzelnen
wording-change = Geänderter Wortlaut
before = Vorher
after = Jetzt
stated-in = so in { $quarter }
wording-unknown = nicht angegeben
service-levels = Dienstgüte
service = Dienst
indicator = Messgröße
measured = Gemessen
met = Erfüllt
met-yes = erfüllt
met-no = nicht erfüllt
met-unknown = unbekannt
error-budget = Fehlerbudget
budget-spent = { $share } verbraucht
not-stated = nicht angegeben
period = { $from } bis { $to }
status-slide = Status
board-progress = { $progress }, erwartet { $expected }
anniversaries = Jubiläen
years = { $count ->
    [one] { $count } Jahr
   *[other] { $count } Jahre
}
new-hires = Neu bei uns
thanks-from = von { $name }
topic = Thema
whom-to-ask = Wen fragen
changes = Änderungen
changes-since = Seit { $quarter }
no-changes = Nur die Zahlen haben sich geändert.
no-earlier-deck = Das ist die erste Präsentation des Teams: Es gibt keine, mit der sie zu vergleichen wäre.
namesake = { $title }, { $number }
part = { $number } von { $of }
continued = Fortsetzung
internal = Intern
draft = Entwurf
notes = Notizen
contents = Inhalt
chart-data = Die Zahlen
chart-place = Wo
chart-target = Zielwert { $value }
chart-baseline = Start { $value }
chart-plan = Plan { $value }
chart-expected = erwartet { $value }
chart-forecast = Prognose { $value }
chart-forecast-name = Prognose
chart-line = Liniendiagramm
chart-bar = Balkendiagramm
chart-stacked = Diagramm gestapelter Balken
chart-area = Flächendiagramm
chart-from-to = { $kind }, { $from } bis { $to }.
chart-at = { $kind }, { $place }.
chart-value-at = { $value } ({ $place })
chart-values = { $name }: { $values }.
chart-course = { $name }: von { $first } bis { $last }, am niedrigsten { $low }, am höchsten { $high }.
chart-gaps = { $count ->
    [one] Für eine Stelle gibt es keine Daten.
   *[other] Für { $count } Stellen gibt es keine Daten.
}
chart-the-target = Der Zielwert ist { $value }.
chart-the-baseline = Der Startwert ist { $value }.

## Alerts in bodies: `> [!NOTE]`

alert-note = Hinweis
alert-tip = Tipp
alert-important = Wichtig
alert-warning = Warnung
alert-caution = Vorsicht

## The archive

archive = Alle Präsentationen
previous-deck = Vorige Präsentation: { $quarter }
deck-facts = { $objectives ->
    [one] { $objectives } Ziel
   *[other] { $objectives } Ziele
}, { $key_results ->
    [one] { $key_results } Schlüsselergebnis
   *[other] { $key_results } Schlüsselergebnisse
}
empty-archive = Noch ist keine Präsentation veröffentlicht.
data = Daten:
skip = Zum Inhalt

## Presenting

present = Vorführen
read = Lesen
previous = Vorige Folie
next = Nächste Folie
dark = Hell oder dunkel
help = Tasten

## What changed

change-added = Neu.
change-returned = Wieder dabei.
change-dropped = Nicht mehr dabei.
change-renamed = Hieß bisher { $before }.
change-id-changed = Die Kennung war bisher { $before }.
change-committed = Ist jetzt zugesagt.
change-not-committed = Ist nicht mehr zugesagt.
change-reworded = Neu formuliert:
change-target-moved = Der Zielwert war { $before }; jetzt ist er { $after }.
change-baseline-moved = Der Startwert war { $before }; jetzt ist er { $after }.
change-baseline-added = Ein Startwert war nicht angegeben; jetzt ist er { $after }.
change-baseline-dropped = Der Startwert war { $before }; jetzt ist keiner angegeben.
change-due-later = Von { $before } auf { $after } verschoben.
change-due-earlier = Von { $before } auf { $after } vorgezogen.
change-deliverable-later = „{ $deliverable }“ ist von { $before } auf { $after } verschoben.
change-deliverable-earlier = „{ $deliverable }“ ist von { $before } auf { $after } vorgezogen.
change-deliverable-dropped = „{ $deliverable }“ war nicht erledigt und ist nicht mehr dabei.
change-moved = Auf { $after } verschoben.
change-owners = Von { $before } an { $after } übergeben.
change-owners-joined = Jetzt auch verantwortlich: { $after }.
change-owners-left = Nicht mehr verantwortlich: { $before }.
change-owners-none = Verantwortlich bisher: { $before }; jetzt ist niemand genannt.
change-restated = Die Angabe zu { $before } ist jetzt { $after }.
change-said = Vorher hieß es „{ $before }“; jetzt heißt es „{ $after }“.
change-said-first = Jetzt heißt es „{ $after }“.
change-status-first = Jetzt:
change-status = Vorher: { $word }. Jetzt:

# Für alle, die zuhören: um Wörter, die gingen, und Wörter, die kamen.
aloud-removed = entfernt:
aloud-added = neu:
aloud-end = Ende der Änderung

## Teams, lives, search

objectives-by-quarter = Ziele nach Quartalen
how-it-stood = Wie es stand
its-titles = Wie es hieß
its-wordings = Wie es formuliert war
nobody-named = Niemand genannt
since = seit { $quarter }
gone-since = Seit { $quarter } nicht mehr dabei
not-yet-there = noch nicht
no-longer-there = nicht mehr
restated-from = berichtigt; vorher { $before }
quarter = Quartal
value = Wert
plan = Plan
expected = Erwartet
history = Verlauf
team-history = Verlauf von { $team }
moved-page = { $title } steht jetzt hier
not-found = Diese Seite gibt es nicht
search = Suche
search-words = Gesuchte Wörter
search-some = { $count } Treffer.
search-first = Die ersten { $shown } werden gezeigt.
search-none = Nichts enthält diese Wörter.
search-nearest = Nichts enthält alle diese Wörter; das Folgende enthält einige davon.
search-needs-script = Die Suche braucht JavaScript. Alle Präsentationen stehen im Archiv.

## How it is computed

method = So wird gerechnet
method-progress = Wie weit ein Wert vom Start zum Zielwert gekommen ist: was er gewonnen hat, als Anteil dessen, was er gewinnen soll. Unter { $nothing } hat er sich entfernt; Balken und Mittel zählen von { $nothing } bis { $all }.
method-expected = Der Anteil der vergangenen Quartale, vom ersten Quartal eines Schlüsselergebnisses bis zu dem, in dem es fällig ist.
method-expected-plan = Wo es einen Plan gibt, was der Plan bis jetzt verlangt.
method-expected-deliverables = Von Arbeitspaketen der Anteil, der bis jetzt fällig ist.
method-limits = Grenzen und Spannen werden eingehalten oder verfehlt; vor der Fälligkeit wird von ihnen nichts erwartet.
pace = Tempo
method-pace = Fortschritt als Anteil des Erwarteten. Es bestimmt den Status:
method-on-track = ein Tempo von { $least } oder mehr
method-at-risk = ein Tempo von { $least } oder mehr
method-off-track = ein geringeres, oder ein Wert, der sich vom Ziel entfernt hat
method-done = der Zielwert ist erreicht
method-not-started = noch hat sich nichts bewegt, und nichts wird erwartet
method-no-data = keine Zahl, wo eine fällig ist
method-calls = Wo jemand einen anderen Status nennt, wird dieser gezeigt und der berechnete daneben.
method-objective = Das Mittel der Schlüsselergebnisse, die eine Zahl haben, nach ihrem Gewicht. Was erwartet wird, ist ebenso das Mittel; ein Schlüsselergebnis, von dem nichts erwartet wird, zählt, wie es steht. Der Status ist der schlechteste von ihnen.
method-grade = Der Fortschritt eines Ziels, auf eine Stelle gerundet: bis { $low } ist niedrig, bis { $middle } mittel, mehr ist gut.
method-grade-committed = Was zugesagt ist, muss ganz erreicht sein, nicht nur gerundet { $all }.
forecast-word = Prognose
method-forecast = Die Gerade durch die letzten beiden Werte, bis zu dem Quartal gezogen, in dem das Schlüsselergebnis fällig ist, aber nicht unter null oder über das Ganze hinaus, wo Werte das nicht können.
method-checkpoint = „{ $behind }“ heißt, dass der letzte Wert, den der Plan nennt, nicht erreicht wurde.

## Presenting, by keys and by touch

present-from-here = Von hier an vorführen
overview = Übersicht
presenter = Fenster für Vortragende
print-slides = Folien drucken
print-handout = Handzettel drucken
controls = Steuerung
close = Schließen
screen-black = Der Bildschirm ist schwarz.
screen-white = Der Bildschirm ist weiß.
now-presented = Wird vorgeführt:
now-read = Als Seite zu lesen:
now-dark = Dunkle Farben.
now-light = Helle Farben.
go-to = Zu einer Folie gehen: ihre Nummer oder Wörter ihres Titels
search-deck = In den Folien suchen
found-some = Gefunden: { $count }
found-none = Keine Folie passt dazu.
presenter-blocked = Der Browser hat das Fenster für Vortragende nicht geöffnet.
clock = Zeit
clock-start = Uhr starten
clock-pause = Anhalten
clock-reset = Zurücksetzen
time-of = { $time } von { $planned }
time-elapsed = Vergangen
time-topic = Dieses Thema
time-behind = { $time } zurück
time-ahead = { $time } voraus
time-right = Im Zeitplan
time-total = Insgesamt geplant: { $time }
black = Schwarz
next-slide = Nächste Folie
next-step = Weiter: Schritt { $number } von { $of }
the-end = Das ist die letzte Folie.
no-notes = Keine Notizen zu dieser Folie.
notes-smaller = Notizen kleiner
notes-larger = Notizen größer
slides = Folien
keys-next = → · ↓ · Leertaste · Bild ab · Enter · N · L · J
does-next = nächster Schritt oder nächste Folie
keys-previous = ← · ↑ · Umschalt + Leertaste · Bild auf · Rücktaste · H · K
does-previous = zurück
keys-skip = Umschalt + → · Umschalt + ←
does-skip = nächste oder vorige Folie, ohne ihre Schritte
keys-ends = Pos 1 · Ende
does-ends = erste und letzte Folie
keys-find = G · 1 … 9
does-find = zu einer Folie gehen, nach Nummer oder Wörtern
keys-search = /
does-search = in den Folien suchen
keys-overview = O · Esc
does-overview = alle Folien auf einmal
keys-presenter = S · P
does-presenter = Fenster für Vortragende: Notizen, nächste Folie, Uhr
keys-fullscreen = F · F5
does-fullscreen = Vollbild
keys-black = B · .
does-black = schwarzer Bildschirm, und zurück
keys-white = W
does-white = weißer Bildschirm, und zurück
keys-read = R
does-read = als Seite lesen oder vorführen
keys-dark = D
does-dark = hell oder dunkel
keys-help = ?
does-help = diese Liste
help-touch = Auf einem Bildschirm zum Berühren: wischen, oder am linken oder rechten Rand tippen. In der Mitte getippt erscheint die Steuerung.
letters-are-keys = Einzelne Buchstaben sind Tasten
