//! What is wrong with a template, as a diagnostic that points into it.

use std::collections::BTreeMap;
use std::ops::Range;

use tera::{Context, Error, ErrorKind};

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::nearest::{did_you_mean, nearest};
use crate::model::position::Lines;
use crate::model::theme::{Theme, ThemeFile};
use crate::render::calls::{calls, missing, whole, whole_path};
use crate::render::catalogue::{self, argument, arguments, entries};
use crate::render::circle::Circle;
use crate::render::templates::tags;
use crate::render::words;

/// Knows from which file each template comes.
pub struct Faults {
    templates: BTreeMap<String, ThemeFile>,
    /// The names of the theme and of those it extends.
    layers: Vec<String>,
    /// In which words are looked for, the first one first.
    catalogues: Vec<ThemeFile>,
}

impl Faults {
    /// For a theme in a language.
    pub fn of(theme: &Theme, language: &str) -> Self {
        let languages = words::languages(language);
        let catalogues = languages.iter().flat_map(|language| catalogue::of_language(theme, language)).cloned();
        let templates = theme.layers.iter().flat_map(|layer| {
            layer.below("templates/").map(|(name, file)| (format!("{}/{name}", layer.name), file.clone()))
        });
        Self {
            templates: templates.collect(),
            layers: theme.layers.iter().map(|layer| layer.name.clone()).collect(),
            catalogues: catalogues.collect(),
        }
    }

    /// The engine's error; where it tells of several things at once, each by itself.
    pub fn diagnostics(&self, error: &Error) -> Vec<Diagnostic> {
        let listed = match error.kind() {
            ErrorKind::Msg(text) => listed(text),
            _ => Vec::new(),
        };
        if listed.is_empty() {
            return vec![self.diagnostic(error, None, None)];
        }
        let mut told: Vec<Diagnostic> = Vec::new();
        for Listed { message, template, line, column } in listed {
            let (place, inside) = self.place(template, |text| {
                let start = Lines::new(text).byte(line, column);
                // A component is pointed at with its bracket.
                let name = quoted(message).filter(|name| text[start..].trim_start_matches('<').starts_with(name));
                start..start + name.map_or(0, |name| text[start..].find(name).unwrap_or_default() + name.len())
            });
            let message = sentence(message);
            // What a theme has left out is missed by many inherited templates.
            if !told.iter().any(|before| before.place == place && before.message == message) {
                told.push(self.hinted(Diagnostic::new(Code::Theme, place, message), inside, None));
            }
        }
        told
    }

