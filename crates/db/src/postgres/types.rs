//! Values as PostgreSQL's binary protocol carries them.

use bytes::BytesMut;
use std::fmt;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::{Error, Value};

type Trouble = Box<dyn std::error::Error + Sync + Send>;

/// A parameter. Its type is the statement's choice: a number that does not fit it is refused, never cut.
pub(super) struct Bound<'a>(pub(super) Value<'a>);

/// The driver may log parameters when it debugs: they are people's names and messages, so it sees none.
impl fmt::Debug for Bound<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(withheld)")
    }
}

impl ToSql for Bound<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Trouble> {
        match self.0 {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) if *ty == Type::INT8 => number.to_sql(ty, out),
            Value::Int(number) if *ty == Type::INT4 => i32::try_from(number)?.to_sql(ty, out),
            Value::Int(number) if *ty == Type::INT2 => i16::try_from(number)?.to_sql(ty, out),
            Value::Text(text) if <&str as ToSql>::accepts(ty) => text.to_sql(ty, out),
            Value::Bytes(bytes) if *ty == Type::BYTEA => bytes.to_sql(ty, out),
            Value::Int(_) => Err(format!("a number cannot be {ty}").into()),
            Value::Text(_) => Err(format!("text cannot be {ty}").into()),
            Value::Bytes(_) => Err(format!("bytes cannot be {ty}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

pub(crate) fn cell(row: &tokio_postgres::Row, index: usize) -> Result<Value<'_>, Error> {
    let cell: Cell<'_> = row
        .try_get(index)
        .map_err(|error| Error::Broken(Box::new(error)))?;
    Ok(cell.0)
}

struct Cell<'a>(Value<'a>);

impl<'a> FromSql<'a> for Cell<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Trouble> {
        Ok(Cell(match *ty {
            Type::INT8 => Value::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Value::Int(i64::from(i32::from_sql(ty, raw)?)),
            Type::INT2 => Value::Int(i64::from(i16::from_sql(ty, raw)?)),
            Type::BOOL => Value::Int(i64::from(bool::from_sql(ty, raw)?)),
            Type::NUMERIC => Value::Int(whole(raw).ok_or("not a whole number of 64 bits")?),
            Type::BYTEA => Value::Bytes(raw),
            _ => Value::Text(<&str>::from_sql(ty, raw)?),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Trouble> {
        Ok(Cell(Value::Null))
    }

    fn accepts(ty: &Type) -> bool {
        let numbers = [
            Type::INT8,
            Type::INT4,
            Type::INT2,
            Type::BOOL,
            Type::NUMERIC,
            Type::BYTEA,
        ];
        numbers.contains(ty) || <&str as FromSql>::accepts(ty)
    }
}

/// A `numeric`, which is what `sum` makes of bigints: count of digits, weight of the first, sign, scale, then the digits,
/// each of 16 bits, in base 10,000.
fn whole(raw: &[u8]) -> Option<i64> {
    let mut words = raw
        .chunks_exact(2)
        .map(|pair| i16::from_be_bytes([pair[0], pair[1]]));
    let (count, weight, sign, scale) = (words.next()?, words.next()?, words.next()?, words.next()?);
    // Even 2.0 is refused, as SQLite's is: it is a fraction's type that happens to be whole.
    if scale != 0 || count > weight + 1 {
        return None;
    }
    let mut sum: i128 = 0;
    for _ in 0..=weight {
        sum = sum
            .checked_mul(10_000)?
            .checked_add(i128::from(words.next().unwrap_or(0)))?;
    }
    match sign {
        0x0000 => i64::try_from(sum).ok(),
        0x4000 => i64::try_from(-sum).ok(),
        _ => None, // not a number, or infinite
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numeric(words: &[u16]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_be_bytes()).collect()
    }

    #[test]
    fn whole_numerics_are_read_and_others_are_not() {
        assert_eq!(whole(&numeric(&[0, 0, 0, 0])), Some(0));
        assert_eq!(whole(&numeric(&[2, 1, 0, 0, 1, 2])), Some(10_002));
        assert_eq!(whole(&numeric(&[1, 2, 0x4000, 0, 7])), Some(-700_000_000));
        assert_eq!(whole(&numeric(&[1, 0, 0, 1, 2])), None, "two point nought");
        assert_eq!(
            whole(&numeric(&[2, 0, 0, 1, 1, 5000])),
            None,
            "one and a half"
        );
        assert_eq!(whole(&numeric(&[1, 9, 0, 0, 1])), None, "beyond 64 bits");
        assert_eq!(whole(&numeric(&[0, 0, 0xC000, 0])), None, "not a number");
    }
}
