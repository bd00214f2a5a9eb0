# Tout ce que dit le thème par défaut, en français.

# Numbers: the mark between digits and decimals, and between thousands. `percent`, `points`, `minus` and `plus` are given a number as text.
decimal-separator = ,
group-separator = { " " }
percent = { $number } %
points = { $number } pts
minus = −{ $number }
plus = +{ $number }
thousands = { $number } k
millions = { $number } M
billions = { $number } Md
at-most = au plus { $number }
at-least = au moins { $number }
between = entre { $low } et { $high }
yes = oui
no = non

## Dates and lists

date = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
month-short-1 = janv.
month-short-2 = févr.
month-short-3 = mars
month-short-4 = avr.
month-short-5 = mai
month-short-6 = juin
month-short-7 = juil.
month-short-8 = août
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = déc.
month-year = { $month } { $year }
day-month = { $day ->
    [1] 1er
   *[other] { $day }
} { $month }
seconds = { $number } s
minutes = { $number } min
list-separator = ,{ " " }
arrow = →

## Status

status-on-track = En bonne voie
status-at-risk = À risque
status-off-track = Hors trajectoire
status-done = Atteint
status-not-started = Pas commencé
status-no-data = Sans données
status-paused = En pause
status-postponed = Reporté
status-dropped = Abandonné
status-none = Non calculé
computed-status = calculé : { $status }
count-on-track = { $count } en bonne voie
count-at-risk = { $count } à risque
count-off-track = { $count } hors trajectoire
count-done = { $count ->
    [one] { $count } atteint
   *[other] { $count } atteints
}
count-not-started = { $count ->
    [one] { $count } pas commencé
   *[other] { $count } pas commencés
}
count-no-data = { $count } sans données
count-paused = { $count } en pause
count-postponed = { $count ->
    [one] { $count } reporté
   *[other] { $count } reportés
}
count-dropped = { $count ->
    [one] { $count } abandonné
   *[other] { $count } abandonnés
}
count-none = { $count ->
    [one] { $count } non calculé
   *[other] { $count } non calculés
}

## How an objective stands

standing = { $status } : { $progress } du chemin, { $expected } attendus.
standing-progress = { $status } : { $progress } du chemin.
standing-alone = { $status }.
held-back = { $count ->
    [one] { $count } résultat clé sur { $of } le retient.
   *[other] { $count } résultats clés sur { $of } le retiennent.
}
not-begun = { $count ->
    [one] { $count } résultat clé sur { $of } n’a pas commencé.
   *[other] { $count } résultats clés sur { $of } n’ont pas commencé.
}
reporting-gap = { $reporting ->
    [one] { $reporting } résultat clé sur { $of } est renseigné.
   *[other] { $reporting } résultats clés sur { $of } sont renseignés.
}
grade = Note
grade-committed = sur 1,0, comme promis
grade-short = sur 1,0, moins que promis
grade-low = sur 1,0, faible
grade-middle = sur 1,0, moyenne
grade-high = sur 1,0, bonne
objective = Objectif
objectives = Objectifs
owner = { $count ->
    [one] Responsable
   *[other] Responsables
}
due = Échéance
serves = Sert
scoring = Ambition
scoring-aspirational = Ambitieux
scoring-committed = Engagé
initiatives = Initiatives

## Key results

