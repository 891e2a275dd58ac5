//! The product's own source, as the tests that keep its rules read it.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

/// The root of the tree.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// Every file below `folder` with this ending: its path from the root, and its text.
pub fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let root = root();
    let mut found = Vec::new();
    let mut waiting = vec![root.join(folder)];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !["target", "node_modules", ".git"].contains(&name.as_str()) {
                    waiting.push(path);
                }
            } else if path.extension().is_some_and(|e| e == ending) {
                let text = std::fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(&root).unwrap().display().to_string();
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

/// A statement of the product, where it stands and what it says.
#[derive(Debug)]
pub struct Statement {
    /// `crates/portal/src/shares/mod.rs: REVOKE`.
    pub place: String,
    /// The SQL.
    pub text: String,
}

/// Every statement in `sql!` blocks, with macros that stand for literals written out.
pub fn statements() -> Vec<Statement> {
    let sources = files("crates/portal/src", "rs");
    // A macro that stands for a literal is seen in its own slice's files.
    let mut literals = Literals::new();
    for (path, text) in &sources {
        let mut tokens = Tokens::of(text);
        while let Some(token) = tokens.next() {
            if token == Token::Word("macro_rules".into()) {
                tokens.next();
                if let Some(Token::Word(name)) = tokens.next() {
                    literals.insert((slice(path), name), Literal::of(&tokens.group()));
                }
            }
        }
    }
    let mut found = Vec::new();
    for (path, text) in &sources {
        let mut tokens = Tokens::of(text);
        while let Some(token) = tokens.next() {
            if token != Token::Word("sql".into()) || tokens.peek() != Some(&Token::Sign('!')) {
                continue;
            }
            tokens.next();
            let mut block = Tokens {
                tokens: tokens.group(),
                at: 0,
            };
            while let Some(token) = block.next() {
                let Token::Word(name) = token else { continue };
                if block.peek() != Some(&Token::Sign('=')) {
                    continue;
                }
                let mut value = Vec::new();
                while let Some(token) = block.next() {
                    if token == Token::Sign(';') {
                        break;
                    }
                    value.push(token);
                }
                found.push(Statement {
                    place: format!("{path}: {name}"),
                    text: written_out(&value, &slice(path), &literals),
                });
            }
        }
    }
    assert!(
        found.len() > 100,
        "the scanner has gone blind: {} statements",
        found.len()
    );
    found
}

/// Slice and name of a macro, and what it stands for.
type Literals = HashMap<(String, String), Literal>;

/// A macro of one rule that stands for a literal: its parameters, and its body.
struct Literal {
    parameters: Vec<String>,
    body: Vec<Token>,
}

impl Literal {
    fn of(rule: &[Token]) -> Self {
        let arrow = rule
            .iter()
            .position(|token| *token == Token::Sign('>'))
            .unwrap_or(0);
        let (head, body) = rule.split_at(arrow);
        Self {
            parameters: dollars(head),
            body: body.to_vec(),
        }
    }
}

/// The names behind dollar signs.
fn dollars(tokens: &[Token]) -> Vec<String> {
    tokens
        .windows(2)
        .filter_map(|pair| match pair {
            [Token::Sign('$'), Token::Word(name)] => Some(name.clone()),
            _ => None,
        })
        .collect()
}

/// `matters` of `crates/portal/src/matters/mod.rs`.
fn slice(path: &str) -> String {
    path.split('/').nth(3).unwrap_or_default().to_owned()
}

fn written_out(value: &[Token], slice: &str, literals: &Literals) -> String {
    let mut text = String::new();
    let mut tokens = Tokens {
        tokens: value.to_vec(),
        at: 0,
    };
    while let Some(token) = tokens.next() {
        match token {
            Token::Literal(literal) => text.push_str(&literal),
            Token::Word(word) if tokens.peek() == Some(&Token::Sign('!')) && word != "concat" => {
                tokens.next();
                let arguments: Vec<String> = tokens
                    .group()
                    .split(|token| *token == Token::Sign(','))
                    .map(|argument| written_out(argument, slice, literals))
                    .collect();
                let literal = literals
                    .get(&(slice.to_owned(), word.clone()))
                    // What all slices share.
                    .or_else(|| literals.get(&("base".to_owned(), word.clone())))
                    .unwrap_or_else(|| panic!("{word}! stands for no literal in {slice}"));
                let mut body = Vec::new();
                let mut rest = literal.body.iter();
                while let Some(token) = rest.next() {
                    if *token != Token::Sign('$') {
                        body.push(token.clone());
                        continue;
                    }
                    let Some(Token::Word(name)) = rest.next() else {
                        continue;
                    };
                    let place = literal
                        .parameters
                        .iter()
                        .position(|own| own == name)
                        .unwrap();
                    body.push(Token::Literal(arguments[place].clone()));
                }
                text.push_str(&written_out(&body, slice, literals));
            }
            _ => {}
        }
    }
    text
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    Literal(String),
    Sign(char),
}

struct Tokens {
    tokens: Vec<Token>,
    at: usize,
}

impl Tokens {
    fn of(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let mut tokens = Vec::new();
        let mut at = 0;
        while at < chars.len() {
            let c = chars[at];
            let two = (c, chars.get(at + 1).copied().unwrap_or(' '));
            if two == ('/', '/') {
                while at < chars.len() && chars[at] != '\n' {
                    at += 1;
                }
            } else if c == '"' {
                let mut literal = String::new();
                at += 1;
                while chars[at] != '"' {
                    if chars[at] == '\\' {
                        at += 1;
                        match chars[at] {
                            'n' => literal.push('\n'),
                            '\n' => {
                                while chars[at + 1].is_whitespace() {
                                    at += 1;
                                }
                            }
                            other => literal.push(other),
                        }
                    } else {
                        literal.push(chars[at]);
                    }
                    at += 1;
                }
                tokens.push(Token::Literal(literal));
                at += 1;
            } else if c == '\'' {
                // A character ('x', '\n') or a lifetime ('static).
                let is_char = chars.get(at + 2) == Some(&'\'') || two.1 == '\\';
                at += if !is_char {
                    1
                } else {
                    chars[at + 2..].iter().position(|c| *c == '\'').unwrap() + 3
                };
            } else if c.is_alphanumeric() || c == '_' {
                let begin = at;
                while at < chars.len() && (chars[at].is_alphanumeric() || chars[at] == '_') {
                    at += 1;
                }
                tokens.push(Token::Word(chars[begin..at].iter().collect()));
            } else {
                if !c.is_whitespace() {
                    tokens.push(Token::Sign(c));
                }
                at += 1;
            }
        }
        Self { tokens, at: 0 }
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    /// What stands between the next brace and the one that closes it.
    fn group(&mut self) -> Vec<Token> {
        let mut depth = 0;
        let mut inside = Vec::new();
        while let Some(token) = self.next() {
            match token {
                Token::Sign('{' | '(') => depth += 1,
                Token::Sign('}' | ')') => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            inside.push(token);
        }
        inside
    }
}
