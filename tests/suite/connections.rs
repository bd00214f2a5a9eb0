//! The preview server's connections: how many there may be, and what becomes of those that are silent.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::cli::{put, site};
use crate::running::{PATIENCE, Server, allow_many_files, until};

const DECK: &str = "/technology/q1/";

/// A connection on which something was asked, and nothing is read yet.
fn asking(server: &Server, target: &str) -> TcpStream {
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(format!("GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes()).unwrap();
    stream
}

#[test]
fn a_request_is_neither_endless_nor_large() {
    let root = site();
    let server = Server::start(root.path(), "");
    let large = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "x".repeat(1_000_000));
    let answer = server.raw(large.as_bytes());
    assert!(!answer.starts_with("HTTP/1.1 200"), "{answer}");
    let many: String = (0..1000).map(|at| format!("X-{at}: x\r\n")).collect();
    assert_eq!(server.ask("GET", "/", &many).status, 431);

    let mut slow = TcpStream::connect(&server.address).unwrap();
    slow.write_all(b"GET / HTTP/1.1\r\nHost: local").unwrap();
    slow.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert!(!answer.contains("200 OK"), "closed without an answer: {answer}");
    assert_eq!(server.get("/").status, 200, "others are answered");
}

#[test]
fn however_many_listen_there_is_room_for_one_more() {
    allow_many_files();
    let root = site();
    let server = Server::start(root.path(), "");
    server.shows(DECK, "Readers find");
    let mut listeners: Vec<TcpStream> = (0..200).map(|_| asking(&server, "/_quarterdeck/events")).collect();
    let mut youngest = BufReader::new(listeners.pop().unwrap()).lines().map(Result::unwrap);
    youngest.find(|line| line == "data: version 1").unwrap();
    let mut oldest = BufReader::new(&listeners[0]).lines().map(Result::unwrap);
    assert_eq!(oldest.next().unwrap(), "HTTP/1.1 200 OK");
    // A server that keeps it says a word every fifteen seconds.
    assert!(oldest.filter(|line| line == ":").take(4).count() < 4, "the oldest is given up for others");
    put(root.path(), "content/site.md", "---\ntitle: Results\n---\n");
    youngest.find(|line| line == "data: version 2").unwrap();
    assert_eq!(server.get(DECK).status, 200, "pages are answered beside all of them");
}

#[test]
fn whoever_does_not_read_is_given_up() {
    const LARGE: usize = 32 * 1024 * 1024;
    allow_many_files();
    let root = site();
    put(root.path(), "content/technology/q1/20-picture.md", "---\ntitle: Picture\n---\n![Large](large.png)\n");
    put(root.path(), "content/technology/q1/large.png", &"x".repeat(LARGE));
    let server = Server::start(root.path(), "");
    let large = "/technology/q1/large.png";
    assert_eq!(server.get(large).body.len(), LARGE);
    let mut one = asking(&server, large);
    let mut status = [0; 15];
    one.read_exact(&mut status).unwrap();
    assert_eq!(&status, b"HTTP/1.1 200 OK");
    // Whoever goes on to speak to a server that has given him up is told so by the system.
    until(|| one.write_all(b" ").err(), "until the connection is given up");

    let many: Vec<TcpStream> = (0..300).map(|_| asking(&server, large)).collect();
    assert_eq!(server.get("/").status, 200, "beside many who do not read");
    drop(many);
}

#[cfg(unix)]
#[test]
fn where_the_system_allows_few_connections_the_oldest_makes_room() {
    let root = site();
    let server = Server::with_few_files(root.path(), 40);
    server.shows(DECK, "Readers find");
    let silent: Vec<TcpStream> = (0..80).map(|_| TcpStream::connect(&server.address).unwrap()).collect();
    let began = Instant::now();
    assert_eq!(server.get("/").status, 200, "beside many who say nothing");
    assert!(began.elapsed() < Duration::from_secs(5), "before those are given up for their silence");
    drop(silent);
}
