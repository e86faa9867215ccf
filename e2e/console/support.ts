// What the specs of the console share.
import { type Page, expect } from "@playwright/test";
import { opened } from "../support/test.ts";
import { DEMO_PASSWORD, signIn } from "../people/support.ts";

/** Signs a demo account in, and opens a page of the console. */
export async function office(page: Page, login: string, path: string): Promise<void> {
  await page.goto(`/console/sign-in?next=${encodeURIComponent(path)}`);
  await opened(page);
  await signIn(page, { login, password: DEMO_PASSWORD });
  // The place that one looks at is added to the address.
  const { pathname } = new URL(path, "http://any");
  await expect(page).toHaveURL((url) => url.pathname === pathname);
}

/** A name that no other test uses. */
export const named = (what: string): string => `${what}${Date.now().toString(36)}`;
