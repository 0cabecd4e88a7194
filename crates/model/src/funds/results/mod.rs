//! What came of activities: spend → leads → pipeline → won, and what a unit spent brought back (domain: MDF, Return).
//!
//! A partner tells what comes of an activity while it runs and after ([`ReportedResults`]), or links the deals that came of it
//! ([`LinkedDeal`]), which then say it better. What counts of both is [`counted`]; reports sum it up ([`FundReturn`]).

mod background;
mod history;
mod report;
mod reported;

pub use background::{LikeActivities, PastActivity, RequestBackground};
pub use history::{ActivityHistory, LEAST_ACTIVITIES, LEAST_PARTNERS, history};
pub(in crate::funds) use report::days_between;
pub use report::{
    ActivityResults, FundReturn, FundReturns, MeasuredActivity, ReturnGrouping, ReturnRow, UnspentMoney, Yardstick,
};
pub use reported::{CountedResults, LinkedDeal, ReportedResults, counted};
