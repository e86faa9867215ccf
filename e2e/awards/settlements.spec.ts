// Half-years at the desk: settled, explained to the fen, compared after a correction; certificates with a reason, revoked.
import { expect, expectAccessible, test as base } from "./support.ts";
import { office } from "../console/support.ts";
import { charter, gift, townFund } from "../funds/support.ts";
import { as } from "../rounds/support.ts";
import { Server } from "../support/server.ts";

// A store of its own: a half-year is settled once.
const test = base.extend<object, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.demo();
      await use(server);
      await server.remove();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
});
test.use({ viewport: { width: 1366, height: 768 }, hasTouch: false });

test("a half-year that is over is settled after one question that names it", async ({ page }) => {
  await office(page, "official", "/console/inspections/settlements");
  await expect(page.getByText("还没结束")).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: "可以结算" });
  await row.getByRole("button", { name: /结算/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading")).toContainText("萤川镇");
  await expect(dialog.getByText("21 个村（社区）有公布的成绩")).toBeVisible();
  await expect(dialog).toContainText("这些月份没有检查");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: /^结算/ }).click();
  await expect(page.getByText(/已结算/).first()).toBeVisible();
  await expect(page.getByText("刚刚用保存的成绩和规则重新计算过，结果一致。")).toBeVisible();

  // Every yuan opens into months, means and places.
  const lines = page.getByRole("region", { name: "各村（社区）" });
  await lines.getByRole("button").first().click();
  await expect(lines.getByText("加权合计").first()).toBeVisible();
  await expectAccessible(page);
  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "发放表（CSV）" }).click();
  expect((await file).suggestedFilename()).toMatch(/^\d{4}-H[12]-1\.csv$/);
  const book = page.waitForEvent("download");
  await page.getByRole("button", { name: "发放表（Excel）" }).click();
  expect((await book).suggestedFilename()).toMatch(/\.xlsx$/);
});

