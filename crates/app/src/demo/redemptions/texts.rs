//! What the demo's providers offer.

use domain::redemptions::OfferKind::{self, Goods, Service};

use crate::demo::pictures::Product;

/// Which provider an offer is of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Shop,
    Property,
}

/// An offer: whose, what, its title and description, price, stock, most a person and month, days it is kept.
pub(super) struct Words {
    pub(super) of: Of,
    pub(super) kind: OfferKind,
    pub(super) picture: Product,
    pub(super) title: &'static str,
    pub(super) description: &'static str,
    pub(super) price: i64,
    pub(super) stock: Option<i64>,
    pub(super) month_max: Option<u32>,
    pub(super) keep_days: u32,
}

const fn words(of: Of, kind: OfferKind, picture: Product, texts: (&'static str, &'static str)) -> Words {
    let (title, description) = texts;
    Words { of, kind, picture, title, description, price: 0, stock: None, month_max: None, keep_days: 7 }
}

/// What is shown, in the order in which it was made.
pub(super) const OFFERS: [Words; 7] = [
    Words {
        price: 120,
        stock: Some(40),
        month_max: Some(2),
        ..words(Of::Shop, Goods, Product::Sack, ("大米 5 公斤", "本镇新米，真空包装，凭兑换码到柜台领取。"))
    },
    Words {
        price: 90,
        stock: Some(25),
        month_max: Some(2),
        ..words(Of::Shop, Goods, Product::Bottle, ("菜籽油 1.8 升", "当年新榨，每桶有生产日期。"))
    },
    Words {
        price: 30, stock: Some(80), ..words(Of::Shop, Goods, Product::Roll, ("卷纸一提", "10 卷装。"))
    },
    Words {
        price: 45,
        stock: Some(0),
        ..words(Of::Shop, Goods, Product::Box, ("分类垃圾桶一对", "厨余和其他各一只，带盖，10 升。"))
    },
    Words {
        price: 60,
        month_max: Some(1),
        keep_days: 14,
        ..words(
            Of::Property,
            Service,
            Product::Tools,
            ("上门小修一次", "换灯泡、修水龙头、通下水，半小时以内，材料费另算。来领之前请先打电话约时间。"),
        )
    },
    Words {
        price: 20,
        stock: Some(30),
        keep_days: 3,
        ..words(Of::Property, Service, Product::Ticket, ("理发券一张", "社区理发室用，周三和周六下午。"))
    },
    Words {
        price: 50,
        stock: Some(12),
        month_max: Some(1),
        ..words(Of::Shop, Goods, Product::Box, ("保温饭盒", "不锈钢内胆，送餐志愿者也在用。"))
    },
];

/// What the shop's staff propose, so that there is something to approve.
pub(super) const PROPOSED: Words = Words {
    price: 35,
    stock: Some(20),
    ..words(Of::Shop, Goods, Product::Bottle, ("洗洁精两瓶", "每瓶 1 公斤，可降解。"))
};

/// Why the shop cancels one.
pub(super) const DECLINED: &str = "这一批受潮了，等新货到了再通知您";
/// Why an official takes one back.
pub(super) const RETURNED: &str = "桶身有裂缝，居民当天拿来换，店里没有别的了";
