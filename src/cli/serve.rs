//! `quarterdeck serve`: the site beside the editor. Builds in memory, shows what was built, and tells open pages of it.

mod answer;
mod body;
mod browser;
mod connections;
mod crowd;
mod early;
mod editor;
mod hosts;
mod moves;
mod page;
mod part;
mod report;
mod shown;
mod stalling;
mod teams;

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;

use clap::Args;
use tokio::sync::watch;

use crate::cli::live::{self, News, Teller, Told, Watching};
use crate::cli::serve::answer::Server;
use crate::cli::serve::early::Early;
use crate::cli::serve::hosts::Hosts;
use crate::cli::serve::shown::{Publisher, Settings};
use crate::cli::{Ended, Failure, SiteArguments, elapsed, ending};
use crate::model::document::Audience;
use crate::pipeline::Options;

/// Shows the site while you write it: every save is on the page at once
///
/// Builds in memory, with notes and drafts, and writes nothing. Open pages change in place and show the slide that is
/// being written. A mistake is told on the page, over the last good site.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    /// The port to listen on; 0 takes any that is free
    #[arg(long, default_value_t = 8181)]
    port: u16,
    /// The address to listen on. Any other than this machine's own lets others read drafts and notes
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST), value_parser = host)]
    host: IpAddr,
    /// A name that this machine is called by in a browser, beside localhost; may be given more than once
    #[arg(long, value_name = "NAME", value_parser = hosts::name)]
    allow_host: Vec<String>,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Stay on the slide that is shown, whatever is being written
    #[arg(long)]
    no_follow: bool,
    /// How a place is opened in the editor: an address with {file}, {line} and {column} in it
    #[arg(long, value_name = "URL", default_value = editor::DEFAULT, value_parser = editor::template)]
    editor: String,
    /// Use this theme instead of the one that site.md names
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,
    #[command(flatten)]
    watching: Watching,
}

fn host(address: &str) -> Result<IpAddr, &'static str> {
    if address.eq_ignore_ascii_case("localhost") {
        return Ok(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    address.parse().map_err(|_| "an address is written in numbers, as 127.0.0.1 or ::1 is")
}

/// Runs the command until it is interrupted.
pub(super) fn run(arguments: Arguments) -> Result<Ended, Failure> {
    let listener = listen(SocketAddr::new(arguments.host, arguments.port))?;
    let address = listener.local_addr().map_err(Failure::Run)?;
    if !arguments.host.is_loopback() {
        live::say(&format!(
            "warning: whoever reaches {} can read everything here, drafts and notes too",
            arguments.host
        ));
        if arguments.host.is_unspecified() && arguments.allow_host.is_empty() {
            live::say(
                "warning: nobody else is answered until `--allow-host` says what they call this machine: a name, or an address",
            );
        }
    }
    // What stands for all addresses is none that a browser may ask for.
    let near = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    let home = format!("http://{}/", SocketAddr::new(near, address.port()));
    // Not before the site could be read: where there is none, there is nothing to open.
    let begin = move || {
        live::say(&format!("the site is at {home} (Ctrl-C ends it)"));
        if arguments.open {
            browser::open(&home);
        }
    };

    let (publish, shown) = watch::channel(None);
    let settings =
        Settings { follow: !arguments.no_follow, editor: editor::in_folder(&arguments.editor, &arguments.site.root) };
    let early = Arc::new(Early::new(begin));
    let server = Server::new(Hosts::new(arguments.host, arguments.allow_host), shown, early.clone());
    let publisher = Publisher::new(settings, publish);

    let runtime = ending::runtime()?;
    let listener = {
        let _entered = runtime.enter();
        tokio::net::TcpListener::from_std(listener).map_err(Failure::Run)?
    };
    runtime.spawn(connections::accept(listener, Arc::new(server)));
    let options =
        Options { audience: Audience::Internal, drafts: true, theme: arguments.theme, base_url: None, strict: false };
    ending::until_interrupted(&runtime, move || {
        let mut publisher = publisher;
        let mut teller = Teller::default();
        live::run(&arguments.site, &options, &arguments.watching, Some(&*early), |news| {
            publisher.publish(&news);
            early.end();
            tell(&news, publisher.has_site(), &mut teller);
            Ok(Told::Done)
        })
    })
}

/// Says on the terminal what came of a build; the page says more.
fn tell(news: &News, has_site: bool, teller: &mut Teller) {
    let shown = if has_site {
        "the last good site is shown"
    } else {
        "there is no good site yet, so its pages show what is wrong"
    };
    let build = match news {
        News::Built(build) => build,
        News::Unreadable(error) => return live::say(&format!("{error}; {shown}")),
        News::Failed(bug) => {
            bug.tell();
            return live::say(shown);
        }
    };
    teller.draw(build);
    let mut parts: Vec<String> = live::named(build.changes).into_iter().collect();
    parts.extend(live::tally(build.outcome));
    if build.outcome.artifacts.is_empty() {
        parts.push(shown.to_owned());
    }
    parts.push(format!("built in {}", elapsed(build.took)));
    live::say(&parts.join("; "));
}

/// Takes a port, or says which other one is free.
fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    let bound = TcpListener::bind(address).and_then(|listener| {
        listener.set_nonblocking(true)?;
        Ok(listener)
    });
    bound.map_err(|cause| {
        let hint = match cause.kind() {
            ErrorKind::AddrInUse => {
                let free = (1..=100).filter_map(|more| address.port().checked_add(more));
                let free =
                    free.map(|port| SocketAddr::new(address.ip(), port)).find(|other| TcpListener::bind(other).is_ok());
                let other = free.map_or("--port 0 takes any that is free".to_owned(), |free| {
                    format!("--port {} is free", free.port())
                });
                format!("another program uses this port, perhaps another quarterdeck; {other}")
            }
            ErrorKind::PermissionDenied => {
                "ports below 1024 are the system's: take a higher one with --port".to_owned()
            }
            _ => "name an address of this machine with --host, or leave it out".to_owned(),
        };
        Failure::Listen { address, cause, hint }
    })
}