test("its awards are proposed together, and a council member approves them by one press", async ({ page, request }) => {
  const official = await as(request, "official");
  const towns = (await (await request.get("/api/v1/areas?kind=town&limit=1", { headers: official })).json()).items;
  const settled = (await (await request.get(`/api/v1/settlements?area_id=${towns[0].id}`)).json()).items;
  // What the demo had settled before is paid by the demo's fund.
  const of = settled.reduce((one: { settled_at: string }, other: { settled_at: string }) =>
    one.settled_at > other.settled_at ? one : other,
  );
  const most = 1_000_000_000;
  const limits = charter().rules.limits.map((limit) => ({ ...limit, max: most }));
  const rules = { ...charter(), rules: { ...charter().rules, limits, resolution_above_fen: most } };
  const fund = await townFund(request, rules);
  await gift(request, fund, "热心企业", 100_000_000);
  const line = { title: "考核奖金", limit_fen: 100_000_000 };
  const set = await request.put(`/api/v1/funds/${fund.id}/budget/1`, { headers: official, data: line });
  expect(set.ok(), await set.text()).toBe(true);

  await office(page, "official", `/console/funds/${fund.id}/payouts/new`);
  await page.getByRole("button", { name: "发放考核奖金" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await page.getByLabel("哪一次考核结算").selectOption(of.id);
  await page.getByLabel("账上怎么写").fill("半年考核奖金");
  await page.getByLabel("预算行").selectOption("1");
  await expectAccessible(page);
  await page.getByRole("button", { name: "发放考核奖金" }).click();
  await expect(page).toHaveURL(/\/console\/funds\/payouts\//);
  const waiting = page.getByRole("row").filter({ hasText: "待批准" });
  await expect(waiting.first()).toBeVisible();
  const count = await waiting.count();
  await expect(page.getByRole("button", { name: /^批准全部/ })).toHaveCount(0);
  await expectAccessible(page);
  const address = new URL(page.url()).pathname;

  await page.context().clearCookies();
  await office(page, "counciltown2", address);
  await page.getByRole("button", { name: `批准全部 ${count} 笔` }).click();
  const asked = page.getByRole("dialog").filter({ hasText: "每一笔单独批准" });
  await expectAccessible(page);
  await asked.getByRole("button", { name: "批准" }).click();
  await expect(waiting).toHaveCount(0, { timeout: 60_000 });
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await expectAccessible(page);
});

test("after a correction it says who gets more or less, and why", async ({ page, request }) => {
  const listed = await request.get("/api/v1/inspection-rounds?subjects=villages&state=published&limit=100");
  const rounds = (await listed.json()).items;
  const settled = (await (await request.get(`/api/v1/settlements?area_id=${rounds[0].area_id}`)).json()).items;
  const of = settled.find((one: { revision: number }) => one.revision === 1);
  const months: string[] = rounds
    .filter((round: { regularity: string }) => round.regularity === "regular")
    .map((round: { month: string }) => round.month);
  const half = (month: string) => `${month.slice(0, 4)}-H${Number(month.slice(5)) <= 6 ? 1 : 2}`;
  const round = rounds.find((round: { month: string }) => months.includes(round.month) && half(round.month) === of.half_year);
  const signedIn = await request.post("/api/v1/sessions", { data: { login: "official", password: "gongzhi-demo" } });
  const headers = { authorization: `Bearer ${(await signedIn.json()).access_token}` };
  // The village that is best then loses a mark as heavy as an indicator.
  const ranking = (await (await request.get(`/api/v1/inspection-rounds/${round.id}/ranking`)).json()).items;
  const best = ranking[0].area_id;
  const corrected = await request.post(`/api/v1/inspection-rounds/${round.id}/corrections`, {
    headers,
    data: { reason: "漏记了一处", changes: [{ area_id: best, code: "roads", points: "10.00" }] },
  });
  expect(corrected.ok(), await corrected.text()).toBe(true);

  await office(page, "official", "/console/inspections/settlements");
  const row = page.getByRole("row").filter({ hasText: "第 2 版" }).first();
  await row.getByRole("link", { name: /看结果/ }).click();
  await expect(page.getByText("更正过：漏记了一处")).toBeVisible();
  const compared = page.getByRole("region", { name: "更正前后对比" });
  await expect(compared.getByRole("row").filter({ hasText: ranking[0].area_name })).toContainText("→");
  await expectAccessible(page);
  await page.getByLabel("对比", { exact: true }).selectOption({ label: "不对比" });
  await expect(compared.getByRole("row")).toHaveCount(0);
});

test("a second certificate needs a reason; a revoked one says why", async ({ page }) => {
  await office(page, "official", "/console/inspections/settlements");
  await page.getByRole("link", { name: /看结果/ }).first().click();
  await page.getByRole("link", { name: "荣誉证书" }).click();
  const eligible = page.getByRole("region", { name: "可以发证书的村（社区）" });
  const row = eligible.getByRole("row").nth(1);
  const village = await row.getByRole("rowheader").innerText();
  const issue = async (reason?: string) => {
    await row.getByRole("button", { name: /颁发/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("受表彰的村民组").fill(`${village}第二村民小组`);
    if (reason !== undefined) {
      await dialog.getByRole("button", { name: "颁发" }).click();
      await expect(dialog.getByRole("alert").first()).toBeVisible();
      await expectAccessible(page);
      await dialog.getByLabel("再发一份的理由").fill(reason);
    }
    await dialog.getByRole("button", { name: "颁发" }).click();
    await expect(dialog).toBeHidden();
  };
  const held = async () => Number((await row.innerText()).match(/已有 (\d+) 份/)?.[1]);
  if ((await held()) === 0) await issue();
  await issue("两个小组成绩相同");
  await expect(page.getByText("理由：两个小组成绩相同")).toBeVisible();

  const issued = page.getByRole("region", { name: "已发的证书" });
  const last = issued.getByRole("row").filter({ hasText: "两个小组成绩相同" });
  await last.getByRole("button", { name: /二维码/ }).click();
  await expect(page.getByRole("dialog").getByRole("img")).toBeVisible();
  await page.keyboard.press("Escape");
  const file = page.waitForEvent("download");
  await last.getByRole("button", { name: /PDF/ }).click();
  expect((await file).suggestedFilename()).toMatch(/\.pdf$/);

  await last.getByRole("button", { name: /撤销/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("第二村民小组");
  await dialog.getByRole("button", { name: "撤销" }).click();
  await expect(dialog.getByRole("alert").first()).toBeVisible();
  await dialog.getByLabel("撤销的理由").fill("名单有误");
  await dialog.getByRole("button", { name: "撤销" }).click();
  await expect(last.getByText("已撤销")).toBeVisible();
  await expect(last).toContainText("名单有误");
  const number = (await last.getByRole("rowheader").innerText()).trim();
  await page.goto(`/open/certificates/${number}`);
  await expect(page.getByText("名单有误")).toBeVisible();
});
