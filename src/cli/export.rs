//! `quarterdeck export`: one deck as a file to hand on.

mod browser;
mod dates;
mod deck;
mod devtools;
mod outline;
mod pptx;
mod single;
mod tags;
mod words;
mod zip;

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use rayon::prelude::*;

use crate::cli::build::Choices;
use crate::cli::export::browser::{Browser, option};
use crate::cli::export::deck::{Deck, Slide};
use crate::cli::export::devtools::Halt;
use crate::cli::report::{self, Tally, plain};
use crate::cli::{self, Ended, Failure, SiteArguments, Stopwatch, count, elapsed, ending, folder_name, unless_closed};
use crate::model::link::fragment;
use crate::write::{self, Stop};
use crate::{discover, pipeline};

/// Makes one deck a file that can be sent, printed or shown anywhere
///
/// It holds what the deck's page shows, for the public unless told otherwise. Links to other pages of the site lead to its
/// address, from site.md or --base-url; without one they are plain text. Nothing is written while the content has errors.
#[derive(Debug, Args)]
pub struct Arguments {
    /// What is made
    #[arg(value_enum)]
    format: Format,
    /// The folder of the deck: technology/2021-q1, or content/technology/2021-q1
    deck: String,
    /// The file that is made, or for pictures their folder; - is standard output [default: named after the deck, in
    /// the current folder]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only this slide, by its id (what its address has behind #), as one picture
    #[arg(long, value_name = "ID")]
    slide: Option<String>,
    /// The Chromium or Chrome that draws [default: `QUARTERDECK_BROWSER`, or the first that is found]
    #[arg(long, value_name = "PROGRAM")]
    browser: Option<PathBuf>,
    #[command(flatten)]
    site: SiteArguments,
    #[command(flatten)]
    choices: Choices,
}

/// What a deck is made into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One page to present and to read, with all it needs in it: opens anywhere with a double click
    Html,
    /// A sheet per slide
    Pdf,
    /// For other programs that show slides: a picture per slide, with its title, and its notes in an internal one
    Pptx,
    /// A picture per slide, 1920 by 1080, all in one folder: 01-title.png, …; other files in it stay
    Png,
}

/// What was made.
enum Made {
    File(Vec<u8>),
    /// Pictures by their names.
    Folder(Vec<(String, Vec<u8>)>),
}

impl Arguments {
    /// Refuses what does not go together.
    fn check(&self) -> Result<(), Failure> {
        let refusal = if self.slide.is_some() && self.format != Format::Png {
            "--slide is for png: every other file is all of the deck"
        } else if self.is_folder() && self.is_stdout() {
            "-o - is one file: name a folder for the pictures, or one of the slides with --slide"
        } else {
            return Ok(());
        };
        Err(Failure::Usage(refusal.to_owned()))
    }

    fn is_folder(&self) -> bool {
        self.format == Format::Png && self.slide.is_none()
    }

    fn is_stdout(&self) -> bool {
        self.output.as_deref().is_some_and(|place| place == Path::new("-") || place == Path::new("/dev/stdout"))
    }

