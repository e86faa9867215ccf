// An inspector where the network ends: nothing is lost, nothing is counted twice.
import { Server } from "../support/server.ts";
import { expect, expectAccessible, opened, test } from "../support/test.ts";
import {
  BINS,
  DITCHES,
  ROADS,
  anotherTab,
  as,
  card,
  count,
  cut,
  onSheet,
  place,
  restore,
  sheetOf,
  signIn,
  standing,
  takePhoto,
} from "./support.ts";

test("what is scored without a network survives reloads and is sent once when the network is back", async ({
  page,
  context,
  request,
}) => {
  const inspector = await as(request, "inspector");
  const where = await place(request, inspector, 0);
  await onSheet(page, where);
  await cut(context);

  await count(page, "一处散落垃圾", 2);
  await expect(card(page, ROADS).getByText("扣 1.00，得 9.00")).toBeVisible();
  await takePhoto(page, ROADS);
  await card(page, ROADS).getByLabel("说明").fill("路口有纸屑");
  await card(page, BINS).getByRole("button", { name: "没有问题" }).click();
  await expect(card(page, BINS).getByText("扣 0.00，得 5.00")).toBeVisible();
  await expect(standing(page, "等待网络")).toBeVisible();
  await expect(page.getByText("没有网络，有 2 条内容等待发送")).toBeVisible();
  await expectAccessible(page);

  await page.reload();
  await expect(card(page, ROADS).getByText("扣 1.00，得 9.00")).toBeVisible();
  await expect(card(page, ROADS).getByLabel("说明")).toHaveValue("路口有纸屑");
  await page.close();
  const again = await anotherTab(context, where.path);
  await expect(card(again, ROADS).getByText("扣 1.00，得 9.00")).toBeVisible();
  await expect(card(again, ROADS).getByRole("button", { name: /^放大看/ })).toHaveCount(1);
  expect((await sheetOf(request, inspector, where)).version).toBe(0);

  await restore(context);
  await expect(standing(again, "已保存")).toBeVisible({ timeout: 20_000 });
  await again.reload();
  await expect(standing(again, "已保存")).toBeVisible();
  const sheet = await sheetOf(request, inspector, where);
  expect(sheet.version).toBe(1);
  expect(Object.keys(sheet.findings).sort()).toEqual(["bins", "roads"]);
  expect(sheet.findings["roads"]).toMatchObject({ points: "1.00", note: "路口有纸屑" });
  expect(sheet.findings["roads"]?.photos).toHaveLength(1);
});

test("an answer that is lost on the way does not make anything twice", async ({ page, request }) => {
  const inspector = await as(request, "inspector");
  const where = await place(request, inspector, 1);
  await onSheet(page, where);
  const photos: string[] = [];
  let lost = 0;
  // The server gets the request, and its answer never arrives.
  await page.route(/\/api\/v1\/(photos$|.*\/sheet$)/, async (route) => {
    const method = route.request().method();
    if (method === "GET") return route.continue();
    const answer = await route.fetch();
    if (method === "POST") photos.push((await answer.json()).id);
    if ((method === "POST" && photos.length === 1) || (method === "PUT" && lost === 0)) {
      lost += method === "PUT" ? 1 : 0;
      return route.abort("connectionreset");
    }
    return route.fulfill({ response: answer });
  });
  await takePhoto(page, DITCHES);
  await count(page, "一处漂浮物或淤堵", 1);
  await expect(standing(page, "已保存")).toBeVisible({ timeout: 30_000 });
  expect(lost).toBe(1);
  expect(new Set(photos).size).toBe(1);
  const sheet = await sheetOf(request, inspector, where);
  expect(sheet.version).toBe(1);
  expect(sheet.findings["ditches"]).toMatchObject({ points: "1.00", photos: [photos[0]] });
});