    /// The engine's error as one diagnostic. `given` is what was drawn, and `slide` which one.
    pub fn diagnostic(&self, error: &Error, given: Option<&Context>, slide: Option<&str>) -> Diagnostic {
        if let Some(circle) = self.circle(error) {
            return self.circular(&circle);
        }
        let (message, template, range) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                (report.message().to_owned(), report.filename(), report.span().range.clone())
            }
            ErrorKind::MissingParent { current, parent } => {
                let range = self.named(current, std::slice::from_ref(parent));
                (format!("there is no template `{parent}` to extend"), current.as_str(), range)
            }
            other => (other.to_string(), "", 0..0),
        };
        let of_tag = self.way_out_of_tag(template, &message, &range);
        let (mut place, mut inside) = self.place(template, |_| range);
        if inside.is_some()
            && let Some(call) = calls(error).iter().find(|call| self.own(&call.template).is_some())
        {
            // What the component of the program was given is the author's.
            (place, _) = self.place(&call.template, |text| whole(text, Lines::new(text).byte(call.line, call.column)));
            inside = inside.map(|inside| format!("it came to light {inside}"));
        }
        let mut diagnostic = Diagnostic::new(Code::Theme, place, sentence(&message));
        diagnostic.hints.extend(of_tag);
        self.point_to_words(&mut diagnostic, inside.is_some());
        if ["undefined", "not defined"].iter().any(|word| message.contains(word)) {
            self.name_missing(&mut diagnostic, given);
        }
        if let ErrorKind::MissingParent { current, parent } = error.kind() {
            let bare = |name: &str| name.split_once('/').map_or("", |(_, bare)| bare).to_owned();
            let others = self.templates.keys().filter(|name| bare(name) != bare(current));
            let known: Vec<String> = others.flat_map(|name| [name.clone(), bare(name)]).collect();
            diagnostic.hints.extend(nearest(parent, known.iter().map(String::as_str)).map(did_you_mean));
        }
        diagnostic.hints.extend(cause_of(error));
        self.hinted(diagnostic, inside, slide)
    }

    /// What to write where a tag is not known: one of other engines, or one that ends what is not open.
    fn way_out_of_tag(&self, template: &str, message: &str, range: &Range<usize>) -> Option<String> {
        let file = self.templates.get(template).filter(|_| message.eq_ignore_ascii_case("unknown tag"))?;
        let way = match std::str::from_utf8(&file.bytes).ok()?.get(range.clone())? {
            "macro" | "endmacro" | "import" => {
                "there are components in place of macros: `{% component name(of) %}…{% endcomponent name %}`, written `{{ <name of={of} /> }}`"
            }
            "endif" | "endfor" | "endblock" | "endset" | "endfilter" | "endcomponent" => {
                "another tag is still open here: end that first"
            }
            _ => return None,
        };
        Some(way.to_owned())
    }

    /// The template that extends or includes what it cannot, if that is the error, and the names which it may call it.
    pub fn misled(&self, error: &Error) -> Option<(String, Vec<String>)> {
        if let ErrorKind::MissingParent { current, parent } = error.kind() {
            return Some((current.clone(), vec![parent.clone()]));
        }
        let circle = self.circle(error)?;
        Some((circle.first().to_owned(), circle.names_of_next()))
    }

    fn circle<'e>(&self, error: &'e Error) -> Option<Circle<'e>> {
        Circle::of(error, |template| self.own(template).is_some())
    }

    /// Where a template first extends or includes one of these.
    fn named(&self, template: &str, names: &[String]) -> Range<usize> {
        let text = self.templates.get(template).and_then(|file| std::str::from_utf8(&file.bytes).ok());
        let tags = tags(text.unwrap_or_default());
        let tag = tags.into_iter().find(|tag| names.iter().any(|name| name == tag.name));
        tag.map_or(0..0, |tag| tag.name_range)
    }

    fn circular(&self, circle: &Circle) -> Diagnostic {
        let first = circle.first();
        let range = self.named(first, &circle.names_of_next());
        let (place, inside) = self.place(first, |_| range);
        let message = format!("the template `{first}` extends or includes itself");
        let mut further = self.names_of_same(first).skip_while(|name| name != first).skip(1);
        let diagnostic = Diagnostic::new(Code::Theme, place, message).hint(circle.hint(further.next().as_deref()));
        self.hinted(diagnostic, inside, None)
    }

    /// The templates that are called as this one is, by theme and name, the first theme's first.
    fn names_of_same(&self, template: &str) -> impl Iterator<Item = String> {
        let bare = template.split_once('/').map_or(template, |(_, bare)| bare);
        let names = self.layers.iter().map(move |layer| format!("{layer}/{bare}"));
        names.filter(|name| self.templates.contains_key(name))
    }

    /// Points to a message of the author's that cannot be said. One that needs more than its caller gives may be right where the
    /// caller is the author's, too.
    fn point_to_words(&self, diagnostic: &mut Diagnostic, is_inside: bool) {
        let Some(rest) = diagnostic.message.strip_prefix("the message `") else { return };
        let Some((key, rest)) = rest.split_once('`') else { return };
        let needed = rest.strip_prefix(" needs `").map(|rest| rest.trim_end_matches('`'));
        let Some((file, text, range)) = self.message(key, |_| true) else { return };
        if file.embedded || needed.is_some() && !is_inside {
            return;
        }
        let place = match needed {
            Some(needed) => argument(&text, &range, needed).unwrap_or(range),
            None => range.start..range.start + key.len(),
        };
        if let Some((needed, (_, text, range))) = needed.zip(self.message(key, |file| file.embedded)) {
            let given: Vec<&str> = arguments(&text, &range).into_iter().map(|range| &text[range]).collect();
            let hint = nearest(needed, given.iter().copied()).map(did_you_mean);
            diagnostic.hints.extend(hint);
        }
        diagnostic.place = Place::Bytes(file.origin.clone(), place);
    }

    /// The catalogue that has a message first, its text, and where the message stands.
    fn message(&self, key: &str, is_meant: fn(&ThemeFile) -> bool) -> Option<(&ThemeFile, String, Range<usize>)> {
        self.catalogues.iter().filter(|file| is_meant(file)).find_map(|file| {
            let text = String::from_utf8_lossy(&file.bytes).into_owned();
            let range = entries(&text).into_iter().find(|entry| entry.key == key)?.range;
            Some((file, text, range))
        })
    }

    /// Says of which name nothing is known, and which one may be meant.
    fn name_missing(&self, diagnostic: &mut Diagnostic, given: Option<&Context>) {
        let Place::Bytes(origin, range) = &diagnostic.place else { return };
        let Some(file) = self.templates.values().find(|file| file.origin == *origin) else { return };
        let text = String::from_utf8_lossy(&file.bytes);
        let Some(missing) = given.and_then(|given| missing(&text, range, given)) else {
            // A name of the template's own, which a filter was given.
            if let Some(path) = whole_path(&text, range).filter(|_| diagnostic.message.starts_with("invalid type")) {
                diagnostic.message = format!("`{}` is not defined", &text[path.clone()]);
                diagnostic.place = Place::Bytes(origin.clone(), path);
            }
            return;
        };
        let known = if missing.fields.is_empty() { "" } else { ". Available fields: " };
        diagnostic.message = format!("field `{}` is not defined{known}{}", missing.name, missing.fields.join(", "));
        let near = nearest(&missing.name, missing.fields.iter().map(String::as_str));
        diagnostic.hints.extend(near.map(did_you_mean));
        // What authors may write they need not.
        if missing.path.contains("extra.") {
            diagnostic.hints.push(format!("where not every file has it: `{{% if {} is defined %}}`", missing.path));
        }
        diagnostic.place = Place::Bytes(origin.clone(), missing.range);
    }

    /// A template of a slide draws none: nothing in it has the slide's id, to which the deck's contents lead.
    pub fn without_frame(&self, template: &str, slide: &str) -> Diagnostic {
        let own = |name: &str| {
            let first = self
                .layers
                .iter()
                .map(|layer| format!("{layer}/{name}"))
                .find(|name| self.templates.contains_key(name));
            first.and_then(|name| self.own(&name)).map(|file| Place::File(file.origin.clone()))
        };
        let place = own(template).or_else(|| own("slide.html")).unwrap_or_else(|| self.theme());
        let message = "the template draws a slide without its `id`, so nothing leads to it and it is not presented";
        let hint = "a slide is `<section class=\"slide\" id=\"{{ slide.id }}\" …>`, as the default theme's `slide.html` has it: \
            extend that, and write the block `content`";
        self.hinted(Diagnostic::new(Code::Theme, place, message).hint(hint), None, Some(slide))
    }

    /// The file of a template that is not inside the program.
    fn own(&self, template: &str) -> Option<&ThemeFile> {
        self.templates.get(template).filter(|file| !file.embedded)
    }

    fn hinted(&self, mut diagnostic: Diagnostic, inside: Option<String>, slide: Option<&str>) -> Diagnostic {
        diagnostic.hints.extend(inside);
        match slide {
            Some(slide) => diagnostic.hint(format!("while the slide `{slide}` was drawn")),
            None => diagnostic.hint("docs/themes.md lists what templates are given"),
        }
    }

    /// Where a range of a template's text stands; for a template inside the program the theme that uses it, and where it is in words.
    fn place(&self, template: &str, range: impl FnOnce(&str) -> Range<usize>) -> (Place, Option<String>) {
        let Some(ThemeFile { bytes, origin, embedded }) = self.templates.get(template) else {
            return (self.theme(), None);
        };
        let text = String::from_utf8_lossy(bytes);
        let range = range(&text);
        if *embedded {
            let at = Lines::new(&text).position(range.start);
            (self.theme(), Some(format!("in {origin}:{}:{}, which is inside the program", at.line, at.column)))
        } else {
            (Place::Bytes(origin.clone(), range), None)
        }
    }

    /// The theme as a whole.
    pub fn theme(&self) -> Place {
        Place::File(format!("themes/{}/theme.yaml", self.layers[0]).into())
    }
}