    /// Where what is made of a deck goes.
    fn place(&self, deck: &str) -> PathBuf {
        if let Some(place) = &self.output {
            return place.clone();
        }
        let name = deck.replace('/', "-");
        match (self.format, &self.slide) {
            (Format::Html, _) => format!("{name}.html"),
            (Format::Pdf, _) => format!("{name}.pdf"),
            (Format::Pptx, _) => format!("{name}.pptx"),
            (Format::Png, None) => name,
            (Format::Png, Some(slide)) => format!("{name}-{}.png", deck::file_name(slide)),
        }
        .into()
    }
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<Ended, Failure> {
    let watch = Stopwatch::start();
    arguments.check()?;
    let site = &arguments.site;
    let stop = ending::stop_when_interrupted();
    let snapshot = discover::discover(&site.root, site.today()?)?;
    let outcome = pipeline::build(&snapshot, &arguments.choices.options());
    let mut stderr = anstream::stderr().lock();
    let tally = Tally::of(&outcome.diagnostics);
    if tally.errors > 0 {
        unless_closed(report::draw_briefly(&mut stderr, &snapshot, &outcome.diagnostics))?;
        unless_closed(writeln!(stderr, "quarterdeck: {tally}; nothing written"))?;
        return Ok(Ended::ContentHasErrors);
    }
    let deck = deck::chosen(&arguments.deck, &site.root, &snapshot, &deck::built(&outcome.artifacts))?;
    let place = arguments.place(&deck);
    if !arguments.is_stdout() {
        write::check_place(&place, arguments.is_folder())?;
    }
    let path = format!("{deck}/index.html");
    let Deck { title, slides } = deck::read(&outcome.artifacts, &path);
    let page = single::page(&outcome.artifacts, &path);
    let wanted = match &arguments.slide {
        None => slides,
        Some(id) => vec![deck::slide(id, &slides)?],
    };
    let made = make(page, &title, &wanted, snapshot.today, arguments, &stop, &mut stderr)?;
    let Some(made) = made.filter(|_| !stop.is_said()) else {
        unless_closed(writeln!(stderr, "quarterdeck: interrupted; nothing written"))?;
        return Ok(Ended::Interrupted);
    };
    let name = put(&made, &place, arguments)?;
    let slides = count(wanted.len(), "slide");
    unless_closed(writeln!(
        stderr,
        "quarterdeck: {}, {slides} → {} in {}",
        plain(&deck),
        plain(&name),
        elapsed(watch.total())
    ))?;
    Ok(Ended::Done)
}

/// Makes what is asked for of a deck's page and of the slides that are wanted of it; nothing where it was interrupted.
fn make(
    page: String,
    title: &str,
    wanted: &[Slide],
    today: Date,
    arguments: &Arguments,
    stop: &Stop,
    told: &mut impl Write,
) -> Result<Option<Made>, Failure> {
    Ok(match arguments.format {
        Format::Html => Some(Made::File(page.into_bytes())),
        Format::Pdf => {
            let titles: Vec<&str> = wanted.iter().map(|slide| &*slide.title).collect();
            print(&page, arguments, stop)?.map(|pdf| Made::File(outline::titled(dates::dated(pdf, today), &titles)))
        }
        Format::Pptx => {
            let pictures = draw(&unfolded(&page), wanted, arguments, stop, told)?;
            pictures.map(|pictures| Made::File(pptx::presentation(title, wanted, &pictures)))
        }
        Format::Png => {
            let pictures = draw(&unfolded(&page), wanted, arguments, stop, told)?;
            pictures.and_then(|pictures| as_files(wanted, pictures, arguments.is_folder()))
        }
    })
}

/// A page with what authors fold away open, for pictures, in which nobody can unfold it.
fn unfolded(page: &str) -> String {
    page.replace("<details>", "<details open>")
}

/// Puts what was made where it goes, and returns how that is called.
fn put(made: &Made, place: &Path, arguments: &Arguments) -> Result<String, Failure> {
    Ok(match made {
        Made::File(bytes) if arguments.is_stdout() => {
            unless_closed(cli::print(bytes))?;
            "standard output".to_owned()
        }
        Made::File(bytes) => {
            write::replace(place, bytes)?;
            place.display().to_string()
        }
        Made::Folder(pictures) => {
            for (name, picture) in pictures {
                write::replace(&place.join(name), picture)?;
            }
            folder_name(place)
        }
    })
}

/// A page in a folder of its own, which goes with all that the browser leaves in it.
struct Scratch(tempfile::TempDir);

impl Scratch {
    fn of(page: &str) -> Result<Self, Failure> {
        let mut folder = tempfile::Builder::new();
        folder.prefix("quarterdeck-");
        // The page may be an internal one, and others may use the machine.
        #[cfg(unix)]
        folder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let scratch = Self(folder.tempdir().map_err(Failure::scratch)?);
        write::replace(&scratch.path("deck.html"), page.as_bytes())?;
        Ok(scratch)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The address of the page, at a place in it.
    fn address(&self, place: &str) -> String {
        let page = self.path("deck.html").to_string_lossy().replace('\\', "/");
        let slash = if page.starts_with('/') { "" } else { "/" };
        format!("file://{slash}{}{place}", page.replace('%', "%25").replace('#', "%23").replace('?', "%3F"))
    }
}

/// The deck on paper; `None` where the program was told to stop.
fn print(page: &str, arguments: &Arguments, stop: &Stop) -> Result<Option<Vec<u8>>, Failure> {
    let browser = Browser::find(arguments.browser.as_deref())?;
    let scratch = Scratch::of(page)?;
    let file = scratch.path("deck.pdf");
    let asked = [
        option("--print-to-pdf=", &file),
        "--no-pdf-header-footer".into(),
        "--export-tagged-pdf".into(),
        "--generate-pdf-document-outline".into(),
        scratch.address("").into(),
    ];
    browser.make(&scratch.path("browser"), &asked, &file, stop)
}

/// Pictures of slides with all their steps; `None` where the program was told to stop.
fn draw(
    page: &str,
    slides: &[Slide],
    arguments: &Arguments,
    stop: &Stop,
    told: &mut impl Write,
) -> Result<Option<Vec<Vec<u8>>>, Failure> {
    let browser = Browser::find(arguments.browser.as_deref())?;
    let scratch = Scratch::of(page)?;
    // A page of its own for each: nothing is left on it of what another one showed.
    let address = |(at, slide): (usize, &Slide)| scratch.address(&format!("?{at}{}@{ALL_STEPS}", fragment(&slide.id)));
    let pages: Vec<String> = slides.iter().enumerate().map(address).collect();
    let looks = ["--force-device-scale-factor=1", "--force-prefers-reduced-motion", "--hide-scrollbars"];
    let looks = looks.map(OsString::from);
    if slides.len() > 1 {
        unless_closed(writeln!(told, "quarterdeck: drawing {}", count(slides.len(), "slide")))?;
    }
    match browser.draw(&scratch.path("browser"), &looks, SIZE, &pages, stop) {
        Ok(pictures) => return Ok(Some(pictures)),
        Err(Halt::Stopped) => return Ok(None),
        Err(Halt::Failed(failure)) => return Err(failure),
        Err(Halt::Mute) => {}
    }
    if slides.len() > 1 {
        unless_closed(writeln!(
            told,
            "quarterdeck: this browser begins anew for each slide, which takes about a second"
        ))?;
    }
    let draw = |(at, page): (usize, &String)| {
        let file = scratch.path(&format!("{at}.png"));
        let mut asked = vec![option("--screenshot=", &file), format!("--window-size={},{}", SIZE[0], SIZE[1]).into()];
        asked.extend(looks.iter().cloned().chain([page.into()]));
        // What runs side by side does not share what it keeps; what runs later begins faster with it.
        let folder = scratch.path(&format!("browser-{}", rayon::current_thread_index().unwrap_or_default()));
        browser.make(&folder, &asked, &file, stop)
    };
    let drawn: Result<Vec<_>, Failure> = pages.par_iter().enumerate().map(draw).collect();
    Ok(drawn?.into_iter().collect())
}

/// How large a picture is, in pixels.
const SIZE: [u32; 2] = [1920, 1080];

/// A step that is behind the last one of every slide: the page shows all.
const ALL_STEPS: u16 = 9999;

/// Pictures of slides as files by their names, or the only one.
fn as_files(slides: &[Slide], mut pictures: Vec<Vec<u8>>, is_folder: bool) -> Option<Made> {
    if !is_folder {
        return pictures.pop().map(Made::File);
    }
    let names = slides.iter().enumerate().map(|(at, slide)| deck::picture_name(at + 1, slides.len(), &slide.id));
    Some(Made::Folder(names.zip(pictures).collect()))
}

#[cfg(test)]
mod tests {
    use super::unfolded;

    #[test]
    fn what_an_author_folds_away_is_open_in_pictures() {
        let page =
            "<details><summary>More</summary></details><details class=\"chart-data\"><summary>Data</summary></details>";
        assert_eq!(unfolded(page), page.replacen("<details>", "<details open>", 1));
    }
}
