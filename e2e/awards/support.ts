// What the specs of templates, rules, settlements and certificates share.
import { type Page } from "@playwright/test";
import { expect, expectAccessible } from "../support/test.ts";

export { desk, expect, expectAccessible, test } from "../support/test.ts";
export type { Page };

/** Nothing is loading, no rule of accessibility is broken, and nothing is wider than the screen: at the desk, and in large text on a telephone. */
export async function expectFitting(page: Page): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: "正在" })).toHaveCount(0);
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "大字" }).click();
  await expectAccessible(page);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wider, "pixels that the page is wider than the screen").toBeLessThanOrEqual(0);
}
