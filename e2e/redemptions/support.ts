// What the specs of the shop and of its counter share.
import { type Page, expect } from "@playwright/test";
import { DEMO_PASSWORD, signIn } from "../people/support.ts";
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