key-results = Résultats clés
key-results-of = Résultats clés : { $title }
key-result = Résultat clé
metric = Indicateur
metrics-of = Indicateurs : { $title }
outcome = Effet visé
baseline = Départ
baseline-note = Départ :
target = Cible
goal = À terme :
weight = poids { $weight }
status = État
progress = Progrès
progress-now = { $progress }
progress-expected = { $expected } attendus
progress-back = { $progress } : s’éloigne
bar-label = Progrès { $progress }
bar-label-expected = Progrès { $progress }, { $expected } attendus à ce jour
moved-more = { $now }, { $by } de plus qu’au { $since }
moved-less = { $now }, { $by } de moins qu’au { $since }
moved-same = { $now }, comme au { $since }
moved-more-at-first = { $now }, { $by } de plus qu’au départ
moved-less-at-first = { $now }, { $by } de moins qu’au départ
moved-same-at-first = { $now }, comme au départ
moved-added = { $now } au total, dont { $by } au { $since }
moved-added-known = { $now } d’après ce qui est connu, dont { $by } au { $since }
in-all = au total
clause-separator = { " " };{ " " }
target-is = la cible est { $target }
due-in = échéance { $quarter }
forecast = en route vers { $value } au { $due }
forecast-misses = en route vers { $value } au { $due }, cible manquée
missed-checkpoint = en retard sur son plan
inside = respecté { $inside } fois sur { $of }
confidence = confiance { $share }
no-data = sans données
not-measured = non mesuré
moved-to = reporté au { $quarter }
nothing-said = –
nothing-said-words = rien n’a été dit
planned = prévu :
wrong-way = s’éloigne de la cible
reason = Raison
done-in = fait au { $quarter }
deliverable-due = attendu au { $quarter }
deliverable-overdue = en retard depuis { $quarter }

## Other kinds of slides

spotlight = En vedette
priority = Priorité
challenges = Difficultés
actions = Actions
and-more = et { $count } de plus
served-by = Objectifs qui la servent
drilldown = En détail
wording-change = Changement de formulation
before = Avant
after = Maintenant
stated-in = énoncé au { $quarter }
wording-unknown = non précisé
service-levels = Niveaux de service
service = Service
indicator = Indicateur
measured = Mesuré
met = Tenu
met-yes = tenu
met-no = non tenu
met-unknown = inconnu
error-budget = Budget d’erreur
budget-spent = { $share } consommés
not-stated = non précisé
period = du { $from } au { $to }
status-slide = État
board-progress = { $progress }, { $expected } attendus
anniversaries = Ancienneté
years = { $count ->
    [one] { $count } an
   *[other] { $count } ans
}
new-hires = Nouveaux collègues
thanks-from = de { $name }
topic = Sujet
whom-to-ask = À qui demander
changes = Changements
changes-since = Depuis { $quarter }
no-changes = Seuls les chiffres ont changé.
no-earlier-deck = C’est la première présentation de l’équipe : il n’y en a pas d’autre à laquelle la comparer.
namesake = { $title }, { $number }
part = { $number } sur { $of }
continued = suite
internal = Interne
draft = Brouillon
notes = Notes
contents = Sommaire
chart-data = Les chiffres
chart-place = Où
chart-target = cible { $value }
chart-baseline = départ { $value }
chart-plan = plan { $value }
chart-expected = attendu { $value }
chart-forecast = prévision { $value }
chart-forecast-name = Prévision
chart-line = Courbe
chart-bar = Diagramme en barres
chart-stacked = Diagramme en barres empilées
chart-area = Diagramme en aires
chart-from-to = { $kind }, { $from } à { $to }.
chart-at = { $kind }, { $place }.
chart-value-at = { $value } ({ $place })
chart-values = { $name } : { $values }.
chart-course = { $name } : de { $first } à { $last }, au plus bas { $low }, au plus haut { $high }.
chart-gaps = { $count ->
    [one] Il manque une donnée.
   *[other] Il manque { $count } données.
}
chart-the-target = La cible est { $value }.
chart-the-baseline = Le départ est { $value }.

## Alerts in bodies: `> [!NOTE]`

alert-note = Remarque
alert-tip = Conseil
alert-important = Important
alert-warning = Avertissement
alert-caution = Attention

## The archive

archive = Toutes les présentations
previous-deck = Présentation précédente : { $quarter }
deck-facts = { $objectives ->
    [one] { $objectives } objectif
   *[other] { $objectives } objectifs
}, { $key_results ->
    [one] { $key_results } résultat clé
   *[other] { $key_results } résultats clés
}
empty-archive = Aucune présentation n’est encore publiée.
data = Données :
skip = Aller au contenu

