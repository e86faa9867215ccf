// Every page of volunteering: read by a machine's rules of accessibility, wide and narrow, in large text.
import { type Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../support/test.ts";
import { arrive, as, shiftCalled } from "./support.ts";

/** A page holds on a wide screen, on a telephone, and there in large text. */
async function holds(page: Page): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: "正在" })).toHaveCount(0);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page);
  }
  await page.evaluate(() => document.documentElement.setAttribute("data-size", "large"));
  await expectAccessible(page);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wider, "pixels that the page is wider than the screen").toBeLessThanOrEqual(0);
}

const PLACES: [string, string, string][] = [
  ["resident", "/volunteer", "志愿活动"],
  ["resident", "/volunteer?view=month", "志愿活动"],
  ["resident", "/volunteer/hours", "我的志愿时长"],
  ["resident", "/volunteer/check", "签到 / 签退"],
  ["worker", "/work/shifts", "安排志愿活动"],
  ["worker", "/work/shifts/plan", "安排一次活动"],
  ["resident", "/work/shifts", "安排志愿活动"],
];

for (const [login, path, title] of PLACES) {
  test(`${path} holds for ${login}`, async ({ page }) => {
    await arrive(page, login, path);
    await expect(page.getByRole("heading", { level: 1, name: title, exact: true })).toBeVisible();
    await holds(page);
  });
}

for (const [title, below] of [
  ["楼道大扫除", "/volunteer/shifts"],
  ["上学路口护送", "/volunteer/shifts"],
  ["露天电影维持秩序", "/volunteer/shifts"],
  ["楼道大扫除", "/work/shifts"],
  ["河岸清洁日", "/work/shifts"],
] as const) {
  test(`the page of “${title}” below ${below} holds`, async ({ page, request }) => {
    const login = below === "/work/shifts" ? "worker" : "resident";
    const { id } = await shiftCalled(request, await as(request, login), title);
    await arrive(page, login, `${below}/${id}`);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await holds(page);
  });
}

test("the screen with the code holds, and the form of a change", async ({ page, request }) => {
  const headers = await as(request, "worker");
  const { id } = await shiftCalled(request, headers, "楼道大扫除");
  await arrive(page, "worker", `/work/shifts/${id}/code`);
  await expect(page.locator(".check-screen__digits")).toBeVisible();
  await holds(page);
  const coming = await shiftCalled(request, headers, "陪老人聊聊天");
  await page.goto(`/work/shifts/${coming.id}/edit`);
  await expect(page.getByLabel("叫什么")).toHaveValue("陪老人聊聊天");
  await holds(page);
});

test("a month lies in the address, and its days lead to their shifts", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await arrive(page, "resident", "/volunteer");
  await page.getByText("按月", { exact: true }).click();
  await expect(page).toHaveURL(/view=month/);
  await page.getByRole("button", { name: "往后" }).click();
  await expect(page).toHaveURL(/at=/);
  await page.getByRole("button", { name: "往前" }).click();
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page).toHaveURL(/\/volunteer\/shifts\//);
});

test("a calendar's address is shown once, replaced and turned off", async ({ page, request }) => {
  await arrive(page, "neighbour", "/volunteer/hours");
  await page.getByRole("button", { name: "生成地址" }).click();
  const url = await page.locator(".copyable code").innerText();
  const file = await request.get(new URL(url).pathname);
  expect(file.headers()["content-type"]).toContain("text/calendar");
  expect(await file.text()).toContain("BEGIN:VEVENT");
  await page.getByRole("button", { name: "停用地址" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "停用地址" }).click();
  await expect(page.getByText("还没有订阅地址")).toBeVisible();
  expect((await request.get(new URL(url).pathname)).status()).toBe(404);
});
