//! Icons drawn into the page, so that they take the colour of the words beside them and cost no request.
//!
//! Each is our own fixed markup: templates print it unescaped. It is hidden from readers; the words say what it means.

/// One icon in the three ways it is drawn.
struct Icon {
    name: &'static str,
    plain: &'static str,
    flipped: &'static str,
    large: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/icons.rs"));

fn find(name: &str) -> Option<&'static Icon> {
    ICONS
        .binary_search_by_key(&name, |icon| icon.name)
        .ok()
        .map(|place| &ICONS[place])
}

/// An icon by the name of its file in `assets/icons`, as high as the letters beside it; empty when there is none, which
/// the tests of this module keep out of the templates.
pub fn icon(name: &str) -> &'static str {
    find(name).map_or("", |icon| icon.plain)
}

/// An icon that points along the line, such as a chevron: it turns round where lines run from right to left.
pub fn flipped(name: &str) -> &'static str {
    find(name).map_or("", |icon| icon.flipped)
}

/// The icon at 26 px, beside a title.
pub fn large(name: &str) -> &'static str {
    find(name).map_or("", |icon| icon.large)
}

/// The drawings of the product, coloured by the stylesheet. Fixed markup, printed unescaped.
pub mod illustrations {
    /// The door before the firm's name.
    pub const DOOR: &str = include_str!("../../../../assets/illustrations/door.svg");
    /// The doorway, the one large drawing.
    pub const DOORWAY: &str = include_str!("../../../../assets/illustrations/doorway.svg");
    /// A photo of a paper, in the list of an upload.
    pub const PHOTO: &str = include_str!("../../../../assets/illustrations/photo.svg");
    /// A document, in the list of an upload.
    pub const PAGE: &str = include_str!("../../../../assets/illustrations/page.svg");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::assets::templates_saying;

    #[test]
    fn every_icon_a_template_names_exists() {
        for call in ["icon(\"", "flipped(\"", "large(\""] {
            for (template, name) in templates_saying(call) {
                assert!(!icon(&name).is_empty(), "{template} names the icon {name}");
            }
        }
    }

    #[test]
    fn an_icon_is_one_hidden_drawing_without_style_or_script() {
        for Icon { name, plain, .. } in &ICONS {
            assert_eq!(icon(name), *plain, "{name} is not where it is looked for");
            assert!(
                plain.starts_with("<svg class=\"i\"") && plain.ends_with("</svg>"),
                "{name}"
            );
            assert!(plain.contains("aria-hidden=\"true\""), "{name}");
            assert!(
                !plain.contains("style") && !plain.contains("script") && !plain.contains(" on"),
                "{name}"
            );
        }
        assert!(flipped("chevron-left").contains("i--flip"));
        assert!(large("upload").contains("i--l"));
        assert_eq!(icon("absent"), "");
    }
}