## Presenting

present = Présenter
read = Lire
previous = Diapositive précédente
next = Diapositive suivante
dark = Clair ou sombre
help = Touches

## What changed

change-added = Nouveau.
change-returned = De retour.
change-dropped = N’y est plus.
change-renamed = S’appelait { $before }.
change-id-changed = Son identifiant était { $before }.
change-committed = C’est désormais un engagement.
change-not-committed = Ce n’est plus un engagement.
change-reworded = Reformulé :
change-target-moved = La cible était { $before } ; elle est maintenant { $after }.
change-baseline-moved = Le départ était { $before } ; il est maintenant { $after }.
change-baseline-added = Le départ n’était pas indiqué ; il est maintenant { $after }.
change-baseline-dropped = Le départ était { $before } ; il n’est plus indiqué.
change-due-later = Reporté de { $before } à { $after }.
change-due-earlier = Avancé de { $before } à { $after }.
change-deliverable-later = « { $deliverable } » est reporté de { $before } à { $after }.
change-deliverable-earlier = « { $deliverable } » est avancé de { $before } à { $after }.
change-deliverable-dropped = « { $deliverable } » n’était pas terminé et n’y est plus.
change-moved = Reporté au { $after }.
change-owners = Passé de { $before } à { $after }.
change-owners-joined = Responsable aussi, désormais : { $after }.
change-owners-left = N’est plus responsable : { $before }.
change-owners-none = Responsable auparavant : { $before } ; personne n’est plus indiqué.
change-restated = Le chiffre donné pour { $before } est maintenant { $after }.
change-said = Avant : « { $before } » ; maintenant : « { $after } ».
change-said-first = Maintenant : « { $after } ».
change-status-first = Maintenant :
change-status = Avant : { $word }. Maintenant :

# À l’écoute : autour des mots partis et des mots venus.
aloud-removed = supprimé :
aloud-added = ajouté :
aloud-end = fin de la modification

## Teams, lives, search

objectives-by-quarter = Objectifs par trimestre
how-it-stood = Où il en était
its-titles = Ses titres
its-wordings = Ses formulations
nobody-named = Personne n’est indiqué
since = depuis { $quarter }
gone-since = Absent depuis { $quarter }
not-yet-there = pas encore
no-longer-there = plus là
restated-from = rectifié ; avant { $before }
quarter = Trimestre
value = Valeur
plan = Plan
expected = Attendu
history = Historique
team-history = Historique de { $team }
moved-page = { $title } se trouve maintenant ici
not-found = Cette page n’existe pas
search = Recherche
search-words = Mots à chercher
search-some = { $like ->
    [one] { $count } résultat.
   *[other] { $count } résultats.
}
search-first = Les { $shown } premiers sont affichés.
search-none = Rien ne contient ces mots.
search-nearest = Rien ne contient tous ces mots ; ce qui suit en contient certains.
search-needs-script = La recherche a besoin de JavaScript. Toutes les présentations sont dans les archives.

## How it is computed

