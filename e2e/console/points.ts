// What the specs of points share: a programme that runs, and claims in it, made through the API by those whose part it is.
import { type APIRequestContext, expect } from "@playwright/test";
import { as, post, read } from "../rounds/support.ts";
import { named } from "./support.ts";

export interface Programme {
  id: string;
  name: string;
}

export interface Claim {
  id: string;
  version: number;
}

/** The day that it is in the town. */
export const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** A day so many days from today. */
export const inDays = (days: number): string =>
  new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

const activity = (code: string, name: string, points: number) => ({
  code,
  name,
  points,
  basis: "time",
  by_resident: true,
  by_worker: true,
  in_bulk: true,
  by_event: null,
  evidence: "words",
  approver: "grid_worker",
  caps: { day: null, month: null, period: null },
});

/** A programme of the whole town that runs; every approved claim is drawn for a second look. */
export async function running(request: APIRequestContext, points = 1_000): Promise<Programme> {
  const [official, treasurer] = [await as(request, "official"), await as(request, "treasurer")];
  const me = await read<{ grants: { role: string; area_id: string }[] }>(request, official, "/me");
  const area = me.grants.find((grant) => grant.role === "official")?.area_id;
  const made = await post<Programme & { version: number }>(request, official, "/programmes", {
    area_id: area,
    name: named("邻里积分"),
    description: "",
    wallets: "person",
    starts_on: today(),
    ends_on: inDays(300),
  });
  const content = {
    activities: [activity("sweeping", "打扫院子", 5), activity("helping", "帮助邻居", 8)],
    day_max: null,
    month_max: null,
    expiry_months: 12,
    gifts: null,
    re_audit_share: 10_000,
    low_at: 10,
  };
  const rules = await post<{ id: string }>(request, official, `/programmes/${made.id}/rules`, { content });
  await post(request, treasurer, `/programmes/${made.id}/funding`, { points, note: "本年预算" });
  const { version } = await read<{ version: number }>(request, official, `/programmes/${made.id}`);
  const started = await request.post(`/api/v1/programmes/${made.id}/start`, {
    headers: { ...official, "if-match": `"${version}"` },
    data: { rules_id: rules.id },
  });
  expect(started.ok(), await started.text()).toBe(true);
  return made;
}

/** A claim of a resident of the worker's grid. */
export async function claimed(
  request: APIRequestContext,
  programme: Programme,
  login = "resident",
  words = "把院子扫干净了",
): Promise<Claim> {
  const resident = await as(request, login);
  const data = { programme_id: programme.id, activity: "sweeping", day: today(), words, photos: [] };
  return post<Claim>(request, resident, "/claims", data);
}

/** A claim that the grid worker approved. */
export async function approved(request: APIRequestContext, programme: Programme): Promise<Claim> {
  const claim = await claimed(request, programme);
  const worker = await as(request, "worker");
  const answer = await request.post(`/api/v1/claims/${claim.id}/approval`, {
    headers: { ...worker, "if-match": `"${claim.version}"` },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as Claim;
}
