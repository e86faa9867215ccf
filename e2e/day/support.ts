// What the specs of a grid worker's day share: the API in one line, plans of households of the worker's grid.
import { type APIRequestContext, expect } from "@playwright/test";
import { DEMO_PASSWORD, tokenOf } from "../people/support.ts";

export type Headers = { authorization: string };

/** Somebody of the demo, for calls of the API. */
export function as(request: APIRequestContext, login: string): Promise<Headers> {
  return tokenOf(request, { login, password: DEMO_PASSWORD });
}

/** Today in the town. */
export const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** The number of a household of the worker's grid that no plan is for, and its id: each call takes another one. */
export async function household(request: APIRequestContext, headers: Headers): Promise<{ id: string; name: string }> {
  const me = await (await request.get("/api/v1/me", { headers })).json();
  const grid = me.grants[0].area_id;
  const areas = await (await request.get(`/api/v1/areas?under_id=${grid}&kind=household&limit=100`)).json();
  const plans = await (await request.get("/api/v1/visit-plans?limit=100", { headers })).json();
  const taken = new Set(plans.items.map((plan: { household_id: string }) => plan.household_id));
  const free = areas.items.filter((area: { id: string }) => !taken.has(area.id));
  const found = free[Math.floor(Math.random() * free.length)];
  if (found === undefined) throw new Error("every household of the grid has a plan");
  return { id: found.id, name: found.name };
}

/** Plans weekly visits from today on, through the API. */
export async function planned(
  request: APIRequestContext,
  headers: Headers,
): Promise<{ id: string; household: { id: string; name: string } }> {
  const there = await household(request, headers);
  const plan = { reason: "lives_alone", detail: "耳背", every: 1, unit: "weeks", from_on: today() };
  const answer = await request.post("/api/v1/visit-plans", { headers, data: { household_id: there.id, plan } });
  expect(answer.status(), await answer.text()).toBe(201);
  return { id: (await answer.json()).plan.id, household: there };
}

/** The visits of a plan, as the server has them. */
export async function visitsOf(
  request: APIRequestContext,
  headers: Headers,
  plan: string,
): Promise<{ id: string; photo: string | null; visit: { outcome: string; note: string } }[]> {
  const answer = await request.get(`/api/v1/visit-plans/${plan}`, { headers });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()).visits;
}
