//! Who beside the town has a part in a ticket: a provider that keeps it, those who are called to it (吹哨), prices and material.

mod called;
mod calls;
mod entrust;
mod late;
mod materials;
mod prices;
mod quotations;
mod workers;

pub(crate) use self::entrust::{partner_sees, staff_of_keeper, staff_of_partners};
pub use self::{
    called::{Call, CallFilter, ListedCall, calls},
    calls::{CallOut, call, report_on_call, withdraw_call},
    entrust::{entrust, return_to_office},
    late::{LATE_CALLS_MAX, tell_late_calls},
    materials::{MATERIAL_SUMS_MAX, Material, MaterialSum, materials},
    prices::Quotation,
    quotations::{decide_quotation, quote, withdraw_quotation},
    workers::{WORKERS_MAX, Worker, workers},
};
pub(super) use self::{
    called::{calls_of, is_called, lapse_calls},
    entrust::serving,
    materials::{keep_materials, materials_of},
    prices::{lapse_quotations, quotations_of},
};
