//! Who may do what, in words, printed from the one matrix (`base::Right`). Everybody of the firm may read it.

use askama::Template;

use super::{settings::Part, staff::role_key};
use crate::{
    base::{Extent, Right, Role, Side},
    layout::{FirmVisit, Frame, Here, Reply, page},
    matters,
};

/// One right, and how far each has it.
struct Row {
    words: &'static str,
    cells: Vec<Cell>,
}

/// How far somebody has a right: whose column it is, the key of the words, and the icon beside them.
struct Cell {
    whose: &'static str,
    extent: Extent,
}

impl Cell {
    fn key(&self) -> &'static str {
        match self.extent {
            Extent::Whole => "firms-rights-yes",
            Extent::AsAllowed => "firms-rights-as-allowed",
            Extent::Nothing => "firms-rights-no",
        }
    }

    fn is_nothing(&self) -> bool {
        self.extent == Extent::Nothing
    }
}

#[derive(Template)]
#[template(path = "firms/settings_rights.html")]
struct RightsPage {
    f: Frame,
    part: Part,
    columns: Vec<&'static str>,
    rows: Vec<Row>,
    /// How many matters are behind walls, where an owner reads.
    walled: Option<u32>,
}

/// The sides of the counter, each with the key of its name.
fn sides() -> Vec<(Side, &'static str)> {
    let roles = [Role::Owner, Role::Lawyer, Role::Assistant, Role::ViewOnly];
    roles
        .into_iter()
        .map(|role| (Side::Firm(role), role_key(role)))
        .chain([(Side::Client, "firms-rights-client")])
        .collect()
}

fn rows() -> Vec<Row> {
    let row = |right: &Right| Row {
        words: right.key(),
        cells: sides()
            .into_iter()
            .map(|(side, whose)| Cell {
                whose,
                extent: right.extent(side),
            })
            .collect(),
    };
    Right::ALL.iter().map(row).collect()
}

/// The page.
///
/// # Errors
/// The store's.
pub async fn rights(visit: FirmVisit) -> Reply {
    let walled = if Right::RunFirm.belongs_to(visit.signed().side) {
        Some(visit.read(matters::walled_count).await?)
    } else {
        None
    };
    page(&RightsPage {
        f: visit.frame(visit.lang().t("firms-rights"), Here::Settings),
        part: Part::Rights,
        columns: sides().into_iter().map(|(_, name)| name).collect(),
        rows: rows(),
        walled,
    })
}
