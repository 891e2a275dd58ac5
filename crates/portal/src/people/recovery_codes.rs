//! Recovery codes: eight, shown once, each good once, in place of the app's code.
//!
//! Twelve letters of 31 are 59 bits; the database holds a keyed hash of each, so a copy without the key tests nothing.

use super::codes;
use crate::base::{Act, Entry, PersonId, RecoveryCodeId, Result, Tx, sql};

/// How many are made at a time.
pub const COUNT: usize = 8;
const LETTERS: usize = 12;

sql! {
    INSERT = "insert into recovery_codes (id, firm_id, person_id, code_index, created_at) values ($1, $2, $3, $4, $5)";
    REPLACE = "update recovery_codes set replaced_at = $3 where firm_id = $1 and person_id = $2 and replaced_at is null";
    USE = "update recovery_codes set used_at = $4
        where firm_id = $1 and person_id = $2 and code_index = $3 and used_at is null and replaced_at is null";
    LEFT = "select count(*) from recovery_codes where firm_id = $1 and person_id = $2 and used_at is null and replaced_at is null";
}

/// Makes eight new ones; those before are worth nothing from now on.
///
/// # Errors
/// The store's.
pub fn make(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<Vec<String>> {
    retire(tx, person)?;
    let mut made = Vec::with_capacity(COUNT);
    for _ in 0..COUNT {
        let code = codes::letters(LETTERS)?;
        let id: RecoveryCodeId = tx.new_id()?;
        let index = index(tx, person, &code);
        tx.run(INSERT, &[&id, &tx.firm(), &person, &index, &tx.now()])?;
        made.push(code);
    }
    tx.record(
        Entry::of(Act::RecoveryCodesMade)
            .about(person)
            .with("count", COUNT),
    )?;
    Ok(made)
}

/// Makes all of a person's codes worthless.
///
/// # Errors
/// The store's.
pub fn retire(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<()> {
    tx.run(REPLACE, &[&tx.firm(), &person, &tx.now()])?;
    Ok(())
}

/// Uses one up; answers whether it was one.
///
/// # Errors
/// The store's.
pub fn spend(tx: &mut Tx<'_, '_>, person: PersonId, typed: &str) -> Result<bool> {
    let index = index(tx, person, &codes::plain(typed));
    Ok(tx.run(USE, &[&tx.firm(), &person, &index, &tx.now()])? == 1)
}

/// How many are left.
///
/// # Errors
/// The store's.
pub fn left(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<i64> {
    Ok(tx
        .row(LEFT, &[&tx.firm(), &person], |row| row.get(0))?
        .unwrap_or(0))
}

fn index(tx: &Tx<'_, '_>, person: PersonId, code: &str) -> [u8; 32] {
    tx.index("recovery_codes", &format!("{person} {code}"))
}
