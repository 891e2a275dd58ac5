//! Puts `assets/` into the binary: stylesheets joined in one order, every file under a name that carries the
//! fingerprint of its bytes, and compressed where that helps. No network and no Node.
//!
//! The invariant: a published path never means two different contents, so it may be cached for ever. Names are
//! therefore given from the leaves up: fonts first, then the stylesheet that names them, and a script after the
//! scripts it imports.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

type Done<T> = Result<T, Box<dyn Error>>;

/// Stylesheets that are linked by themselves, and so are not in `css/order`.
const APART: [&str; 1] = ["dark"];

fn main() -> Done<()> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../assets");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", root.display());
    let out = PathBuf::from(env::var("OUT_DIR")?);

    let mut shelf = Shelf::new(out.clone());
    for font in files(&root.join("fonts"), "woff2")? {
        shelf.publish(&name(&font)?, &fs::read(&font)?)?;
    }
    shelf.publish("door.svg", &fs::read(root.join("door.svg"))?)?;
    publish_stylesheets(&mut shelf, &root.join("css"))?;
    publish_scripts(&mut shelf, &root.join("js"))?;
    fs::write(out.join("assets.rs"), shelf.table()?)?;
    fs::write(out.join("icons.rs"), icons(&root.join("icons"))?)?;
    let locales = root.join("../locales");
    println!("cargo::rerun-if-changed={}", locales.display());
    fs::write(out.join("locales.rs"), sentences(&locales)?)?;
    Ok(())
}

/// The table of all files of words: the language they are in, and their text.
fn sentences(folder: &Path) -> Done<String> {
    let mut table = String::from("const SOURCES: &[(&str, &str)] = &[\n");
    for language in ["en", "fr"] {
        for path in files(&folder.join(language), "ftl")? {
            let path = fs::canonicalize(path)?;
            writeln!(
                table,
                "    ({language:?}, include_str!({:?})),",
                path.display().to_string()
            )?;
        }
    }
    table += "];\n";
    Ok(table)
}

fn publish_stylesheets(shelf: &mut Shelf, folder: &Path) -> Done<()> {
    let order = fs::read_to_string(folder.join("order"))?;
    let parts: Vec<&str> = order
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let found = files(folder, "css")?.len();
    if found != parts.len() + APART.len() {
        return Err(format!("{found} stylesheets, but css/order names {}", parts.len()).into());
    }
    let mut whole = String::new();
    for part in parts {
        whole += &fs::read_to_string(folder.join(format!("{part}.css")))?;
    }
    shelf.publish(
        "anteroom.css",
        shelf.addressed(&smaller_css(&whole)).as_bytes(),
    )?;
    for alone in APART {
        let text = fs::read_to_string(folder.join(format!("{alone}.css")))?;
        shelf.publish(&format!("{alone}.css"), smaller_css(&text).as_bytes())?;
    }
    Ok(())
}

/// Publishes a script when everything it imports has been published, until none is left.
fn publish_scripts(shelf: &mut Shelf, folder: &Path) -> Done<()> {
    let mut waiting = BTreeMap::new();
    for path in files(&folder.join("vendor"), "js")? {
        shelf.publish(&name(&path)?, &fs::read(&path)?)?;
    }
    for path in files(folder, "js")? {
        waiting.insert(name(&path)?, smaller_js(&fs::read_to_string(&path)?));
    }
    while !waiting.is_empty() {
        let free: Vec<String> = waiting
            .iter()
            .filter(|(_, text)| {
                !waiting
                    .keys()
                    .any(|other| text.contains(&format!("\"./{other}\"")))
            })
            .map(|(name, _)| name.clone())
            .collect();
        if free.is_empty() {
            return Err(format!(
                "scripts import each other in a circle: {:?}",
                waiting.keys()
            )
            .into());
        }
        for name in free {
            let text = waiting.remove(&name).unwrap_or_default();
            shelf.publish(&name, shelf.addressed(&text).as_bytes())?;
        }
    }
    Ok(())
}

/// What has been published so far: source name to path and bytes.
struct Shelf {
    out: PathBuf,
    published: BTreeMap<String, Published>,
}

struct Published {
    path: String,
    content_type: &'static str,
    is_compressed: bool,
}

impl Shelf {
    fn new(out: PathBuf) -> Self {
        Self {
            out,
            published: BTreeMap::new(),
        }
    }

    fn publish(&mut self, name: &str, bytes: &[u8]) -> Done<()> {
        let (stem, ending) = name.rsplit_once('.').ok_or("an asset needs an ending")?;
        let content_type = match ending {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "svg" => "image/svg+xml",
            "woff2" => "font/woff2",
            _ => return Err(format!("no content type for {name}").into()),
        };
        fs::write(self.out.join(name), bytes)?;
        let is_compressed = ending != "woff2";
        if is_compressed {
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            packer.write_all(bytes)?;
            fs::write(self.out.join(format!("{name}.gz")), packer.finish()?)?;
        }
        let path = format!("/assets/{stem}.{:016x}.{ending}", fingerprint(bytes));
        let former = self.published.insert(
            name.to_owned(),
            Published {
                path,
                content_type,
                is_compressed,
            },
        );
        if former.is_some() {
            return Err(format!("two assets are called {name}").into());
        }
        Ok(())
    }

