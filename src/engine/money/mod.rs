//! Money: what achievements earn, what caps let through, and what investors put in and get back.

pub(super) mod account;
pub(super) mod claims;
pub(super) mod costs;
mod irr;
mod layers;
pub(super) mod ledger;
mod payers;
mod payment;
mod proration;
mod received;
pub(super) mod repricing;
pub(super) mod settlement;
