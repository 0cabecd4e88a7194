//! Sessions that requests are sent with.

use crate::client::Client;
use crate::data::DataSet;
use anyhow::Result;

/// Cookies by whose they are.
pub struct Sessions {
    /// People of partners, who see their own deals.
    pub partners: Vec<String>,
    /// People of the vendor, who see those of their regions or all.
    pub vendor: Vec<String>,
}

impl Sessions {
    /// Signs the people of the sample in.
    pub async fn open(address: &str, set: &DataSet) -> Result<Self> {
        let mut client = Client::connect(address).await?;
        let mut sessions = Sessions {
            partners: Vec::new(),
            vendor: Vec::new(),
        };
        for role in ["partner_member", "partner_admin", "other_partner_admin"] {
            sessions.partners.push(client.sign_in(set.sign_in(role)?).await?);
        }
        for role in ["channel_manager", "channel_manager_2", "program_admin", "executive"] {
            sessions.vendor.push(client.sign_in(set.sign_in(role)?).await?);
        }
        Ok(sessions)
    }

    /// The program's admin.
    pub fn admin(&self) -> &str {
        &self.vendor[2]
    }

    /// Channel managers, each of some regions.
    pub fn managers(&self) -> Vec<&str> {
        self.vendor[..2].iter().map(String::as_str).collect()
    }

    /// Everybody.
    pub fn all(&self) -> Vec<&str> {
        self.partners.iter().chain(&self.vendor).map(String::as_str).collect()
    }

    /// Everybody in turn.
    pub fn at(&self, number: usize) -> &str {
        let all = self.partners.len() + self.vendor.len();
        let place = number % all;
        self.partners
            .get(place)
            .unwrap_or_else(|| &self.vendor[place - self.partners.len()])
    }
}
