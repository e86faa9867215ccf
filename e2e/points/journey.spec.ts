// From a deed to points in the wallet, and what a resident's own browser can prove of them.
import { expect, expectAccessible, expectPhotosKept, test } from "../support/test.ts";
import { earned, next, open, photograph, programme, telephone, wallet } from "./support.ts";

test("a claim is approved by the worker, comes into the wallet, and its line is proven here", async ({
  page,
  browser,
  baseURL,
  request,
}) => {
  const of = await programme(request);
  await open(page, "resident", "/points");
  await wallet(page, of).getByRole("link", { name: "申报积分" }).click();
  await expect(page.getByRole("heading", { name: "您做了什么？" })).toBeVisible();
  await expectAccessible(page);
  // What one may still get is said before.
  await expect(page.getByText("各项合计当天还可得 60 / 60 分").first()).toBeVisible();
  await next(page);
  await expect(page.getByRole("alert").first()).toContainText("请填写");
  await page.getByText("清理绿地").click();
  await next(page);
  await expect(page.getByRole("heading", { name: "什么时候做的？" })).toBeVisible();
  await expect(page.getByText("这一次可得 5 分")).toBeVisible();
  await next(page);

  // Without what is asked for, nothing goes on and nothing is lost.
  const words = `绿地里捡了三袋垃圾（${Date.now()}）`;
  await page.getByLabel("说说经过").fill(words);
  await next(page);
  await expect(page.getByRole("alert").first()).toBeVisible();
  await page.locator("input[type=file]").first().setInputFiles(await photograph(page));
  await expect(page.getByRole("button", { name: "去掉照片“deed.jpg”" })).toBeVisible();
  await expectPhotosKept(page, 1);
  await page.reload();
  await expect(page.getByLabel("说说经过")).toHaveValue(words);
  await expect(page.getByRole("button", { name: "去掉照片“deed.jpg”" })).toBeVisible();
  await next(page);
  await expect(page.getByText(words)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "提交申报" }).click();
  await expect(page.getByText("收到了。")).toBeVisible();
  await expect(page.getByText("等待审批").first()).toBeVisible();
  await expectAccessible(page);

  const worker = await telephone(browser, baseURL ?? "", "worker", "/work/claims");
  const card = worker.getByRole("article").filter({ hasText: words });
  await expect(card.getByRole("img")).toBeVisible();
  await expectAccessible(worker);
  await card.getByRole("button", { name: "通过" }).first().click();
  const asked = worker.getByRole("dialog");
  await expect(asked).toContainText("清理绿地");
  await asked.getByRole("button", { name: "通过" }).click();
  await expect(card).toHaveCount(0);
  await worker.context().close();

  // The resident's open page learns of it by itself.
  await expect(page.getByText("已通过，5 分到账。")).toBeVisible();
  await page.goto("/points");
  await expect(wallet(page, of)).toContainText("5");
  await expectAccessible(page);
  await wallet(page, of).getByRole("link", { name: "积分明细" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "清理绿地" })).toContainText("+5");
  await page.getByRole("button", { name: "核对显示的每一行" }).click();
  await expect(page.getByText("1 行都在公开账册里")).toBeVisible();
  await expect(page.getByText("在公开账册里：第")).toBeVisible();
  await expectAccessible(page);
  // The root is noted, and the next look goes on from it.
  expect(await page.evaluate(() => localStorage.getItem("gongzhi.journal-root"))).toContain("size");
});

test("a line that the journal does not hold is said to fail, and what to do", async ({ page, request }) => {
  const of = await programme(request);
  await earned(request, of, "neighbour", "扫了三楼到五楼");
  await page.route("**/api/v1/wallets/*/statement*", async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    for (const line of body.items) line.points += 1;
    await route.fulfill({ response: answer, json: body });
  });
  await open(page, "neighbour", "/points");
  await wallet(page, of).getByRole("link", { name: "积分明细" }).click();
  await page.getByRole("button", { name: /^核对 / }).click();
  await expect(page.getByText("对不上。")).toBeVisible();
  await expect(page.getByText("告诉审计人员").first()).toBeVisible();
  await expectAccessible(page);
});

test("a claim above a cap is refused, and everything typed is still there", async ({ page, request }) => {
  const of = await programme(request);
  await earned(request, of, "resident", "扫了一楼");
  await open(page, "resident", `/points/claim?programme=${of.id}&activity=sweeping`);
  await expect(page.getByText("当天还可得 0 / 20 分").first()).toBeVisible();
  await next(page);
  await expect(page.getByText("超过上限")).toBeVisible();
  await next(page);
  await page.getByLabel("说说经过").fill("又扫了一遍");
  await next(page);
  await page.getByRole("button", { name: "提交申报" }).click();
  await expect(page.getByRole("alert").first()).toContainText("上限 20 分，还可得 0 分");
  await expect(page.getByText("又扫了一遍")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "更改 时间" }).click();
  await expect(page.getByLabel("哪一天")).not.toHaveValue("");
  await page.goBack();
  await expect(page.getByText("又扫了一遍")).toBeVisible();
});

test("a rejected claim says why, and a waiting one can be withdrawn", async ({ page, browser, baseURL, request }) => {
  const of = await programme(request);
  await open(page, "resident", `/points/claim?programme=${of.id}&activity=watching`);
  await next(page);
  await page.getByLabel("做了多久").selectOption({ label: "1 小时 30 分钟" });
  await expect(page.getByText("这一次可得 9 分")).toBeVisible();
  await next(page);
  const words = `巡了河边（${Date.now()}）`;
  await page.getByLabel("说说经过").fill(words);
  await next(page);
  await page.getByRole("button", { name: "提交申报" }).click();
  await expect(page.getByText("收到了。")).toBeVisible();

  const worker = await telephone(browser, baseURL ?? "", "worker", "/work/claims");
  const card = worker.getByRole("article").filter({ hasText: words });
  await card.getByRole("button", { name: "不通过" }).click();
  const form = worker.getByRole("dialog");
  await form.getByRole("button", { name: "不通过" }).click();
  await expect(form.getByRole("alert").first()).toBeVisible();
  await form.getByLabel("为什么不通过").fill("当晚没有排您的班");
  await expectAccessible(worker);
  await form.getByRole("button", { name: "不通过" }).click();
  await expect(card).toHaveCount(0);
  await worker.context().close();
  await expect(page.getByText("原因：当晚没有排您的班").first()).toBeVisible();

  await page.goto(`/points/claim?programme=${of.id}&activity=sweeping`);
  await next(page);
  await next(page);
  await page.getByLabel("说说经过").fill("扫了一楼");
  await next(page);
  await page.getByRole("button", { name: "提交申报" }).click();
  await page.getByRole("button", { name: "撤回" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "撤回" }).click();
  await expect(page.getByText("这条申报已撤回。")).toBeVisible();
});
