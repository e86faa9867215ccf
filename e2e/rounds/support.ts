// What the specs of rounds share: the API as the demo's people call it, rounds that stand somewhere.
import { type APIRequestContext, expect } from "@playwright/test";
import { DEMO_PASSWORD, tokenOf } from "../people/support.ts";

type Headers = { authorization: string };

export interface Area {
  id: string;
  name: string;
  path: string;
}

export interface Round {
  id: string;
  month: string;
  state: string;
  notice: string;
  template_id: string;
  template_number: number;
  area_id: string;
}

interface Indicator {
  code: string;
  name: string;
  weight: string;
  method: "deduct" | "add";
}

export const as = (request: APIRequestContext, login: string): Promise<Headers> =>
  tokenOf(request, { login, password: DEMO_PASSWORD });

const base = "/api/v1";

export async function read<T>(request: APIRequestContext, headers: Headers, path: string): Promise<T> {
  const answer = await request.get(`${base}${path}`, { headers });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}

export async function post<T>(
  request: APIRequestContext,
  headers: Headers,
  path: string,
  data: unknown = undefined,
): Promise<T> {
  const answer = await request.post(`${base}${path}`, { headers, data });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}

/** The rounds of the demo's town that somebody may know of, the latest first. */
export async function rounds(request: APIRequestContext, headers: Headers, query: string): Promise<Round[]> {
  const towns = await read<{ items: Area[] }>(request, headers, "/areas?kind=town&limit=1");
  const of = `area_id=${towns.items[0]?.id}&limit=100&${query}`;
  return (await read<{ items: Round[] }>(request, headers, `/inspection-rounds?${of}`)).items;
}

/** The villages of the demo's town, in the order of the tree. */
export async function villages(request: APIRequestContext): Promise<Area[]> {
  const answer = await request.get(`${base}/areas?kind=village&limit=100`);
  return ((await answer.json()) as { items: Area[] }).items;
}

async function indicators(request: APIRequestContext, headers: Headers, round: Round): Promise<Indicator[]> {
  const path = `/inspection-templates/${round.template_id}?number=${round.template_number}`;
  const found = await read<{ content: { dimensions: { indicators: Indicator[] }[] } }>(request, headers, path);
  return found.content.dimensions.flatMap((dimension) => dimension.indicators);
}

/** Hands in the sheet of every place of a round: the first that takes away loses so many points in each. */
export async function score(request: APIRequestContext, round: Round, lost: string[]): Promise<string> {
  const headers = await as(request, "inspector");
  const all = await indicators(request, headers, round);
  const first = all.find((indicator) => indicator.method === "deduct");
  if (first === undefined) throw new Error("the template takes nothing away");
  const targets = await read<{ items: { area_id: string }[] }>(
    request,
    headers,
    `/inspection-rounds/${round.id}/targets`,
  );
  for (const [index, target] of targets.items.entries()) {
    const findings = Object.fromEntries(
      all.map(({ code, method, weight }) => {
        const points = method === "add" ? weight : code === first.code ? (lost[index] ?? "0.00") : "0.00";
        return [code, { points, note: code === first.code ? "巷口有散落垃圾" : "", photos: [] }];
      }),
    );
    const path = `${base}/inspection-rounds/${round.id}/targets/${target.area_id}/sheet`;
    const kept = await request.put(path, {
      headers: { ...headers, "if-match": '"0"' },
      data: { findings, hand_in: true },
    });
    expect(kept.ok(), await kept.text()).toBe(true);
  }
  return first.code;
}

/** Plans a round beside the routine that goes to these places. */
export async function planned(
  request: APIRequestContext,
  headers: Headers,
  more: Record<string, unknown>,
): Promise<Round> {
  const [known] = await rounds(request, headers, "subjects=villages&state=published");
  if (known === undefined) throw new Error("the demo has no published round");
  const people = await read<{ items: { user_id: string; login: string }[] }>(
    request,
    headers,
    `/grants?under_id=${known.area_id}&role=inspector&limit=100`,
  );
  const inspector = people.items.find((grant) => grant.login === "inspector");
  const me = await read<{ id: string }>(request, headers, "/me");
  return post<Round>(request, headers, "/inspection-rounds", {
    area_id: known.area_id,
    month: known.month,
    subjects: "villages",
    regularity: "irregular",
    notice: "open",
    report: "special_report",
    template_id: known.template_id,
    lead_id: me.id,
    team: [inspector?.user_id],
    objection_hours: 1,
    ...more,
  });
}
