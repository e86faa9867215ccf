// What the specs of funds share: a fund of their own that is open, and what comes into it, made through the API by those
// whose part it is.
import { type APIRequestContext, expect } from "@playwright/test";
import { type Account, registered } from "../people/support.ts";
import { as, post, read } from "../rounds/support.ts";

export interface Fund {
  id: string;
  name: string;
  area_id: string;
  charter_id: string;
}

const base = "/api/v1";

/** The day that it is in the town, and days after it. */
export const inDays = (days: number): string =>
  new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

/** What a charter says at the least. */
export const charter = (title = "公益基金章程") => ({
  title,
  document: "第一条 取之于民，用之于民。\n第二条 每一笔都公开。",
  rules: {
    limits: [
      { role: "official", step: "propose", max: 1_000_000 },
      { role: "council_member", step: "approve", max: 1_000_000 },
      { role: "treasurer", step: "pay", max: 1_000_000 },
    ],
    resolution_above_fen: 100_000,
    quorum: { at_least: { parts: 2, whole: 3 } },
    ordinary: { more_than: { parts: 1, whole: 2 } },
    special: { at_least: { parts: 2, whole: 3 } },
    unrecused_min: 3,
    term_months_max: 36,
    comment_days: 7,
    rating_days: 14,
    disclosure_months: 3,
    disclosure_days: 15,
  },
});

/** The place in which the demo's council member decides. */
async function place(request: APIRequestContext): Promise<{ area_id: string; user_id: string }> {
  const me = await read<{ id: string; grants: { role: string; area_id: string }[] }>(
    request,
    await as(request, "council"),
    "/me",
  );
  const grant = me.grants.find((one) => one.role === "council_member");
  expect(grant, "the demo's council member has no role").toBeDefined();
  return { area_id: grant?.area_id ?? "", user_id: me.id };
}

/** A fund that is being founded, without a charter; where the demo's council member decides, unless somewhere else. */
export async function founding(
  request: APIRequestContext,
  somewhere?: string,
): Promise<{ id: string; name: string; area_id: string }> {
  const area_id = somewhere ?? (await place(request)).area_id;
  const name = `邻里公益基金${Date.now().toString(36)}`;
  const data = { area_id, name, description: "帮助有困难的邻居，修好大家用的东西。" };
  const made = await post<{ id: string }>(request, await as(request, "official"), "/funds", data);
  return { id: made.id, name, area_id };
}

/** Gives somebody a council member's role there and the seat that rests on it. */
async function seat(request: APIRequestContext, fund: string, area_id: string, login: string): Promise<void> {
  const official = await as(request, "official");
  const found = await post<{ user_id: string }>(request, official, "/grants/grantee", { login_or_phone: login });
  const listed = await read<{ items: { id: string; user_id: string; area_id: string }[] }>(
    request,
    official,
    `/grants?under_id=${area_id}&role=council_member&limit=100`,
  );
  let grant = listed.items.find((one) => one.user_id === found.user_id && one.area_id === area_id);
  if (grant === undefined) {
    const data = { user_id: found.user_id, role: "council_member", area_id };
    grant = await post<{ id: string; user_id: string; area_id: string }>(request, official, "/grants", data);
  }
  await post(request, official, `/funds/${fund}/seats`, { grant_id: grant.id, from: inDays(0), until: inDays(300) });
}

let members: Promise<Account[]> | undefined;

/** The two who sit in the committees of all funds of a worker beside the demo's council member: one address registers few accounts. */
const committee = (request: APIRequestContext): Promise<Account[]> =>
  (members ??= Promise.all([registered(request), registered(request)]));

/** A fund that no other test knows: open, with the demo's council member and two others in its committee. */
export async function fund(request: APIRequestContext): Promise<Fund> {
  const others = await committee(request);
  return fundOf(request, await founding(request), ["council", ...others.map((one) => one.login)], charter());
}

/** A fund of the demo's town, decided about by members whom every store of the demo has. */
export async function townFund(request: APIRequestContext, rules: object = charter()): Promise<Fund> {
  const towns = await read<{ items: { id: string }[] }>(request, await as(request, "official"), "/areas?kind=town&limit=1");
  const members = ["counciltown", "counciltown2", "counciltown3"];
  return fundOf(request, await founding(request, towns.items[0]?.id), members, rules);
}

