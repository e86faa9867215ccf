// Projects that a fund pays for: proposed on a telephone, read by everybody, screened at a desk.
import { desk, expect, expectAccessible, test } from "../support/test.ts";
import { office } from "../console/support.ts";
import { fitsEverywhere, open as asEverybody } from "../open/support.ts";
import { open } from "../points/support.ts";
import { call, fund, inComment, submitted } from "./support.ts";

const named = (what: string): string => `${what}${Date.now().toString(36)}`;

test("a resident answers a call, finds again what was typed, and hands it in", async ({ page, request }) => {
  const of = await fund(request);
  const id = await call(request, of, "春季社区项目征集");
  await open(page, "resident", `/funds/calls/${id}`);
  await expect(page.getByRole("heading", { level: 1, name: "春季社区项目征集" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "申报项目" }).click();
  await page.getByRole("button", { name: "保存草稿" }).click();
  await expect(page.getByRole("alert").first()).toContainText("请填写");
  const title = named("楼前小花园");
  await page.getByLabel("项目名称").fill(title);
  await page.getByLabel("打算怎么做").fill("四月翻土，五月种花。");
  await page.getByText("我自己", { exact: true }).click();
  await page.getByLabel(/^买什么、做什么/).fill("花苗和土");
  await page.getByLabel(/^多少元/).first().fill("800");
  await page.getByLabel(/^做到什么/).fill("花园建成");
  await page.getByLabel(/^多少元/).last().fill("700");
  await page.getByRole("button", { name: "保存草稿" }).click();
  await expect(page.getByRole("alert").first()).toContainText("两个数要一样");
  await page.reload();
  await expect(page.getByLabel("项目名称")).toHaveValue(title);
  await page.getByLabel(/^多少元/).last().fill("800");
  await expectAccessible(page);
  await page.getByRole("button", { name: "保存草稿" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByText("起草中").first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "提交申报" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "提交申报" }).click();
  await expect(page.getByText("待审核").first()).toBeVisible();
  await page.goto("/funds/projects");
  await expect(page.getByRole("link", { name: new RegExp(title) })).toBeVisible();
});

test("everybody reads a project, and residents say what they think of it", async ({ page, request }) => {
  const of = await fund(request);
  const title = named("楼道粉刷");
  const id = await inComment(request, of, title);
  await asEverybody(page, `/open/funds/${of.id}/projects`);
  await page.getByRole("link", { name: new RegExp(`^${title}`) }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByRole("region", { name: "预算" }).last()).toContainText("¥800.00");
  await expect(page.getByText("审核通过，开始公示")).toBeVisible();
  await expect(page.getByRole("link", { name: "登录以后提意见" })).toBeVisible();
  await expectAccessible(page);
  await open(page, "resident", `/funds/projects/${id}`);
  await page.getByLabel("您的意见").fill("建议再加两张长椅。");
  await page.reload();
  await expect(page.getByLabel("您的意见")).toHaveValue("建议再加两张长椅。");
  await page.getByRole("button", { name: "提交意见" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "建议再加两张长椅。" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "收回" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "收回" }).click();
  await expect(page.getByText("还没有人提意见。")).toBeVisible();
});

test("the pages of projects fit a telephone, large text and a desk", async ({ page, request }) => {
  test.slow();
  const of = await fund(request);
  const id = await inComment(request, of, named("楼前小花园"));
  await page.goto("/open");
  for (const address of [`/open/funds/${of.id}/projects`, `/open/funds/${of.id}/projects/${id}`]) {
    await fitsEverywhere(page, address);
  }
});

test("what there is not is said", async ({ page, request }) => {
  const of = await fund(request);
  await page.goto(`/open/funds/${of.id}/projects/019b8f2e-0000-7000-8000-000000000001`);
  await expect(page.getByText("没有这个项目")).toBeVisible();
  await page.goto("/funds/calls/019b8f2e-0000-7000-8000-000000000001");
  await expect(page.getByText("没有这次征集")).toBeVisible();
});

test.describe("at a desk", () => {
  test.use(desk);

  test("an official writes a call, publishes it and closes it early", async ({ page, request }) => {
    const of = await fund(request);
    await office(page, "official", `/console/funds/${of.id}/calls`);
    await page.getByRole("link", { name: "写新的征集" }).first().click();
    await page.getByLabel("征集名称").fill("秋季社区项目征集");
    await page.getByRole("button", { name: "保存草稿" }).click();
    await expect(page.getByRole("alert").first()).toContainText("请填大于 0 的金额");
    await page.getByLabel("每个项目最多多少元").fill("5000");
    await expectAccessible(page);
    await page.getByRole("button", { name: "保存草稿" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "秋季社区项目征集" })).toBeVisible();
    await page.getByRole("button", { name: "发布征集" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "发布征集" }).click();
    await expect(page.getByText("正在征集").first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "提前截止" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "提前截止" }).click();
    await expect(page.getByText("已截止").first()).toBeVisible();
  });

  test("an official screens a proposal, with a reason where it does not pass", async ({ page, request }) => {
    const of = await fund(request);
    const title = named("楼前小花园");
    await submitted(request, of, title);
    await office(page, "official", `/console/funds/${of.id}/projects`);
    await page.getByRole("link", { name: new RegExp(title) }).click();
    await page.getByRole("button", { name: "审核申报" }).click();
    const asked = page.getByRole("dialog");
    await asked.getByText("退回修改").click();
    await asked.getByRole("button", { name: "提交审核结果" }).click();
    await expect(asked.getByRole("alert").first()).toContainText("请填写");
    await asked.getByText("通过，开始公示").click();
    await asked.getByRole("button", { name: "提交审核结果" }).click();
    await expect(page.getByText("公示中").first()).toBeVisible();
    await expectAccessible(page);
  });
});