    /// The text with each quoted name of a published file ("fonts/x", "./x", "./vendor/x") replaced by its path.
    fn addressed(&self, text: &str) -> String {
        self.published
            .iter()
            .fold(text.to_owned(), |text, (name, Published { path, .. })| {
                ["fonts/", "./", "./vendor/"]
                    .iter()
                    .fold(text, |text, folder| {
                        text.replace(&format!("\"{folder}{name}\""), &format!("\"{path}\""))
                    })
            })
    }

    fn table(&self) -> Done<String> {
        let mut table = String::from(
            "/// Every asset with the name it has in the sources, in the order of those names.\n",
        );
        writeln!(
            table,
            "static ASSETS: [(&str, Asset); {}] = [",
            self.published.len()
        )?;
        for (
            name,
            Published {
                path,
                content_type,
                is_compressed,
            },
        ) in &self.published
        {
            let bytes = |ending: &str| {
                format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}{ending}\"))")
            };
            let gzip = if *is_compressed {
                format!("Some({})", bytes(".gz"))
            } else {
                "None".to_owned()
            };
            writeln!(
                table,
                "    ({name:?}, Asset {{ path: {path:?}, content_type: {content_type:?}, bytes: {}, gzip: {gzip} }}),",
                bytes("")
            )?;
        }
        table += "];\n";
        Ok(table)
    }
}

/// The icons as a sorted table of name and inner shapes; the drawing around them is made where they are used.
fn icons(folder: &Path) -> Done<String> {
    let mut rows = String::new();
    let mut count = 0;
    let mut drawings = files(folder, "svg")?;
    // By name and not by file: "folder.svg" comes after "folder-open.svg", "folder" before "folder-open".
    drawings.sort_by(|a, b| a.file_stem().cmp(&b.file_stem()));
    for path in drawings {
        let text = fs::read_to_string(&path)?;
        let shapes = text
            .split_once('>')
            .and_then(|(_, rest)| rest.rsplit_once("</svg>"))
            .map(|(shapes, _)| shapes)
            .ok_or_else(|| format!("{} is no drawing", path.display()))?;
        let file = name(&path)?;
        let name = file.trim_end_matches(".svg");
        let drawn = |class: &str| {
            format!(r#"<svg class="{class}" viewBox="0 0 24 24" aria-hidden="true">{shapes}</svg>"#)
        };
        writeln!(
            rows,
            "    Icon {{ name: {name:?}, plain: {:?}, flipped: {:?}, large: {:?} }},",
            drawn("i"),
            drawn("i i--flip"),
            drawn("i i--l")
        )?;
        count += 1;
    }
    Ok(format!(
        "/// Every icon, in the order of the names.\nstatic ICONS: [Icon; {count}] = [\n{rows}];\n"
    ))
}

fn files(folder: &Path, ending: &str) -> Done<Vec<PathBuf>> {
    let mut found = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Done<Vec<_>>>()?;
    found.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == ending)
    });
    found.sort();
    Ok(found)
}

fn name(path: &Path) -> Done<String> {
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .ok_or("a file name that is not UTF-8")?;
    Ok(name.to_owned())
}

/// FNV-1a, 64 bits: it tells versions of our own files apart, nobody can choose them against us.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Takes comments and needless spaces out of a stylesheet. Strings stay as they are, and so does the space before a
/// colon or a sign, where it can mean something.
fn smaller_css(text: &str) -> String {
    let mut small = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let length = if let Some(comment) = rest.strip_prefix("/*") {
            comment.find("*/").map_or(rest.len(), |end| end + 4)
        } else if next == '"' {
            let length = rest[1..].find('"').map_or(rest.len(), |end| end + 2);
            small.push_str(&rest[..length]);
            length
        } else if next.is_whitespace() {
            if !small.ends_with([' ', '{', '}', ';', ',', ':', '>']) {
                small.push(' ');
            }
            next.len_utf8()
        } else {
            if matches!(next, '{' | '}' | ';' | ',' | '>') && small.ends_with(' ') {
                small.pop();
            }
            if next == '}' && small.ends_with(';') {
                small.pop();
            }
            small.push(next);
            next.len_utf8()
        };
        rest = &rest[length..];
    }
    small
}

/// Takes whole-line comments and indentation out of one of our own scripts; nothing in them spans lines inside quotes.
fn smaller_js(text: &str) -> String {
    text.lines()
        .map(str::trim)
        .filter(|line| {
            let is_comment =
                line.starts_with("//") || (line.starts_with("/**") && line.ends_with("*/"));
            !line.is_empty() && !is_comment
        })
        .fold(String::new(), |small, line| small + line + "\n")
}
