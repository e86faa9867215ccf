//! Who lives and works in the demo's town. Nobody has a personal name: an account is called what it does.

use diesel::prelude::*;
use domain::{
    ids::{AreaId, GrantId, MembershipId, SessionId, UserId},
    permissions::{Actor, Grant, Role},
};

use super::{DemoError, PASSWORD, chance::Chance, texts::NUMERALS, town::Town, value};
use crate::{
    areas,
    db::{
        DbError, Key, Tx,
        schema::{grants, memberships, users},
    },
    identity::hash_password,
};

/// The accounts that are printed: login, and what somebody can try with it.
pub const LOGINS: [(&str, &str); 14] = [
    ("resident", "居民: reports a matter and sees it solved / 报事、看进度、评价"),
    ("neighbour", "居民: another home in the same grid / 同一网格的另一户"),
    ("worker", "网格员: today's work in one grid / 一个网格的今日工作"),
    ("inspector", "检查员: inspects the town's villages / 检查全镇各村"),
    ("village", "村干部: sees the village's scores and objects / 看本村成绩、申诉"),
    ("official", "干部: the console of the town / 全镇的管理后台"),
    ("treasurer", "出纳: the town's funds / 资金"),
    ("auditor", "审计: reads the journal / 查看日志"),
    ("council", "议事会成员: deliberates in the community / 参与议事"),
    ("provider", "服务单位: hands out what residents redeem / 扫码交付、结算"),
    ("property", "物业: gives out repairs, names prices / 派单、报价"),
    ("repairer", "维修工: does them / 上门维修"),
    ("enforcement", "城管中队: is called to matters and reports / 吹哨报到"),
    ("admin", "管理员: accounts, grants, areas / 账号、授权、区域"),
];

/// The village whose office has a login, by its place in the tree.
pub(super) const OBJECTOR: usize = 6;

/// People of one grid, in the order of the town's grids.
pub(super) struct GridPeople {
    pub(super) worker: Actor,
    pub(super) residents: Vec<Actor>,
}

/// Everybody.
pub(super) struct People {
    pub(super) grids: Vec<GridPeople>,
    /// Holds the town's rounds.
    pub(super) official: Actor,
    /// Their team.
    pub(super) inspectors: Vec<Actor>,
    /// Serves the town's shop.
    pub(super) provider: UserId,
    /// Serve those who work on matters.
    pub(super) helpers: Helpers,
    /// Speaks for one of the villages.
    pub(super) village: Actor,
    /// Gives programmes their points.
    pub(super) treasurer: Actor,
    /// Looks at what was approved.
    pub(super) auditor: Actor,
    /// Sit in the committees of the funds.
    pub(super) councils: Councils,
    count: usize,
}

/// Who works on matters beside the town's own people.
#[derive(Clone, Copy)]
pub(super) struct Helpers {
    /// Gives out the property company's work.
    pub(super) property: UserId,
    /// Does it.
    pub(super) repairer: UserId,
    /// Of the office that keeps order in the streets.
    pub(super) enforcement: UserId,
    /// Of the office of waterways and pipes.
    pub(super) water: UserId,
}

/// Council members: of the town, of the community, of a village.
pub(super) struct Councils {
    pub(super) town: Vec<Actor>,
    /// The first of them is the login that is printed.
    pub(super) community: Vec<Actor>,
    /// Of the village whose office has a login.
    pub(super) village: Vec<Actor>,
}

/// Council members of each place.
const COUNCIL: usize = 5;

impl People {
    pub(super) fn count(&self) -> usize {
        self.count
    }
}

struct Settler<'t, 'c> {
    tx: &'t mut Tx<'c>,
    password_hash: String,
    count: usize,
}

