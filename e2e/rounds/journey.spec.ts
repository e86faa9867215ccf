// A round from its plan to its end: planned and drawn in the page, scored over the API, objected to, decided, published
// by the faster of two, corrected.
import { type Browser, type Page } from "@playwright/test";
import { desk, expect, expectAccessible, test } from "../support/test.ts";
import { office } from "../console/support.ts";
import { as, planned, post, read, rounds, score, villages } from "./support.ts";

test.use(desk);

const head = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const ask = (page: Page) => page.getByRole("dialog");

async function confirm(page: Page, verb: string): Promise<void> {
  await page.getByRole("main").getByRole("button", { name: verb, exact: true }).first().click();
  await ask(page).getByRole("button", { name: verb, exact: true }).click();
}

test("a round is planned, drawn by commit and reveal, and started", async ({ page }) => {
  await office(page, "official", "/console/inspections/plan");
  await expect(head(page, "计划检查")).toBeVisible();
  // What is missing is said at its field, and what was typed stays.
  await page.getByText("不定期", { exact: true }).click();
  await page.getByRole("button", { name: "定下计划" }).click();
  await expect(page.getByRole("alert").getByRole("link", { name: /请选择检查表/ })).toBeVisible();
  await expect(page.getByRole("radio", { name: /不定期/ })).toBeChecked();
  // It is kept on the device.
  await page.reload();
  await expect(page.getByRole("radio", { name: /不定期/ })).toBeChecked();
  await page.getByRole("combobox", { name: "检查表" }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "看检查表" }).click();
  await expect(ask(page).getByText("垃圾桶、垃圾池不满溢")).toBeVisible();
  await ask(page).getByRole("button", { name: "关闭" }).click();
  await page.getByText("镇检查员 · 萤川镇").click();
  await page.getByText("抽一部分来查").click();
  await expect(page.getByText("名单公开以后不能改", { exact: false })).toBeVisible();
  await page.getByLabel("抽几个").fill("2");
  await page.getByRole("button", { name: "定下计划" }).click();
  await expect(page).toHaveURL(/inspections\/rounds\//);
  await expect(head(page, /检查 · 萤川镇/)).toBeVisible();

  await confirm(page, "公开名单、封存种子");
  await expect(page.getByText("等抽取")).toBeVisible();
  await page.getByRole("button", { name: "抽取", exact: true }).click();
  await expect(page.getByText("已抽取").first()).toBeVisible({ timeout: 25_000 });
  await expect(page.getByText("种子（最后公开）")).toBeVisible();
  // Without a lead it does not start, and says so.
  await expect(page.getByText("还没有带队领导", { exact: false })).toBeVisible();
  const start = page.getByRole("main").getByRole("button", { name: "开始检查", exact: true });
  await expect(start).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "改带队和人员" }).first().click();
  await ask(page).getByRole("combobox", { name: "带队领导" }).selectOption({ label: "镇便民服务中心 · 萤川镇" });
  await ask(page).getByRole("button", { name: "保存" }).click();
  await expect(start).not.toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);
  await confirm(page, "开始检查");
  await expect(page.getByText("检查中").first()).toBeVisible();
  await expect(page.getByText("还有 2 份检查表没有交。")).toBeVisible();
});

test("who was overtaken while changing the team keeps what was typed and sees what the other did", async ({
  page,
  request,
}) => {
  const official = await as(request, "official");
  const [first] = await villages(request);
  const round = await planned(request, official, { chosen: [first?.id] });
  await office(page, "official", `/console/inspections/rounds/${round.id}`);
  await page.getByRole("button", { name: "改带队和人员" }).first().click();
  await ask(page).getByText("镇检查员二 · 萤川镇").click();
  const other = await request.patch(`/api/v1/inspection-rounds/${round.id}`, {
    headers: { ...official, "if-match": '"1"' },
    data: { objection_hours: 5 },
  });
  expect(other.ok(), await other.text()).toBe(true);
  await ask(page).getByRole("button", { name: "保存" }).click();
  await expect(ask(page).getByText("您填写的时候，有人改过", { exact: false })).toBeVisible();
  await expect(ask(page).getByText("5 小时")).toBeVisible();
  await expect(ask(page).getByRole("checkbox", { name: /镇检查员二/ })).toBeChecked();
  await ask(page).getByRole("button", { name: "保存" }).click();
  await expect(ask(page)).toBeHidden();
  const after = await read<{ objection_hours: number; team: unknown[] }>(
    request,
    official,
    `/inspection-rounds/${round.id}`,
  );
  expect([after.objection_hours, after.team.length]).toEqual([5, 2]);
});

