//! Reading pages as our own templates write them: well-formed HTML, attributes in double quotes.

/// A field of a form as it stands in the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What would be sent.
    pub value: String,
}

/// A form as it stands in a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Where it goes.
    pub action: String,
    /// `get` or `post`.
    pub method: String,
    /// What would be sent if nothing were typed: hidden and filled fields, chosen boxes.
    pub fields: Vec<Field>,
    /// Every name a person could fill in, chosen or not.
    pub names: Vec<String>,
}

impl Form {
    /// The fields with these typed over; `name` several times replaces all of that name.
    ///
    /// # Panics
    /// When the form has no such field: a person could not have typed it.
    pub fn filled(&self, typed: &[(&str, &str)]) -> Vec<(String, String)> {
        for (name, _) in typed {
            assert!(
                self.names.iter().any(|own| own == name),
                "the form to {} has no field {name}, but {:?}",
                self.action,
                self.names
            );
        }
        self.fields
            .iter()
            .filter(|field| !typed.iter().any(|(name, _)| *name == field.name))
            .map(|field| (field.name.clone(), field.value.clone()))
            .chain(
                typed
                    .iter()
                    .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
            )
            .collect()
    }
}

/// Every form of a page.
pub fn forms(html: &str) -> Vec<Form> {
    html.split("<form")
        .skip(1)
        .map(|rest| {
            let (head, body) = rest.split_once('>').unwrap();
            let body = body.split("</form").next().unwrap();
            let mut fields = Vec::new();
            let mut names = Vec::new();
            for (tag, after) in tags(body) {
                let Some(name) = attribute(tag, "name") else {
                    continue;
                };
                names.push(name.clone());
                let kind = attribute(tag, "type").unwrap_or_default();
                let is_chosen = has(tag, "checked");
                if tag.starts_with("input") {
                    let is_box = kind == "checkbox" || kind == "radio";
                    if (is_box && !is_chosen) || kind == "file" || kind == "submit" {
                        continue;
                    }
                    let value = attribute(tag, "value").unwrap_or(if is_box {
                        "on".into()
                    } else {
                        String::new()
                    });
                    fields.push(Field { name, value });
                } else if tag.starts_with("textarea") {
                    fields.push(Field {
                        name,
                        value: unescape(after.split("</textarea").next().unwrap()),
                    });
                } else if tag.starts_with("select") {
                    let options = after.split("</select").next().unwrap();
                    let chosen = tags(options)
                        .into_iter()
                        .filter(|(tag, _)| tag.starts_with("option"));
                    let all: Vec<&str> = chosen.map(|(tag, _)| tag).collect();
                    let pick = all.iter().find(|tag| has(tag, "selected")).or(all.first());
                    if let Some(tag) = pick {
                        fields.push(Field {
                            name,
                            value: attribute(tag, "value").unwrap_or_default(),
                        });
                    }
                }
            }
            Form {
                action: attribute(head, "action").unwrap_or_default(),
                method: attribute(head, "method").unwrap_or_else(|| "get".into()),
                fields,
                names,
            }
        })
        .collect()
}

/// Every address a page links to.
pub fn links(html: &str) -> Vec<String> {
    tags(html)
        .into_iter()
        .filter(|(tag, _)| tag.starts_with("a "))
        .filter_map(|(tag, _)| attribute(tag, "href"))
        .collect()
}

/// The words of a page: tags gone, white space folded.
pub fn text(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(before);
        let (tag, after) = after.split_once('>').unwrap_or(("", ""));
        if ![
            "b", "/b", "bdi", "/bdi", "i", "/i", "a", "/a", "span", "/span",
        ]
        .contains(&tag.split(' ').next().unwrap_or_default())
        {
            words.push(' ');
        }
        rest = after;
    }
    words.push_str(rest);
    unescape(&words)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Each tag's inside with the text behind it.
fn tags(html: &str) -> Vec<(&str, &str)> {
    html.split('<')
        .skip(1)
        .filter_map(|rest| rest.split_once('>'))
        .map(|(tag, _)| tag)
        .zip(html.match_indices('<').map(|(at, _)| &html[at..]))
        .map(|(tag, rest)| (tag, rest.split_once('>').map_or("", |(_, after)| after)))
        .collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.find(&format!(" {name}=\""))?;
    tag[at..].split('"').nth(1).map(unescape)
}

fn has(tag: &str, name: &str) -> bool {
    tag.split_whitespace().any(|word| word == name)
}

fn unescape(text: &str) -> String {
    text.replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_reads_as_a_person_finds_it() {
        let html = r#"<form method="post" action="/x"><input type="hidden" name="a" value="1&amp;2"><input type="checkbox" name="b" value="yes" checked>
            <input type="checkbox" name="b" value="no"><textarea name="c">line</textarea><select name="d"><option value="1"></option><option value="2" selected>two</option></select></form>"#;
        let form = &forms(html)[0];
        let sent: Vec<(&str, &str)> = form
            .fields
            .iter()
            .map(|field| (field.name.as_str(), field.value.as_str()))
            .collect();
        assert_eq!(
            sent,
            [("a", "1&2"), ("b", "yes"), ("c", "line"), ("d", "2")]
        );
        assert_eq!(
            form.filled(&[("b", "no")]).last().unwrap(),
            &("b".to_owned(), "no".to_owned())
        );
    }

    #[test]
    fn words_lose_their_tags_and_keep_their_letters() {
        assert_eq!(
            text("<p>Nadia <bdi>Haddad</bdi></p><p>&lt;b&gt;</p>"),
            "Nadia Haddad <b>"
        );
    }
}
