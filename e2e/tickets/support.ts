// What the specs of tickets share.
import { type Page, expect } from "@playwright/test";
import { DEMO_PASSWORD, signIn } from "../people/support.ts";
import { opened } from "../support/test.ts";

/** Signs somebody of the demo in, and opens a page. */
export async function signedIn(page: Page, login: string, path: string): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await opened(page);
  await signIn(page, { login, password: DEMO_PASSWORD });
  await expect(page).toHaveURL(path);
}
