// Points at the desk: a programme is written, funded and started; claims are decided; tables are committed by somebody
// else; the auditor looks again.
import { Buffer } from "node:buffer";
import { as, read } from "../rounds/support.ts";
import { desk, expect, expectAccessible, test } from "../support/test.ts";
import { approved, claimed, inDays, running, today } from "./points.ts";
import { named, office } from "./support.ts";

test.use(desk);

/** Every page of the navigation, and who opens it. */
const PAGES: [string, string, string][] = [
  ["official", "/console/points", "积分项目"],
  ["treasurer", "/console/points", "积分项目"],
  ["official", "/console/points/new", "新建项目"],
  ["worker", "/console/points/claims", "积分申报"],
  ["worker", "/console/points/tables", "批量发放"],
  ["worker", "/console/points/tables/new", "上传表格"],
  ["auditor", "/console/points/re-audits", "随机复核"],
];

for (const [login, path, title] of PAGES) {
  test(`${path} opens for ${login}, in large text on a telephone too, and breaks no rule of accessibility`, async ({
    page,
    request,
  }) => {
    await approved(request, await running(request));
    await office(page, login, path);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: "正在加载" })).toHaveCount(0);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: "大字" }).click();
    await expectAccessible(page);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wider, "pixels that the page is wider than the screen").toBeLessThanOrEqual(0);
  });
}