test("sheets come in while one looks on, the scoring ends, an objection is upheld", async ({ page, request }) => {
  const official = await as(request, "official");
  const all = await villages(request);
  // The village whose office has a login is among them.
  const village = await as(request, "village");
  const me = await read<{ grants: { area_id: string }[] }>(request, village, "/me");
  const own = all.find((area) => me.grants.some((grant) => grant.area_id === area.id));
  const other = all.find((area) => area.id !== own?.id);
  const round = await planned(request, official, { chosen: [own?.id, other?.id] });
  await post(request, official, `/inspection-rounds/${round.id}/start`);
  await office(page, "official", `/console/inspections/rounds/${round.id}`);
  await expect(page.getByText("0 / 2", { exact: true })).toBeVisible();
  const code = await score(request, round, ["3.00", "2.00"]);
  await expect(page.getByText("2 / 2", { exact: true })).toBeVisible({ timeout: 20_000 });
  await confirm(page, "结束打分");
  await expect(page.getByText("申诉期").first()).toBeVisible();
  await expect(page.getByText("之后才能公布", { exact: false })).toBeVisible();

  await post(request, village, `/inspection-rounds/${round.id}/targets/${own?.id}/objections`, {
    code,
    text: "检查当天上午已经清理，请核对。",
    photos: [],
  });
  await expect(page.getByText("检查当天上午已经清理", { exact: false })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("巷口有散落垃圾")).toBeVisible();
  await page.getByRole("button", { name: /处理申诉/ }).click();
  await ask(page).getByText("采纳，改分").click();
  await ask(page).getByLabel("改为多少分").fill("99");
  await ask(page).getByRole("textbox", { name: "答复" }).fill("情况属实。");
  await ask(page).getByRole("button", { name: "处理申诉" }).click();
  await expect(ask(page).getByRole("alert")).toContainText("最多");
  await ask(page).getByLabel("改为多少分").fill("0.5");
  await expect(ask(page).getByText("这个村的得分", { exact: false })).toBeVisible();
  await expectAccessible(page);
  await ask(page).getByRole("button", { name: "处理申诉" }).click();
  await expect(page.getByText("已采纳")).toBeVisible();

  await page.getByRole("link", { name: "看整张检查表" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /检查表/ })).toBeVisible();
  await expect(page.getByText(/→ 0\.50/)).toBeVisible();
  await expectAccessible(page);
});

/** The demo's round of groups, whose time to object is over, on somebody's desk. */
async function waiting(browser: Browser, url: string, login: string, id: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: url, locale: "zh-CN", viewport: desk.viewport })).newPage();
  await office(page, login, `/console/inspections/rounds/${id}`);
  await page.getByRole("main").getByRole("button", { name: "公布", exact: true }).click();
  await expect(page.getByRole("dialog")).toContainText("能看到");
  return page;
}

test("of two who publish at once the slower sees what happened; a mark is corrected afterwards", async ({
  browser,
  baseURL,
  request,
}) => {
  const official = await as(request, "official");
  const [round] = await rounds(request, official, "subjects=villager_groups&state=objections");
  if (round === undefined || baseURL === undefined) throw new Error("the demo has no round that waits");
  const one = await waiting(browser, baseURL, "official", round.id);
  const other = await waiting(browser, baseURL, "admin", round.id);
  await one.getByRole("dialog").getByRole("button", { name: "公布", exact: true }).click();
  await expect(one.getByRole("heading", { name: "成绩与排名" })).toBeVisible();
  // By the live update, or by the server's answer, whichever is first.
  const late = other.getByRole("dialog").getByRole("button", { name: "公布", exact: true });
  await late.click({ timeout: 3_000 }).catch(() => undefined);
  await expect(other.getByText("这一步已经有人做了", { exact: false })).toBeVisible();
  await expect(other.getByText("已公布").first()).toBeVisible();

  await one.getByRole("link", { name: "更正成绩" }).click();
  await expect(one.getByRole("heading", { level: 1, name: /更正.*的成绩/ })).toBeVisible();
  await one.getByRole("button", { name: "更正成绩" }).click();
  await expect(one.getByRole("alert")).toContainText("还没有要改的");
  await one.getByRole("combobox", { name: "地方" }).selectOption({ index: 4 });
  await one.getByRole("combobox", { name: "项目" }).selectOption({ index: 1 });
  await expect(one.getByText(/现在：扣分/)).toBeVisible();
  await one.getByLabel("改为多少分").fill("9.99");
  await one.getByRole("button", { name: "加入这一项" }).click();
  await expect(one.getByRole("table").getByText("→").first()).toBeVisible();
  // What is typed stays on the device.
  await one.getByLabel("为什么更正").fill("抄录时看错了一行");
  await one.reload();
  await expect(one.getByLabel("为什么更正")).toHaveValue("抄录时看错了一行");
  await expect(one.getByRole("table").getByText("→").first()).toBeVisible();
  await expectAccessible(one);
  await one.getByRole("button", { name: "更正成绩" }).click();
  await expect(one.getByRole("dialog")).toContainText("第 2 版");
  await one.getByRole("dialog").getByRole("button", { name: "更正成绩" }).click();
  await expect(one.getByText("抄录时看错了一行")).toBeVisible();
  await one.getByRole("link", { name: "第 1 版" }).click();
  await expect(one.getByText("您看的是第 1 版", { exact: false })).toBeVisible();
});