method = Comment tout est calculé
method-progress = Le chemin qu’une valeur a fait du départ à la cible : ce qu’elle a gagné, en part de ce qu’elle doit gagner. Au-dessous de { $nothing }, elle s’est éloignée ; barres et moyennes comptent de { $nothing } à { $all }.
method-expected = La part des trimestres écoulés, du premier trimestre d’un résultat clé à celui de son échéance.
method-expected-plan = S’il y a un plan, ce que le plan demande à ce jour.
method-expected-deliverables = Pour des livrables, la part de ceux qui sont dus à ce jour.
method-limits = Limites et fourchettes sont tenues ou non ; rien n’en est attendu avant l’échéance.
pace = Rythme
method-pace = Le progrès en part de ce qui est attendu. Il décide de l’état :
method-on-track = un rythme de { $least } ou plus
method-at-risk = un rythme de { $least } ou plus
method-off-track = un rythme plus lent, ou une valeur qui s’éloigne de sa cible
method-done = la cible est atteinte
method-not-started = rien n’a encore bougé, et rien n’est attendu
method-no-data = pas de chiffre là où il en faut un
method-calls = Si quelqu’un a donné un autre état, c’est lui qui est montré, avec l’état calculé à côté.
method-objective = La moyenne de ses résultats clés qui ont un chiffre, selon leur poids. Ce qui en est attendu est aussi une moyenne ; un résultat clé dont rien n’est attendu compte tel qu’il est. Son état est le pire des leurs.
method-grade = Le progrès d’un objectif, arrondi à une décimale : jusqu’à { $low } il est faible, jusqu’à { $middle } moyen, au-delà bon.
method-grade-committed = Ce qui est promis doit être atteint en entier, pas seulement arrondi à { $all }.
forecast-word = Prévision
method-forecast = La droite par les deux dernières valeurs, prolongée jusqu’au trimestre de l’échéance, sans passer sous zéro ni au-delà du tout là où les valeurs ne le peuvent pas.
method-checkpoint = « { $behind } » veut dire que la dernière valeur que donne le plan n’a pas été atteinte.

## Presenting, by keys and by touch

present-from-here = Présenter à partir d’ici
overview = Vue d’ensemble
presenter = Fenêtre du présentateur
print-slides = Imprimer les diapositives
print-handout = Imprimer un document
controls = Commandes
close = Fermer
screen-black = L’écran est noir.
screen-white = L’écran est blanc.
now-presented = Présenté :
now-read = À lire comme une page :
now-dark = Couleurs sombres.
now-light = Couleurs claires.
go-to = Aller à une diapositive : son numéro ou des mots de son titre
search-deck = Chercher dans les diapositives
found-some = Trouvé : { $count }
found-none = Aucune diapositive ne correspond.
presenter-blocked = Le navigateur n’a pas laissé s’ouvrir la fenêtre du présentateur.
clock = Temps
clock-start = Lancer l’horloge
clock-pause = Pause
clock-reset = Remettre à zéro
time-of = { $time } sur { $planned }
time-elapsed = Écoulé
time-topic = Ce sujet
time-behind = { $time } de retard
time-ahead = { $time } d’avance
time-right = À l’heure
time-total = Prévu en tout : { $time }
black = Noir
next-slide = Diapositive suivante
next-step = Ensuite : étape { $number } sur { $of }
the-end = C’est la dernière diapositive.
no-notes = Pas de notes pour cette diapositive.
notes-smaller = Notes plus petites
notes-larger = Notes plus grandes
slides = Diapositives
keys-next = → · ↓ · Espace · Page suivante · Entrée · N · L · J
does-next = étape ou diapositive suivante
keys-previous = ← · ↑ · Maj + Espace · Page précédente · Retour · H · K
does-previous = retour
keys-skip = Maj + → · Maj + ←
does-skip = diapositive suivante ou précédente, sans ses étapes
keys-ends = Début · Fin
does-ends = première et dernière diapositive
keys-find = G · 1 … 9
does-find = aller à une diapositive par son numéro ou des mots
keys-search = /
does-search = chercher dans les diapositives
keys-overview = O · Échap
does-overview = toutes les diapositives à la fois
keys-presenter = S · P
does-presenter = fenêtre du présentateur : notes, diapositive suivante, horloge
keys-fullscreen = F · F5
does-fullscreen = plein écran
keys-black = B · .
does-black = écran noir, et retour
keys-white = W
does-white = écran blanc, et retour
keys-read = R
does-read = lire comme une page, ou présenter
keys-dark = D
does-dark = clair ou sombre
keys-help = ?
does-help = cette liste
help-touch = Sur un écran tactile : balayez, ou touchez le bord gauche ou droit. Toucher le milieu montre les commandes.
letters-are-keys = Les lettres seules sont des touches
