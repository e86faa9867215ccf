// What the specs of tickets share.
import { type APIRequestContext, type Browser, type Page, expect } from "@playwright/test";
import { DEMO_PASSWORD, signIn, tokenOf } from "../people/support.ts";
import { opened } from "../support/test.ts";

/** Signs somebody of the demo in, and opens a page. */
export async function signedIn(page: Page, login: string, path: string): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await opened(page);
  await signIn(page, { login, password: DEMO_PASSWORD });
  await expect(page).toHaveURL((url) => `${url.pathname}${url.search}` === path);
}

/** Another telephone, with somebody signed in. */
export async function telephone(browser: Browser, url: string, login: string, path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await signedIn(page, login, path);
  return page;
}

/** Pixels that the page is wider than the screen. */
export const wider = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** What somebody reported. */
export interface Matter {
  id: string;
  number: string;
  text: string;
}

/** A matter of the resident's own grid that nobody reported before. */
export async function reported(request: APIRequestContext, what: string): Promise<Matter> {
  const headers = await tokenOf(request, { login: "resident", password: DEMO_PASSWORD });
  const text = `${what}（${Date.now()}）`;
  const made = await request.post("/api/v1/tickets", { headers, data: { category: "facilities", text } });
  expect(made.status(), await made.text()).toBe(201);
  const { id, number } = await made.json();
  return { id, number, text };
}
