//! How long one waits among many: five hundred connections at once, others that are slow, and the end of the server.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::Result;
use crate::server::Server;

const AT_ONCE: usize = 500;
const SLOW_SENDERS: usize = 200;
const SLOW_READERS: usize = 50;
const PAGE: &str = "/nb/";
/// A file that does not fit into what the system keeps for one who does not read.
const LARGE: &str = "/sitemap.xml";

/// Measures all three, and ends the server.
pub(crate) fn measure(mut server: Server) -> Result<()> {
    server.get(LARGE)?;
    let mut times = at_once(&server)?;
    say("500 connections at once", &mut times);

    let mut slow = Vec::new();
    for _ in 0..SLOW_SENDERS {
        let mut stream = TcpStream::connect(&server.address)?;
        stream.write_all(b"GET / HTTP/1.1\r\nHos")?;
        slow.push(stream);
    }
    for _ in 0..SLOW_READERS {
        let mut stream = TcpStream::connect(&server.address)?;
        ask(&mut stream, &server, LARGE)?;
        slow.push(stream);
    }
    std::thread::sleep(Duration::from_millis(200));
    let mut times = Vec::new();
    for _ in 0..100 {
        let begun = Instant::now();
        if !server.get(PAGE)?.starts_with("HTTP/1.1 200") {
            return Err("a page was refused beside slow ones".into());
        }
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    say("a page beside 250 slow ones", &mut times);
    for _ in 0..20 {
        let mut stream = TcpStream::connect(&server.address)?;
        ask(&mut stream, &server, "/_tillit/events")?;
        stream.read_exact(&mut [0])?;
        slow.push(stream);
    }
    end(&mut server)
}

fn ask(stream: &mut TcpStream, server: &Server, path: &str) -> Result<()> {
    let host = &server.address;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )?;
    Ok(())
}

/// Returns how long each of many that come at once waits for the whole of its answer, in milliseconds.
fn at_once(server: &Server) -> Result<Vec<f64>> {
    let begun = Instant::now();
    let mut streams = Vec::new();
    for _ in 0..AT_ONCE {
        let mut stream = TcpStream::connect(&server.address)?;
        ask(&mut stream, server, PAGE)?;
        streams.push(stream);
    }
    let mut times = Vec::new();
    for mut stream in streams {
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        if !answer.starts_with(b"HTTP/1.1 200") {
            return Err("a page was refused among many".into());
        }
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(times)
}

fn say(what: &str, times: &mut [f64]) {
    times.sort_by(f64::total_cmp);
    let at = |hundredths: usize| times[(times.len() * hundredths / 100).min(times.len() - 1)];
    println!(
        "{what:<26} {:>9.0} ms median {:>6.0} ms p99 {:>6.0} ms worst",
        at(50),
        at(99),
        at(100)
    );
}

/// Tells the server to end as Ctrl-C does, with streams open.
#[cfg(unix)]
fn end(server: &mut Server) -> Result<()> {
    let begun = Instant::now();
    let process = server.process.id().to_string();
    Command::new("kill").args(["-s", "INT", &process]).status()?;
    server.process.wait()?;
    println!(
        "{:<26} {:>9.0} ms",
        "Ctrl-C with open streams",
        begun.elapsed().as_secs_f64() * 1000.0
    );
    Ok(())
}

#[cfg(not(unix))]
fn end(_: &mut Server) -> Result<()> {
    Ok(())
}
