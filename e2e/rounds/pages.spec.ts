// Every page of rounds: opened, read by a machine's rules of accessibility, on a desk and on a telephone with large text.
import { type Page } from "@playwright/test";
import { desk, expect, expectAccessible, test } from "../support/test.ts";
import { office } from "../console/support.ts";
import { as, rounds } from "./support.ts";

test.use(desk);

/** A page holds on a desk, and on a telephone in large text. */
async function holds(page: Page): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: "正在" })).toHaveCount(0);
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "大字" }).click();
  await expectAccessible(page);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wider, "pixels that the page is wider than the screen").toBeLessThanOrEqual(0);
}

const PLACES: [string, string][] = [
  ["/console/inspections", "检查"],
  ["/console/inspections/plan", "计划检查"],
  ["/console/inspections/objections", "申诉"],
];

for (const [path, title] of PLACES) {
  test(`${path} holds`, async ({ page }) => {
    await office(page, "official", path);
    await expect(page.getByRole("heading", { level: 1, name: title, exact: true })).toBeVisible();
    await holds(page);
  });
}

for (const state of ["committed", "started", "objections", "published"]) {
  test(`the page of a round that is ${state} holds`, async ({ page, request }) => {
    const official = await as(request, "official");
    const [round] = await rounds(request, official, `subjects=villages&state=${state}`);
    await office(page, "official", `/console/inspections/rounds/${round?.id}`);
    await expect(page.getByRole("heading", { level: 1, name: /检查/ })).toBeVisible();
    await holds(page);
  });
}

test("the list is narrowed in the address, and this month's round stands on top", async ({ page }) => {
  await office(page, "official", "/console/inspections");
  await expect(page.getByRole("heading", { name: /的检查$/ })).toBeVisible();
  await page.getByLabel("状态").selectOption({ label: "已公布" });
  await expect(page).toHaveURL(/state=published/);
  await expect(page.getByRole("table").getByText("申诉期")).toHaveCount(0);
  await page.getByLabel("状态").selectOption({ label: "已取消" });
  await page.getByLabel("检查对象").selectOption({ label: "农户" });
  await expect(page.getByText("没有符合的检查")).toBeVisible();
});

test("of a covert round an administrator is told that it is secret, and why", async ({ page, request }) => {
  const official = await as(request, "official");
  const found = await rounds(request, official, "subjects=villages&state=committed");
  const covert = found.find((round) => round.notice === "covert");
  await office(page, "admin", `/console/inspections/rounds/${covert?.id}`);
  await expect(page.getByText("只有检查人员知道去哪里，管理员也看不到", { exact: false })).toBeVisible();
  await expect(page.getByText("所以这里也不列出谁要回避", { exact: false })).toBeVisible();
  await expect(page.getByRole("heading", { name: "检查的地方" })).toBeVisible();
  await expect(page.getByRole("table")).toHaveCount(0);
});

test("a village sees its own objection and is told who decides", async ({ page, request }) => {
  const official = await as(request, "official");
  const [round] = await rounds(request, official, "subjects=villages&state=objections");
  await office(page, "village", `/console/inspections/rounds/${round?.id}`);
  await expect(page.getByText("由主办检查的管理部门处理。")).toBeVisible();
  await expect(page.getByRole("button", { name: /处理申诉|公布/ })).toHaveCount(0);
});

test("a round that there is not is said to be none", async ({ page }) => {
  await office(page, "official", "/console/inspections/rounds/01900000-0000-7000-8000-000000000000");
  await expect(page.getByText("没有这次检查")).toBeVisible();
});

test("the situation leads into this month's round", async ({ page }) => {
  await office(page, "official", "/console");
  await page.getByRole("link", { name: "打开这次检查" }).click();
  await expect(page).toHaveURL(/inspections\/rounds\//);
  await expect(page.getByRole("heading", { level: 1, name: /检查 · 萤川镇/ })).toBeVisible();
});
