//! The tables as the database has them, in words both databases share, so that a test can hold one schema against the other.
//!
//! `check` rules are not compared: SQLite does not list them.

use std::collections::BTreeMap;

use crate::{Error, Tx};

/// One table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableShape {
    /// Its name.
    pub name: String,
    /// Its columns, sorted by name: their order in the table differs after an `alter table` and means nothing.
    pub columns: Vec<ColumnShape>,
    /// The columns of its primary key, in key order.
    pub primary_key: Vec<String>,
    /// Its other unique keys, sorted.
    pub unique: Vec<UniqueKey>,
    /// What it refers to, sorted.
    pub foreign: Vec<ForeignKey>,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ColumnShape {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may hold nothing.
    pub nullable: bool,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A whole number.
    Int,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// Something only one of the databases has, in its own word.
    Other(String),
}

/// Columns that are unique together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UniqueKey {
    /// The columns, in key order; an expression has no name.
    pub columns: Vec<Option<String>>,
    /// Whether it holds only for some rows.
    pub partial: bool,
}

/// A reference to another table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ForeignKey {
    /// The referring columns, in key order.
    pub columns: Vec<String>,
    /// The table referred to.
    pub table: String,
    /// The columns referred to, in key order.
    pub references: Vec<String>,
    /// What deleting the row referred to does: `no action`, `restrict`, `cascade`, `set null` or `set default`.
    pub on_delete: String,
}

pub(crate) fn tables(tx: &mut Tx<'_>) -> Result<Vec<TableShape>, Error> {
    let mut tables = columns(tx)?;
    unique_keys(tx, &mut tables)?;
    foreign_keys(tx, &mut tables)?;
    Ok(tables
        .into_values()
        .map(|mut table| {
            table.columns.sort();
            table.unique.sort();
            table.foreign.sort();
            table
        })
        .collect())
}

fn columns(tx: &mut Tx<'_>) -> Result<BTreeMap<String, TableShape>, Error> {
    let sql = tx.dialect().columns();
    let rows = tx.rows(sql, &[], |row| {
        let kind = Kind::named(&row.get::<String>(2)?);
        let column = ColumnShape {
            name: row.get(1)?,
            kind,
            nullable: row.get::<i64>(3)? == 1,
        };
        Ok((row.get::<String>(0)?, column, row.get::<Option<u32>>(4)?))
    })?;
    let mut tables = BTreeMap::new();
    let mut keys: BTreeMap<(String, u32), String> = BTreeMap::new();
    for (name, column, place) in rows {
        if let Some(place) = place {
            keys.insert((name.clone(), place), column.name.clone());
        }
        tables
            .entry(name.clone())
            .or_insert_with(|| TableShape::empty(name))
            .columns
            .push(column);
    }
    for ((name, _), column) in keys {
        if let Some(table) = tables.get_mut(&name) {
            table.primary_key.push(column);
        }
    }
    Ok(tables)
}

fn unique_keys(tx: &mut Tx<'_>, tables: &mut BTreeMap<String, TableShape>) -> Result<(), Error> {
    let sql = tx.dialect().unique_keys();
    let rows = tx.rows(sql, &[], |row| {
        Ok((
            row.get::<String>(0)?,
            row.get::<String>(1)?,
            row.get::<i64>(2)? == 1,
            row.get::<Option<String>>(3)?,
        ))
    })?;
    let mut keys: BTreeMap<(String, String), UniqueKey> = BTreeMap::new();
    for (name, index, partial, column) in rows {
        let key = keys.entry((name, index)).or_insert_with(|| UniqueKey {
            columns: Vec::new(),
            partial,
        });
        key.columns.push(column);
    }
    for ((name, _), key) in keys {
        if let Some(table) = tables.get_mut(&name) {
            table.unique.push(key);
        }
    }
    Ok(())
}

fn foreign_keys(tx: &mut Tx<'_>, tables: &mut BTreeMap<String, TableShape>) -> Result<(), Error> {
    let sql = tx.dialect().foreign_keys();
    let rows = tx.rows(sql, &[], |row| {
        let to = (
            row.get::<String>(3)?,
            row.get::<Option<String>>(4)?,
            row.get::<String>(5)?,
        );
        Ok((
            row.get::<String>(0)?,
            row.get::<String>(1)?,
            row.get::<String>(2)?,
            to,
        ))
    })?;
    let mut keys: BTreeMap<(String, String), ForeignKey> = BTreeMap::new();
    for (name, constraint, column, (table, reference, on_delete)) in rows {
        let key = keys
            .entry((name, constraint))
            .or_insert_with(|| ForeignKey {
                columns: Vec::new(),
                table: table.clone(),
                references: Vec::new(),
                on_delete,
            });
        let place = key.columns.len();
        let primary = || {
            tables
                .get(&table)
                .and_then(|other| other.primary_key.get(place).cloned())
        };
        key.references.extend(reference.or_else(primary));
        key.columns.push(column);
    }
    for ((name, _), key) in keys {
        if let Some(table) = tables.get_mut(&name) {
            table.foreign.push(key);
        }
    }
    Ok(())
}

impl TableShape {
    fn empty(name: String) -> TableShape {
        TableShape {
            name,
            columns: Vec::new(),
            primary_key: Vec::new(),
            unique: Vec::new(),
            foreign: Vec::new(),
        }
    }
}

impl Kind {
    fn named(word: &str) -> Kind {
        match word.to_ascii_lowercase().as_str() {
            "bigint" | "integer" | "int" | "smallint" => Kind::Int,
            "text" | "character varying" => Kind::Text,
            "bytea" | "blob" => Kind::Bytes,
            other => Kind::Other(other.to_owned()),
        }
    }
}