test("two inspectors of one place see both sides, and who is here chooses each", async ({ page, context, request }) => {
  const inspector = await as(request, "inspector");
  const where = await place(request, inspector, 2);
  await onSheet(page, where);
  await cut(context);
  await count(page, "一处散落垃圾", 3);
  await count(page, "一处满溢", 1);
  await expect(card(page, BINS).getByText("扣 1.00，得 4.00")).toBeVisible();
  const finding = (points: string, note: string) => ({ points, note, photos: [] });
  const theirs = { roads: finding("0.50", "只有一处"), ditches: finding("2.00", "有浮萍") };
  const answer = await request.put(where.sheet, {
    headers: { ...(await as(request, "inspector2")), "if-match": '"0"' },
    data: { findings: theirs, hand_in: false },
  });
  expect(answer.ok(), await answer.text()).toBe(true);

  await restore(context);
  await expect(standing(page, "两人填得不一样")).toBeVisible({ timeout: 20_000 });
  const roads = page.getByRole("group", { name: ROADS });
  await expect(roads.getByText("扣 1.50，得 8.50")).toBeVisible();
  await expect(roads.getByText("扣 0.50，得 9.50：只有一处")).toBeVisible();
  await expectAccessible(page);
  // What only one of them touched is chosen already; what both did is asked.
  await page.getByRole("button", { name: "按所选的保存" }).click();
  await expect(page.getByText("还有 1 项没有选")).toBeVisible();
  expect((await sheetOf(request, inspector, where)).findings["roads"]?.points).toBe("0.50");
  await roads.getByText("我填的").click();
  await page.getByRole("button", { name: "按所选的保存" }).click();
  await expect(standing(page, "已保存")).toBeVisible({ timeout: 20_000 });
  const sheet = await sheetOf(request, inspector, where);
  expect(sheet.version).toBe(2);
  const points = Object.entries(sheet.findings).map(([code, { points }]) => `${code} ${points}`);
  expect(points.sort()).toEqual(["bins 1.00", "ditches 2.00", "roads 1.50"]);
});

test("two tabs keep each other's marks, and one of them sends", async ({ page, context, request }) => {
  const inspector = await as(request, "inspector");
  const where = await place(request, inspector, 3);
  await onSheet(page, where);
  const other = await anotherTab(context, where.path);
  await expect(card(other, ROADS)).toBeVisible();
  let sent = 0;
  context.on("request", (one) => (sent += one.method() === "PUT" ? 1 : 0));
  await cut(context);
  await count(page, "一处散落垃圾", 1);
  await count(other, "一处满溢", 2);
  // What one tab keeps the other shows.
  await expect(card(other, ROADS).getByText("扣 0.50，得 9.50")).toBeVisible();
  await expect(card(page, BINS).getByText("扣 2.00，得 3.00")).toBeVisible();
  sent = 0;
  await restore(context);
  await expect(standing(page, "已保存")).toBeVisible({ timeout: 20_000 });
  await expect(standing(other, "已保存")).toBeVisible({ timeout: 20_000 });
  const sheet = await sheetOf(request, inspector, where);
  expect(Object.keys(sheet.findings).sort()).toEqual(["bins", "roads"]);
  expect([sheet.version, sent]).toEqual([1, 1]);
});

test("who signs out with something unsent is warned, and nobody else sees or sends it", async ({
  page,
  context,
  request,
}) => {
  const inspector = await as(request, "inspector");
  const where = await place(request, inspector, 4);
  await onSheet(page, where);
  await cut(context);
  await count(page, "一处散落垃圾", 1);
  await expect(standing(page, "等待网络")).toBeVisible();
  await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "我的" }).click();
  await page.getByRole("button", { name: "退出登录" }).click();
  const dialog = page.getByRole("dialog", { name: "还有 1 条记录没有发出，要退出吗？" });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "退出登录" }).click();
  await expect(page.getByText("还没有登录").or(page.getByRole("link", { name: "登录" })).first()).toBeVisible();
  await restore(context);

  await signIn(page, "inspector2", where.path);
  await expect(card(page, ROADS).getByText("还没评")).toBeVisible();
  await expect(page.getByText(/条内容等待发送/)).toHaveCount(0);
  expect((await sheetOf(request, inspector, where)).version).toBe(0);
  await page.goto("/mine");
  await page.getByRole("button", { name: "退出登录" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "退出登录" })).toHaveCount(0);

  await signIn(page, "inspector", where.path);
  await expect(standing(page, "已保存")).toBeVisible({ timeout: 20_000 });
  expect((await sheetOf(request, inspector, where)).findings["roads"]?.points).toBe("0.50");
});

