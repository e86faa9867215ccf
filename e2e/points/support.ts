// What the specs of points share: a programme of their own, and two telephones.
import { type APIRequestContext, type Browser, type Page, expect } from "@playwright/test";
import { opened } from "../support/test.ts";
import { DEMO_PASSWORD, signIn, tokenOf } from "../people/support.ts";

export interface Programme {
  id: string;
  name: string;
}

const api = "/api/v1";

/** The headers that act as a demo account. */
export const as = (request: APIRequestContext, login: string): Promise<{ authorization: string }> =>
  tokenOf(request, { login, password: DEMO_PASSWORD });

const activity = (code: string, name: string, points: number, more: object = {}): object => ({
  code,
  name,
  points,
  basis: "time",
  by_resident: true,
  by_worker: true,
  in_bulk: false,
  by_event: null,
  evidence: "words",
  approver: "grid_worker",
  caps: { day: null, month: null, period: null },
  ...more,
});

/** A running programme of the demo's town that no other test knows, with gifts and a budget that is low from 100 points on. */
export async function programme(request: APIRequestContext, budget = 10_000): Promise<Programme> {
  const [official, treasurer] = [await as(request, "official"), await as(request, "treasurer")];
  const me = await (await request.get(`${api}/me`, { headers: official })).json();
  const name = `邻里积分${Date.now().toString(36)}`;
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const made = await request.post(`${api}/programmes`, {
    headers: official,
    data: {
      area_id: me.grants[0].area_id,
      name,
      description: "为邻里做的事都记下来。",
      wallets: "person",
      starts_on: `${Number(today.slice(0, 4)) - 1}-01-01`,
      ends_on: `${Number(today.slice(0, 4)) + 1}-12-31`,
    },
  });
  expect(made.status(), await made.text()).toBe(201);
  const { id } = await made.json();
  const rules = await request.post(`${api}/programmes/${id}/rules`, {
    headers: official,
    data: {
      content: {
        activities: [
          activity("sweeping", "清扫楼道", 20, { caps: { day: 20, month: 200, period: null } }),
          activity("photographed", "清理绿地", 5, { evidence: "photo" }),
          activity("watching", "夜间巡逻", 6, { basis: "hour", evidence: "none" }),
        ],
        day_max: 60,
        month_max: 400,
        expiry_months: 12,
        gifts: { each_max: 15, month_max: 30 },
        re_audit_share: 0,
        low_at: 100,
      },
    },
  });
  expect(rules.status(), await rules.text()).toBe(201);
  const funded = await request.post(`${api}/programmes/${id}/funding`, {
    headers: treasurer,
    data: { points: budget, note: "第一季度" },
  });
  expect(funded.ok(), await funded.text()).toBe(true);
  const etag = (await request.get(`${api}/programmes/${id}`, { headers: official })).headers().etag ?? "";
  const started = await request.post(`${api}/programmes/${id}/start`, {
    headers: { ...official, "if-match": etag },
    data: { rules_id: (await rules.json()).id },
  });
  expect(started.ok(), await started.text()).toBe(true);
  return { id, name };
}

/** Claims points and has them approved by the worker of the grid; answers when they are in the wallet. */
export async function earned(request: APIRequestContext, of: Programme, login: string, words: string): Promise<void> {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const claimed = await request.post(`${api}/claims`, {
    headers: await as(request, login),
    data: { programme_id: of.id, activity: "sweeping", day: today, words, photos: [] },
  });
  expect(claimed.status(), await claimed.text()).toBe(201);
  const { id } = await claimed.json();
  const approved = await request.post(`${api}/claims/${id}/approval`, {
    headers: { ...(await as(request, "worker")), "if-match": claimed.headers().etag ?? "" },
  });
  expect(approved.ok(), await approved.text()).toBe(true);
}

/** Signs a demo account in and opens a page of the app. */
export async function open(page: Page, login: string, path: string): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await opened(page);
  await signIn(page, { login, password: DEMO_PASSWORD });
  await expect(page).toHaveURL(path);
}

/** Another telephone, with somebody signed in. */
export async function telephone(browser: Browser, url: string, login: string, path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, locale: "zh-CN", viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await open(page, login, path);
  return page;
}

/** A photograph of a coloured square, as JPEG. */
export async function photograph(page: Page): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [640, 480];
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("there is no canvas");
    context.fillStyle = "#4a7";
    context.fillRect(60, 60, 480, 320);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg"));
    if (blob === null) throw new Error("there is no picture");
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  return { name: "deed.jpg", mimeType: "image/jpeg", buffer: Buffer.from(bytes) };
}

/** The card of a wallet. */
export const wallet = (page: Page, of: Programme) => page.getByRole("article", { name: of.name });

/** Goes on to the next question. */
export async function next(page: Page): Promise<void> {
  await page.getByRole("main").getByRole("button", { name: "下一步" }).click();
}
