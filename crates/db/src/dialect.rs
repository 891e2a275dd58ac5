//! Every difference between the two databases that SQL or its use must name.
//!
//! How a driver speaks (binding, decoding, error codes) is that driver's folder; what the *texts* differ in is here.

use crate::Sql;

/// Which database runs the statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// One file, one writer at a time.
    Sqlite,
    /// A server, many writers, checked for serializability as they go.
    Postgres,
}

impl Dialect {
    /// A view that does not change while it is read.
    pub(crate) fn begin_read(self) -> &'static str {
        match self {
            Dialect::Sqlite => "begin deferred",
            Dialect::Postgres => "begin isolation level serializable read only",
        }
    }

    /// SQLite takes the write lock at once: a lock asked for halfway through cannot always be granted.
    pub(crate) fn begin_write(self) -> &'static str {
        match self {
            Dialect::Sqlite => "begin immediate",
            Dialect::Postgres => "begin isolation level serializable",
        }
    }

    /// A transaction that only one migrations runner can be in. The number is arbitrary, and the same in every release.
    /// Read committed, because the runner must see what the one it waited for has recorded.
    pub(crate) fn begin_migration(self) -> &'static str {
        match self {
            Dialect::Sqlite => "begin exclusive",
            Dialect::Postgres => {
                "begin isolation level read committed; select pg_advisory_xact_lock(7021868455143142764)"
            }
        }
    }

    /// SQLite changes a table by building a new one under the old name, which it cannot while references are enforced;
    /// they are checked as a whole before each commit instead, see [`Dialect::dangling`].
    pub(crate) fn before_migrations(self) -> &'static str {
        match self {
            Dialect::Sqlite => "pragma foreign_keys = off",
            Dialect::Postgres => "",
        }
    }

    pub(crate) fn after_migrations(self) -> &'static str {
        match self {
            Dialect::Sqlite => "pragma foreign_keys = on",
            Dialect::Postgres => "",
        }
    }

    /// Finds rows whose reference points nowhere, where the database does not see to it itself.
    pub(crate) fn dangling(self) -> Option<Sql> {
        match self {
            Dialect::Sqlite => Some(Sql::new("pragma foreign_key_check")),
            Dialect::Postgres => None,
        }
    }

    /// Table, column, type, whether nullable (1 or 0), position in the primary key (from 1, or null); in column order.
    pub(crate) fn columns(self) -> Sql {
        Sql::new(match self {
            Dialect::Sqlite => {
                r#"select t.name, c.name, c.type,
                    c."notnull" = 0 and not (c.type = 'INTEGER' and c.pk = 1
                        and (select max(k.pk) from pragma_table_info(t.name) k) = 1),
                    nullif(c.pk, 0)
                from pragma_table_list t join pragma_table_info(t.name) c
                where t.schema = 'main' and t.type = 'table' and t.name not glob 'sqlite_*'
                order by t.name, c.cid"#
            }
            Dialect::Postgres => {
                "select t.relname, c.attname, format_type(c.atttypid, null), not c.attnotnull, k.place
                from pg_class t
                join pg_attribute c on c.attrelid = t.oid and c.attnum > 0 and not c.attisdropped
                left join pg_index p on p.indrelid = t.oid and p.indisprimary
                left join lateral (
                    select i.place from unnest(p.indkey) with ordinality i(number, place) where i.number = c.attnum
                ) k on true
                where t.relnamespace = current_schema()::regnamespace and t.relkind in ('r', 'p')
                order by t.relname, c.attnum"
            }
        })
    }

    /// Table, index, whether partial (1 or 0), column (null for an expression); in key order, without primary keys.
    pub(crate) fn unique_keys(self) -> Sql {
        Sql::new(match self {
            Dialect::Sqlite => {
                r#"select t.name, i.name, i.partial, c.name
                from pragma_table_list t join pragma_index_list(t.name) i join pragma_index_info(i.name) c
                where t.schema = 'main' and t.type = 'table' and i."unique" = 1 and i.origin <> 'pk'
                order by t.name, i.name, c.seqno"#
            }
            Dialect::Postgres => {
                "select t.relname, x.relname, i.indpred is not null, c.attname
                from pg_index i
                join pg_class t on t.oid = i.indrelid
                join pg_class x on x.oid = i.indexrelid
                cross join lateral unnest(i.indkey) with ordinality k(number, place)
                left join pg_attribute c on c.attrelid = t.oid and c.attnum = k.number and k.number > 0
                where t.relnamespace = current_schema()::regnamespace and t.relkind in ('r', 'p')
                    and i.indisunique and not i.indisprimary and k.place <= i.indnkeyatts
                order by t.relname, x.relname, k.place"
            }
        })
    }

    /// Table, constraint, column, table referred to, column referred to (null for its primary key), what a deletion does;
    /// in key order.
    pub(crate) fn foreign_keys(self) -> Sql {
        Sql::new(match self {
            Dialect::Sqlite => {
                r#"select t.name, cast(f.id as text), f."from", f."table", f."to", lower(f.on_delete)
                from pragma_table_list t join pragma_foreign_key_list(t.name) f
                where t.schema = 'main' and t.type = 'table'
                order by t.name, f.id, f.seq"#
            }
            Dialect::Postgres => {
                "select t.relname, f.conname, c.attname, r.relname, d.attname,
                    case f.confdeltype when 'a' then 'no action' when 'r' then 'restrict' when 'c' then 'cascade'
                        when 'n' then 'set null' else 'set default' end
                from pg_constraint f
                join pg_class t on t.oid = f.conrelid
                join pg_class r on r.oid = f.confrelid
                cross join lateral unnest(f.conkey, f.confkey) with ordinality k(here, there, place)
                join pg_attribute c on c.attrelid = t.oid and c.attnum = k.here
                join pg_attribute d on d.attrelid = r.oid and d.attnum = k.there
                where t.relnamespace = current_schema()::regnamespace and f.contype = 'f' and f.conparentid = 0
                order by t.relname, f.conname, k.place"
            }
        })
    }
}