test("a sign-in that ended meanwhile keeps everything and sends it after the next", async ({ page, context, request }) => {
  const inspector = await as(request, "inspector");
  const where = await place(request, inspector, 5);
  await onSheet(page, where);
  await cut(context);
  await count(page, "一处满溢", 1);
  await expect(standing(page, "等待网络")).toBeVisible();
  await context.clearCookies();
  await page.reload();
  await expect(card(page, BINS).getByText("扣 1.00，得 4.00")).toBeVisible();
  await restore(context);
  await expect(page.getByText("登录已经到期")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("有 1 条记录等您登录后发送")).toBeVisible();
  await expectAccessible(page);
  // Scoring goes on.
  await count(page, "一处满溢", 1);
  await expect(card(page, BINS).getByText("扣 2.00，得 3.00")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "登录" }).click();
  await page.getByLabel("登录名或手机号").fill("inspector");
  await page.getByLabel("密码", { exact: true }).fill("gongzhi-demo");
  await page.getByRole("main").getByRole("button", { name: "登录", exact: true }).click();
  await expect(standing(page, "已保存")).toBeVisible({ timeout: 20_000 });
  const sheet = await sheetOf(request, inspector, where);
  expect(sheet.findings["bins"]?.points).toBe("2.00");
  // What was on the way when the network returned may be sent again as it was before what was scored since.
  expect([1, 2]).toContain(sheet.version);
});

test("in aeroplane mode the app starts, and a round that ended meanwhile loses nothing", async ({
  page,
  context,
  request,
}) => {
  test.setTimeout(180_000);
  // A server of its own: with the browser's network off alone, the service worker would still reach it.
  const server = await Server.demo();
  try {
    const inspector = { headers: {} as Record<string, string> };
    const signedIn = await request.post(`${server.url}/api/v1/sessions`, {
      data: { login: "inspector", password: "gongzhi-demo" },
    });
    inspector.headers = { authorization: `Bearer ${(await signedIn.json()).access_token}` };
    const where = await place(request, inspector.headers as { authorization: string }, 0, server.url);
    await onSheet(page, where, "inspector", server.url);
    await cut(context);
    await server.stop();
    await page.reload();
    await expect(card(page, ROADS)).toBeVisible({ timeout: 20_000 });
    await count(page, "一处散落垃圾", 1);
    await takePhoto(page, ROADS);
    await page.close();
    const again = await context.newPage();
    await again.goto(`${server.url}/work/inspections`);
    await opened(again);
    await again.getByRole("link", { name: /青|镇|月/ }).first().click();
    await again.getByRole("link", { name: where.name }).click();
    await expect(card(again, ROADS).getByText("扣 0.50，得 9.50")).toBeVisible();
    await expect(card(again, ROADS).getByRole("button", { name: /^放大看/ })).toHaveCount(1);

    await server.start();
    const official = await request.post(`${server.url}/api/v1/sessions`, {
      data: { login: "official", password: "gongzhi-demo" },
    });
    const cancelled = await request.post(`${server.url}/api/v1/inspection-rounds/${where.round}/cancellation`, {
      headers: { authorization: `Bearer ${(await official.json()).access_token}` },
    });
    expect(cancelled.ok(), await cancelled.text()).toBe(true);
    await restore(context);
    await expect(again.getByText("您填的都在下面，没有丢。")).toBeVisible({ timeout: 40_000 });
    await expect(again.getByText("扣 0.50，得 9.50")).toBeVisible();
    await expectAccessible(again);
    const file = again.waitForEvent("download");
    await again.getByRole("button", { name: "存成文件" }).click();
    expect((await file).suggestedFilename()).toBe(`${where.name}.csv`);
  } finally {
    await server.remove();
  }
});
