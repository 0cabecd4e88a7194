//! Cursors: where a page ended, opaque to clients and bound to the sort and filters that it belongs to.

use super::Refusal;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use entente_model::page::{DEFAULT_LIMIT, MAX_LIMIT, Page};
use entente_model::problem::{Code, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

/// Bytes of the hash that ties a cursor to its list: against mistakes, not against attackers, who learn nothing by a wrong place.
const BINDING_BYTES: usize = 6;

/// The list that cursors belong to: its name, sort and filters.
#[derive(Clone, Debug)]
pub struct Binding([u8; BINDING_BYTES]);

impl Binding {
    /// Of everything that decides which rows come in which order, limit and cursor left out.
    pub fn new<T: Serialize>(list: &str, filters: &T) -> Result<Binding, serde_json::Error> {
        let mut hash = Sha256::new();
        hash.update(list.as_bytes());
        hash.update([0]);
        hash.update(serde_json::to_vec(filters)?);
        let digest = hash.finalize();
        let mut short = [0; BINDING_BYTES];
        short.copy_from_slice(&digest[..BINDING_BYTES]);
        Ok(Binding(short))
    }

    /// The cursor behind a row, from the values that the list is sorted by, id last.
    pub fn encode<T: Serialize>(&self, place: &T) -> Result<String, serde_json::Error> {
        let mut bytes = self.0.to_vec();
        serde_json::to_writer(&mut bytes, place)?;
        Ok(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The values of a cursor: 400 when it is none of ours or belongs to another list.
    pub fn decode<T: DeserializeOwned>(&self, cursor: &str) -> Result<T, Refusal> {
        let refused =
            || Refusal::from(Problem::new(Code::MalformedRequest).detail("The cursor does not belong to this list"));
        let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| refused())?;
        let place = bytes.strip_prefix(self.0.as_slice()).ok_or_else(refused)?;
        serde_json::from_slice(place).map_err(|_| refused())
    }

    /// The page of rows that were asked for with one more than `limit`, whose presence tells that another page follows.
    pub fn page<Row, Item, Place: Serialize, E: From<serde_json::Error>>(
        &self,
        mut rows: Vec<Row>,
        limit: u32,
        place: impl FnOnce(&Row) -> Place,
        item: impl FnMut(Row) -> Result<Item, E>,
    ) -> Result<Page<Item>, E> {
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next_cursor = match rows.last() {
            Some(last) if more => Some(self.encode(&place(last))?),
            _ => None,
        };
        Ok(Page {
            items: rows.into_iter().map(item).collect::<Result<_, E>>()?,
            next_cursor,
        })
    }

    /// The values of a query's optional cursor.
    pub fn decode_optional<T: DeserializeOwned>(&self, cursor: Option<&str>) -> Result<Option<T>, Refusal> {
        cursor.map(|cursor| self.decode(cursor)).transpose()
    }
}

/// Rows of a page: the default when none are asked for, 400 out of range.
pub fn page_limit(asked: Option<u32>) -> Result<u32, Refusal> {
    match asked {
        None => Ok(DEFAULT_LIMIT),
        Some(limit) if (1..=MAX_LIMIT).contains(&limit) => Ok(limit),
        Some(_) => Err(Problem::new(Code::MalformedRequest)
            .detail(format!("limit is from 1 to {MAX_LIMIT}"))
            .into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_and_belongs_to_its_list() -> Result<(), Box<dyn std::error::Error>> {
        let list = Binding::new("deals", &("-updated", "open"))?;
        let cursor = list.encode(&("2026-01-01", 7))?;
        let place: (String, i32) = list.decode(&cursor).map_err(|_| "own cursor")?;
        assert_eq!(place, ("2026-01-01".to_owned(), 7));
        let other = Binding::new("deals", &("-updated", "closed"))?;
        for text in [cursor.as_str(), "", "!!!!", "AAAAAAAAAAAA"] {
            assert_eq!(
                other
                    .decode::<(String, i32)>(text)
                    .expect_err("refused")
                    .problem()
                    .status,
                400
            );
        }
        Ok(())
    }
}
