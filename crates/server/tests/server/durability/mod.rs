//! What was acknowledged stays, whatever becomes of the process that acknowledged it. The servers here are the real binary.

mod backup;
mod killed;
mod ledger;
mod servers;
mod stopped;