/// Gives every grid a worker and residents, and the town its officials.
pub(super) fn settle(tx: &mut Tx<'_>, town: &Town, chance: &mut Chance) -> Result<People, DemoError> {
    // One hash for all: the password is no secret, and hashing it for everybody would take minutes.
    let password_hash = hash_password(PASSWORD, tx.entropy()).map_err(value)?;
    let mut settler = Settler { tx, password_hash, count: 0 };
    let mut all = Vec::new();
    for (index, grid) in town.grids.iter().enumerate() {
        let worker_login = if index == 0 { "worker".to_owned() } else { format!("worker{:02}", index + 1) };
        let worker = settler.person(&worker_login, &format!("{}网格员", grid.name))?;
        let id = settler.grant(worker, Role::GridWorker, grid.id)?;
        let worker = settler.actor(worker, id, Role::GridWorker, grid.id)?;
        let mut residents = Vec::new();
        for number in 0..if index < 4 { 4 } else { 2 } {
            let login = login(index, number);
            let resident = settler.person(&login, &format!("{}居民{}", grid.name, number + 1))?;
            let home = *chance.pick(&grid.homes);
            settler.house(resident, home, "owner")?;
            residents.push(settler.actor(resident, GrantId(resident.0), Role::Resident, home)?);
        }
        all.push(GridPeople { worker, residents });
    }
    let treasurer = settler.office("treasurer", "镇出纳", Role::Treasurer, town.id)?;
    let auditor = settler.office("auditor", "镇审计", Role::Auditor, town.id)?;
    // What makes them staff is told with what they serve.
    let provider = settler.person("provider", "超市店员")?;
    settler.office("admin", "系统管理员", Role::Administrator, town.county)?;
    let community = areas::area(settler.tx, town.grids[0].id)?.parent.ok_or(DbError::NotFound)?;
    let councils = Councils {
        town: settler.council("town", "镇议事代表", town.id)?,
        community: settler.council("", "社区议事会成员", community)?,
        village: settler.council("village", "村民代表", town.villages[OBJECTOR])?,
    };
    let official = settler.office("official", "镇便民服务中心", Role::Official, town.id)?;
    let inspectors = vec![
        settler.office("inspector", "镇检查员", Role::Inspector, town.id)?,
        settler.office("inspector2", "镇检查员二", Role::Inspector, town.id)?,
    ];
    let village = settler.office("village", "村委会", Role::Official, town.villages[OBJECTOR])?;
    let helpers = Helpers {
        property: settler.person("property", "物业调度员")?,
        repairer: settler.person("repairer", "物业维修工")?,
        enforcement: settler.person("enforcement", "城管中队值班员")?,
        water: settler.person("water", "水务所值班员")?,
    };
    let count = settler.count;
    Ok(People {
        grids: all,
        official,
        inspectors,
        village,
        provider,
        helpers,
        treasurer,
        auditor,
        councils,
        count,
    })
}

/// With which name somebody of a grid signs in, by their places.
pub(super) fn login(grid: usize, number: usize) -> String {
    match (grid, number) {
        (0, 0) => "resident".to_owned(),
        (0, 1) => "neighbour".to_owned(),
        _ => format!("r{:02}{number}", grid + 1),
    }
}

impl Settler<'_, '_> {
    fn person(&mut self, login: &str, name: &str) -> Result<UserId, DbError> {
        let id: UserId = self.tx.new_id();
        let now = self.tx.timestamp();
        diesel::insert_into(users::table)
            .values((
                users::id.eq(Key(id)),
                users::login.eq(login),
                users::display_name.eq(name),
                users::password_hash.eq(&self.password_hash),
                users::demo.eq(true),
                users::created_at.eq(now),
                users::updated_at.eq(now),
            ))
            .execute(self.tx.db())?;
        self.count += 1;
        Ok(id)
    }

    /// The person as a use case sees them.
    fn actor(&mut self, user: UserId, id: GrantId, role: Role, area: AreaId) -> Result<Actor, DbError> {
        let path = areas::area(self.tx, area)?.path;
        let from = self.tx.now();
        let grant = Grant { id, role, area, path, provider: None, from, until: None };
        Ok(Actor { user, session: SessionId(user.0), grants: vec![grant], principal: None })
    }

    fn grant(&mut self, user: UserId, role: Role, area: AreaId) -> Result<GrantId, DbError> {
        let id: GrantId = self.tx.new_id();
        let now = self.tx.timestamp();
        diesel::insert_into(grants::table)
            .values((
                grants::id.eq(Key(id)),
                grants::user_id.eq(Key(user)),
                grants::role.eq(role.as_str()),
                grants::area_id.eq(Key(area)),
                grants::from_at.eq(now),
                grants::created_at.eq(now),
            ))
            .execute(self.tx.db())?;
        Ok(id)
    }

    /// Somebody in an office, as a use case sees them.
    fn office(&mut self, login: &str, name: &str, role: Role, area: AreaId) -> Result<Actor, DbError> {
        let person = self.person(login, name)?;
        let grant = self.grant(person, role, area)?;
        self.actor(person, grant, role, area)
    }

    /// The council members of a place, numbered from the second on.
    fn council(&mut self, of: &str, name: &str, area: AreaId) -> Result<Vec<Actor>, DbError> {
        let one = |number: usize| {
            let (login, name) = match number {
                1 => (format!("council{of}"), name.to_owned()),
                _ => (format!("council{of}{number}"), format!("{name}{}", NUMERALS[number])),
            };
            self.office(&login, &name, Role::CouncilMember, area)
        };
        (1..=COUNCIL).map(one).collect()
    }

    fn house(&mut self, user: UserId, home: AreaId, relation: &str) -> Result<(), DbError> {
        let id: MembershipId = self.tx.new_id();
        let now = self.tx.timestamp();
        diesel::insert_into(memberships::table)
            .values((
                memberships::id.eq(Key(id)),
                memberships::user_id.eq(Key(user)),
                memberships::household_id.eq(Key(home)),
                memberships::relation.eq(relation),
                memberships::state.eq("confirmed"),
                memberships::created_at.eq(now),
                memberships::decided_at.eq(now),
            ))
            .execute(self.tx.db())?;
        Ok(())
    }
}