/** Opens a fund that is being founded, with a committee and a charter. */
async function fundOf(
  request: APIRequestContext,
  { id, name, area_id }: { id: string; name: string; area_id: string },
  members: string[],
  rules: object,
): Promise<Fund> {
  const official = await as(request, "official");
  await post(request, official, `/funds/${id}/purposes`, { code: "education", name: "助学" });
  const draft = await post<{ id: string; version: number }>(request, official, `/funds/${id}/charters`, rules);
  const adopted = await request.post(`${base}/charters/${draft.id}/founding`, {
    headers: { ...official, "if-match": `"${draft.version}"` },
  });
  expect(adopted.ok(), await adopted.text()).toBe(true);
  for (const login of members) await seat(request, id, area_id, login);
  const etag = (await request.get(`${base}/funds/${id}`, { headers: official })).headers().etag ?? "";
  const opened = await request.post(`${base}/funds/${id}/opening`, { headers: { ...official, "if-match": etag } });
  expect(opened.ok(), await opened.text()).toBe(true);
  return { id, name, area_id, charter_id: draft.id };
}

/** A gift that the treasurer has booked; answers its id. */
export async function gift(
  request: APIRequestContext,
  of: Fund,
  donor: string,
  fen: number,
  more: object = {},
): Promise<string> {
  const treasurer = await as(request, "treasurer");
  const known = await post<{ id: string }>(request, treasurer, `/funds/${of.id}/donors`, { name: donor });
  const data = {
    source: { kind: "donation", donor_id: known.id, named: true },
    form: "money",
    amount_fen: fen,
    channel: "bank",
    note: "",
    ...more,
  };
  const income = await post<{ id: string }>(request, treasurer, `/funds/${of.id}/income`, data);
  const said = { reference: `e2e-${Date.now()}-${Math.random().toString(36).slice(2)}`, amount_fen: fen };
  await post(request, treasurer, `/income/${income.id}/confirmation`, said);
  return income.id;
}

/** Something that the committee votes on; answers its id. */
export async function resolution(request: APIRequestContext, of: Fund, title: string): Promise<string> {
  const data = {
    title,
    reason: "重阳节到了。",
    matter: { kind: "spending", most_fen: 50_000 },
    until: new Date(Date.now() + 5 * 86_400_000).toISOString(),
  };
  return (await post<{ id: string }>(request, await as(request, "official"), `/funds/${of.id}/resolutions`, data)).id;
}

/** A call of a fund that can be answered for thirty days; answers its id. */
export async function call(request: APIRequestContext, of: Fund, title: string): Promise<string> {
  const official = await as(request, "official");
  const data = {
    title,
    text: "征集改善楼道和小花园的项目。",
    most_fen: 500_000,
    opens_at: new Date(Date.now() - 60_000).toISOString(),
    closes_at: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  };
  const draft = await post<{ id: string; version: number }>(request, official, `/funds/${of.id}/proposal-calls`, data);
  const published = await request.post(`${base}/proposal-calls/${draft.id}/publication`, {
    headers: { ...official, "if-match": `"${draft.version}"` },
  });
  expect(published.ok(), await published.text()).toBe(true);
  return draft.id;
}

/** What the demo's resident proposes. */
const proposal = (title: string) => ({
  title,
  plan: "四月翻土，五月种花，由楼组轮流浇水。",
  proposer: { kind: "resident" },
  people: [],
  lines: [
    { title: "花苗和土", limit_fen: 80_000, purpose: "education" },
    { title: "工具", limit_fen: 20_000 },
  ],
  milestones: [
    { title: "签约预付", instalment_fen: 40_000 },
    { title: "花园建成", due_on: inDays(60), instalment_fen: 60_000 },
  ],
  advance: true,
});

/** A project that waits to be screened; answers its id. */
export async function submitted(request: APIRequestContext, of: Fund, title: string): Promise<string> {
  const resident = await as(request, "resident");
  const id = await call(request, of, `征集${title}`);
  const made = await post<{ id: string }>(request, resident, `/proposal-calls/${id}/projects`, proposal(title));
  await post(request, resident, `/projects/${made.id}/submission`, {});
  return made.id;
}

/** A project on which the public can comment; answers its id. */
export async function inComment(request: APIRequestContext, of: Fund, title: string): Promise<string> {
  const id = await submitted(request, of, title);
  await post(request, await as(request, "official"), `/projects/${id}/screening`, { result: "passed" });
  return id;
}
