// What the specs of the public pages share: the demo's town over the API, and pages in every size.
import type { APIRequestContext, Page } from "@playwright/test";
import { expect, expectAccessible, opened } from "../support/test.ts";

export interface Round {
  id: string;
  area_id: string;
  month: string;
  revision: number;
  draw: unknown;
}

export interface Recorded {
  month: string;
  score: string;
  place: number;
  field: number;
  revision: number;
  reason: string | null;
}

/** Published rounds of villages, the latest first. */
export async function publishedRounds(request: APIRequestContext): Promise<Round[]> {
  const listed = await request.get("/api/v1/inspection-rounds?subjects=villages&state=published&limit=100");
  return (await listed.json()).items;
}

/** The record of a village. */
export async function recordOf(
  request: APIRequestContext,
  village: string,
): Promise<{ area_name: string; months: Recorded[] }> {
  return (await request.get(`/api/v1/areas/${village}/inspection-record`)).json();
}

/** The villages of the latest ranking, by id and name. */
export async function villages(request: APIRequestContext): Promise<{ area_id: string; area_name: string }[]> {
  const [latest] = await publishedRounds(request);
  return (await (await request.get(`/api/v1/inspection-rounds/${latest?.id}/ranking`)).json()).items;
}

/** Opens an address and waits until what it loads is there. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await opened(page);
  await expect(page.locator("main h1")).toBeVisible();
  await expect(page.locator("main .skeleton")).toHaveCount(0);
}

/** Nothing is wider than the screen, and no rule of accessibility is broken: on a telephone, in large text, at a desk. */
export async function fitsEverywhere(page: Page, address: string): Promise<void> {
  for (const [width, large] of [
    [390, false],
    [390, true],
    [1280, false],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate((size) => localStorage.setItem("gongzhi.size", size), large ? "large" : "normal");
    await open(page, address);
    if (large) await expect(page.locator("html")).toHaveAttribute("data-size", "large");
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over, `${address} is wider than ${width}${large ? " in large text" : ""}`).toBeLessThanOrEqual(0);
    await expectAccessible(page);
  }
}