/// What a function or filter said of its arguments.
fn cause_of(error: &Error) -> Option<String> {
    let cause = std::error::Error::source(error)?;
    Some(cause.to_string())
}

/// One of the things that the engine found wrong with all templates together.
struct Listed<'a> {
    message: &'a str,
    template: &'a str,
    /// From 1.
    line: usize,
    column: usize,
}

/// The engine tells of names that nobody defines in one text of several parts, each `error: …` and below it `--> template:line:column`.
fn listed(text: &str) -> Vec<Listed<'_>> {
    let parts = text.split("error: ").filter_map(|part| {
        let (message, rest) = part.split_once('\n')?;
        let mut place = rest.trim_start().strip_prefix("--> ")?.lines().next()?.rsplitn(3, ':');
        let column = place.next()?.parse().ok()?;
        let line = place.next()?.parse().ok()?;
        Some(Listed { message, template: place.next()?, line, column })
    });
    parts.collect()
}

/// What stands between the first backticks.
fn quoted(message: &str) -> Option<&str> {
    message.split('`').nth(1)
}

/// A message as diagnostics are worded: one line without a full stop, and no capital for its own sake.
fn sentence(message: &str) -> String {
    let message = message.trim_end_matches('.').replace('\n', " ");
    let mut letters = message.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => message,
    }
}
