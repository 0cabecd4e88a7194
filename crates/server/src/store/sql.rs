//! Statements written out, for hot reads whose plan matters and whose building would cost more than their running.

use sea_orm::{DatabaseBackend, Statement, Value};
use std::fmt::Write;

/// A statement that is put together piece by piece; values are always bound.
#[derive(Clone, Debug)]
pub struct Sql {
    backend: DatabaseBackend,
    text: String,
    values: Vec<Value>,
}

impl Sql {
    /// A statement that begins so.
    pub fn new(backend: DatabaseBackend, text: &str) -> Self {
        let mut whole = String::with_capacity(1024);
        whole.push_str(text);
        Sql {
            backend,
            text: whole,
            values: Vec::with_capacity(16),
        }
    }

    /// Adds text.
    pub fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Adds text before all that is there.
    pub fn before(&mut self, text: &str) -> &mut Self {
        self.text.insert_str(0, text);
        self
    }

    /// Adds a value.
    pub fn bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        // Writing to a String can't fail.
        let _ = write!(self.text, "${}", self.values.len());
        self
    }

    /// Adds `(a, b, c)`.
    pub fn bind_list<V: Into<Value>>(&mut self, values: impl IntoIterator<Item = V>) -> &mut Self {
        self.push("(");
        for (at, value) in values.into_iter().enumerate() {
            if at > 0 {
                self.push(", ");
            }
            self.bind(value);
        }
        self.push(")")
    }

    /// Adds a column that SQLite's planner, which keeps no statistics, is not to choose an index by. PostgreSQL judges for itself.
    pub fn unindexed(&mut self, column: &str) -> &mut Self {
        if self.backend == DatabaseBackend::Sqlite {
            self.push("+");
        }
        self.push(column)
    }

    /// The statement.
    pub fn statement(self) -> Statement {
        Statement::from_sql_and_values(self.backend, self.text, self.values)
    }
}
