// What the specs of the shop and of its counter share.
import { type APIRequestContext, type Page, expect } from "@playwright/test";
import { DEMO_PASSWORD, signIn } from "../people/support.ts";
import { as, post, read } from "../rounds/support.ts";
import { opened } from "../support/test.ts";

/** Signs a demo account in, and opens a page. */
export async function at(page: Page, login: string, path: string): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await opened(page);
  await signIn(page, { login, password: DEMO_PASSWORD });
  await expect(page).toHaveURL((url) => `${url.pathname}${url.search}` === path);
}

/** Redeems an offer by its title; answers the code that is shown. */
export async function redeem(page: Page, title: string): Promise<string> {
  await page.getByRole("link", { name: title }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await page.getByRole("button", { name: /^兑换/ }).click();
  const asked = page.getByRole("dialog");
  await expect(asked).toContainText(`兑换“${title}”？`);
  await expect(asked).toContainText("兑换后还剩");
  await asked.getByRole("button", { name: "兑换", exact: true }).click();
  await expect(page).toHaveURL(/\/shop\/codes\//);
  const typed = page.locator(".show-code__typed");
  await expect(typed).toHaveText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  return (await typed.textContent()) ?? "";
}

/** Nothing is wider than the screen. */
export async function fits(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(beyond, "horizontal overflow").toBeLessThanOrEqual(0);
}

/** A provider of the demo's town. */
export interface Provider {
  id: string;
  area_id: string;
  name: string;
}

/** The demo's shop. */
export async function shop(request: APIRequestContext): Promise<Provider> {
  const mine = await read<{ items: Provider[] }>(request, await as(request, "provider"), "/me/providers");
  const first = mine.items[0];
  if (first === undefined) throw new Error("the demo's assistant serves no shop");
  return first;
}

/** Another provider of the same place, which nobody serves yet. */
export async function another(request: APIRequestContext, of: Provider): Promise<Provider> {
  const week = Array.from({ length: 7 }, () => ["09:00-18:00"]);
  const content = {
    name: `便民服务站${Date.now().toString(36)}`,
    kind: "public_service",
    address: "集镇路 20 号",
    opening_hours: { week },
  };
  return post<Provider>(request, await as(request, "official"), "/providers", { area_id: of.area_id, content });
}

/** Something that an official offers at a provider for a single point; answers what it is called. */
export async function cheap(request: APIRequestContext, of: Provider): Promise<string> {
  const official = await as(request, "official");
  const offers = await read<{ items: { programme_id: string }[] }>(request, official, `/offers?provider_id=${of.id}`);
  const title = `肥皂${Date.now().toString(36)}`;
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const content = { kind: "goods", title, description: "", photos: [], price: 1, keep_days: 7, shown_from: today };
  const programme_id = offers.items[0]?.programme_id;
  await post(request, official, "/offers", { provider_id: of.id, programme_id, content });
  return title;
}

/** Lets a demo account serve providers. */
export async function serve(request: APIRequestContext, login: string, providers: Provider[]): Promise<void> {
  const official = await as(request, "official");
  const found = await post<{ user_id: string }>(request, official, "/grants/grantee", { login_or_phone: login });
  for (const { id, area_id } of providers) {
    const grant = { user_id: found.user_id, role: "provider_staff", area_id, provider_id: id };
    await post(request, official, "/grants", grant);
  }
}
