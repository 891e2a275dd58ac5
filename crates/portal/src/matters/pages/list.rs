//! The list of matters, sieved by its address.

use askama::Template;

use crate::{
    base::{Place, Right, Whose},
    layout::{FirmVisit, Frame, Here, Query, Reply, page},
    matters::{Area, Listing, Matter, MatterPage},
};

#[derive(Template)]
#[template(path = "matters/list.html")]
struct ListPage {
    f: Frame,
    sieve: Sieve,
    found: MatterPage,
    areas: &'static [Area],
}

/// What the address asks for.
struct Sieve {
    listing: Listing,
    /// Whether something in the address meant nothing to us.
    is_odd: bool,
}

impl Sieve {
    fn of(query: &Query) -> Self {
        let (area, after) = (
            Area::parse(query.get("area")),
            Place::parse(query.get("after")),
        );
        let q = query.get("q").chars().take(200).collect::<String>();
        let whose = match query.get("whose") {
            "all" => Whose::All,
            // A search that finds nothing among one's own would only be asked again.
            "" if !q.trim().is_empty() => Whose::All,
            _ => Whose::Mine,
        };
        Self {
            is_odd: (area.is_none() && !query.get("area").is_empty())
                || (after.is_none() && !query.get("after").is_empty()),
            listing: Listing {
                whose,
                area,
                is_closed: query.get("state") == "closed",
                q,
                after,
            },
        }
    }

    fn is_mine(&self) -> bool {
        self.listing.whose == Whose::Mine
    }

    fn is_of(&self, area: &Area) -> bool {
        self.listing.area == Some(*area)
    }

    fn is_sieved(&self) -> bool {
        self.listing.area.is_some()
            || self.listing.is_closed
            || self.listing.after.is_some()
            || !self.listing.q.is_empty()
    }

    fn mine(&self) -> String {
        self.address(Whose::Mine, self.listing.area, self.listing.is_closed)
    }

    fn all(&self) -> String {
        self.address(Whose::All, self.listing.area, self.listing.is_closed)
    }

    fn open(&self) -> String {
        self.address(self.listing.whose, self.listing.area, false)
    }

    fn closed(&self) -> String {
        self.address(self.listing.whose, self.listing.area, true)
    }

    /// The address of the same list behind a place; without one, of its beginning.
    fn after(&self, place: Option<&Place<crate::base::MatterId>>) -> String {
        let address = self.address(
            self.listing.whose,
            self.listing.area,
            self.listing.is_closed,
        );
        match place {
            Some(place) => format!("{address}&after={place}"),
            None => address,
        }
    }

    fn address(&self, whose: Whose, area: Option<Area>, is_closed: bool) -> String {
        let mut query = form_urlencoded::Serializer::new(String::from("/matters?"));
        query.append_pair("whose", if whose == Whose::All { "all" } else { "mine" });
        if let Some(area) = area {
            query.append_pair("area", area.as_str());
        }
        if is_closed {
            query.append_pair("state", "closed");
        }
        if !self.listing.q.is_empty() {
            query.append_pair("q", &self.listing.q);
        }
        query.finish()
    }
}

/// The matters the member may see.
pub async fn list(visit: FirmVisit, query: Query) -> Reply {
    let sieve = Sieve::of(&query);
    let listing = sieve.listing.clone();
    let found = visit.read(move |tx| Matter::page(tx, &listing)).await?;
    page(&ListPage {
        f: visit.frame(visit.lang().t("nav-matters"), Here::Matters),
        sieve,
        found,
        areas: Area::ALL,
    })
}
