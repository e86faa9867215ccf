// What the specs about scoring share: a round under way, its places, telephones with somebody signed in.
import { type APIRequestContext, type BrowserContext, type Locator, type Page, expect } from "@playwright/test";
import { DEMO_PASSWORD, tokenOf } from "../people/support.ts";
import { opened } from "../support/test.ts";

export type Headers = { authorization: string };

export interface Place {
  round: string;
  area: string;
  name: string;
  /** The address of its sheet's page. */
  path: string;
  /** The address of its sheet in the API. */
  sheet: string;
}

/** Acts as one of the demo's people. */
export function as(request: APIRequestContext, login: string): Promise<Headers> {
  return tokenOf(request, { login, password: DEMO_PASSWORD });
}

/** The `index`-th place that nobody has scored, of the widest round under way: each spec takes another one. */
export async function place(request: APIRequestContext, headers: Headers, index: number, base = ""): Promise<Place> {
  const api = `${base}/api/v1/inspection-rounds`;
  const rounds = await (await request.get(`${api}?mine=true&state=started`, { headers })).json();
  let [round, free]: [string, { area_id: string; area_name: string; handed_in: boolean }[]] = ["", []];
  for (const { id } of rounds.items) {
    const { items } = await (await request.get(`${api}/${id}/targets`, { headers })).json();
    const open = items.filter((target: { handed_in: boolean }) => !target.handed_in);
    if (open.length > free.length) [round, free] = [id, open];
  }
  const target = free.at(-1 - index);
  if (target === undefined) throw new Error("every place of the rounds under way is scored already");
  const { area_id: area, area_name: name } = target;
  return {
    round,
    area,
    name,
    path: `/work/inspections/${round}/${area}`,
    sheet: `${api}/${round}/targets/${area}/sheet`,
  };
}

/** The latest monthly routine of the villages that stands at `state`: what other specs plan beside it is none. */
export async function routine(request: APIRequestContext, state: string): Promise<{ id: string; area_id: string }> {
  const query = `subjects=villages&state=${state}&limit=100`;
  const { items } = await (await request.get(`/api/v1/inspection-rounds?${query}`)).json();
  const found = items.find((round: { regularity: string }) => round.regularity === "regular");
  if (found === undefined) throw new Error(`no routine is at ${state}`);
  return found;
}

export async function signIn(page: Page, login: string, path: string, base = ""): Promise<void> {
  await page.goto(`${base}/sign-in?next=${encodeURIComponent(path)}`);
  await opened(page);
  await page.getByLabel("登录名或手机号").fill(login);
  await page.getByLabel("密码", { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole("main").getByRole("button", { name: "登录", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${path.replaceAll(/[/?]/g, "\\$&")}$`));
}

/** Waits until the app of this page needs no network to start. */
export async function installed(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller === null) {
      await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
    }
  });
}

/** An inspector's telephone on a place's sheet, opened once with a network. */
export async function onSheet(page: Page, where: Place, login = "inspector", base = ""): Promise<void> {
  await signIn(page, login, `/work/inspections/${where.round}`, base);
  await page.getByRole("link", { name: where.name }).click();
  await expect(card(page, ROADS)).toBeVisible();
  await installed(page);
}

export const ROADS = "道路和巷子没有垃圾、积水";
export const DITCHES = "河沟、池塘没有漂浮物";
export const BINS = "垃圾桶、垃圾池不满溢";

export function card(page: Page, indicator: string): Locator {
  return page.getByRole("article", { name: indicator });
}

/** Counts a finding so often. */
export async function count(page: Page, line: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await page.getByRole("button", { name: `${line}：多一处` }).click();
}

/** A photograph of a coloured square, as JPEG. */
export async function photograph(page: Page, colour = "#a33"): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const bytes = await page.evaluate(async (fill) => {
    const canvas = document.createElement("canvas");
    canvas.width = 320;
    canvas.height = 240;
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("there is no canvas");
    context.fillStyle = fill;
    context.fillRect(40, 40, 200, 120);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg"));
    if (blob === null) throw new Error("there is no picture");
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, colour);
  return { name: "road.jpg", mimeType: "image/jpeg", buffer: Buffer.from(bytes) };
}

/** Takes a photo with the camera of an indicator, and waits until it is kept. */
export async function takePhoto(page: Page, indicator: string): Promise<void> {
  const photos = card(page, indicator).getByRole("button", { name: /^放大看/ });
  const before = await photos.count();
  await card(page, indicator).getByLabel(`拍照：${indicator}`).setInputFiles(await photograph(page));
  await expect(photos).toHaveCount(before + 1);
}

/** Says where the sheet on the page stands. */
export function standing(page: Page, word: string): Locator {
  return page.getByRole("main").getByRole("status").getByText(word, { exact: true });
}

export interface Sheet {
  version: number;
  score: string | null;
  findings: Record<string, { points: string; note: string; photos: string[] }>;
}

/** The sheet as the server has it. */
export async function sheetOf(request: APIRequestContext, headers: Headers, where: Place): Promise<Sheet> {
  const answer = await request.get(where.sheet, { headers });
  expect(answer.ok(), await answer.text()).toBe(true);
  return answer.json();
}

/** Another page of the same telephone. */
export async function anotherTab(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await opened(page);
  return page;
}

/** Cuts the network. Requests of a page that has only just opened would otherwise still get through. */
export async function cut(context: BrowserContext): Promise<void> {
  await context.route("**/api/v1/**", (route) => route.abort("internetdisconnected"));
  await context.setOffline(true);
}

/** Brings the network back. */
export async function restore(context: BrowserContext): Promise<void> {
  await context.unroute("**/api/v1/**");
  await context.setOffline(false);
}
