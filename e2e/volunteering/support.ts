// What the specs of volunteering share: the API in one line, and telephones with somebody signed in.
import { type APIRequestContext, type Browser, type Page, expect } from "@playwright/test";
import { DEMO_PASSWORD, signIn, tokenOf } from "../people/support.ts";
import { opened } from "../support/test.ts";

export type Headers = { authorization: string };

export interface Shift {
  id: string;
  title: string;
  taken: number;
  waiting: number;
}

/** Somebody of the demo, for calls of the API. */
export function as(request: APIRequestContext, login: string): Promise<Headers> {
  return tokenOf(request, { login, password: DEMO_PASSWORD });
}

/** A shift of the demo by its title; the first that is listed. */
export async function shiftCalled(request: APIRequestContext, headers: Headers, title: string): Promise<Shift> {
  const from = new Date(Date.now() - 3_600_000).toISOString();
  const answer = await request.get(`/api/v1/shifts?limit=100&from=${encodeURIComponent(from)}`, { headers });
  expect(answer.ok(), await answer.text()).toBe(true);
  const { items } = (await answer.json()) as { items: Shift[] };
  const found = items.find((shift) => shift.title === title);
  if (found === undefined) throw new Error(`there is no shift “${title}”`);
  return found;
}

/** Plans one in the worker's grid that begins so many minutes from now, through the API. */
export async function planned(
  request: APIRequestContext,
  title: string,
  minutes: number,
  places: number,
): Promise<string> {
  const headers = await as(request, "worker");
  const me = await (await request.get("/api/v1/me", { headers })).json();
  const starts = Date.now() + minutes * 60_000;
  const body = {
    area_id: me.grants[0].area_id,
    title,
    description: "两人一组",
    place: "社区服务站",
    starts_at: new Date(starts).toISOString(),
    ends_at: new Date(starts + 15 * 60_000).toISOString(),
    places,
  };
  const answer = await request.post("/api/v1/shifts", { headers, data: body });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()).items[0].id;
}

/** Signs somebody in on this page and goes there. */
export async function arrive(page: Page, login: string, path: string): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await opened(page);
  await signIn(page, { login, password: DEMO_PASSWORD });
  await expect(page).toHaveURL(path);
}

/** Another telephone, with somebody signed in. */
export async function telephone(browser: Browser, url: string, login: string, path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await arrive(page, login, path);
  return page;
}

/** What nobody planned before. */
export const called = (what: string) => `${what}${Date.now() % 1_000_000}`;