test("a programme is written, its rules are mended, it is funded by somebody else and started", async ({ page, browser }) => {
  const name = named("院子积分");
  await office(page, "official", "/console/points/new");
  await page.getByRole("button", { name: "建立项目" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("名称").fill(name);
  await page.getByLabel("第一天").fill(today());
  await page.getByLabel("最后一天").fill(inDays(-1));
  await page.getByRole("button", { name: "建立项目" }).click();
  await expect(page.getByRole("alert").getByRole("link")).toHaveCount(1);
  await expect(page.getByLabel("名称")).toHaveValue(name);
  await page.getByLabel("最后一天").fill(inDays(100));
  await page.getByRole("button", { name: "建立项目" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

  await page.getByRole("link", { name: "写规则" }).first().click();
  await page.getByLabel("活动名称 打扫公共院子").fill("");
  await page.getByLabel("每人每天最多 帮助邻居").fill("1");
  await page.getByLabel("抽查比例（%）").fill("全部");
  await page.getByRole("button", { name: "保存草案" }).click();
  await expect(page.getByRole("alert").getByRole("link")).toHaveCount(3);
  await expectAccessible(page);
  await page.getByLabel(/^活动名称 第 1 项活动/).fill("清扫楼道");
  await page.getByLabel("每人每天最多 帮助邻居").fill("10");
  await page.getByLabel("抽查比例（%）").fill("5");
  await page.getByRole("button", { name: "保存草案" }).click();
  await expect(page.getByText("清扫楼道：每次 5 分")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name }).first().click();
  const address = page.url();

  // Who writes a programme does not fund it.
  await expect(page.getByRole("button", { name: "拨付积分" })).toHaveCount(0);
  const other = await browser.newPage({ viewport: desk.viewport });
  await office(other, "treasurer", new URL(address).pathname);
  await other.getByRole("button", { name: "拨付积分" }).click();
  const dialog = other.getByRole("dialog");
  await dialog.getByLabel("拨付多少分").fill("5,000");
  await expect(dialog.getByText("预算现在剩 0 分，拨付后剩 5,000 分。")).toBeVisible();
  await dialog.getByRole("button", { name: "拨付 5,000 分" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByLabel("来源").fill("镇里本年预算");
  await dialog.getByRole("button", { name: "拨付 5,000 分" }).click();
  await expect(other.getByText("镇里本年预算")).toBeVisible();
  await other.close();

  await page.getByRole("button", { name: "开始", exact: true }).click();
  await expect(page.getByRole("dialog", { name: `开始“${name}”？` })).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "开始" }).click();
  await expect(page.getByText("项目已开始")).toBeVisible();
  await expect(page.getByText("正在进行").first()).toBeVisible();
  await expectAccessible(page);
});

test("another version of the rules is held against the one before and adopted", async ({ page, request }) => {
  const programme = await running(request);
  await office(page, "official", `/console/points/programmes/${programme.id}`);
  await page.getByRole("link", { name: "写规则" }).click();
  await page.getByLabel("积分 打扫院子").fill("6");
  await page.getByRole("button", { name: "保存草案" }).click();
  const changes = page.locator("section[aria-labelledby=changes-head]");
  await expect(changes.getByText("打扫院子：每次 5 分")).toBeVisible();
  await expect(changes.getByText("打扫院子：每次 6 分")).toBeVisible();
  await page.getByRole("button", { name: "采用", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: /起采用/ }).click();
  await expect(page.getByText("还没生效")).toBeVisible();
});

test("claims are looked at, approved together, and one is rejected with a reason", async ({ page, request }) => {
  const programme = await running(request);
  const words = [named("扫院子"), named("扫楼道"), named("扫门前")];
  for (const one of words) await claimed(request, programme, "resident", one);
  await office(page, "worker", "/console/points/claims");
  await page.getByLabel("积分项目", { exact: true }).selectOption({ label: programme.name });
  await expect(page).toHaveURL(/programme=/);
  const rows = page.getByRole("table").locator("tbody tr");
  await expect(rows).toHaveCount(3);
  await rows.first().getByRole("link").first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(rows.nth(1).getByRole("link").first()).toBeFocused();
  await rows.nth(0).getByRole("checkbox").check();
  await rows.nth(1).getByRole("checkbox").check();
  await page.getByRole("button", { name: "逐条看过再通过" }).click();
  const looked = page.getByRole("region", { name: /看过再通过/ });
  for (const one of words.slice(0, 2)) await expect(looked.getByText(one)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "通过这 2 条，共 10 分" }).click();
  await expect(page.getByRole("listitem").getByText("已通过")).toHaveCount(2);
  await page.getByRole("button", { name: "回到列表" }).click();
  await expect(rows).toHaveCount(1);
  await rows.first().getByRole("link").first().click();
  await page.getByRole("button", { name: "不通过" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "不通过" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByLabel("理由").fill("请补一张照片");
  await dialog.getByRole("button", { name: "不通过" }).click();
  await expect(page.getByText("请补一张照片")).toBeVisible();
  await expect(page.getByText("未通过").first()).toBeVisible();
});

test("a table shows what is wrong with every row, and somebody else commits it", async ({ page, request, browser }) => {
  const programme = await running(request);
  const upload = async (text: string): Promise<void> => {
    await page.getByLabel("表格文件").setInputFiles({ name: "p.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.getByRole("button", { name: "检查每一行" }).click();
  };
  await office(page, "worker", `/console/points/tables/new`);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载模板" }).click();
  expect((await download).suggestedFilename()).toBe("points.xlsx");
  await page.getByLabel("积分项目", { exact: true }).selectOption({ label: programme.name });
  const head = "居民,所属区域,门牌号,活动,日期,分钟,备注\n";
  await upload(`${head}resident,,,打扫院子,${today()},,\nnobody-like-this,,,打扫院子,${today()},,\n`);
  await expect(page.getByText("有 1 行要改（共 2 行）")).toBeVisible();
  await expectAccessible(page);
  await upload(`${head}resident,,,打扫院子,${today()},,集体活动\nneighbour,,,帮助邻居,${today()},,\n`);
  await expect(page.getByText("请另一位有审批权的人来发放")).toBeVisible();
  await expect(page.getByRole("button", { name: "发放" })).toHaveCount(0);
  const path = new URL(page.url()).pathname;

  const other = await browser.newPage({ viewport: desk.viewport });
  await office(other, "official", path);
  await other.getByRole("button", { name: "发放" }).click();
  await other.getByRole("dialog").getByRole("button", { name: "发放" }).click();
  await expect(other.getByText("已发放 2 行，共 13 分")).toBeVisible();
  await other.close();
  // The page of whoever prepared it follows by itself.
  await expect(page.getByText("已发放").first()).toBeVisible();
  await expect(page.getByText("请另一位有审批权的人来发放")).toHaveCount(0);
});

test("the auditor looks again and overturns what should not have been approved", async ({ page, request }) => {
  const programme = await running(request);
  const claim = await approved(request, programme);
  await office(page, "auditor", `/console/points/claims/${claim.id}`);
  await page.getByRole("radio", { name: /推翻/ }).check();
  await page.getByRole("button", { name: "推翻，收回积分" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("复核情况").fill("照片不是这个院子");
  await expectAccessible(page);
  await page.getByRole("button", { name: "推翻，收回积分" }).click();
  await expect(page.getByText("已推翻").first()).toBeVisible();
  await expect(page.getByText("照片不是这个院子")).toBeVisible();
  const numbers = await read<{ issued: number }>(
    request,
    await as(request, "official"),
    `/programmes/${programme.id}/numbers`,
  );
  expect(numbers.issued).toBe(0);
});

test("the situation counts points in wallets and budgets that run low, and opens their lists", async ({ page, request }) => {
  const programme = await running(request, 12);
  await approved(request, programme);
  await office(page, "official", "/console");
  await expect(page.getByRole("main").getByRole("link", { name: /居民手里的积分/ })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: /预算不多的项目/ }).click();
  await expect(page).toHaveURL(/low=true/);
  await expect(page.getByRole("link", { name: programme.name })).toBeVisible();
});
